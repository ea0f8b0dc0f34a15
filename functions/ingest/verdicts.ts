import type { Authentication, Verdict } from '../contracts/contact.ts';
import type { Instant } from '../contracts/vocabulary.ts';
import { UNKNOWN_AUTHENTICATION } from './reading.ts';

/** A header as it came, in order; `key` in lower case, `line` with its folding. */
export interface HeaderLine {
  readonly key: string;
  readonly line: string;
}

/** What the mail server that gave the mail to the company wrote above everything the sender wrote. */
export interface ReceiptHeaders {
  readonly authentication: Authentication;
  /** When the first server of ours had it: the date of the topmost Received header. */
  readonly receivedAt: Instant | null;
  /** The recipient that the topmost Received header names, and the envelope's sender; `''` for a bounce. Null when not said. */
  readonly recipient: string | null;
  readonly envelopeFrom: string | null;
  /** Whether SES wrote the top of the mail. */
  readonly bySes: boolean;
}

/** What SES writes above a mail, and the last thing it writes. Source: the SES developer guide, "Email receiving concepts". */
const SES_HEADERS = new Set([
  'return-path',
  'received',
  'x-ses-spam-verdict',
  'x-ses-virus-verdict',
  'received-spf',
  'authentication-results',
  'x-ses-receipt',
  'x-ses-dkim-signature',
]);

const BY_SES = /\bby\s+inbound-smtp\.[a-z0-9-]+\.amazonaws\.com\b/i;

/**
 * Reads the verdicts from the block at the top that SES wrote: up to the first header that SES does not write, the second of a
 * kind, or SES's receipt. A sender who writes `X-SES-Spam-Verdict: PASS` or `Authentication-Results: amazonses.com; dmarc=pass`
 * writes it below that block, and it is not read. Without SES at the top every verdict is `unknown`.
 */
export function receiptHeaders(headers: readonly HeaderLine[]): ReceiptHeaders {
  const first = headers.find(({ key }) => key === 'received');
  const received = first === undefined ? null : unfolded(first.line);
  const block = new Map<string, string>();
  for (const { key, line } of headers) {
    if (!SES_HEADERS.has(key) || block.has(key)) break;
    // The receipt closes what SES says of the mail; only its own signature may follow.
    if (block.has('x-ses-receipt') && key !== 'x-ses-dkim-signature') break;
    block.set(key, unfolded(line));
  }
  const bySes = BY_SES.test(block.get('received') ?? '');
  const date = received === null ? null : receivedDate(received);
  const recipient =
    received === null ? null : (/\bfor\s+<?([^\s<>;]+@[^\s<>;]+)>?/i.exec(received)?.[1]?.toLowerCase() ?? null);
  if (!bySes) return { authentication: UNKNOWN_AUTHENTICATION, receivedAt: date, recipient, envelopeFrom: null, bySes };
  const results = block.get('authentication-results') ?? '';
  const own = /^\s*amazonses\.com\s*;/i.test(results) ? results : '';
  return {
    authentication: {
      spf: result(own, 'spf') ?? verdict(/^\s*(\w+)/.exec(block.get('received-spf') ?? '')?.[1]) ?? 'unknown',
      dkim: dkimResult(own),
      dmarc: result(own, 'dmarc') ?? 'unknown',
      spam: verdict(block.get('x-ses-spam-verdict')) ?? 'unknown',
      virus: verdict(block.get('x-ses-virus-verdict')) ?? 'unknown',
    },
    receivedAt: date,
    recipient,
    envelopeFrom: /<?([^\s<>]*)>?/.exec(block.get('return-path') ?? 'x@x')?.[1]?.toLowerCase() ?? null,
    bySes,
  };
}

/** The same without what SES is said to have found: of a message that is attached, anyone may have written its headers. */
export function withoutVerdicts(receipt: ReceiptHeaders): ReceiptHeaders {
  return { ...receipt, authentication: UNKNOWN_AUTHENTICATION, bySes: false };
}

const unfolded = (line: string): string =>
  line
    .slice(line.indexOf(':') + 1)
    .replace(/\s+/g, ' ')
    .trim();

/** A look-up that failed for a time, or a policy of `none`, says nothing: `unknown`, never `fail`. */
function verdict(word: string | undefined): Verdict | null {
  switch (word?.trim().toLowerCase()) {
    case 'pass':
      return 'pass';
    case 'fail':
    case 'permerror':
    case 'hardfail':
      return 'fail';
    case 'softfail':
    case 'gray':
    case 'policy':
      return 'gray';
    case undefined:
      return null;
    default:
      return 'unknown';
  }
}

const result = (results: string, method: string): Verdict | null =>
  verdict(new RegExp(`;\\s*${method}\\s*=\\s*(\\w+)`, 'i').exec(results)?.[1]);

/** A mail may carry several signatures: one that passes is enough. */
function dkimResult(results: string): Verdict {
  const all = [...results.matchAll(/;\s*dkim\s*=\s*(\w+)/gi)]
    .slice(0, 20)
    .map(([, word]) => verdict(word) ?? 'unknown');
  return all.includes('pass') ? 'pass' : (all[0] ?? 'unknown');
}

function receivedDate(received: string): Instant | null {
  return parseDate(received.slice(received.lastIndexOf(';') + 1));
}

/** RFC 5322 dates and what mail programs make of them; null where it is no date or not a year of mail. */
export function parseDate(value: string): Instant | null {
  const plain = value
    .slice(0, 200)
    .replace(/\([^()]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (!/\d/.test(plain)) return null;
  const time = Date.parse(plain);
  if (Number.isNaN(time)) return null;
  const date = new Date(time);
  return date.getUTCFullYear() >= 1980 && date.getUTCFullYear() <= 9998 ? date.toISOString() : null;
}
