import type { UserManager } from 'oidc-client-ts';
import type { Configuration } from './configuration.ts';

type Cognito = Extract<Configuration['signIn'], { kind: 'cognito' }>;

/** Where Cognito sends the window of the sign-in back to. Registered in infra/console/users.ts. */
export const CALLBACK_PATH = '/signed-in';

let manager: Promise<UserManager> | undefined;

function managerOf({ authority, clientId }: Cognito): Promise<UserManager> {
  manager ??= import('oidc-client-ts').then(
    ({ UserManager, WebStorageStateStore }) =>
      new UserManager({
        authority,
        client_id: clientId,
        redirect_uri: `${location.origin}${CALLBACK_PATH}`,
        popup_redirect_uri: `${location.origin}${CALLBACK_PATH}`,
        response_type: 'code',
        scope: 'openid email profile',
        userStore: new WebStorageStateStore({ store: sessionStorage }),
      }),
  );
  return manager;
}

/**
 * An ID token by the authorization code flow with PKCE (RFC 7636), in a window of its own: the page behind it keeps what was typed. A
 * refresh token that still holds spares the window.
 */
export async function signInAtCognito(cognito: Cognito): Promise<string> {
  const users = await managerOf(cognito);
  const kept = await users.getUser();
  const user = (kept?.refresh_token && (await users.signinSilent().catch(() => null))) || (await users.signinPopup());
  if (!user.id_token) throw new Error('Cognito gave no ID token. Ask the operator to check the user pool’s client.');
  return user.id_token;
}

/** What the small window does when Cognito sends it back. */
export async function finishSignIn(cognito: Cognito): Promise<void> {
  await (await managerOf(cognito)).signinPopupCallback();
}
