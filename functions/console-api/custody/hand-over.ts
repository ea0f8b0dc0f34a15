import { z } from '@hono/zod-openapi';
import { attachment, type DownloadLink } from '../../shared/presign.ts';

/**
 * The most that is answered at once. Lambda's answer has 6 MB at most (6,291,456 bytes; Lambda quotas, "Invocation payload"), Base64 makes
 * four bytes of three, and the headers need some.
 */
export const LARGEST_ANSWER_BYTES = 4 * 1024 * 1024;

/** What stands in the answer of something larger. */
export const LargeFile = z
  .object({
    /** Good for a moment: follow it at once. It is for the person who asked. */
    url: z.string(),
    expiresAt: z.string(),
    fileName: z.string(),
    sha256: z.string(),
    sizeBytes: z.int(),
  })
  .openapi('LargeFile');

/** For a route's `responses`: the bytes themselves, or where they are. */
export const FILE_RESPONSE = {
  description: 'The file itself; or, where it is larger than 4 MiB, a link to it as JSON',
  content: {
    'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) },
    'application/json': { schema: LargeFile },
  },
} as const;

/** A file as an answer that no browser shows: saved, whatever is in it. */
export function fileAnswer(bytes: Uint8Array, fileName: string, sha256: string): Response {
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': attachment(fileName),
      'content-security-policy': "sandbox; default-src 'none'",
      'x-sha256': sha256,
    },
  });
}

export function linkAnswer(
  link: DownloadLink,
  file: { readonly fileName: string; readonly sha256: string; readonly sizeBytes: number },
): Response {
  return Response.json({ ...link, ...file });
}
