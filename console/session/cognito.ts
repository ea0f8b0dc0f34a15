import type { UserManager } from 'oidc-client-ts';
import { CALLBACK_PATH } from './callback-path.ts';
import type { Configuration } from './configuration.ts';
import { SignInWindows } from './sign-in-window.ts';

export type Cognito = Extract<Configuration['signIn'], { kind: 'cognito' }>;

/** Of one request to Cognito. */
const TIMEOUT_SECONDS = 15;

let manager: Promise<UserManager> | undefined;

function managerOf({ authority, clientId }: Cognito): Promise<UserManager> {
  manager ??= import('oidc-client-ts').then(({ UserManager, WebStorageStateStore }) => {
    const redirect = `${location.origin}${CALLBACK_PATH}`;
    // Kept for this tab alone: closing it ends the session, and no other tab renews with this one's token.
    const store = new WebStorageStateStore({ store: sessionStorage });
    const settings = {
      authority,
      client_id: clientId,
      redirect_uri: redirect,
      popup_redirect_uri: redirect,
      response_type: 'code',
      scope: 'openid email profile',
      userStore: store,
      stateStore: store,
      requestTimeoutInSeconds: TIMEOUT_SECONDS,
      // The page does it (use-renewal.ts), which knows what waits for it.
      automaticSilentRenew: false,
    };
    return new UserManager(settings, undefined, new SignInWindows());
  });
  return manager;
}

/** Fetches what signing in needs, so that the window opens while the browser still thinks of the click on the button. */
export async function prepareCognito(cognito: Cognito): Promise<void> {
  await (await managerOf(cognito)).metadataService.getMetadata();
}

/**
 * An ID token by the authorization code flow with PKCE (RFC 7636), in a window of its own: the page behind it keeps what was typed.
 * @param again who is asked for is somebody certain, and not whoever is still signed in at Cognito.
 * @throws WindowRefused, or what Cognito refused and why.
 */
export async function signInAtCognito(cognito: Cognito, again: boolean): Promise<string> {
  return idTokenOf(await (await managerOf(cognito)).signinPopup(again ? { prompt: 'login' } : {}));
}

/** A new ID token by the refresh token of this tab; null where there is none or it holds no more. @throws when Cognito is not reached. */
export async function renewAtCognito(cognito: Cognito): Promise<string | null> {
  const users = await managerOf(cognito);
  if (!(await users.getUser())?.refresh_token) return null;
  const { ErrorResponse } = await import('oidc-client-ts');
  try {
    const user = await users.signinSilent();
    return user && idTokenOf(user);
  } catch (error) {
    if (error instanceof ErrorResponse) return null;
    throw error;
  }
}

function idTokenOf({ id_token }: { readonly id_token?: string }): string {
  if (!id_token) throw new Error('Cognito gave no ID token. Ask the operator to check the user pool’s client.');
  return id_token;
}

/**
 * Ends the session at Cognito as well, or the next person at this browser would be signed in as the last one by a click. Leaves the page: for
 * https://docs.aws.amazon.com/cognito/latest/developerguide/logout-endpoint.html, which comes back to the console.
 */
export async function signOutOfCognito(cognito: Cognito): Promise<void> {
  const users = await managerOf(cognito);
  // What cannot be revoked now, for want of a network, holds until the end of the shift in no other hands than Cognito's.
  await users.revokeTokens(['refresh_token']).catch(() => undefined);
  await users.removeUser();
  const end = new URL('/logout', await users.metadataService.getAuthorizationEndpoint());
  end.searchParams.set('client_id', cognito.clientId);
  end.searchParams.set('logout_uri', `${location.origin}/`);
  location.assign(end);
}

/** What the small window does when Cognito sends it back: tells the page, which then closes it. */
export async function finishSignIn(): Promise<void> {
  await new SignInWindows().callback(location.href);
}
