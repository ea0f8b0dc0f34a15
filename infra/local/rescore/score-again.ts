import type { Assessment } from '../../../functions/contracts/assessment.ts';
import type { Contact } from '../../../functions/contracts/contact.ts';
import { conclude, sightingOf } from '../../../functions/score/conclude.ts';
import type { Facts, PersonRead } from '../../../functions/score/conduct/facts.ts';
import type { Engine } from '../../../functions/score/engine.ts';
import { type Reading, readSignals } from '../../../functions/score/read-signals.ts';
import {
  factsAsTheyWere,
  historiesAsTheyWere,
  type Known,
  personThen,
} from '../../../functions/score/rescore/as-it-was.ts';

/** A contact that was scored before, and how it came out the first time. */
export interface Scored {
  readonly contact: Contact;
  readonly first: Assessment;
}

/** What the company told a person, as the history holds it. */
export type FactsReader = (person: PersonRead) => Promise<Facts>;

interface Read extends Scored {
  readonly reading: Reading;
  readonly known: Known;
}

/**
 * Scores past contacts again with one engine, each in the history that it met the first time; nothing is written. What was said is let
 * go after it is read, so that memory grows with the number of contacts and not with their length.
 * @returns the assessments by the ids of their contacts.
 */
export async function scoreAgain(
  contacts: AsyncIterable<Scored>,
  engine: Engine,
  readFacts: FactsReader,
): Promise<Map<string, Assessment>> {
  const scored: Read[] = [];
  for await (const { contact, first } of contacts) {
    const reading = await readSignals(contact, engine);
    const known = { sighting: sightingOf(contact, reading), scoredAt: first.scoredAt };
    scored.push({ contact: { ...contact, turns: [] }, first, reading, known });
  }
  const assessments = new Map<string, Assessment>();
  for (const [{ contact, first, reading }, history] of historiesAsTheyWere(scored, ({ first }) => personThen(first))) {
    const { scoredAt, linked } = first;
    const facts = factsAsTheyWere(await readFacts({ subjectIds: personThen(first), linked }), scoredAt);
    assessments.set(contact.contactId, conclude(contact, reading, history, engine, scoredAt, facts, linked));
  }
  return assessments;
}
