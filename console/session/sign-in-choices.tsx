import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { signInAtCognito } from './cognito.ts';
import type { Configuration } from './configuration.ts';
import { type Session, sessionOf } from './session.ts';

const ROLES = [
  ['supervisor', 'Supervisor', 'told of every case, acknowledges it'],
  ['security', 'Security', 'works the queue'],
  ['hr', 'Human resources', 'works the employee’s side'],
  ['legal', 'Legal', 'takes the evidence to court'],
  ['auditor', 'Auditor', 'sees who did what'],
  ['operator', 'Operator', 'runs the system'],
] as const;

/** The ways in that this deployment has. */
export function SignInChoices({
  configuration: { signIn },
  again = false,
  onSignedIn,
}: {
  configuration: Configuration;
  /** Somebody was signed in, and is asked to be so again. */
  again?: boolean;
  onSignedIn: (session: Session) => void;
}) {
  const [failure, setFailure] = useState<string | null>(null);
  const [address, setAddress] = useState('');
  const attempt = async (get: () => Promise<string>) => {
    setFailure(null);
    try {
      onSignedIn(sessionOf(await get()));
    } catch (error) {
      setFailure((error as Error).message);
    }
  };
  const fault = failure !== null && (
    <Alert type="error" header="You are not signed in">
      {failure}
    </Alert>
  );
  if (signIn.kind === 'cognito') {
    return (
      <SpaceBetween size="m">
        <Button variant="primary" onClick={() => attempt(() => signInAtCognito(signIn, again))}>
          Sign in
        </Button>
        {fault}
      </SpaceBetween>
    );
  }
  return (
    <SpaceBetween size="m">
      <Alert type="info">On this machine nobody has a password: choose whom you want to be.</Alert>
      <SpaceBetween size="xs">
        {ROLES.map(([role, title, does]) => (
          <div key={role} className="sign-in-role">
            <Button fullWidth onClick={() => attempt(() => localToken(`role=${role}`))}>
              Sign in as {title}
            </Button>
            <Box color="text-body-secondary">{does}</Box>
          </div>
        ))}
      </SpaceBetween>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void attempt(() => localToken(`email=${encodeURIComponent(address)}`));
        }}
      >
        <FormField
          label="An employee in no role"
          description="May report, and see what became of their own reports."
          secondaryControl={<Button formAction="submit">Sign in</Button>}
        >
          <Input
            value={address}
            onChange={({ detail }) => setAddress(detail.value)}
            type="email"
            placeholder="dana.whitfield@harborline.example"
          />
        </FormField>
      </form>
      {fault}
    </SpaceBetween>
  );
}

async function localToken(query: string): Promise<string> {
  const response = await fetch(`/sign-in?${query}`);
  const answer = (await response.json()) as { token?: string; message?: string };
  if (answer.token === undefined) throw new Error(answer.message ?? `The server answered ${response.status}.`);
  return answer.token;
}
