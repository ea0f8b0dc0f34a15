import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { type ApiClient, createApiClient } from '../api/client.ts';
import { prepareCognito, renewAtCognito, signOutOfCognito } from './cognito.ts';
import type { Configuration } from './configuration.ts';
import { oneAtATime } from './renewal.ts';
import { forgetSession, keepSession, keptSession, type Session, sessionOf } from './session.ts';
import { SignInAgain } from './sign-in-again.tsx';
import { SignInPage } from './sign-in-page.tsx';
import { useRenewal } from './use-renewal.ts';

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
 * Shows the sign-in page until somebody is signed in. A session is renewed before it ends, by itself where the deployment can; else in a
 * dialog above the page, so that nothing that was typed is lost; what was being asked waits for it.
 */
export function SessionGate({ configuration, children }: { configuration: Configuration; children: ReactNode }) {
  const { signIn: way } = configuration;
  const [session, setSession] = useState(keptSession);
  const [expired, setExpired] = useState<(() => void)[]>([]);
  const current = useRef(session);

  const signIn = useCallback((next: Session) => {
    keepSession(next);
    current.current = next;
    setSession(next);
    setExpired((waiting) => {
      for (const resume of waiting) resume();
      return [];
    });
  }, []);
  const renewSilently = useMemo(
    () =>
      oneAtATime(async () => {
        const renewed = way.kind === 'cognito' ? await renewAtCognito(way) : null;
        if (renewed === null) return null;
        const next = sessionOf(renewed);
        // Somebody else signed in in the window: this page is not theirs.
        if (current.current !== null && current.current.subject !== next.subject) return null;
        signIn(next);
        return next;
      }),
    [way, signIn],
  );
  useRenewal(session, renewSilently);
  // Nobody reloads a page to sign in again; a refresh token of this tab spares it.
  useEffect(() => {
    if (way.kind !== 'cognito') return;
    const prepare = async () => {
      if (keptSession() === null) await renewSilently();
      await prepareCognito(way);
    };
    // Whoever then signs in is told what is wrong.
    prepare().catch(() => undefined);
  }, [way, renewSilently]);

  // The same for as long as the page is there: a renewal must not have anything read again.
  const api = useMemo(() => {
    const askPerson = () => new Promise<void>((resolve) => setExpired((waiting) => [...waiting, resolve]));
    return createApiClient(
      () => current.current?.token ?? '',
      async () => {
        const renewed = await renewSilently().catch(() => null);
        if (renewed === null) await askPerson();
      },
    );
  }, [renewSilently]);
  const signedIn = useMemo(
    () =>
      session && {
        session,
        api,
        signOut: () => {
          forgetSession();
          if (way.kind === 'cognito') void signOutOfCognito(way).catch(() => location.assign('/'));
          else location.assign('/');
        },
      },
    [session, api, way],
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
