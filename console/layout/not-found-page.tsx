import Box from '@cloudscape-design/components/box';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import { PageLink } from './page-link.tsx';
import { useTitle } from './title.ts';

/** What is not there, and what is there and not theirs, look the same. */
export function NotFoundPage() {
  useTitle('Not found');
  return (
    <ContentLayout header={<Header variant="h1">There is nothing here</Header>}>
      <Box>
        The page does not exist, or it is not yours to see. <PageLink to="/">Go back to your first page</PageLink>, or
        ask security.
      </Box>
    </ContentLayout>
  );
}
