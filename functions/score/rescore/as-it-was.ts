import type { Assessment } from '../../contracts/assessment.ts';
import type { Sighting } from '../../contracts/conduct.ts';
import type { Instant } from '../../contracts/vocabulary.ts';
import type { Facts } from '../conduct/facts.ts';
import { rememberedOf } from '../conduct/remembered.ts';

/** A sighting by the rules of now, and when its contact was scored for the first time. */
export interface Known {
  readonly sighting: Sighting;
  readonly scoredAt: Instant;
}

/**
 * The history that a contact met when it was scored for the first time, with the sightings of now: later contacts are left out, or each of
 * the first mails of a pattern would be flagged for the last one. Pure; the order and the number of times that they are given change nothing.
 */
export function historyAsItWas(known: readonly Known[], own: Known): Sighting[] {
  const met = known.filter(({ scoredAt }) => scoredAt <= own.scoredAt).map(({ sighting }) => sighting);
  return rememberedOf(met, own.sighting);
}

/** The subjects that were read as one history when a contact was scored for the first time; its own first. */
export const personThen = ({ subjectId, linked }: Pick<Assessment, 'subjectId' | 'linked'>): string[] => [
  ...new Set([subjectId, ...linked.filter(({ state }) => state === 'joined').map((link) => link.subjectId)]),
];

/** What the company had told a person by then: what was recorded later was in force for nothing that was scored before. */
export const factsAsTheyWere = ({ notices, links }: Facts, scoredAt: Instant): Facts => ({
  notices: notices.filter(({ recordedAt }) => recordedAt <= scoredAt),
  links: links.filter(({ noticeAt }) => noticeAt <= scoredAt),
});
