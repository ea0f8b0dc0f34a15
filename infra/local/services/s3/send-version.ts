import { pipeline } from 'node:stream/promises';
import { answer, header, type S3Call } from './context.ts';
import type { StoredVersion } from './object-store.ts';
import { invalidArgument, notImplemented, preconditionFailed, S3Error } from './s3-error.ts';

/** Parameters that set a header of the answer (Amazon S3 API reference, GetObject). */
const ANSWERED_AS_ASKED = new Set(['response-content-disposition', 'response-content-type', 'response-cache-control']);

/** Answers GetObject and HeadObject: headers as they were put, the bytes or a range of them. */
export async function sendVersion(call: S3Call, version: StoredVersion, withBody: boolean): Promise<void> {
  const { record } = version;
  for (const name of ['if-modified-since', 'if-unmodified-since']) {
    if (header(call, name) !== null) throw notImplemented(`${name} on a read`);
  }
  for (const name of call.query.keys()) {
    if (name !== 'x-id' && name !== 'versionId' && !ANSWERED_AS_ASKED.has(name))
      throw notImplemented(`the parameter ${name} on a read`);
  }
  const match = header(call, 'if-match');
  if (match !== null && match !== '*' && match.replaceAll('"', '') !== record.etag)
    throw preconditionFailed('If-Match');
  const noneMatch = header(call, 'if-none-match');
  if (noneMatch !== null && (noneMatch === '*' || noneMatch.replaceAll('"', '') === record.etag)) {
    answer(call, 304, { etag: `"${record.etag}"` });
    return;
  }
  const asked = header(call, 'range');
  const range = asked === null ? null : readRange(asked, record.sizeBytes);
  const length = range ? range.end - range.start + 1 : record.sizeBytes;
  const headers: Record<string, string | number | null> = {
    ...record.headers,
    'accept-ranges': 'bytes',
    'content-length': length,
    'content-range': range ? `bytes ${range.start}-${range.end}/${record.sizeBytes}` : null,
    etag: `"${record.etag}"`,
    'last-modified': new Date(record.lastModified).toUTCString(),
    'x-amz-version-id': record.versionId === 'null' ? null : record.versionId,
    'x-amz-object-lock-mode': record.lock.retention?.mode ?? null,
    'x-amz-object-lock-retain-until-date': record.lock.retention?.retainUntil ?? null,
    'x-amz-object-lock-legal-hold': record.lock.legalHold ? 'ON' : null,
  };
  for (const name of ANSWERED_AS_ASKED) {
    const asked = call.query.get(name);
    if (asked !== null) headers[name.slice('response-'.length)] = asked;
  }
  for (const [name, value] of Object.entries(record.metadata)) headers[`x-amz-meta-${name}`] = value;
  // The checksum is of the whole object: with a range, the SDK would compare it with the part and fail.
  if (record.checksum && !range && header(call, 'x-amz-checksum-mode') === 'ENABLED') {
    headers[`x-amz-checksum-${record.checksum.algorithm}`] = record.checksum.value;
    headers['x-amz-checksum-type'] = 'FULL_OBJECT';
  }
  const status = range ? 206 : 200;
  if (!withBody || length === 0) {
    answer(call, status, headers);
    return;
  }
  for (const [name, value] of Object.entries(headers)) if (value !== null) call.response.setHeader(name, value);
  const file = await call.store.openVersion(version);
  call.response.writeHead(status);
  const start = version.bodyOffset + (range?.start ?? 0);
  await pipeline(file.createReadStream({ start, end: start + length - 1 }), call.response);
}

/** One range as S3 takes it; several ranges at once are answered with the whole object, as S3 does not serve them. */
function readRange(text: string, sizeBytes: number): { start: number; end: number } | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(text.trim());
  if (!match) return null;
  const [, first = '', last = ''] = match;
  if (first === '' && last === '') return null;
  if (first !== '' && last !== '' && Number(last) < Number(first))
    throw invalidArgument(`The range ${text} ends before it begins.`);
  const start = first === '' ? Math.max(0, sizeBytes - Number(last)) : Number(first);
  const end = first === '' || last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1);
  if (start >= sizeBytes || start > end) {
    throw new S3Error(416, 'InvalidRange', 'The requested range is not satisfiable', {
      'content-range': `bytes */${sizeBytes}`,
    });
  }
  return { start, end };
}
