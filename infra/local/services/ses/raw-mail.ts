import parseAddresses from 'nodemailer/lib/addressparser';
import { SesError } from './ses-error.ts';

/** SendRawEmail of API version 2010-12-01 takes 10 MB with attachments, encoded; SMTP and v2 take 40 MB, and nothing here sends so. */
export const LARGEST_SENT_MAIL_BYTES = 10 * 1024 * 1024;
/** To, Cc and Bcc together (SES quotas, "Recipients per message"). */
export const MOST_RECIPIENTS = 50;

/** Header fields that RFC 5322 allows once, and of which SES refuses a second. */
const ONCE = new Set(['from', 'sender', 'reply-to', 'to', 'cc', 'bcc', 'subject', 'date', 'message-id', 'return-path']);
const FIELD = /^([!-9;-~]+):(.*)$/s;
const ADDRESS = /^[^\s@<>,;:"]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*$/i;

export interface Envelope {
  /** The bounce address: the call's Source, else Return-Path, else the first From. */
  source: string;
  recipients: string[];
  /** Every address whose domain must be verified: Source, From, Sender, Return-Path. */
  senders: string[];
}

/** What SES reads of a raw message before it takes it; throws the error that SES gives. */
export function readEnvelope(bytes: Buffer, source: string | null, destinations: readonly string[]): Envelope {
  if (bytes.length > LARGEST_SENT_MAIL_BYTES) {
    throw new SesError(
      'InvalidParameterValue',
      `Message length is more than ${LARGEST_SENT_MAIL_BYTES} bytes long: '${bytes.length}'.`,
    );
  }
  const fields = readHeader(bytes);
  const from = addressesOf(fields.get('from'));
  if (from.length === 0) throw new SesError('InvalidParameterValue', "Missing required header 'From'.");
  const recipients =
    destinations.length > 0
      ? [...destinations].flatMap((destination) => addressesOf(destination))
      : ['to', 'cc', 'bcc'].flatMap((name) => addressesOf(fields.get(name)));
  if (recipients.length === 0) throw new SesError('InvalidParameterValue', "Missing required header 'To'.");
  if (recipients.length > MOST_RECIPIENTS) {
    throw new SesError('InvalidParameterValue', `Recipient count exceeds ${MOST_RECIPIENTS}.`);
  }
  const returnPath = addressesOf(fields.get('return-path'));
  const given = addressesOf(source ?? undefined);
  const senders = [...given, ...from, ...addressesOf(fields.get('sender')), ...returnPath];
  for (const address of [...recipients, ...senders]) {
    if (!ADDRESS.test(address)) throw new SesError('InvalidParameterValue', 'Illegal address: it is not user@domain.');
  }
  return { source: given[0] ?? returnPath[0] ?? (from[0] as string), recipients, senders };
}

function readHeader(bytes: Buffer): Map<string, string> {
  const text = bytes.toString('latin1');
  const end = /\r?\n\r?\n/.exec(text)?.index ?? text.length;
  const fields = new Map<string, string>();
  for (const line of text.slice(0, end).split(/\r?\n(?![ \t])/)) {
    const [, name, value] = FIELD.exec(line) ?? [];
    if (name === undefined || value === undefined) {
      throw new SesError('InvalidParameterValue', 'A header line has no name before a colon.');
    }
    if (/[^\t\r\n -~]/.test(value)) {
      throw new SesError(
        'InvalidParameterValue',
        `Header '${name}' holds characters that are not 7-bit ASCII; encode them (RFC 2047).`,
      );
    }
    const key = name.toLowerCase();
    if (fields.has(key) && ONCE.has(key)) throw new SesError('InvalidParameterValue', `Duplicate header '${name}'.`);
    fields.set(key, value.replace(/\r?\n/g, '').trim());
  }
  return fields;
}

function addressesOf(text: string | undefined): string[] {
  if (!text) return [];
  return parseAddresses(text, { flatten: true }).map((entry) => entry.address);
}
