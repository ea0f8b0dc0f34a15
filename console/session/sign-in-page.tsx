import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Configuration } from './configuration.ts';
import type { Session } from './session.ts';
import { SignInChoices } from './sign-in-choices.tsx';

/** The first page: on AWS it leads to Cognito; on a laptop it offers each role. */
export function SignInPage({
  configuration,
  onSignedIn,
}: {
  configuration: Configuration;
  onSignedIn: (session: Session) => void;
}) {
  return (
    <main className="sign-in">
      <Container header={<Header variant="h1">Undertone</Header>}>
        <SpaceBetween size="m">
          <Box>Sign in to see the cases that are yours to work, or to report what a customer said or did to you.</Box>
          <SignInChoices configuration={configuration} onSignedIn={onSignedIn} />
        </SpaceBetween>
      </Container>
    </main>
  );
}
