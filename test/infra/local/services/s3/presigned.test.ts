import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBucket, type S3Harness, startHarness } from './harness.ts';

/* AWS: Amazon S3 API reference, "Authenticating Requests: Using Query Parameters"; user guide, "Sharing objects with presigned URLs". */

let s3: S3Harness;
let versionId: string;
beforeAll(async () => {
  s3 = await startHarness();
  await createBucket(s3.client, 'vault', { versioned: true });
  const put = (Body: string) =>
    s3.client.send(new PutObjectCommand({ Bucket: 'vault', Key: 'originals/a b', Body, ContentType: 'text/html' }));
  versionId = (await put('<b>first</b>')).VersionId ?? '';
  await put('second');
});
afterAll(() => s3.stop());

const sign = (over: { expiresIn?: number; signingDate?: Date } = {}) =>
  getSignedUrl(
    s3.client,
    new GetObjectCommand({
      Bucket: 'vault',
      Key: 'originals/a b',
      VersionId: versionId,
      ResponseContentDisposition: 'attachment; filename="a.eml"',
      ResponseContentType: 'application/octet-stream',
      ResponseCacheControl: 'no-store',
    }),
    { expiresIn: 60, ...over },
  );
const codeOf = async (answer: Response) => /<Code>(\w+)<\/Code>/.exec(await answer.text())?.[1];

describe('a presigned link', () => {
  it('gives who has it the version that it names, with the headers that it asks for, and no other right', async () => {
    const url = await sign();
    const answer = await fetch(url);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('<b>first</b>');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="a.eml"');
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect((await fetch(url, { method: 'PUT', body: 'x' })).status).not.toBe(200);
    expect((await fetch(url, { method: 'DELETE' })).status).not.toBe(204);
  });

  it('opens nothing once its time is over', async () => {
    const answer = await fetch(await sign({ signingDate: new Date(Date.now() - 61_000) }));
    expect([answer.status, await codeOf(answer)]).toEqual([403, 'AccessDenied']);
  });

  it.each([
    ['another key', (url: string) => url.replace('a%20b', 'c')],
    ['another version', (url: string) => url.replace(versionId, '0'.repeat(32))],
    ['a header of another kind', (url: string) => url.replace('octet-stream', 'xhtml')],
    ['a longer time', (url: string) => url.replace('X-Amz-Expires=60', 'X-Amz-Expires=600')],
    ['one more parameter', (url: string) => `${url}&response-expires=0`],
    ['another signature', (url: string) => url.replace(/Signature=[0-9a-f]{4}/, 'Signature=0000')],
  ])('that was altered to %s is refused', async (_, alter) => {
    const answer = await fetch(alter(await sign()));
    expect([answer.status, await codeOf(answer)]).toEqual([403, 'SignatureDoesNotMatch']);
  });

  it('without a signature, or for longer than a week, is refused', async () => {
    const url = new URL(await sign());
    expect((await fetch(`${url.origin}${url.pathname}`)).status).toBe(403);
    url.searchParams.set('X-Amz-Expires', '604801');
    expect(await codeOf(await fetch(url))).toBe('AuthorizationQueryParametersError');
  });
});
