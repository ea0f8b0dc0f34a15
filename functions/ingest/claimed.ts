import type { Claimed } from '../contracts/contact.ts';
import type { ParsedMessage } from './parsed-message.ts';
import { parseDate } from './verdicts.ts';

/** What a mail's own Message-ID and Date headers (RFC 5322 3.6.1, 3.6.4) say: the sender's to choose, and null where there is none. */
export function claimedBy({ messageId, headers }: ParsedMessage): Claimed {
  const line = headers.find(({ key }) => key === 'date')?.line;
  return { messageId, date: line === undefined ? null : parseDate(line.slice(line.indexOf(':') + 1)) };
}
