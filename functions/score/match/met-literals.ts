import { MOST_PLACES_KEPT, roomFor } from './word-stream.ts';

/** Windows of starts that are this near are tried as one: a start tried in vain costs less than a window kept. */
const JOIN_WINDOWS_WITHIN = 8;
const NONE = -1;
/** Before stamps outgrow 32 bits they begin again. */
const LAST_STAMP = 2 ** 30;

/**
 * Where patterns may begin in one text, and where members of several words stand. One is kept for all texts, so that nothing is made
 * anew for each: what belongs to an earlier text is known by its stamp.
 */
export class MetLiterals {
  /** For each place, the last phrase met that starts there, counted from 1; 0 for none. */
  phraseAt = new Int32Array(roomFor(0));
  /** For each phrase: the node of the automaton, where it ends, the phrase met before it at the same place. */
  readonly phrases: number[] = [];
  /** The patterns whose literals and guards were met, in no order. */
  readonly patterns: number[] = [];
  /** For each window: the first and the last start to try, and the window of the same pattern that was opened before it. */
  private readonly windows: number[] = [];
  private readonly lastWindows: Int32Array;
  private readonly stamps: Int32Array;
  private stamp = 0;
  private places = 0;

  constructor(patternCount: number) {
    this.lastWindows = new Int32Array(patternCount);
    this.stamps = new Int32Array(patternCount);
  }

  /** Forgets everything, for a text of so many places. */
  begin(places: number): void {
    if (this.phraseAt.length < places || (this.phraseAt.length > MOST_PLACES_KEPT && places <= MOST_PLACES_KEPT)) {
      this.phraseAt = new Int32Array(roomFor(places));
    } else if (this.phrases.length > 0) this.phraseAt.fill(0, 0, this.places);
    this.places = places;
    this.phrases.length = 0;
    this.patterns.length = 0;
    this.windows.length = 0;
    if (this.stamp === LAST_STAMP) {
      this.stamps.fill(0);
      this.stamp = 0;
    }
    this.stamp += 1;
  }

  addPhrase(node: number, start: number, end: number): void {
    this.phrases.push(node, end, this.phraseAt[start] as number);
    this.phraseAt[start] = this.phrases.length / 3;
  }

  isMet(pattern: number): boolean {
    return this.stamps[pattern] === this.stamp;
  }

  openWindow(pattern: number, first: number, last: number): void {
    const { windows } = this;
    let before = NONE;
    if (this.isMet(pattern)) {
      before = this.lastWindows[pattern] as number;
      const from = windows[before] as number;
      const to = windows[before + 1] as number;
      if (first <= to + JOIN_WINDOWS_WITHIN && last >= from - JOIN_WINDOWS_WITHIN) {
        windows[before] = Math.min(from, first);
        windows[before + 1] = Math.max(to, last);
        return;
      }
    } else {
      this.stamps[pattern] = this.stamp;
      this.patterns.push(pattern);
    }
    this.lastWindows[pattern] = windows.push(first, last, before) - 3;
  }

  /** The starts to try for a pattern, in order, each once: flat pairs, first and last, inclusive. */
  startsOf(pattern: number): readonly number[] {
    if (!this.isMet(pattern)) return [];
    const { windows } = this;
    const latest = this.lastWindows[pattern] as number;
    if (windows[latest + 2] === NONE) return [windows[latest] as number, windows[latest + 1] as number];
    const pairs: [number, number][] = [];
    for (let at = latest; at !== NONE; at = windows[at + 2] as number) {
      pairs.push([windows[at] as number, windows[at + 1] as number]);
    }
    pairs.sort((a, b) => a[0] - b[0]);
    const joined: number[] = [];
    for (const [first, last] of pairs) {
      const end = joined.at(-1);
      if (end === undefined || first > end) joined.push(first, last);
      else joined[joined.length - 1] = Math.max(end, last);
    }
    return joined;
  }
}
