import { conclude, sightingOf } from '../../functions/score/conclude.ts';
import type { Engine } from '../../functions/score/engine.ts';
import { contactOfText } from '../../infra/local/scan/contact-of-text.ts';
import { SubjectHistories } from '../../infra/local/scan/subject-histories.ts';
import type { Customer } from './population.ts';
import type { Readings } from './readings.ts';

/** What became of one contact. */
export interface Judged {
  /** The conduct detections that open a case at it. */
  readonly opens: readonly string[];
  /** It opens a case by what it says itself. */
  readonly alone: boolean;
}

/** Every contact of a customer in order of time, folded into their history as the `score` stage does. */
export async function judge(customer: Customer, engine: Engine, readings: Readings): Promise<Judged[]> {
  const histories = new SubjectHistories();
  const judged: Judged[] = [];
  for (const [index, { at, from, to, channel, text }] of customer.contacts.entries()) {
    const reading = await readings.of(text);
    const loose = contactOfText({ name: `${customer.number}/${index}`, text, at, from, to, channel });
    const contact = { ...loose, automated: customer.kind.automated === true };
    const sightings = histories.record(sightingOf(contact, reading));
    const { conduct, reasons } = conclude(contact, reading, sightings, engine, at);
    judged.push({
      opens: conduct.filter(({ opensCase }) => opensCase).map(({ id }) => id),
      alone: reasons.some(({ row }) => !row.startsWith('conduct-')),
    });
  }
  return judged;
}
