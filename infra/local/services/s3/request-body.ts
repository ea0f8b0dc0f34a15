import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { CHECKSUM_ALGORITHMS, type Checksum, checksumOf, isChecksumAlgorithm } from './checksums.ts';
import { invalidRequest, notImplemented, S3Error } from './s3-error.ts';

/** A single put on AWS takes 5 GB; a laptop holds the body in memory, and nothing here puts more than a long transcript. */
const LARGEST_BODY_BYTES = 1024 * 1024 * 1024;

/** A chunk's size line: hexadecimal digits and a signature of 64. More is not a chunk but an attack on memory. */
const LONGEST_CHUNK_LINE_BYTES = 1024;

export interface RequestBody {
  bytes: Buffer;
  /** The checksum that the client sent and that was verified; null where it sent none. */
  checksum: Checksum | null;
}

/** Reads a body as it came, before any decoding. A connection that ends early is an error and nothing is stored. */
export async function readRawBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of request) {
      size += (part as Buffer).length;
      if (size > LARGEST_BODY_BYTES) {
        throw new S3Error(
          400,
          'EntityTooLarge',
          'Your proposed upload exceeds the maximum allowed size of the stand-in, 1 GiB.',
        );
      }
      parts.push(part as Buffer);
    }
  } catch (error) {
    if (error instanceof S3Error) throw error;
    throw incomplete();
  }
  return Buffer.concat(parts, size);
}

/**
 * Decodes a body as the SDK sends it (plain, or `aws-chunked` with signed chunks or a trailing checksum) and verifies every check that
 * came with it. Chunk signatures are read over: the credentials of the laptop are dummies, and the checksum covers the bytes.
 */
export function decodeBody(raw: Buffer, headers: IncomingHttpHeaders): RequestBody {
  const contentSha256 = single(headers['x-amz-content-sha256']);
  const chunked =
    contentSha256?.startsWith('STREAMING-') === true ||
    (headers['content-encoding'] ?? '').split(',').some((coding) => coding.trim() === 'aws-chunked');
  const { bytes, trailers } = chunked ? decodeChunks(raw) : { bytes: raw, trailers: new Map<string, string>() };

  const declared = single(headers['x-amz-decoded-content-length']);
  if (declared !== null && Number(declared) !== bytes.length) throw incomplete();
  verifyMd5(single(headers['content-md5']), bytes);
  if (contentSha256 !== null && /^[0-9a-f]{64}$/.test(contentSha256)) {
    if (createHash('sha256').update(bytes).digest('hex') !== contentSha256) {
      throw new S3Error(
        400,
        'XAmzContentSHA256Mismatch',
        "The provided 'x-amz-content-sha256' header does not match what was computed.",
      );
    }
  }
  return { bytes, checksum: verifyChecksum(headers, trailers, bytes) };
}

function verifyChecksum(headers: IncomingHttpHeaders, trailers: Map<string, string>, bytes: Buffer): Checksum | null {
  const announced = single(headers['x-amz-trailer']);
  if (announced !== null && !trailers.has(announced.toLowerCase())) {
    throw new S3Error(
      400,
      'MalformedTrailerError',
      `The trailer ${announced} that x-amz-trailer announced did not come.`,
    );
  }
  const sent: Checksum[] = [];
  for (const algorithm of CHECKSUM_ALGORITHMS) {
    const name = `x-amz-checksum-${algorithm}`;
    const value = single(headers[name]) ?? trailers.get(name) ?? null;
    if (value !== null) sent.push({ algorithm, value });
  }
  if (sent.length > 1)
    throw invalidRequest('Expecting a single x-amz-checksum- header. Multiple checksum types are not allowed.');
  const [checksum] = sent;
  const asked = single(headers['x-amz-sdk-checksum-algorithm'])?.toLowerCase() ?? null;
  if (asked !== null && !isChecksumAlgorithm(asked)) throw notImplemented(`the checksum algorithm ${asked}`);
  if (asked !== null && checksum?.algorithm !== asked) {
    throw invalidRequest(
      'x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.',
    );
  }
  if (!checksum) return null;
  if (checksumOf(checksum.algorithm, bytes) !== checksum.value) {
    throw new S3Error(
      400,
      'BadDigest',
      `The ${checksum.algorithm.toUpperCase()} you specified did not match the calculated checksum.`,
    );
  }
  return checksum;
}

function verifyMd5(expected: string | null, bytes: Buffer): void {
  if (expected === null) return;
  if (Buffer.from(expected, 'base64').length !== 16) {
    throw new S3Error(400, 'InvalidDigest', 'The Content-MD5 you specified is not valid.');
  }
  if (createHash('md5').update(bytes).digest('base64') !== expected) {
    throw new S3Error(400, 'BadDigest', 'The Content-MD5 you specified did not match what we received.');
  }
}

function decodeChunks(raw: Buffer): { bytes: Buffer; trailers: Map<string, string> } {
  const parts: Buffer[] = [];
  let position = 0;
  for (;;) {
    const line = readLine(raw, position);
    position = line.next;
    const size = /^([0-9a-f]{1,8})(?:;chunk-signature=[0-9a-f]{64})?$/i.exec(line.text)?.[1];
    if (size === undefined) throw invalidRequest('A chunk of the aws-chunked body does not begin with its size.');
    const length = Number.parseInt(size, 16);
    if (length === 0) break;
    if (
      position + length + 2 > raw.length ||
      raw.toString('latin1', position + length, position + length + 2) !== '\r\n'
    ) {
      throw incomplete();
    }
    parts.push(raw.subarray(position, position + length));
    position += length + 2;
  }
  const trailers = new Map<string, string>();
  while (position < raw.length) {
    const line = readLine(raw, position);
    position = line.next;
    if (line.text === '') continue;
    const colon = line.text.indexOf(':');
    if (colon < 1) throw new S3Error(400, 'MalformedTrailerError', 'A trailer of the aws-chunked body has no name.');
    trailers.set(line.text.slice(0, colon).trim().toLowerCase(), line.text.slice(colon + 1).trim());
  }
  return { bytes: Buffer.concat(parts), trailers };
}

function readLine(raw: Buffer, from: number): { text: string; next: number } {
  const end = raw.indexOf('\r\n', from, 'latin1');
  if (end < 0 || end - from > LONGEST_CHUNK_LINE_BYTES) throw incomplete();
  return { text: raw.toString('latin1', from, end), next: end + 2 };
}

function incomplete(): S3Error {
  return new S3Error(
    400,
    'IncompleteBody',
    'You did not provide the number of bytes specified by the Content-Length header.',
  );
}

function single(value: string | string[] | undefined): string | null {
  if (value === undefined) return null;
  return Array.isArray(value) ? value.join(',') : value;
}
