import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { decodeBody } from '../../../../../infra/local/services/s3/request-body.ts';

const SIGNATURE = 'a'.repeat(64);
const headers = {
  'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
  'content-encoding': 'aws-chunked',
};

describe('an aws-chunked body', () => {
  it('is put together from signed chunks', () => {
    const raw = `5;chunk-signature=${SIGNATURE}\r\nhello\r\n3;chunk-signature=${SIGNATURE}\r\n\r\n!\r\n0;chunk-signature=${SIGNATURE}\r\n\r\n`;
    expect(decodeBody(Buffer.from(raw), headers).bytes.toString()).toBe('hello\r\n!');
  });

  it('is checked against the checksum in its trailer', () => {
    const sum = createHash('sha256').update('hello').digest('base64');
    const raw = (value: string) => Buffer.from(`5\r\nhello\r\n0\r\nx-amz-checksum-sha256:${value}\r\n\r\n`);
    const announced = { ...headers, 'x-amz-trailer': 'x-amz-checksum-sha256' };
    expect(decodeBody(raw(sum), announced).checksum).toEqual({ algorithm: 'sha256', value: sum });
    expect(() => decodeBody(raw(sum.replace(/^./, 'x')), announced)).toThrow(/SHA256 you specified did not match/);
  });

  it('whose announced trailer does not come is refused', () => {
    const announced = { ...headers, 'x-amz-trailer': 'x-amz-checksum-crc32' };
    expect(() => decodeBody(Buffer.from('5\r\nhello\r\n0\r\n\r\n'), announced)).toThrow(/did not come/);
  });

  it.each([
    ['ends inside a chunk', 'a\r\nhello'],
    ['has a chunk longer than its size', '4\r\nhello\r\n0\r\n\r\n'],
    ['has no last chunk', '5\r\nhello\r\n'],
    ['is not chunked at all', 'hello, world\r\n'],
  ])('that %s is refused', (_, raw) => {
    expect(() => decodeBody(Buffer.from(raw), headers)).toThrow();
  });

  it('shorter than its declared length is refused', () => {
    const declared = { ...headers, 'x-amz-decoded-content-length': '6' };
    expect(() => decodeBody(Buffer.from('5\r\nhello\r\n0\r\n\r\n'), declared)).toThrow(
      /did not provide the number of bytes/,
    );
  });
});

describe('a plain body', () => {
  it('is checked against Content-MD5 and x-amz-content-sha256', () => {
    expect(() =>
      decodeBody(Buffer.from('hello'), { 'content-md5': createHash('md5').update('hallo').digest('base64') }),
    ).toThrow(/Content-MD5/);
    expect(() => decodeBody(Buffer.from('hello'), { 'x-amz-content-sha256': '0'.repeat(64) })).toThrow(
      /x-amz-content-sha256/,
    );
  });
});
