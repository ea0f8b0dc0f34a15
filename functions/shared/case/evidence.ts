import { Readable } from 'node:stream';
import {
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  PutObjectRetentionCommand,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { Evidence, MissingReason } from '../../contracts/case.ts';
import type { Contact } from '../../contracts/contact.ts';
import type { Instant } from '../../contracts/vocabulary.ts';
import { s3Client } from '../clients.ts';
import { UndertoneError } from '../errors.ts';
import { sha256Hex } from '../hash.ts';
import { readObject } from '../objects.ts';
import { toInstant } from '../time.ts';

/** The vault did not keep an original as asked. It is not recorded as evidence. */
export class EvidenceError extends UndertoneError {
  override readonly name = 'EvidenceError';
}

/** An original is deleted, or is not what its contact was read from: no later try finds it, unless somebody brings it back. */
export class OriginalMissingError extends UndertoneError {
  override readonly name = 'OriginalMissingError';
  constructor(
    readonly contactId: string,
    readonly reason: MissingReason,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * When evidence preserved at `at` may first be deleted (requirement 36). What is preserved on 29 February is held until 1 March,
 * never a day short.
 */
export function retainUntil(at: Instant, years: number): Instant {
  const date = new Date(at);
  date.setUTCFullYear(date.getUTCFullYear() + years);
  date.setUTCMilliseconds(1000); // The next whole second: a store that keeps seconds must not cut it short.
  return toInstant(date);
}

/**
 * Copies a contact's original, byte for byte, into the write-once vault, where nobody, the account's root user included, can
 * delete it before `until` (Object Lock, compliance mode). One that is there already with the same hash is kept, and held longer
 * if its time is up sooner.
 * @throws OriginalMissingError when it is deleted, or does not have the SHA-256 that was taken when the contact was first read.
 * @throws EvidenceError when the vault is not set up to keep it.
 */
export async function preserveOriginal(
  contact: Pick<Contact, 'contactId' | 'original'>,
  vault: string,
  until: Instant,
): Promise<Evidence> {
  const { sha256 } = contact.original;
  const bytes = await readOriginal(contact);
  const place = { Bucket: vault, Key: `originals/${sha256}` };
  const kept = (await putNew(place, bytes, sha256, until)) ?? (await keepExisting(place, bytes, sha256, until));
  return {
    contactId: contact.contactId,
    bucket: vault,
    key: place.Key,
    versionId: kept.versionId,
    sha256,
    sizeBytes: bytes.byteLength,
    retainUntil: kept.until,
  };
}

/** Not any 404: a bucket that is not there is a fault of the deployment (Amazon S3 API reference, "Error responses"). */
const GONE: ReadonlySet<string> = new Set(['NoSuchKey', 'NoSuchVersion']);

async function readOriginal({ contactId, original }: Pick<Contact, 'contactId' | 'original'>): Promise<Uint8Array> {
  const { bucket, key, versionId, sha256 } = original;
  const { bytes } = await readObject(bucket, key, versionId).catch((cause: unknown) => {
    if (!(cause instanceof S3ServiceException && GONE.has(cause.name))) throw cause;
    throw new OriginalMissingError(contactId, 'gone', `The original of ${contactId} is not in intake any more.`, {
      cause,
    });
  });
  if (sha256Hex(bytes) === sha256) return bytes;
  throw new OriginalMissingError(
    contactId,
    'changed',
    `The original of ${contactId} has changed since it was read. Find the version with SHA-256 ${sha256} in the intake bucket.`,
  );
}

interface Place {
  readonly Bucket: string;
  readonly Key: string;
}

interface Kept {
  readonly versionId: string;
  readonly until: Instant;
}

/** Gives null when an object is there already. Tried before looking: a look at a missing object needs the right to list all of them. */
async function putNew(place: Place, bytes: Uint8Array, sha256: string, until: Instant): Promise<Kept | null> {
  try {
    return await put(place, bytes, sha256, until, { IfNoneMatch: '*' });
  } catch (error) {
    if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 412) return null;
    throw error;
  }
}

async function keepExisting(place: Place, bytes: Uint8Array, sha256: string, until: Instant): Promise<Kept> {
  const head = await s3Client().send(new HeadObjectCommand({ ...place, ChecksumMode: 'ENABLED' }));
  const heldUntil = head.ObjectLockRetainUntilDate;
  const sameBytes = head.ChecksumSHA256 === base64Of(sha256) && head.ContentLength === bytes.byteLength;
  // Something else under this name, or something not locked: the right bytes become a version of their own.
  if (!sameBytes || head.ObjectLockMode !== 'COMPLIANCE' || heldUntil === undefined) {
    return put(place, bytes, sha256, until);
  }
  const versionId = versionOf(head.VersionId, place);
  if (toInstant(heldUntil) >= until) return { versionId, until: toInstant(heldUntil) };
  await s3Client().send(
    new PutObjectRetentionCommand({
      ...place,
      VersionId: versionId,
      Retention: { Mode: 'COMPLIANCE', RetainUntilDate: new Date(until) },
    }),
  );
  return { versionId, until };
}

async function put(
  place: Place,
  bytes: Uint8Array,
  sha256: string,
  until: Instant,
  condition: { IfNoneMatch?: '*' } = {},
): Promise<Kept> {
  const answer = await s3Client().send(
    new PutObjectCommand({
      ...place,
      ...condition,
      Body: bytes,
      ContentType: 'application/octet-stream', // Hostile bytes: nothing that opens the vault may be led to render them.
      ChecksumSHA256: base64Of(sha256),
      ObjectLockMode: 'COMPLIANCE',
      ObjectLockRetainUntilDate: new Date(until),
    }),
  );
  return { versionId: versionOf(answer.VersionId, place), until };
}

function versionOf(versionId: string | undefined, { Bucket, Key }: Place): string {
  if (versionId !== undefined && versionId !== 'null') return versionId;
  throw new EvidenceError(`The vault ${Bucket} gave ${Key} no version. Turn on its versioning and Object Lock.`);
}

/** An original in the vault is not what was put there. Object Lock makes that impossible but for a fault, or for another bucket under its name. */
export class EvidenceChangedError extends UndertoneError {
  override readonly name = 'EvidenceChangedError';
}

/**
 * The bytes of a preserved original, checked against the SHA-256 that its case holds: nothing is shown or handed over that differs.
 * @throws EvidenceChangedError when they are others, or are gone.
 */
export async function readPreserved({ contactId, bucket, key, versionId, sha256 }: Evidence): Promise<Uint8Array> {
  const { bytes } = await readObject(bucket, key, versionId).catch((cause: unknown) => {
    if (!(cause instanceof S3ServiceException && GONE.has(cause.name))) throw cause;
    throw changed(contactId, `is not in the vault, where it was put as version ${versionId}`, cause);
  });
  if (sha256Hex(bytes) === sha256) return bytes;
  throw changed(contactId, `does not have the SHA-256 ${sha256} any more`);
}

/** The bytes of a preserved original as they come, for one that may be too large to hold: whoever reads them checks them. */
export async function openPreserved({ bucket, key, versionId }: Evidence): Promise<Readable> {
  const { Body } = await s3Client().send(new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId }));
  return Body instanceof Readable ? Body : Readable.from([]);
}

/**
 * Checks a preserved original without reading it: S3 keeps the SHA-256 that it verified when it took the object, and looks after the bytes.
 * For one that is too large to be read in one request.
 * @throws EvidenceChangedError when S3's is another, or it is gone.
 */
export async function checkPreserved({
  contactId,
  bucket,
  key,
  versionId,
  sha256,
  sizeBytes,
}: Evidence): Promise<void> {
  const head = await s3Client()
    .send(new HeadObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId, ChecksumMode: 'ENABLED' }))
    .catch((cause: unknown) => {
      if (!(cause instanceof S3ServiceException && cause.$metadata.httpStatusCode === 404)) throw cause;
      throw changed(contactId, `is not in the vault, where it was put as version ${versionId}`, cause);
    });
  if (head.ChecksumSHA256 === base64Of(sha256) && head.ContentLength === sizeBytes) return;
  throw changed(contactId, `does not have the SHA-256 ${sha256} any more`);
}

const changed = (contactId: string, how: string, cause?: unknown): EvidenceChangedError =>
  new EvidenceChangedError(
    `The original of ${contactId} ${how}. Stop all writing to the vault and call whoever audits it.`,
    {
      cause,
    },
  );

const base64Of = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');
