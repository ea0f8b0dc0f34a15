import * as z from 'zod';
import { ActSeen, ConductFinding } from './conduct.ts';
import { Problem } from './contact.ts';
import { LinkSeen } from './identity.ts';
import { Signal } from './signal.ts';
import { Category, Imminence, Instant, Lane, Priority, Severity, Specificity, ThreatType } from './vocabulary.ts';

const Score = z.number().min(0).max(1);

/** 0..1 per category and for the three groups; a higher score ranks higher and says nothing of likelihood. */
export const Scores = z.record(z.union([Category, z.enum(['threat', 'harassment', 'self_harm'])]), Score);
export type Scores = z.infer<typeof Scores>;

/** What scored it: the same contact with the same versions and history gives the same assessment. */
export const Versions = z.strictObject({
  rules: z.string(),
  model: z.string(),
  policy: z.string(),
});
export type Versions = z.infer<typeof Versions>;

/** A contact's signals, how bad, how soon, how specific, the subject's conduct, and what follows. `assessments/{contactId}.json`. */
export const Assessment = z.strictObject({
  schema: z.literal(1),
  contactId: z.string(),
  subjectId: z.string(),
  targetIds: z.array(z.string()),
  scoredAt: Instant,
  versions: Versions,
  signals: z.array(Signal),
  categories: z.array(Category),
  threatType: ThreatType.nullable(),
  severity: Severity,
  imminence: Imminence,
  specificity: Specificity,
  /** 0..1, to order a queue within a priority. */
  risk: Score,
  scores: Scores,
  conduct: z.array(ConductFinding),
  /** Null in an assessment of a version that did not know. */
  act: ActSeen.nullable().default(null),
  /** Other subjects that are, or may be, the same person: what is joined was read as one history. Empty in an assessment of before. */
  linked: z.array(LinkSeen).default([]),
  problems: z.array(Problem),
  /** False: kept in the history and nothing else. True: opens a case or joins one (requirement 19: no exception for a threat). */
  flagged: z.boolean(),
  priority: Priority.nullable(),
  lane: Lane.nullable(),
  /** The rows of the decision table that applied, the deciding one first: id and why. */
  reasons: z.array(z.strictObject({ row: z.string(), why: z.string() })),
});
export type Assessment = z.infer<typeof Assessment>;
