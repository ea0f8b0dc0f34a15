import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JSONWebKeySet,
  type JWK,
  SignJWT,
} from 'jose';
import { writeDurably } from './durable.ts';

/** Cognito's tokens of the console live a quarter of an hour; a person at a laptop has no refresh, so theirs last a day. */
const TOKEN_SECONDS = 24 * 60 * 60;

export interface IssuerOptions {
  /** Where the signing key is kept; null makes a new one for each start. */
  keyFile: string | null;
  now?: () => Date;
}

export interface TokenRequest {
  /** `iss`: the issuer that the template's authorizer names. */
  issuer: string;
  /** `aud`: the client of the user pool. */
  audience: string;
  /** The groups of the user pool that the person is in. */
  groups: readonly string[];
  /** A mail address, for someone of the roster; left out: made up from the groups. */
  email?: string;
  /** As the roster has it; left out: the address. */
  name?: string;
}

/** What Cognito is to the console: signs ID tokens with a key whose public half it publishes. */
export interface Issuer {
  keySet: JSONWebKeySet;
  issue(request: TokenRequest): Promise<string>;
}

/** Signs as Cognito does: RS256, `kid` in the header, ID tokens with `cognito:groups`. There are no passwords: whoever asks gets a token. */
export async function createIssuer(options: IssuerOptions): Promise<Issuer> {
  const secret = await readOrMakeKey(options.keyFile);
  const key = await importJWK(secret, 'RS256');
  const kid = await calculateJwkThumbprint(secret);
  const { kty, n, e } = secret;
  const keySet = { keys: [{ kty, n, e, kid, alg: 'RS256', use: 'sig' } as JWK] };
  const issue = async ({ issuer, audience, groups, email, name }: TokenRequest): Promise<string> => {
    const nowSeconds = Math.floor((options.now?.() ?? new Date()).getTime() / 1000);
    const who = email ?? (groups.join('-') || 'nobody');
    return new SignJWT({
      'cognito:groups': groups,
      'cognito:username': who,
      email: email ?? `${who}@localhost`,
      email_verified: true,
      name: name ?? email ?? `Local ${groups.join(' and ') || 'visitor'}`,
      token_use: 'id',
      auth_time: nowSeconds,
    })
      .setProtectedHeader({ alg: 'RS256', kid })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(subjectOf(who))
      .setIssuedAt(nowSeconds)
      .setExpirationTime(nowSeconds + TOKEN_SECONDS)
      .sign(key);
  };
  return { keySet, issue };
}

/** A person's `sub` is a UUID and stays the same, so that a case says who acted on it. */
function subjectOf(who: string): string {
  const hash = createHash('sha256').update(who).digest('hex');
  return [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)].join('-');
}

async function readOrMakeKey(file: string | null): Promise<JWK> {
  if (file !== null) {
    try {
      return JSON.parse(await readFile(file, 'utf8')) as JWK;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const key = await exportJWK(privateKey);
  if (file !== null) await writeDurably(file, Buffer.from(JSON.stringify(key)));
  return key;
}
