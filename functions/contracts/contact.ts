import * as z from 'zod';
import { Channel, Instant, Sha256 } from './vocabulary.ts';

/** One person as a contact names them. `address` is a mail address in lower case, a telephone number, or a chat or account id. */
export const Party = z.strictObject({
  name: z.string().nullable(),
  address: z.string().nullable(),
});
export type Party = z.infer<typeof Party>;

/** What a check said. `unknown`: it was not made or gave no answer, which is never read as a failure. */
export const Verdict = z.enum(['pass', 'fail', 'gray', 'unknown']);
export type Verdict = z.infer<typeof Verdict>;

/**
 * How far the sender is who the mail says. From SES's verdict headers, which SES writes above everything a sender wrote.
 * It never blocks a contact (requirement 5); a failed `dmarc` keeps the contact out of the named person's history.
 */
export const Authentication = z.strictObject({
  spf: Verdict,
  dkim: Verdict,
  dmarc: Verdict,
  spam: Verdict,
  virus: Verdict,
});
export type Authentication = z.infer<typeof Authentication>;

/** Whose words a stretch of text is. `unknown` is scored as the subject's: a doubt must not silence a threat. */
export const Speaker = z.enum(['subject', 'employee', 'reporter', 'system', 'unknown']);
export type Speaker = z.infer<typeof Speaker>;

/** A stretch of a turn that is not the speaker's new speech (requirement 7). Half-open, in UTF-16 units of the turn's text. */
export const Apart = z.strictObject({
  start: z.int().min(0),
  end: z.int().min(0),
  kind: z.enum(['reply-quote', 'reply-header', 'forward-header', 'signature', 'disclaimer', 'markup']),
});
export type Apart = z.infer<typeof Apart>;

/** Text that one reader sees and another does not: hidden HTML, zero-width or bidirectional control characters (requirement 15). */
export const Hidden = z.strictObject({
  start: z.int().min(0),
  end: z.int().min(0),
  how: z.string(),
});
export type Hidden = z.infer<typeof Hidden>;

const Confidence = z.number().min(0).max(1);

/**
 * What a machine that wrote speech down says of its own work: how sure it was, and when each word was said. Words are scored as
 * they stand, however unsure: a doubt never silences a signal, and a reader is shown it.
 */
export const Transcription = z.strictObject({
  /** Over the turn's words, 0..1 as the transcriber gives it; null where it gives none. */
  meanConfidence: Confidence.nullable(),
  minConfidence: Confidence.nullable(),
  /** Stretches of words that the transcriber was unsure of, half-open, in UTF-16 units of the turn's text, with the least confidence in each. */
  unsure: z.array(z.strictObject({ start: z.int().min(0), end: z.int().min(0), confidence: Confidence })),
  /** Where a word begins in the text, and when in the recording, in milliseconds; ascending. The last words of a very long turn are left out. */
  wordTimes: z.array(z.tuple([z.int().min(0), z.int().min(0)])),
});
export type Transcription = z.infer<typeof Transcription>;

/**
 * One speaker's words at one time. `text` is what was received, decoded and otherwise unchanged: every offset in a signal
 * counts UTF-16 units of it. Quoted text stays in `text` and is named in `apart`, so that a reader sees it and no score does.
 */
export const Turn = z.strictObject({
  index: z.int().min(0),
  speaker: Speaker,
  name: z.string().nullable(),
  text: z.string(),
  /** `as-reported`: the subject's words as someone else passed them on; a forward or a note loses what the original proved. */
  standing: z.enum(['first-hand', 'as-reported']),
  /**
   * `indirect`: told in the words of whoever reports ("he said he'd be waiting outside"), so in the third person and in no one's exact
   * words. Left out or `literal`: the words as they were said or written.
   */
  speech: z.enum(['literal', 'indirect']).optional(),
  /** The part of the original it was read from, such as `text/plain` or `attachment:2 text/html`. */
  part: z.string(),
  apart: z.array(Apart),
  hidden: z.array(Hidden),
  at: Instant.nullable(),
  /** Offsets into a recording, in milliseconds; null where there is none. */
  startMs: z.number().nullable(),
  endMs: z.number().nullable(),
  /** Left out where nobody transcribed, or the transcriber says nothing of single words. */
  transcription: Transcription.optional(),
});
export type Turn = z.infer<typeof Turn>;

export const Attachment = z.strictObject({
  name: z.string().nullable(),
  mediaType: z.string(),
  sizeBytes: z.int().min(0),
  sha256: Sha256,
  /** Whether its text became turns of this contact. */
  read: z.boolean(),
});
export type Attachment = z.infer<typeof Attachment>;

/**
 * What the DKIM signature (RFC 6376) of an attached original says, as checked here. The original's own `Authentication-Results` are
 * never read: whoever made the file wrote them. Only a `pass` that is `aligned` says anything of who sent it.
 */
export const OriginalSignature = z.strictObject({
  /** The part of the contact, as its turns name it: `attachment:2`, or `attachment:2 attachment:1` for one within it. */
  part: z.string(),
  /** `fail`: it is not as it was signed. A key that was not or could not be looked up is `unknown`. `gray`: good, but see `why`. */
  dkim: Verdict,
  /** Who signed; null where nobody did or it cannot be read. */
  domain: z.string().nullable(),
  /** Whether that is the domain of the From line, or one of the same organisation (RFC 7489 3.1.1). */
  aligned: z.boolean(),
  /** In plain English, for a reader of the case. */
  why: z.string(),
});
export type OriginalSignature = z.infer<typeof OriginalSignature>;

/**
 * What a message says of itself. The sender chooses it, so it proves nothing: beside the words, and times that no sender chooses, it
 * tells a second sighting of one message from a second message (requirement 16).
 */
export const Claimed = z.strictObject({
  /** The message's own, never that of a mail that passes it on; null where a forward does not show it. */
  messageId: z.string().nullable(),
  /** Its Date. In an inline forward as the employee's program wrote it: often to the minute, and read as UTC where no zone is named. */
  date: Instant.nullable(),
});
export type Claimed = z.infer<typeof Claimed>;

/** Why a contact, or a part of it, could not be read: for a person who works the unscored lane. Carries no text of the contact. */
export const Problem = z.strictObject({
  code: z.enum([
    'too-large',
    'truncated',
    'malformed',
    'encrypted',
    'empty',
    'binary',
    'unknown-format',
    'unsupported-language',
    'too-many-parts',
    'nested-too-deep',
    'failed',
  ]),
  /** What was wrong, where, and what to do, in plain English. */
  message: z.string(),
  /** `whole`: nothing could be scored. `part`: the rest was. Both wait in the unscored lane unless the rest ranks higher. */
  extent: z.enum(['whole', 'part']),
});
export type Problem = z.infer<typeof Problem>;

/** What kind of employee report a contact is. An employee's report always opens a case, even at score 0 (requirement 4). */
export const Report = z.strictObject({
  kind: z.enum(['forwarded-inline', 'forwarded-attached', 'note', 'form']),
  /** The reporter wrote that they felt threatened, or reported an act without words. */
  perceived: z.boolean(),
});
export type Report = z.infer<typeof Report>;

/** Where the bytes are. `versionId` is `null` on a store without versions. */
export const Original = z.strictObject({
  bucket: z.string(),
  key: z.string(),
  versionId: z.string().nullable(),
  sha256: Sha256,
  sizeBytes: z.int().min(0),
});
export type Original = z.infer<typeof Original>;

/** What the bytes turned out to be; `unknown` is kept and goes to the unscored lane. */
export const SourceFormat = z.enum(['email', 'chat', 'call', 'note', 'form', 'unknown']);
export type SourceFormat = z.infer<typeof SourceFormat>;

/**
 * An employee whom the subject's words name, and whom the contact was not sent to. `in-full`: by first and family name, by title and family
 * name, or by mail address. `one-name`: by a given or family name that nobody else of the directory has, so that whether they are meant has
 * to follow from something else.
 */
export const Mention = z.strictObject({ ...Party.shape, by: z.enum(['in-full', 'one-name']) });
export type Mention = z.infer<typeof Mention>;

/** One communication taken in: a mail, a chat, a call, a note. Written once to `contacts/{contactId}.json`. */
export const Contact = z.strictObject({
  schema: z.literal(1),
  /** From the object's key, version and content (never from a Message-ID, which is the sender's to choose). */
  contactId: z.string().regex(/^contact-[0-9a-f]{32}$/),
  original: Original,
  format: SourceFormat,
  channel: Channel,
  /** When the company first held it: the machine clock of requirement 28. */
  receivedAt: Instant,
  /** When it was said, as far as can be trusted; never later than `receivedAt`. Conduct is counted on this time. */
  occurredAt: Instant,
  occurredAtFrom: z.enum(['received-header', 'date-header', 'transcript', 'reported', 'arrival']),
  subject: Party.nullable(),
  /** A stable pseudonym for the subject's history; from the address, else from the contact itself. */
  subjectId: z.string().regex(/^subject-[0-9a-f]{32}$/),
  relation: z.enum(['customer', 'public', 'employee', 'former-employee', 'unknown']),
  authentication: Authentication,
  targets: z.array(Party),
  /** Left out where there is none, and in contacts of older versions. */
  mentions: z.array(Mention).optional(),
  /**
   * Further addresses of its targets and of those whom it names, by the address that they have here: histories and notices of older versions
   * know an employee under each address as somebody else. Left out where there are none.
   */
  furtherAddresses: z.record(z.string(), z.array(z.string())).optional(),
  reporter: Party.nullable(),
  report: Report.nullable(),
  turns: z.array(Turn),
  attachments: z.array(Attachment),
  /** Of each message that an employee attached to a report; left out where there is none. */
  signatures: z.array(OriginalSignature).optional(),
  problems: z.array(Problem),
  /** Left out where it is no mail. */
  claimed: Claimed.optional(),
  /** When the mail of an employee who passes something on arrived, by its topmost Received header; left out where nobody did. */
  passedOnAt: Instant.optional(),
  /** Hints only. */
  messageId: z.string().nullable(),
  references: z.array(z.string()),
  /** A machine wrote it: a bounce, an out-of-office, a list. It is scored all the same, and is not a person's persistence. */
  automated: z.boolean(),
});
export type Contact = z.infer<typeof Contact>;
