import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { notImplemented, S3Error } from './s3-error.ts';

/** Of the credentials that everything on the laptop uses (start-services.ts). */
const SECRET_ACCESS_KEY = 'local';
/** A week: the longest that AWS takes (Amazon S3 user guide, "Download and upload objects with presigned URLs"). */
const LONGEST_SECONDS = 7 * 24 * 3600;

const NAMES = ['Algorithm', 'Credential', 'Date', 'Expires', 'SignedHeaders', 'Signature'] as const;
/** Headers that the SDK moves into the query, and that change nothing for who follows a link. */
const OTHER_NAMES = ['X-Amz-Content-Sha256', 'X-Amz-Security-Token', 'x-amz-checksum-mode'];

export const isPresigned = (query: URLSearchParams): boolean => query.has('X-Amz-Signature');

/**
 * Checks the signature in the query of a request (Amazon S3 API reference, "Authenticating Requests: Using Query Parameters (AWS Signature
 * Version 4)") and takes it out of the query. For reads only. Unlike that in a header it is checked: the link is all that whoever follows
 * it has, and one that was altered or is old must open nothing.
 */
export function checkPresigned(request: IncomingMessage, path: string, query: URLSearchParams, now: Date): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') throw notImplemented('presigned writes');
  const part = Object.fromEntries(NAMES.map((name) => [name, query.get(`X-Amz-${name}`) ?? ''])) as Record<
    (typeof NAMES)[number],
    string
  >;
  const [, date = '', region = '', service = '', end = ''] = part.Credential.split('/');
  const started = readDate(part.Date);
  const seconds = Number(part.Expires);
  if (
    part.Algorithm !== 'AWS4-HMAC-SHA256' ||
    started === null ||
    !Number.isInteger(seconds) ||
    seconds < 1 ||
    seconds > LONGEST_SECONDS ||
    `${service}/${end}` !== 's3/aws4_request'
  ) {
    throw new S3Error(400, 'AuthorizationQueryParametersError', 'The query parameters of the signature are not valid.');
  }
  if (now.getTime() > started.getTime() + seconds * 1000) {
    throw new S3Error(403, 'AccessDenied', 'Request has expired');
  }
  const headers = part.SignedHeaders.split(';');
  const canonical = [
    request.method,
    path,
    canonicalQuery(query),
    ...headers.map((name) => `${name}:${String(request.headers[name] ?? '').trim()}`),
    '',
    part.SignedHeaders,
    'UNSIGNED-PAYLOAD',
  ].join('\n');
  const scope = `${date}/${region}/s3/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', part.Date, scope, createHash('sha256').update(canonical).digest('hex')].join(
    '\n',
  );
  const key = [date, region, 's3', 'aws4_request'].reduce<Buffer | string>(
    (signing, text) => hmac(signing, text),
    `AWS4${SECRET_ACCESS_KEY}`,
  );
  const [expected, given] = [hmac(key, toSign), Buffer.from(part.Signature, 'hex')];
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new S3Error(
      403,
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    );
  }
  for (const name of [...NAMES.map((each) => `X-Amz-${each}`), ...OTHER_NAMES]) query.delete(name);
}

const hmac = (key: Buffer | string, text: string): Buffer => createHmac('sha256', key).update(text).digest();

function canonicalQuery(query: URLSearchParams): string {
  return [...query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');
}

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);

function readDate(text: string): Date | null {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? [];
  return year === undefined ? null : new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
