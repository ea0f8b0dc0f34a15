/** How people sign in, told by the server that the page came from. It holds no secret. */
export type Configuration =
  | { readonly signIn: { readonly kind: 'local' } }
  | {
      readonly signIn: {
        readonly kind: 'cognito';
        /** The user pool's issuer: `https://cognito-idp.REGION.amazonaws.com/POOL`. */
        readonly authority: string;
        readonly clientId: string;
      };
    };

/** @throws Error when the server does not say: the page was not deployed whole. */
export async function readConfiguration(): Promise<Configuration> {
  const response = await fetch('/config.json', { cache: 'no-store' });
  if (!response.ok) throw new Error(`The console is not set up: /config.json answers ${response.status}.`);
  return (await response.json()) as Configuration;
}
