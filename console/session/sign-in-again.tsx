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
  return (
    <Modal visible header="Sign in again" closeAriaLabel="Stay here" onDismiss={() => undefined}>
      <SpaceBetween size="m">
        <Box>{session.name}, your session has ended. Nothing that you typed is lost: sign in, and it is sent.</Box>
        <SignInChoices configuration={configuration} onSignedIn={onSignedIn} />
      </SpaceBetween>
    </Modal>
  );
}
