import type { Sighting } from '../../contracts/conduct.ts';
import type { Instant } from '../../contracts/vocabulary.ts';

/** A sighting by the rules of now, and when its contact was scored for the first time. */
export interface Known {
  readonly sighting: Sighting;
  readonly scoredAt: Instant;
}

/** How much of a history the `score` stage reads: days on either side of a sighting, and the most sightings, the newest first. */
export interface HistoryBounds {
  readonly days: number;
  readonly most: number;
}

const DAY_MILLISECONDS = 86_400_000;

/**
 * The history that a contact met when it was scored for the first time, with the sightings of now: later contacts are left out, or each of
 * the first mails of a pattern would be flagged for the last one. Pure; the order and the number of times that they are given change nothing.
 */
export function historyAsItWas(known: readonly Known[], own: Known, { days, most }: HistoryBounds): Sighting[] {
  const { at, heardAt, contactId } = own.sighting;
  const span = days * DAY_MILLISECONDS;
  const [first, last] = [Date.parse(at), Date.parse(heardAt)].sort((a, b) => a - b) as [number, number];
  const met = new Map([[contactId, own.sighting]]);
  for (const { sighting, scoredAt } of known) {
    const heard = Date.parse(sighting.heardAt);
    if (scoredAt <= own.scoredAt && heard >= first - span && heard <= last + span)
      met.set(sighting.contactId, sighting);
  }
  return [...met.values()].sort(byHearing).slice(-most);
}

const byHearing = (a: Sighting, b: Sighting): number =>
  a.heardAt < b.heardAt ? -1 : a.heardAt > b.heardAt ? 1 : a.contactId < b.contactId ? -1 : 1;
