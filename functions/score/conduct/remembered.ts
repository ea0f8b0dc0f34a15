import type { Sighting } from '../../contracts/conduct.ts';
import type { Instant } from '../../contracts/vocabulary.ts';
import { type Around, around, distinct, joined, momentsOf, weeksAround } from './around.ts';
import { byHearing, recall } from './recall.ts';
import { Weeks } from './week.ts';

/**
 * A subject's sightings in memory, read as the table is read: what `recordSighting` gives after the same sightings, in whatever order
 * they were written. Adding one costs the same however many there are, if they come in order.
 */
export class Remembered {
  private readonly inOrder: Sighting[] = [];
  private readonly weeks = new Weeks();

  get size(): number {
    return this.inOrder.length;
  }

  /** Adds a sighting; one of the same contact takes the place of the one before. */
  add(sighting: Sighting): void {
    let at = this.inOrder.length;
    while (at > 0 && byHearing(this.inOrder[at - 1] as Sighting, sighting) > 0) at--;
    const isKnown = this.inOrder[at - 1]?.contactId === sighting.contactId;
    this.inOrder.splice(isKnown ? at - 1 : at, isKnown ? 1 : 0, sighting);
    this.weeks.add(sighting);
  }

  /** Forgets the sighting that was heard first, but not what it left in its week. */
  forgetFirst(): void {
    this.inOrder.shift();
  }

  /** The history that a contact is read in. */
  around(own: Sighting): Sighting[] {
    return this.read(momentsOf(own), (read) => joined(own, read));
  }

  /** What this subject did around a contact of another who is the same person, read as `history/read-person.ts` reads it. */
  beside(other: Sighting): Sighting[] {
    return this.read(momentsOf(other), distinct);
  }

  private read(
    moments: readonly [Instant, ...Instant[]],
    together: (read: readonly Around[]) => Sighting[],
  ): Sighting[] {
    const read = moments.map((moment) => around(this.inOrder, moment));
    const recent = together(read);
    if (read.every(({ isWhole }) => isWhole)) return recent;
    const [first, last] = weeksAround(moments);
    return recall(recent, this.weeks.between(first, last), moments.map(Date.parse));
  }
}

/** The same of a list, in any order and with any number of copies. */
export function rememberedOf(sightings: readonly Sighting[], own: Sighting): Sighting[] {
  const remembered = new Remembered();
  for (const sighting of [...sightings].sort(byHearing)) remembered.add(sighting);
  return remembered.around(own);
}

/** What several subjects did, in memory and without a bound. */
export class RememberedSubjects {
  private readonly bySubject = new Map<string, Remembered>();

  add(sighting: Sighting): void {
    const { subjectId } = sighting;
    const remembered = this.bySubject.get(subjectId) ?? new Remembered();
    this.bySubject.set(subjectId, remembered);
    remembered.add(sighting);
  }

  /** The history of a person around a contact of theirs: see {@link personAround}. */
  around(own: Sighting, subjectIds: readonly string[]): Sighting[] {
    return personAround(own, subjectIds, (subjectId) => this.bySubject.get(subjectId));
  }
}

/**
 * The history of a person that a contact of theirs is read in, as the `score` stage reads it: that of its own subject, and beside it
 * what each other subject of the person did, every one bounded by itself. Whom nothing is remembered of adds nothing.
 */
export function personAround(
  own: Sighting,
  subjectIds: readonly string[],
  historyOf: (subjectId: string) => Remembered | undefined,
): Sighting[] {
  const others = subjectIds.filter((id) => id !== own.subjectId);
  return [
    ...(historyOf(own.subjectId)?.around(own) ?? [own]),
    ...others.flatMap((id) => historyOf(id)?.beside(own) ?? []),
  ];
}
