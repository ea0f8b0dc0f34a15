import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import { type ApiClient, createApiClient } from '../api/client.ts';
import type { Configuration } from './configuration.ts';
import { forgetSession, keepSession, keptSession, type Session } from './session.ts';
import { SignInAgain } from './sign-in-again.tsx';
import { SignInPage } from './sign-in-page.tsx';

interface SignedIn {
  readonly session: Session;
  readonly api: ApiClient;
  signOut(): void;
}

const SignedInContext = createContext<SignedIn | null>(null);

/** Who is signed in, and the API in their name. Only below {@link SessionGate}. */
export function useSignedIn(): SignedIn {
  const signedIn = useContext(SignedInContext);
  if (signedIn === null) throw new Error('useSignedIn outside of SessionGate');
  return signedIn;
}

/**
 * Shows the sign-in page until somebody is signed in. A session that runs out later is renewed in a dialog above the page, so that
 * nothing that was typed is lost; what was being asked waits for it.
 */
export function SessionGate({ configuration, children }: { configuration: Configuration; children: ReactNode }) {
  const [session, setSession] = useState(keptSession);
  const [expired, setExpired] = useState<((renewed: Session) => void)[]>([]);

  const signIn = useCallback((next: Session) => {
    keepSession(next);
    setSession(next);
    setExpired((waiting) => {
      for (const resume of waiting) resume(next);
      return [];
    });
  }, []);
  const renew = useCallback(
    () => new Promise<Session>((resolve) => setExpired((waiting) => [...waiting, resolve])),
    [],
  );
  const signedIn = useMemo(
    () =>
      session && {
        session,
        api: createApiClient(session, renew),
        signOut: () => {
          forgetSession();
          location.assign('/');
        },
      },
    [session, renew],
  );

  if (signedIn === null) return <SignInPage configuration={configuration} onSignedIn={signIn} />;
  return (
    <SignedInContext value={signedIn}>
      {children}
      {expired.length > 0 && (
        <SignInAgain configuration={configuration} session={signedIn.session} onSignedIn={signIn} />
      )}
    </SignedInContext>
  );
}
