import type { Assessment } from '../../functions/contracts/assessment.ts';
import type { Instant } from '../../functions/contracts/vocabulary.ts';
import type { Engine } from '../../functions/score/engine.ts';
import { subjectOf } from '../../functions/score/loose-text.ts';
import { contactOfText } from '../../infra/local/scan/contact-of-text.ts';
import { scanContact } from '../../infra/local/scan/scan-contact.ts';
import { ScanMemory } from '../../infra/local/scan/scan-memory.ts';
import type { NamedHistory } from './read-histories.ts';

const START = Date.UTC(2026, 2, 2);
const DAY_MILLISECONDS = 86_400_000;
/** Where a contact gives a whole day, it came at ten. */
const USUAL_TIME_OF_DAY = 10 / 24;

/**
 * Every contact of a history in its order, through the same reading, history and decision as `scan --jsonl`; what the company told them is
 * known from the beginning, and changes nothing before its time.
 */
export async function scanHistory({ name, history }: NamedHistory, engine: Engine): Promise<Assessment[]> {
  const subjects = new ScanMemory();
  for (const { day, event: kind, from, to } of history.told) {
    subjects.notices.record({ subjectId: subjectOf(from ?? history.from), kind, at: instantOf(day), to });
  }
  const assessments: Assessment[] = [];
  for (const [index, { day, text, from, to, channel }] of history.contacts.entries()) {
    const whom = { from: from ?? history.from, to: to ?? history.to };
    const loose = { name: `${name}/${index + 1}`, text, at: instantOf(day), channel, ...whom };
    assessments.push(await scanContact({ ...contactOfText(loose), automated: history.automated }, engine, subjects));
  }
  return assessments;
}

function instantOf(day: number): Instant {
  const days = Number.isInteger(day) ? day + USUAL_TIME_OF_DAY : day;
  return new Date(START + days * DAY_MILLISECONDS).toISOString();
}

/** The same engine, in which no model raises anything: what the detections see by themselves. */
export function withoutModel(engine: Engine): Engine {
  const groups = Object.entries(engine.policy.model).map(([group, one]) => [group, { ...one, raise: [] }]);
  const never = Number.POSITIVE_INFINITY;
  const concern = {
    ...{
      raise_from: never,
      raise_beside_detection_from: never,
      raise_in_automated_from: never,
      raise_explained_from: never,
      raise_self_harm_from: never,
    },
    hint: { ...engine.policy.concern.hint, raise_from: 0 },
  };
  return { ...engine, policy: { ...engine.policy, model: Object.fromEntries(groups), concern } };
}

/** The detections by which conduct opens a case at a contact. */
export const openedBy = ({ conduct }: Assessment): string[] =>
  conduct.filter(({ opensCase }) => opensCase).map(({ id }) => id);
