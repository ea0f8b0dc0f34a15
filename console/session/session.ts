import type { ConsoleRole } from '../../functions/contracts/vocabulary.ts';

/** Who is signed in, as their token says. The server decides by the token itself; this is for what to show. */
export interface Session {
  readonly token: string;
  /** Who it is, whatever they are called. */
  readonly subject: string;
  readonly name: string;
  readonly roles: readonly ConsoleRole[];
  /** Milliseconds since 1970, as the next one. */
  readonly issuedAt: number;
  readonly expiresAt: number;
}

const KEY = 'undertone.session';

interface Claims {
  readonly sub: string;
  readonly name?: string;
  readonly 'cognito:username'?: string;
  readonly 'cognito:groups'?: readonly ConsoleRole[];
  readonly iat: number;
  readonly exp: number;
}

/** Reads a token without checking it: the server does. @throws when it is none. */
export function sessionOf(token: string): Session {
  const claims = JSON.parse(decodeBase64Url(token.split('.')[1] ?? '')) as Claims;
  return {
    token,
    subject: claims.sub,
    name: claims.name ?? claims['cognito:username'] ?? 'Signed in',
    roles: claims['cognito:groups'] ?? [],
    issuedAt: claims.iat * 1000,
    expiresAt: claims.exp * 1000,
  };
}

function decodeBase64Url(text: string): string {
  const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
  return new TextDecoder().decode(bytes);
}

/** Kept for this tab alone, so that a reload stays signed in and closing the tab ends it. */
export function keptSession(): Session | null {
  const token = sessionStorage.getItem(KEY);
  if (token === null) return null;
  const session = sessionOf(token);
  return session.expiresAt > Date.now() ? session : null;
}

export function keepSession({ token }: Session): void {
  sessionStorage.setItem(KEY, token);
}

export function forgetSession(): void {
  sessionStorage.removeItem(KEY);
}
