import { ConsoleRole } from '../../contracts/vocabulary.ts';

/** Who asks: from the claims of a token that the authorizer has checked. */
export interface Person {
  /** The token's subject, never a mail address. */
  readonly id: string;
  readonly name: string;
  /** A mail address that the user pool has proven to be theirs; else null. It names who reports, and nobody acts by it. */
  readonly address: string | null;
  readonly roles: readonly ConsoleRole[];
}

/**
 * Reads the claims as API Gateway passes them on. The groups are a list, or, as its JWT authorizer writes a list, the text
 * `[supervisor hr]`. A group that is no role of ours is somebody else's and gives nothing. Null without a subject.
 */
export function personOf(claims: Readonly<Record<string, unknown>> | undefined): Person | null {
  const id = claims?.sub;
  if (claims === undefined || typeof id !== 'string' || id === '') return null;
  const names = [claims.name, claims['cognito:username'], claims.username];
  const name = names.find((value): value is string => typeof value === 'string' && value !== '') ?? id;
  return { id, name, address: provenAddress(claims), roles: rolesOf(claims['cognito:groups']) };
}

/** API Gateway hands `email_verified` over as text; an access token has no address at all. */
function provenAddress({ email, email_verified: proven }: Readonly<Record<string, unknown>>): string | null {
  return typeof email === 'string' && email !== '' && String(proven) === 'true' ? email.toLowerCase() : null;
}

function rolesOf(groups: unknown): ConsoleRole[] {
  const names = Array.isArray(groups)
    ? groups.map(String)
    : typeof groups === 'string'
      ? groups.replace(/^\[|\]$/g, '').split(/[\s,]+/)
      : [];
  return ConsoleRole.options.filter((role) => names.includes(role));
}
