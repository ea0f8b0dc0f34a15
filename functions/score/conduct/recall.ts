import type { Sighting } from '../../contracts/conduct.ts';
import { kindOfMark, kindOfPart, partOfMark, type Standing, traceOf, type Week, weekOf } from './week.ts';

const WEEK_MS = 7 * 24 * 60 * 60_000;
/** A window of days is seen by its days; further back, one sighting of a kind stands for a whole week. */
const FULL_WEEKS = 1;

/**
 * The history that a contact of these moments (milliseconds) is read in, where more was seen than `recent`, which was read whole: those,
 * and the sightings that stand for the rest, in the order they were heard. Every day on which a kind of thing was seen counts as one, shared among the sightings of it that are given, or added to the one that stands for it: a person who always writes much is
 * measured by the same measure now and before. It depends on the sets alone.
 */
export function recall(recent: readonly Sighting[], weeks: readonly Week[], moments: readonly number[]): Sighting[] {
  const given = new Map<string, Sighting>(recent.map((sighting) => [sighting.contactId, sighting]));
  const standsFor = new Map<string, string>();
  const near = moments.map((moment) => Date.parse(weekOf(moment)));
  for (const { week, marks, standing } of weeks) {
    const chosen = isFar(week, near) ? oneOfEachKind(standing) : standing;
    const ids = new Map<string, string>();
    for (const [part, { sighting }] of chosen) {
      if (!given.has(sighting.contactId)) given.set(sighting.contactId, sighting);
      ids.set(part, sighting.contactId);
    }
    for (const mark of marks) {
      const id = ids.get(partOfMark(mark)) ?? ids.get(kindOfMark(mark));
      if (id !== undefined) standsFor.set(`${week}/${mark}`, id);
    }
  }
  const sightings = [...given.values()].sort(byHearing);
  const counts = countsOf(sightings, standsFor);
  return sightings.map((sighting) => ({ ...sighting, countsAs: counts.get(sighting.contactId) as number }));
}

export const byHearing = (a: Sighting, b: Sighting): number =>
  a.heardAt < b.heardAt ? -1 : a.heardAt > b.heardAt ? 1 : a.contactId < b.contactId ? -1 : 1;

/** Each mark is one, of those who bear it, or else of the one that stands for it. */
function countsOf(sightings: readonly Sighting[], standsFor: ReadonlyMap<string, string>): Map<string, number> {
  const bearers = new Map<string, string[]>();
  for (const sighting of sightings) {
    const { week, mark } = traceOf(sighting);
    const known = bearers.get(`${week}/${mark}`);
    if (known === undefined) bearers.set(`${week}/${mark}`, [sighting.contactId]);
    else known.push(sighting.contactId);
  }
  const counts = new Map<string, number>();
  const add = (contactId: string, share: number) => counts.set(contactId, (counts.get(contactId) ?? 0) + share);
  for (const ids of bearers.values()) for (const id of ids) add(id, 1 / ids.length);
  for (const [mark, id] of standsFor) if (!bearers.has(mark)) add(id, 1);
  return counts;
}

/** @param near the Mondays of the moments that are asked about, in milliseconds. */
function isFar(week: string, near: readonly number[]): boolean {
  const monday = Date.parse(week);
  return near.every((other) => Math.abs(other - monday) > FULL_WEEKS * WEEK_MS);
}

function oneOfEachKind(standing: ReadonlyMap<string, Standing>): Map<string, Standing> {
  const first = new Map<string, Standing>();
  for (const [part, one] of standing) {
    const known = first.get(kindOfPart(part));
    if (known === undefined || one.rank < known.rank) first.set(kindOfPart(part), one);
  }
  return first;
}
