import type {
  Attachment,
  Authentication,
  Claimed,
  Contact,
  Party,
  Problem,
  Report,
  Turn,
} from '../contracts/contact.ts';
import type { Instant } from '../contracts/vocabulary.ts';

/** A turn before its place in the contact is known. */
export type TurnDraft = Omit<Turn, 'index'>;

/** A message as it came: the mail itself (`part` is empty) or one that is attached, for its signature to be checked. */
export interface ReadOriginal {
  readonly part: string;
  /** Null where its container keeps no such bytes. */
  readonly bytes: Uint8Array | null;
  readonly from: Party | null;
}

/** What one format's reader found in the bytes; `readContact` makes the contact of it. */
export interface Reading {
  readonly format: Contact['format'];
  readonly channel: Contact['channel'];
  /** When it was said, and where that is from; null where only the arrival is known. */
  readonly occurred: { readonly at: Instant; readonly from: Contact['occurredAtFrom'] } | null;
  readonly subject: Party | null;
  /** What the subject is known by in the history, such as `mail:someone@example.com`; null for someone unknown. */
  readonly subjectKey: string | null;
  readonly relation: Contact['relation'];
  readonly authentication: Authentication;
  readonly targets: readonly Party[];
  readonly reporter: Party | null;
  readonly report: Report | null;
  readonly turns: readonly TurnDraft[];
  readonly attachments: readonly Attachment[];
  readonly originals: readonly ReadOriginal[];
  readonly problems: readonly Problem[];
  readonly claimed?: Claimed | undefined;
  readonly passedOnAt?: Instant | undefined;
  readonly messageId: string | null;
  readonly references: readonly string[];
  readonly automated: boolean;
}

export const UNKNOWN_AUTHENTICATION: Authentication = {
  spf: 'unknown',
  dkim: 'unknown',
  dmarc: 'unknown',
  spam: 'unknown',
  virus: 'unknown',
};

/** A reading of which nothing is known yet; a reader gives what it found. */
export function reading(found: Partial<Reading> & Pick<Reading, 'format' | 'channel'>): Reading {
  return {
    occurred: null,
    subject: null,
    subjectKey: null,
    relation: 'unknown',
    authentication: UNKNOWN_AUTHENTICATION,
    targets: [],
    reporter: null,
    report: null,
    turns: [],
    attachments: [],
    originals: [],
    problems: [],
    messageId: null,
    references: [],
    automated: false,
    ...found,
  };
}

/** A turn of which only the speaker, the words and the part are known; the rest is as it is for first-hand speech. */
export function turn(found: Partial<TurnDraft> & Pick<TurnDraft, 'speaker' | 'text' | 'part'>): TurnDraft {
  return {
    name: null,
    standing: 'first-hand',
    apart: [],
    hidden: [],
    at: null,
    startMs: null,
    endMs: null,
    ...found,
  };
}
