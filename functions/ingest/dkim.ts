import type { OriginalSignature, Party, Verdict } from '../contracts/contact.ts';
import {
  MAX_SIGNATURES,
  MAX_SIGNED_BYTES,
  MAX_SIGNED_HEADER_BYTES,
  MAX_SIGNED_HEADER_LINES,
  MAX_SIGNED_LINE_BYTES,
  MAX_SIGNED_LINES,
} from './dkim-limits.ts';
import { type KeyLookUps, KeyNotHad, type Unasked } from './key-look-up.ts';
import { party } from './people.ts';

/** A message as it was attached. */
export interface SignedOriginal {
  /** Exactly what was attached, its transfer encoding taken off; null where a container keeps no such bytes (Outlook's .msg). */
  readonly bytes: Uint8Array | null;
  /** Its writer as the contact shows them: a signature that speaks of another From line says nothing of this one. */
  readonly from: Party | null;
}

export type Finding = Omit<OriginalSignature, 'part'>;

/** What mailauth says of one signature; its own types differ from what it gives. */
interface Checked {
  readonly signingDomain?: string;
  readonly selector?: string;
  readonly algo?: string;
  readonly status: {
    readonly result: string;
    readonly comment?: string;
    /** The domain of the signature where it is that of the From line, or both are of one organisation (RFC 7489 3.1.1, relaxed). */
    readonly aligned?: string | false;
    /** So many bytes stand behind those that were signed (the `l=` of RFC 6376 3.5). */
    readonly underSized?: number;
  };
}

/** Headers that a reader goes by. Where one stands twice, a signature over the lower leaves the upper free (RFC 6376 8.15). */
const READ_HEADERS = ['from', 'subject', 'date', 'to'];

/**
 * Checks the DKIM signatures (RFC 6376) of an attached original, by mailauth, and says what they are worth. Of several it gives the
 * one that says most of the From line. What the original's own headers claim (`Authentication-Results`) is never read: whoever made
 * the file wrote them.
 * - `pass`: the message is as it was signed. Only with `aligned` does that say anything of who sent it.
 * - `fail`: its body or its headers are not what was signed. A program that passed it on may have changed them.
 * - `gray`: the signature is good, and yet proves less than it seems to; `why` says what.
 * - `unknown`: everything else, a look-up that was not made or had no answer among it.
 * @param at the time by which a signature may have run out.
 * Never throws; the time is linear in the size of the message.
 */
export async function checkSignatures(
  { bytes, from }: SignedOriginal,
  lookUps: KeyLookUps,
  at: string,
): Promise<Finding> {
  if (bytes === null) return unknown('An Outlook file does not keep the bytes that were signed.');
  if (!isOrdinary(bytes)) return unknown(TOO_MUCH);
  const message = withNetworkLineBreaks(bytes);
  const header = headerOf(message);
  const signatures = header.match(/^dkim-signature[ \t]*:/gim)?.length ?? 0;
  if (signatures === 0) return unknown('It carries no DKIM signature.');
  if (
    signatures > MAX_SIGNATURES ||
    header.length > MAX_SIGNED_HEADER_BYTES ||
    header.split('\n', MAX_SIGNED_HEADER_LINES + 1).length > MAX_SIGNED_HEADER_LINES
  )
    return unknown(TOO_MUCH);
  const missed = new Map<string, Unasked>();
  const resolver = async (name: string): Promise<string[][]> => {
    const [selector = '', domain = ''] = name.split('._domainkey.', 2);
    try {
      return await lookUps.key(selector, domain);
    } catch (error) {
      missed.set(name, error instanceof KeyNotHad ? error.reason : 'no-answer');
      throw error;
    }
  };
  try {
    // Loaded when the first attached original comes: most mail has none, and a cold start pays for every import.
    const { dkimVerify } = await import('mailauth/lib/dkim/verify.js');
    const { results, headerFrom } = await dkimVerify(message, { resolver: resolver as never, curTime: new Date(at) });
    const author = headerFrom.length === 1 ? party(null, headerFrom[0]).address : null;
    const shown = author !== null && author === from?.address;
    const twice = READ_HEADERS.some((name) => (header.match(new RegExp(`^${name}[ \\t]*:`, 'gim'))?.length ?? 0) > 1);
    const findings = (results as unknown as Checked[]).map((each) => finding(each, missed, shown, twice));
    return findings.sort((a, b) => worth(b) - worth(a))[0] ?? unknown('Its signatures cannot be read.');
  } catch {
    return unknown('Its signatures cannot be read.');
  }
}

function finding(checked: Checked, missed: ReadonlyMap<string, Unasked>, shown: boolean, twice: boolean): Finding {
  const domain = domainName(checked.signingDomain);
  if (domain === null) return unknown('Its signatures cannot be read.');
  const aligned = shown && typeof checked.status.aligned === 'string';
  const [dkim, why] = verdictOf(
    checked,
    domain,
    aligned,
    twice,
    missed.get(`${checked.selector}._domainkey.${checked.signingDomain}`),
  );
  return { dkim, domain, aligned, why };
}

function verdictOf(
  { status, algo = '' }: Checked,
  domain: string,
  aligned: boolean,
  twice: boolean,
  missed: Unasked | undefined,
): [Verdict, string] {
  if (status.comment === 'body hash did not verify')
    return [
      'fail',
      `The body is not the one that the signature in the name of ${domain} was made for. A program that passed it on may have changed it.`,
    ];
  if (missed !== undefined) return ['unknown', WHY_UNASKED[missed](domain)];
  if (status.result === 'fail')
    return [
      'fail',
      `The signature in the name of ${domain} does not fit the message: its headers were changed, or ${domain} did not sign it.`,
    ];
  if (status.result === 'policy') return ['gray', `${domain} signed with a key that is too short to prove anything.`];
  if (status.comment === 'expired' || status.comment === 'invalid expiration')
    return ['gray', `The signature of ${domain} had run out when it was checked; the message is as it was signed.`];
  if (status.result !== 'pass') return ['unknown', `The key or the signature of ${domain} cannot be read.`];
  if (/sha1$/i.test(algo)) return ['gray', `${domain} signed with SHA-1, which no longer proves anything (RFC 8301).`];
  if ((status.underSized ?? 0) > 0)
    return ['gray', `${domain} signed only the beginning of the body: what stands behind it may have been added.`];
  if (twice)
    return ['gray', `${domain} signed it, but a header that people read stands in it twice, and one may be added.`];
  return aligned
    ? ['pass', `Signed by ${domain}, the domain of its From line, and unchanged since.`]
    : [
        'pass',
        `Unchanged since ${domain} signed it. That is not the domain of its From line, so it proves nothing of the sender.`,
      ];
}

const WHY_UNASKED: Readonly<Record<Unasked, (domain: string) => string>> = {
  off: () => 'Keys are not looked up here.',
  'not-listed': (domain) =>
    `The key of ${domain} was not looked up: whoever runs its name server could see that someone asks (undertone:dkimDomains).`,
  'too-many': (domain) => `The key of ${domain} was not looked up: no more look-ups are made for one report.`,
  'no-key': (domain) => `${domain} has no such key, or no longer.`,
  'no-answer': (domain) => `The look-up of the key of ${domain} had no answer in time.`,
};

/** A signature of the From line's domain says most, whatever it says; then what is surest. */
function worth({ dkim, aligned }: Finding): number {
  const sure = { pass: 3, gray: 2, fail: 1, unknown: 0 }[dkim];
  return sure + (aligned && dkim !== 'unknown' ? 10 : 0) + (aligned ? 0.5 : 0);
}

const unknown = (why: string): Finding => ({ dkim: 'unknown', domain: null, aligned: false, why });

function domainName(value: string | undefined): string | null {
  const domain = value?.trim().toLowerCase() ?? '';
  return /^(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/.test(domain) ? domain : null;
}

const TOO_MUCH = 'It has more signatures, headers or bytes than are checked.';

/** Of a size, and in lines as mail has them: what is not would hold the library for minutes. */
function isOrdinary(bytes: Uint8Array): boolean {
  if (bytes.length > MAX_SIGNED_BYTES) return false;
  let lines = 0;
  for (let start = 0; start < bytes.length; lines++) {
    const end = bytes.indexOf(0x0a, start);
    const next = end < 0 ? bytes.length : end + 1;
    if (next - start > MAX_SIGNED_LINE_BYTES || lines >= MAX_SIGNED_LINES) return false;
    start = next;
  }
  return true;
}

/** Mail is signed as it travels, with CRLF; a program that saves it on a disk may write LF alone. */
function withNetworkLineBreaks(bytes: Uint8Array): Buffer {
  const message = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // One character a byte, both ways.
  const text = message.toString('latin1');
  return /(?<!\r)\n/.test(text) ? Buffer.from(text.replace(/\r?\n/g, '\r\n'), 'latin1') : message;
}

function headerOf(message: Buffer): string {
  const end = message.indexOf('\r\n\r\n');
  return message.subarray(0, Math.min(end < 0 ? message.length : end, MAX_SIGNED_HEADER_BYTES + 1)).toString('latin1');
}
