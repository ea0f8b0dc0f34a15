import type { Assessment } from '../../../functions/contracts/assessment.ts';
import type { Contact } from '../../../functions/contracts/contact.ts';
import { conclude, sightingOf } from '../../../functions/score/conclude.ts';
import { type Facts, NO_FACTS } from '../../../functions/score/conduct/facts.ts';
import type { Engine } from '../../../functions/score/engine.ts';
import { readSignals } from '../../../functions/score/read-signals.ts';
import type { SubjectHistories } from './subject-histories.ts';

/** Scores one contact as the `score` stage does, with a history in memory and what is known of its subject besides. */
export async function scanContact(
  contact: Contact,
  engine: Engine,
  histories: SubjectHistories,
  facts: Facts = NO_FACTS,
): Promise<Assessment> {
  const reading = await readSignals(contact, engine);
  const sightings = histories.record(sightingOf(contact, reading));
  return conclude(contact, reading, sightings, engine, contact.receivedAt, facts);
}

/** A signal as a line of JSON shows it: with its words, cut from the turn by its span. */
export function shownSignals(contact: Contact, assessment: Assessment) {
  return assessment.signals.map(({ id, category, type, severity, span, why, by, lowered, confidence }) => ({
    id,
    category,
    type,
    severity,
    quote: span === null ? null : quoteOf(contact, span),
    turn: span?.turn ?? null,
    start: span?.start ?? null,
    end: span?.end ?? null,
    why,
    by,
    confidence,
    lowered,
  }));
}

function quoteOf(contact: Contact, span: { turn: number; start: number; end: number }): string {
  return contact.turns.find((turn) => turn.index === span.turn)?.text.slice(span.start, span.end) ?? '';
}

/** A conduct finding as a line of JSON shows it. */
export function shownConduct(assessment: Assessment) {
  return assessment.conduct.map(
    ({ id, title, why, severity, priority, opensCase, windowDays, contactIds, lowered }) => ({
      id,
      title,
      why,
      severity,
      priority,
      opensCase,
      windowDays,
      acts: contactIds,
      lowered: lowered ?? [],
    }),
  );
}
