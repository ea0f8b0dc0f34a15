import * as z from 'zod';
import { Notice } from './notice.ts';
import { Category, Channel, Instant, Priority, Severity, Sha256 } from './vocabulary.ts';

/** How the company came to have a message: from its sender, from an employee who passed it on, or told in an employee's words. */
export const Via = z.enum(['direct', 'attached', 'inline', 'told']);
export type Via = z.infer<typeof Via>;

/**
 * One contact as the subject's history remembers it: what it showed and never what it said. Several sightings may show one act; which
 * do is worked out anew at each reading (`functions/score/conduct/acts.ts`) and never stored.
 * Item `SUBJECT#{subjectId}` / `SIGHTING#{heardAt}#{contactId}` of the history table; some also stand for others in `WEEK#{Monday}`.
 */
export const Sighting = z.strictObject({
  contactId: z.string(),
  subjectId: z.string(),
  targetIds: z.array(z.string()),
  /** Those whom it names without being aimed at them; left out where there are none, and in sightings of older versions. */
  mentionedIds: z.array(z.string()).optional(),
  /** When it was said, as far as can be trusted: conduct is counted on this time. */
  at: Instant,
  /** When it, or for what an employee passed on their mail, came in: no sender chooses it. */
  heardAt: Instant,
  via: Via,
  /** The pseudonym of the employee who reported it, made as a target's is. */
  reporterId: z.string().nullable(),
  channel: Channel,
  severity: Severity,
  categories: z.array(Category),
  /** The ids of the signals, so that a pattern can ask for a purpose and a person can check it. */
  signalIds: z.array(z.string()),
  /** Of the bytes. */
  originalSha256: Sha256,
  /** 64-bit SimHash of the scored words, 16 hexadecimal digits; null where there were none. */
  fingerprint: z.string().nullable(),
  /** Hash of the same words: equal where every word is. Null where there were none. */
  wordsHash: z.string().nullable(),
  wordCount: z.int().min(0),
  /** Hash of the Message-ID that the message itself claims. A hint: its sender chose it. */
  messageIdHash: z.string().nullable(),
  /** The Date that the message itself claims. A hint: its sender chose it. */
  claimedAt: Instant.nullable(),
  automated: z.boolean(),
  reported: z.boolean(),
  /**
   * As how many it counts where numbers over time are compared: left out for one. Never stored: a reading gives it where the history
   * holds more than it reads.
   */
  countsAs: z.number().positive().optional(),
  // Left out, never null, where a contact does not tell: sightings of older versions have none of them.
  /** How often it uses the name of its target; left out where no target has one. */
  nameUses: z.int().min(0).optional(),
  /** It answers a mail of ours, as far as its own headers say. A hint: its sender chose them. */
  answersUs: z.literal(true).optional(),
  /** The way that it holds out is a lawful one, as far as its own words say. A hint: its writer chose them. */
  lawfulWay: z.literal(true).optional(),
});
export type Sighting = z.infer<typeof Sighting>;

/** The act that a contact shows, with its other sightings as the history knew them when the contact was scored. */
export const ActSeen = z.strictObject({
  /** Every contact that shows it, the surest first: first-hand before passed on, then by time. */
  contactIds: z.array(z.string()).min(1),
  at: Instant,
  /** Of all its sightings together. */
  targetIds: z.array(z.string()),
  reporterIds: z.array(z.string()),
  /** The first contact of the earliest act before it with nearly the same words (requirement 16); null where there is none. */
  nearDuplicateOf: z.string().nullable(),
});
export type ActSeen = z.infer<typeof ActSeen>;

/** One pattern found in a subject's history, with the acts it stands on (requirement 16). */
export const ConductFinding = z.strictObject({
  /** A conduct detection's id, such as `conduct/fixation-on-one-target`. */
  id: z.string(),
  title: z.string(),
  why: z.string(),
  severity: Severity,
  priority: Priority,
  /** True where the finding by itself opens a pattern case. */
  opensCase: z.boolean(),
  windowDays: z.int().positive(),
  targetId: z.string().nullable(),
  /** One for each act that is counted. */
  contactIds: z.array(z.string()),
  /** Further sightings of those acts, and copies to others in the same moment: shown, and not counted. */
  copyIds: z.array(z.string()).default([]),
  /** Why the acts count for less than their number: such a finding is shown and opens no case. Left out where nothing lowers it. */
  lowered: z.array(z.strictObject({ by: z.string(), why: z.string() })).optional(),
  /** The notices in spite of which the acts were done; left out where none is asked for. */
  notices: z.array(Notice.pick({ noticeId: true, kind: true, targetId: true, at: true })).optional(),
  /** Subjects that are, or may be, the same person and were told to stop before; left out where none is asked for. */
  otherSubjectIds: z.array(z.string()).optional(),
  by: z.string(),
});
export type ConductFinding = z.infer<typeof ConductFinding>;
