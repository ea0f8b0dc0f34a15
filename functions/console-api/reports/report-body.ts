import { z } from '@hono/zod-openapi';
import { Channel, ThreatType } from '../../contracts/vocabulary.ts';

/**
 * The files of one report, decoded. API Gateway takes 10 MB, and hands the body to Lambda as text of an event of at most 6 MB
 * (6,291,456 bytes; Lambda quotas, "Invocation payload"). Base64 makes 5.6 MB of 4 MiB, and the form and the headers need the rest.
 */
export const MAX_FILES_BYTES = 4 * 1024 * 1024;
/** A mail with its pictures is one file; who has more than a few writes a report for each, or forwards the mails. */
const MAX_FILES = 10;
/** What is scored of one turn; a longer paste would be cut there in silence for the one who pasted it. */
const MAX_PASTED_CHARACTERS = 200_000;
/** As far as a report is looked through for another's words. Nobody writes a longer one. */
const MAX_WORDS_CHARACTERS = 100_000;
/** A name, a place, a number. */
const MAX_SHORT_CHARACTERS = 320;
/** Witnesses and targets that a person types in; a mail to more people is passed on instead. */
const MAX_NAMES = 50;

const short = () => z.string().max(MAX_SHORT_CHARACTERS);
const words = () => z.string().max(MAX_WORDS_CHARACTERS);
const names = () => z.array(short()).max(MAX_NAMES);

const ReportedFile = z.strictObject({
  name: z.string().max(255).nullable().default(null),
  mediaType: z.string().max(255).default('application/octet-stream'),
  base64: z
    .string()
    // In one pass: a pattern with groups would overflow the stack on millions of characters.
    .refine((text) => text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text), {
      message: 'must be Base64 (RFC 4648, section 4), without line breaks and with its padding',
    })
    .openapi({ format: 'byte' }),
});

const Fields = z.strictObject({
  /** When it happened, with a zone: 2026-11-24T10:17-05:00. Whatever else is written is kept, and read as far as it can be. */
  when: short().optional(),
  where: short().optional(),
  place: z.enum(['Office', 'Outside the office', 'Public place']).optional(),
  who: short().optional(),
  person: z.enum(['Customer', 'Public', 'Employee', 'Former Employee']).optional(),
  phone: short().optional(),
  email: short().optional(),
  accountNumber: short().optional(),
  channel: Channel.optional(),
  classification: z.enum(['Suicide/Self Threat', 'Personal', 'Telephone', 'Written or Online']).optional(),
  threatType: ThreatType.optional(),
  /** Names or mail addresses of the employees it was aimed at; left out: the reporter. */
  targets: names().optional(),
  /** The exact words, uncorrected. Kept as they are sent, to the last space. */
  said: words().optional(),
  done: words().optional(),
  felt: words().optional(),
  response: words().optional(),
  witnesses: names().optional(),
  summary: words().optional(),
  additionalInformation: words().optional(),
  district: short().optional(),
  recordedLine: short().optional(),
  incidentNumber: short().optional(),
  /** The text of a message or a chat that came. */
  pasted: z.string().max(MAX_PASTED_CHARACTERS).optional(),
  files: z.array(ReportedFile).max(MAX_FILES).optional(),
});

/** By themselves they say nothing: a page may fill them in before anyone has written a word. */
const SAYS_NOTHING: ReadonlySet<string> = new Set(['channel', 'person', 'place']);

/** Requirement 25's fields. A half-filled form is taken; an empty one is refused. Who reports is who is signed in, so no member says it. */
export const ReportBody = Fields.refine(
  (body) => Object.entries(body).some(([name, value]) => !SAYS_NOTHING.has(name) && isFilled(value)),
  {
    message:
      'The report is empty. Fill in at least one of: said (the exact words), done (what the person did), felt (how it was for you), summary, pasted, files.',
  },
).openapi('ReportBody');
export type ReportBody = z.infer<typeof ReportBody>;

function isFilled(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  return Array.isArray(value) && value.some((each) => typeof each !== 'string' || each.trim() !== '');
}

/** The size of what a Base64 text of a checked form stands for. */
export const decodedBytes = (base64: string): number =>
  (base64.length / 4) * 3 - (base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0);
