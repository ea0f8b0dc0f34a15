import type { Apart, Contact, Party } from '../contracts/contact.ts';
import type { Channel, Instant } from '../contracts/vocabulary.ts';
import { sha256Hex } from '../shared/hash.ts';
import { contactIdOf, subjectIdOf } from '../shared/ids.ts';

/** A text with no mail around it. */
export interface LooseText {
  readonly text: string;
  /** Stable and unique within a run: the same words under two names are two acts, as two deliveries are. */
  readonly name: string;
  readonly at: Instant;
  readonly from?: string | undefined;
  readonly to?: string | readonly string[] | undefined;
  readonly channel?: Channel | undefined;
}

/**
 * A loose text as a contact: the whole of it is the subject's one turn, so that offsets are those of the text. A text without `from`
 * stands alone; one without `to` is aimed at one unnamed recipient.
 * @param apart the stretches of it that are not the subject's new speech.
 */
export function contactOfLooseText(
  { text, name, at, from, to, channel }: LooseText,
  apart: readonly Apart[] = [],
): Contact {
  const sha256 = sha256Hex(`${name}\n${text}`);
  const contactId = contactIdOf({ key: name, versionId: null, sha256 });
  const targets = [to ?? []].flat().map(partyOf);
  return {
    schema: 1,
    contactId,
    original: { bucket: 'none', key: name, versionId: null, sha256, sizeBytes: Buffer.byteLength(text) },
    format: 'note',
    channel: channel ?? 'email',
    receivedAt: at,
    occurredAt: at,
    occurredAtFrom: 'arrival',
    subject: from === undefined ? null : { name: null, address: from },
    subjectId: from === undefined ? subjectIdOf(`contact:${contactId}`) : subjectOf(from),
    relation: 'customer',
    authentication: { spf: 'unknown', dkim: 'unknown', dmarc: 'unknown', spam: 'unknown', virus: 'unknown' },
    targets: targets.length > 0 ? targets : [{ name: null, address: 'recipient' }],
    reporter: null,
    report: null,
    turns: [
      {
        index: 0,
        speaker: 'subject',
        name: null,
        text,
        standing: 'first-hand',
        part: 'text',
        apart: [...apart],
        hidden: [],
        at,
        startMs: null,
        endMs: null,
      },
    ],
    attachments: [],
    problems: [],
    messageId: null,
    references: [],
    automated: false,
  };
}

/** The subject that rows call by a name. */
export const subjectOf = (from: string): string => subjectIdOf(`row:${from}`);

/** Whom a row calls by a name or an address. */
export const partyOf = (one: string): Party =>
  one.includes('@') ? { name: null, address: one.toLowerCase() } : { name: one, address: null };
