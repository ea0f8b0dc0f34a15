import type { Assessment } from '../../contracts/assessment.ts';
import type { Sighting } from '../../contracts/conduct.ts';
import type { Instant } from '../../contracts/vocabulary.ts';
import type { Facts } from '../conduct/facts.ts';
import { byHearing } from '../conduct/recall.ts';
import { RememberedSubjects } from '../conduct/remembered.ts';

/** A sighting by the rules of now, and when its contact was scored for the first time. */
export interface Known {
  readonly sighting: Sighting;
  readonly scoredAt: Instant;
}

/**
 * The history that a contact met when it was scored for the first time, with the sightings of now: later contacts are left out, or each of
 * the first mails of a pattern would be flagged for the last one. Each subject's is read by itself, as the `score` stage does. Pure; the
 * order and the number of times that they are given change nothing.
 * @param known of every subject that was the same person then.
 */
export function historyAsItWas(known: readonly Known[], own: Known): Sighting[] {
  const met = known.filter(({ scoredAt }) => scoredAt <= own.scoredAt).map(({ sighting }) => sighting);
  const subjects = new RememberedSubjects();
  for (const sighting of met.sort(byHearing)) subjects.add(sighting);
  return subjects.around(own.sighting, [...new Set(met.map(({ subjectId }) => subjectId))].sort());
}

/**
 * The same for each of many contacts, among all of them, in the order in which they were scored: each is added once, so that a contact of
 * a long history costs no more than one of a short one.
 * @param personOf the subjects that were the same person as a contact's own.
 */
export function* historiesAsTheyWere<T extends { readonly known: Known }>(
  scored: readonly T[],
  personOf: (one: T) => readonly string[],
): Generator<readonly [T, Sighting[]]> {
  const inOrder = [...scored].sort((a, b) => Date.parse(a.known.scoredAt) - Date.parse(b.known.scoredAt));
  const subjects = new RememberedSubjects();
  let met = 0;
  for (const one of inOrder) {
    while (met < inOrder.length && (inOrder[met] as T).known.scoredAt <= one.known.scoredAt) {
      subjects.add((inOrder[met++] as T).known.sighting);
    }
    yield [one, subjects.around(one.known.sighting, personOf(one))];
  }
}

/** The subjects that were read as one history when a contact was scored for the first time; its own first. */
export const personThen = ({ subjectId, linked }: Pick<Assessment, 'subjectId' | 'linked'>): string[] => [
  ...new Set([subjectId, ...linked.filter(({ state }) => state === 'joined').map((link) => link.subjectId)]),
];

/** What the company had told a person by then, whenever it was recorded: a notice is in force from when it was told. */
export const factsAsTheyWere = ({ notices, links, ...others }: Facts, scoredAt: Instant): Facts => ({
  ...others,
  notices: notices.filter(({ at }) => at <= scoredAt),
  links: links.filter(({ noticeAt }) => noticeAt <= scoredAt),
});
