import type { IncomingMessage } from 'node:http';

/** Reads a request's body; null where it has more bytes than that. It is read to its end all the same, so that the refusal arrives. */
export async function readBody(request: IncomingMessage, mostBytes: number): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += (part as Buffer).length;
    if (size <= mostBytes) parts.push(part as Buffer);
  }
  return size > mostBytes ? null : Buffer.concat(parts);
}
