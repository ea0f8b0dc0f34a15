import { z } from 'zod';
import { Category, Channel, Instant, Priority, Severity, Sha256 } from './vocabulary.ts';

/**
 * One contact as the subject's history remembers it: what it showed and never what it said.
 * Item `SUBJECT#{subjectId}` / `ACT#{at}#{contactId}` of the history table.
 */
export const Act = z.strictObject({
  contactId: z.string(),
  subjectId: z.string(),
  targetIds: z.array(z.string()),
  at: Instant,
  channel: Channel,
  severity: Severity,
  categories: z.array(Category),
  /** The ids of the signals, so that a pattern can ask for a purpose and a person can check it. */
  signalIds: z.array(z.string()),
  /** Of the bytes: the same original met twice is one act. */
  originalSha256: Sha256,
  /** 64-bit SimHash of the scored words, 16 hexadecimal digits; null where there were none. */
  fingerprint: z.string().nullable(),
  wordCount: z.int().min(0),
  automated: z.boolean(),
  reported: z.boolean(),
});
export type Act = z.infer<typeof Act>;

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
  contactIds: z.array(z.string()),
  by: z.string(),
});
export type ConductFinding = z.infer<typeof ConductFinding>;
