import type { Sighting } from '../../contracts/conduct.ts';

const DAY_MS = 24 * 60 * 60_000;
/** The first day of the epoch was a Thursday; weeks begin on Monday. */
const DAYS_BEFORE_EPOCH = 3;
/** Of each day of a week from Monday: two days, two days, three. Any seven days in a row hold two of these whole, and touch a third. */
const PART_OF_DAY = [0, 0, 1, 1, 2, 2, 2];

/** A sighting that stands for others of its part of a week: that of the least rank, in the order of text. */
export interface Standing {
  readonly rank: string;
  readonly sighting: Sighting;
}

/**
 * What is left of a subject's week where more was seen than a reading takes in: which days had anything, and for each part
 * of the week and kind of sighting the one that tells most. Both only ever gain, and gain nothing twice, so that the order in which
 * sightings come, and how often, changes nothing. No flood makes it larger than 21 marks and nine sightings.
 */
export interface Week {
  /** Its Monday, such as `2026-03-02`. */
  readonly week: string;
  /** The kind and the day, from 0 for Monday. */
  readonly marks: ReadonlySet<string>;
  /** By part and kind. */
  readonly standing: ReadonlyMap<string, Standing>;
}

/** What a sighting adds to its week. Placed by the time that no sender chooses. */
export interface Trace extends Standing {
  readonly week: string;
  readonly mark: string;
  /** The part of the week and the kind. */
  readonly part: string;
}

export function traceOf(sighting: Sighting): Trace {
  const { heardAt, contactId, severity } = sighting;
  const time = Date.parse(heardAt);
  const start = weekStart(time);
  const mark = `${kindOf(sighting)}${Math.floor((time - start) / DAY_MS)}`;
  return {
    week: mondayOf(start),
    mark,
    part: partOfMark(mark),
    // The gravest of those of concern; of those alike, and of the rest, the first.
    rank: `${9 - severity}|${heardAt}|${contactId}`,
    sighting,
  };
}

/** The weeks of one subject, in memory. */
export class Weeks {
  private readonly byMonday = new Map<string, { week: string; marks: Set<string>; standing: Map<string, Standing> }>();

  add(sighting: Sighting): void {
    const { week, mark, part, rank } = traceOf(sighting);
    const known = this.byMonday.get(week) ?? { week, marks: new Set(), standing: new Map() };
    this.byMonday.set(week, known);
    known.marks.add(mark);
    const first = known.standing.get(part);
    if (first === undefined || rank < first.rank) known.standing.set(part, { rank, sighting });
  }

  /** Those from one Monday to another, both among them. */
  between(first: string, last: string): Week[] {
    return [...this.byMonday.values()].filter(({ week }) => week >= first && week <= last);
  }
}

/** The Monday of the week that a moment (milliseconds) lies in. */
export const weekOf = (moment: number): string => mondayOf(weekStart(moment));

/** The part of the week and the kind that a mark belongs to. */
export const partOfMark = (mark: string): string => `${PART_OF_DAY[Number(mark.slice(1))]}${kindOfMark(mark)}`;

export const kindOfMark = (mark: string): string => mark.slice(0, 1);
export const kindOfPart = (part: string): string => part.slice(1);

/** Concern first of all: nobody hides it behind many harmless letters, or behind mail that calls itself automatic. */
function kindOf({ severity, categories, automated }: Sighting): string {
  if (severity > 0 || categories.length > 0) return 'c';
  return automated ? 'm' : 'h';
}

function weekStart(time: number): number {
  const day = Math.floor(time / DAY_MS);
  return (Math.floor((day + DAYS_BEFORE_EPOCH) / 7) * 7 - DAYS_BEFORE_EPOCH) * DAY_MS;
}

const mondayOf = (start: number): string => new Date(start).toISOString().slice(0, 10);
