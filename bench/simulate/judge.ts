import type { Sighting } from '../../functions/contracts/conduct.ts';
import type { Notice } from '../../functions/contracts/notice.ts';
import { conclude, sightingOf } from '../../functions/score/conclude.ts';
import { type Facts, linkedNotice, NO_FACTS } from '../../functions/score/conduct/facts.ts';
import type { Engine } from '../../functions/score/engine.ts';
import { sha256Hex } from '../../functions/shared/hash.ts';
import { subjectIdOf, targetIdOf } from '../../functions/shared/ids.ts';
import { contactOfText } from '../../infra/local/scan/contact-of-text.ts';
import { SubjectHistories } from '../../infra/local/scan/subject-histories.ts';
import type { Customer, SimulatedNotice } from './population.ts';
import type { Readings } from './readings.ts';

/** What became of one contact. */
export interface Judged {
  /** The conduct detections that open a case at it. */
  readonly opens: readonly string[];
  /** It opens a case by what it says itself. */
  readonly alone: boolean;
}

/**
 * Every contact of a customer in order of time, folded into their history as the `score` stage does, with what the company had told them.
 * Histories of two addresses are read as one where the customer's link says that they are joined.
 */
export async function judge(customer: Customer, engine: Engine, readings: Readings): Promise<Judged[]> {
  const histories = new SubjectHistories();
  const bySubject = new Map<string, readonly Sighting[]>();
  const judged: Judged[] = [];
  for (const [index, { at, from, to, channel, text }] of customer.contacts.entries()) {
    const reading = await readings.of(text);
    const loose = contactOfText({ name: `${customer.number}/${index}`, text, at, from, to, channel });
    const contact = { ...loose, automated: customer.kind.automated === true };
    bySubject.set(contact.subjectId, histories.record(sightingOf(contact, reading)));
    const own = bySubject.get(contact.subjectId) as readonly Sighting[];
    const sightings = customer.link === 'joined' ? [...bySubject.values()].flat() : own;
    const { conduct, reasons } = conclude(contact, reading, sightings, engine, at, factsOf(customer, from));
    judged.push({
      opens: conduct.filter(({ opensCase }) => opensCase).map(({ id }) => id),
      alone: reasons.some(({ row }) => !row.startsWith('conduct-')),
    });
  }
  return judged;
}

/** What is known when an address writes: what it was told itself or as one with another, and which address it is or may be one with. */
function factsOf({ notices, link }: Customer, from: string): Facts {
  if (notices.length === 0) return NO_FACTS;
  const told = notices.filter((notice) => link === 'joined' || notice.from === from).map(noticeOf);
  const others = notices.filter((notice) => notice.from !== from);
  const links =
    link === null
      ? []
      : others.flatMap((other) => linkedNotice(subjectIdOf(`row:${other.from}`), link, [noticeOf(other)]));
  return { notices: told, links };
}

function noticeOf({ at, kind, from, to }: SimulatedNotice): Notice {
  return {
    noticeId: `notice-${sha256Hex(`${from} ${kind} ${at}`).slice(0, 32)}`,
    subjectId: subjectIdOf(`row:${from}`),
    kind,
    targetId: to === null ? null : targetIdOf({ name: null, address: to }),
    at,
    recordedAt: at,
    by: 'simulator',
  };
}
