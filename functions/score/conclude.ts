import type { Assessment } from '../contracts/assessment.ts';
import type { ActSeen, ConductFinding, Sighting, Via } from '../contracts/conduct.ts';
import type { Contact, Report } from '../contracts/contact.ts';
import type { LinkSeen } from '../contracts/identity.ts';
import type { Signal } from '../contracts/signal.ts';
import type { Instant, ThreatType } from '../contracts/vocabulary.ts';
import { decide } from '../shared/decide.ts';
import { sha256Hex } from '../shared/hash.ts';
import { targetIdOf } from '../shared/ids.ts';
import { answersUs } from './answers-us.ts';
import { type Act, actsOf, alike } from './conduct/acts.ts';
import { type Facts, NO_FACTS } from './conduct/facts.ts';
import { actShownBy, findConduct } from './conduct/find-conduct.ts';
import { counts } from './counts.ts';
import { riskOf, scoresOf } from './decide/scores.ts';
import type { Engine } from './engine.ts';
import { goesALawfulWay } from './lawful-way.ts';
import type { Reading } from './read-signals.ts';
import { mentionedIdsOf, oneIdEach, targetIdsOf } from './target-ids.ts';

const VIA: Record<Report['kind'], Via> = {
  'forwarded-attached': 'attached',
  'forwarded-inline': 'inline',
  note: 'told',
  form: 'told',
};

/** As in the detection of near-duplicates: a few words changed in a letter of some length. */
const NEAR_DUPLICATE = 0.9;

const TYPES: readonly ThreatType[] = ['direct', 'implied', 'perceived'];

/** What the subject's history keeps of a contact, a sighting of some act: what it showed, never what it said. */
export function sightingOf(contact: Contact, reading: Reading): Sighting {
  const counting = reading.signals.filter(counts);
  const categories = [...new Set(counting.map((signal) => signal.category))];
  const { claimed, report, reporter } = contact;
  const mentionedIds = mentionedIdsOf(contact, reading);
  const via = report === null ? 'direct' : VIA[report.kind];
  const isPassedOn = via === 'attached' || via === 'inline';
  const messageId = claimed?.messageId?.trim().replace(/^<|>$/g, '') ?? '';
  const severity = Math.max(0, ...counting.map((signal) => signal.severity));
  return {
    contactId: contact.contactId,
    subjectId: contact.subjectId,
    targetIds: targetIdsOf(contact, reading),
    ...(mentionedIds.length > 0 && { mentionedIds }),
    at: contact.occurredAt,
    heardAt: (isPassedOn ? contact.passedOnAt : undefined) ?? contact.occurredAt,
    via,
    reporterId: reporter === null ? null : targetIdOf(reporter),
    channel: contact.channel,
    severity,
    categories,
    signalIds: [...new Set(counting.map((signal) => signal.id))],
    originalSha256: contact.original.sha256,
    fingerprint: reading.fingerprint,
    wordsHash: reading.wordsHash,
    wordCount: reading.wordCount,
    messageIdHash: messageId === '' ? null : sha256Hex(messageId).slice(0, 32),
    claimedAt: claimed?.date ?? null,
    // Anyone can write the header of a machine; words of concern are a person's.
    automated: contact.automated && severity === 0,
    reported: contact.report !== null,
    ...(reading.nameUses !== undefined && { nameUses: reading.nameUses }),
    ...(answersUs(contact) && { answersUs: true as const }),
    ...(goesALawfulWay(contact, categories) && { lawfulWay: true as const }),
  };
}

/** Joins what the contact shows with the subject's conduct and what the company told them, and applies the decision table. Pure. */
export function conclude(
  contact: Contact,
  reading: Reading,
  sightings: readonly Sighting[],
  engine: Engine,
  scoredAt: Instant,
  facts: Facts = NO_FACTS,
  linked: readonly LinkSeen[] = [],
): Assessment {
  const history = oneIdEach(contact, sightings, facts);
  const acts = actsOf(history.sightings);
  const conduct = findConduct(acts, contact.contactId, engine.conduct, engine.versions.rules, history.facts);
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
    targetIds: [...targetIdsOf(contact, reading), ...spokenOfInSpite(contact, reading, conduct)],
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
    act: actSeen(acts, contact.contactId),
    linked: [...linked],
    problems: contact.problems,
    flagged: decision.flagged,
    priority: decision.priority,
    lane: decision.lane,
    reasons: decision.reasons,
  };
}

/** Those whom a contact only names, and about whom its subject was told to stop: it is aimed at them, whoever is to pass it on. */
function spokenOfInSpite(contact: Contact, reading: Reading, conduct: readonly ConductFinding[]): string[] {
  const told = conduct
    .flatMap(({ notices }) => notices ?? [])
    .filter(({ at }) => at < contact.occurredAt)
    .map(({ targetId }) => targetId);
  return mentionedIdsOf(contact, reading).filter((id) => told.includes(id));
}

/** The act that a contact shows, for those who keep the case; null where the history does not hold the contact. */
function actSeen(acts: readonly Act[], contactId: string): ActSeen | null {
  const act = actShownBy(acts, contactId);
  if (act === undefined) return null;
  const original = acts.find(
    (other) => other.at < act.at && act.wordsHash !== null && alike(act, other, NEAR_DUPLICATE),
  );
  return {
    contactIds: act.sightings.map((sighting) => sighting.contactId),
    at: act.at,
    targetIds: act.targetIds,
    reporterIds: [...new Set(act.sightings.flatMap(({ reporterId }) => reporterId ?? []))],
    nearDuplicateOf: original?.sightings[0].contactId ?? null,
  };
}

/** The type of the gravest threat; of two alike in severity the more direct one. A report of a fear without words is `perceived`. */
function threatTypeOf(signals: readonly Signal[], contact: Contact): ThreatType | null {
  const threats = signals.filter((signal) => signal.type !== null && signal.severity >= 2);
  const gravest = Math.max(0, ...threats.map((signal) => signal.severity));
  const types = threats.filter((signal) => signal.severity === gravest).map((signal) => signal.type);
  return TYPES.find((type) => types.includes(type)) ?? (contact.report?.perceived ? 'perceived' : null);
}
