import type { Integers } from './compiled-rules.ts';
import { highBit, lowBit } from './marks.ts';
import type { TargetNames } from './target-names.ts';
import { LEAST_PLACES, MOST_PLACES_KEPT, roomFor, type WordStream } from './word-stream.ts';

/** How many words in a row are looked at together: 1, 3, 6 or 12. */
const WIDTHS = [1, 3, 6, 12] as const;
const FARTHEST = 12;
/** Two halves of the marks for each width, by place. */
const PLACE_ROW = 2 * WIDTHS.length;

/** Asks for nothing. */
export const ANYTHING = 0;
const RIGHT = 1;
const LEFT = RIGHT + WIDTHS.length;

/** Which surroundings a guard asks for, as a number of 4 bits: so many words on the right or left of the literal. */
export function surroundingsOf(from: number, to: number): number {
  const width = WIDTHS.findIndex((words) => words >= (to < 0 ? -from : to + 1));
  if (width < 0) return ANYTHING;
  return (to < 0 ? LEFT : RIGHT) + width;
}

/** How many words are looked at together. */
export function wordsAround(surroundings: number): number {
  return surroundings === ANYTHING ? Number.POSITIVE_INFINITY : (WIDTHS[(surroundings - 1) % WIDTHS.length] as number);
}

/**
 * The marks of the words around each place of a text, all at once: a guard whose words have none of them does not stand there. It spares
 * most anchors a look at anything but their entry; those that pass are looked at word by word. Sentence ends are looked over.
 */
export class Surroundings {
  /** The marks of each width by place, behind a row of all marks for ANYTHING and some places that stand before the text. */
  marks = new Int32Array(PLACE_ROW * (LEAST_PLACES + 2 * FARTHEST + 1)).fill(-1, 0, 2);
  /** Where in `marks` each of the surroundings of the literal begins that was placed last. */
  readonly at = new Int32Array(16);

  /** @param name the mark of names of targets. */
  read({ ids, length }: WordStream, { endsAt }: TargetNames, wordMarks: Integers, name: number): void {
    this.makeRoom(length);
    const { marks } = this;
    const end = rowOf(length + FARTHEST);
    marks.fill(0, rowOf(length), end);
    const hasNames = endsAt.size > 0;
    // From the last place to the first, so that wider ones are made of narrower ones on their right.
    for (let place = length - 1, row = rowOf(place); place >= -FARTHEST; place -= 1, row -= PLACE_ROW) {
      const mark = place < 0 ? undefined : wordMarks[ids[place] as number];
      let low = mark === undefined ? 0 : lowBit(mark);
      let high = mark === undefined ? 0 : highBit(mark);
      if (hasNames && endsAt.has(place)) {
        low |= lowBit(name);
        high |= highBit(name);
      }
      const next = row + PLACE_ROW;
      marks[row] = low;
      marks[row + 1] = high;
      marks[row + 2] = low | (marks[next] as number) | (marks[next + PLACE_ROW] as number);
      marks[row + 3] = high | (marks[next + 1] as number) | (marks[next + PLACE_ROW + 1] as number);
      const third = row + 3 * PLACE_ROW;
      marks[row + 4] = (marks[row + 2] as number) | (marks[third + 2] as number);
      marks[row + 5] = (marks[row + 3] as number) | (marks[third + 3] as number);
      const sixth = row + 6 * PLACE_ROW;
      marks[row + 6] = (marks[row + 4] as number) | (marks[sixth + 4] as number);
      marks[row + 7] = (marks[row + 5] as number) | (marks[sixth + 5] as number);
    }
  }

  /** From now on, those of the literal from `start` to `end`. */
  place(start: number, end: number): void {
    const { at } = this;
    const right = rowOf(end);
    const left = rowOf(start);
    at[RIGHT] = right;
    at[RIGHT + 1] = right + 2;
    at[RIGHT + 2] = right + 4;
    at[RIGHT + 3] = right + 6;
    at[LEFT] = left - PLACE_ROW;
    at[LEFT + 1] = left - 3 * PLACE_ROW + 2;
    at[LEFT + 2] = left - 6 * PLACE_ROW + 4;
    at[LEFT + 3] = left - 12 * PLACE_ROW + 6;
  }

  private makeRoom(places: number): void {
    const room = this.marks.length / PLACE_ROW - 2 * FARTHEST - 1;
    if (room >= places && (room <= 2 * MOST_PLACES_KEPT || places > MOST_PLACES_KEPT)) return;
    this.marks = new Int32Array(PLACE_ROW * (roomFor(places) + 2 * FARTHEST + 1)).fill(-1, 0, 2);
  }
}

/** Behind the row of ANYTHING, and places before the first. */
const rowOf = (place: number): number => PLACE_ROW * (place + FARTHEST + 1);
