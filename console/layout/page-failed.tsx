import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useRouteError } from 'react-router';
import { ApiProblem, NetworkLost } from '../api/client.ts';

/** A page that broke, or that could not be fetched: say so, and let the person try again. Whom to call does not wait for it. */
export function PageFailed() {
  const error = useRouteError();
  const isWorded = error instanceof ApiProblem || error instanceof NetworkLost;
  return (
    <ContentLayout header={<Header variant="h1">This page could not be shown</Header>}>
      <SpaceBetween size="m">
        <Alert type="error" action={<Button onClick={() => location.reload()}>Try again</Button>}>
          {isWorded && `${error.message} `}
          Nothing was changed. If it happens again, tell the operator what you were doing.
        </Alert>
        <Box fontWeight="bold">If anyone is in danger now, call the emergency services yourself.</Box>
      </SpaceBetween>
    </ContentLayout>
  );
}
