import { z } from '@hono/zod-openapi';

/** Long enough not to be chosen twice by one person; RFC 9562's UUIDs have 36 characters. With or without quotation marks, as the draft of the header has it. */
const KEY = /^"?([A-Za-z0-9_-]{16,128})"?$/;

/** The header of a request that makes something new, so that it is not made twice when its answer was lost. */
export const IdempotencyKey = z
  .string({ message: 'Send an Idempotency-Key, such as a new UUID, so that a retry does nothing a second time.' })
  .regex(KEY, 'must be 16 to 128 letters, digits, - and _, such as a new UUID');

/** The key without its quotation marks. */
export const keyIn = (headers: { readonly 'idempotency-key': string }): string =>
  KEY.exec(headers['idempotency-key'])?.[1] ?? '';
