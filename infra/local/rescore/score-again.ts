import type { Assessment } from '../../../functions/contracts/assessment.ts';
import type { Contact } from '../../../functions/contracts/contact.ts';
import type { Instant } from '../../../functions/contracts/vocabulary.ts';
import { conclude, sightingOf } from '../../../functions/score/conclude.ts';
import type { Engine } from '../../../functions/score/engine.ts';
import { type Reading, readSignals } from '../../../functions/score/read-signals.ts';
import { historyAsItWas, type Known } from '../../../functions/score/rescore/as-it-was.ts';

/** A contact that was scored before, and when that was. */
export interface Scored {
  readonly contact: Contact;
  readonly scoredAt: Instant;
}

interface Read {
  readonly contact: Contact;
  readonly reading: Reading;
  readonly known: Known;
}

/**
 * Scores past contacts again with one engine, each in the history that it met the first time; nothing is written. What was said is let
 * go after it is read, so that memory grows with the number of contacts and not with their length.
 * @returns the assessments by the ids of their contacts.
 */
export async function scoreAgain(contacts: AsyncIterable<Scored>, engine: Engine): Promise<Map<string, Assessment>> {
  const bySubject = new Map<string, Read[]>();
  for await (const { contact, scoredAt } of contacts) {
    const reading = await readSignals(contact, engine);
    const read = {
      contact: { ...contact, turns: [] },
      reading,
      known: { sighting: sightingOf(contact, reading), scoredAt },
    };
    const others = bySubject.get(contact.subjectId);
    if (others) others.push(read);
    else bySubject.set(contact.subjectId, [read]);
  }
  const assessments = new Map<string, Assessment>();
  for (const reads of bySubject.values()) {
    const all = reads.map(({ known }) => known);
    for (const { contact, reading, known } of reads) {
      const history = historyAsItWas(all, known);
      assessments.set(contact.contactId, conclude(contact, reading, history, engine, known.scoredAt));
    }
  }
  return assessments;
}
