import Box from '@cloudscape-design/components/box';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Configuration } from './configuration.ts';
import type { Session } from './session.ts';
import { SignInChoices } from './sign-in-choices.tsx';

/** Above the page, which keeps what was typed. It cannot be put away: nothing would be saved behind it. */
export function SignInAgain({
  configuration,
  session,
  onSignedIn,
}: {
  configuration: Configuration;
  session: Session;
  onSignedIn: (session: Session) => void;
}) {
  /** What was typed goes out in the name of whoever signs in. */
  const signInAsTheSame = (next: Session) => {
    if (next.subject !== session.subject) {
      throw new Error(`You signed in as ${next.name}, and this page is ${session.name}’s. Sign in as ${session.name}.`);
    }
    onSignedIn(next);
  };
  return (
    <Modal visible header="Sign in again" closeAriaLabel="Stay here" onDismiss={() => undefined}>
      <SpaceBetween size="m">
        <Box>{session.name}, your session has ended. Nothing that you typed is lost: sign in, and it is sent.</Box>
        <SignInChoices configuration={configuration} again onSignedIn={signInAsTheSame} />
      </SpaceBetween>
    </Modal>
  );
}
