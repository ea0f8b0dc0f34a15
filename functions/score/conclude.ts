import type { Assessment } from '../contracts/assessment.ts';
import type { Act } from '../contracts/conduct.ts';
import type { Contact } from '../contracts/contact.ts';
import type { Signal } from '../contracts/signal.ts';
import type { Instant, ThreatType } from '../contracts/vocabulary.ts';
import { targetIdOf } from '../shared/ids.ts';
import { findConduct } from './conduct/find-conduct.ts';
import { decide } from './decide/decide.ts';
import { riskOf, scoresOf } from './decide/scores.ts';
import type { Engine } from './engine.ts';
import type { Reading } from './read-signals.ts';

const TYPES: readonly ThreatType[] = ['direct', 'implied', 'perceived'];

/** The pseudonyms of a contact's targets: by address, else by name. */
export function targetIdsOf(contact: Contact): string[] {
  return [...new Set(contact.targets.map(targetIdOf))];
}

/** What the subject's history keeps of a contact: what it showed, never what it said. */
export function actOf(contact: Contact, reading: Reading): Act {
  const counting = reading.signals.filter(counts);
  return {
    contactId: contact.contactId,
    subjectId: contact.subjectId,
    targetIds: targetIdsOf(contact),
    at: contact.occurredAt,
    channel: contact.channel,
    severity: Math.max(0, ...counting.map((signal) => signal.severity)),
    categories: [...new Set(counting.map((signal) => signal.category))],
    signalIds: [...new Set(counting.map((signal) => signal.id))],
    originalSha256: contact.original.sha256,
    fingerprint: reading.fingerprint,
    wordCount: reading.wordCount,
    automated: contact.automated,
    reported: contact.report !== null,
  };
}

/** A signal of severity 0 counts in a history where its detection says so, and not where context lowered it to nothing. */
function counts(signal: Signal): boolean {
  return signal.severity > 0 || signal.severityBefore === 0;
}

/** Joins what the contact shows with the subject's conduct and applies the decision table. Pure. */
export function conclude(
  contact: Contact,
  reading: Reading,
  acts: readonly Act[],
  engine: Engine,
  scoredAt: Instant,
): Assessment {
  const conduct = findConduct(acts, contact.contactId, engine.conduct, engine.versions.rules);
  const { imminence, specificity } = reading;
  const signals = reading.signals;
  const decision = decide(
    { signals, imminence, specificity, conduct, problems: contact.problems, report: contact.report },
    engine.policy,
  );
  const counting = signals.filter(counts);
  const scores = scoresOf(signals, reading.modelScores, engine.policy);
  const conductSeverity = Math.max(
    0,
    ...conduct.filter((finding) => finding.opensCase).map((finding) => finding.severity),
  );
  return {
    schema: 1,
    contactId: contact.contactId,
    subjectId: contact.subjectId,
    targetIds: targetIdsOf(contact),
    scoredAt,
    versions: engine.versions,
    signals,
    categories: [...new Set(counting.map((signal) => signal.category))],
    threatType: threatTypeOf(counting, contact),
    severity: Math.max(0, ...counting.map((signal) => signal.severity)),
    imminence,
    specificity,
    risk: riskOf(scores, { imminence, specificity, conductSeverity }, engine.policy),
    scores,
    conduct,
    problems: contact.problems,
    flagged: decision.flagged,
    priority: decision.priority,
    lane: decision.lane,
    reasons: decision.reasons,
  };
}

/** The type of the gravest threat; of two alike in severity the more direct one. A report of a fear without words is `perceived`. */
function threatTypeOf(signals: readonly Signal[], contact: Contact): ThreatType | null {
  const threats = signals.filter((signal) => signal.type !== null && signal.severity >= 2);
  const gravest = Math.max(0, ...threats.map((signal) => signal.severity));
  const types = threats.filter((signal) => signal.severity === gravest).map((signal) => signal.type);
  return TYPES.find((type) => types.includes(type)) ?? (contact.report?.perceived ? 'perceived' : null);
}
