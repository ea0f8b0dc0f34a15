import type { Assessment } from '../../../functions/contracts/assessment.ts';
import type { Contact } from '../../../functions/contracts/contact.ts';
import { conclude, sightingOf } from '../../../functions/score/conclude.ts';
import type { Engine } from '../../../functions/score/engine.ts';
import { joinPerson } from '../../../functions/score/identity/join-person.ts';
import { isProven, marksOf, nameMarkOf } from '../../../functions/score/identity/marks-of.ts';
import { readSignals } from '../../../functions/score/read-signals.ts';
import type { ScanMemory } from './scan-memory.ts';

/**
 * Scores one contact as the `score` stage does, with what is remembered of its person in memory.
 * @param isAlone of a text that nobody is named for: it is joined with no other, whatever it shows.
 */
export async function scanContact(
  contact: Contact,
  engine: Engine,
  memory: ScanMemory,
  isAlone = false,
): Promise<Assessment> {
  const reading = await readSignals(contact, engine);
  const sighting = sightingOf(contact, reading);
  const own = memory.histories.record(sighting);
  const { contactId, subjectId } = contact;
  const { heardAt } = sighting;
  const marks = isAlone ? [] : marksOf(contact, reading);
  const shown = { marks, isProven: isProven(contact), name: nameMarkOf(contact) };
  const person = await joinPerson(memory.identities, { contactId, subjectId, heardAt, ...shown });
  const others = person.subjectIds.filter((id) => id !== subjectId);
  const sightings = [...own, ...others.flatMap((id) => memory.histories.beside(id, sighting))];
  const facts = await memory.factsOf(person);
  return conclude(contact, reading, sightings, engine, contact.receivedAt, facts, person.linked);
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

/** Other subjects that are or may be the same person, as a line of JSON shows them. `subject` is a pseudonym. */
export function shownLinks(assessment: Assessment) {
  return assessment.linked.map(({ subjectId, state, strength, kinds }) => ({
    subject: subjectId,
    state,
    strength,
    kinds,
  }));
}
