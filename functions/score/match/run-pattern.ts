import { CaptureName } from '../../contracts/signal.ts';
import type { TokenRange } from '../text.ts';
import type { Literals } from './find-literals.ts';
import * as op from './instructions.ts';
import type { LoadedRules } from './loaded-rules.ts';
import type { TargetNames } from './target-names.ts';
import type { WordStream } from './word-stream.ts';

export const NOWHERE = -1;
export type Captures = Partial<Record<CaptureName, TokenRange>>;

/** Which of a pattern's ends is asked for. */
type Wanted = 'longest' | 'shortest';

/** Stamps count up; before they outgrow 32 bits the memory is wiped and they begin again. */
const LAST_STAMP = 2 ** 30;

/**
 * Runs the patterns' programs over one text. What an instruction finds at a place depends on nothing else, so it is kept: each
 * is tried once a place, however many ways lead there, and a text cannot make it backtrack. The memory is a ring as wide as a
 * pattern can span; a stamp says which place, text and question a cell belongs to.
 */
export class PatternRunner {
  private cells = new Int32Array(0);
  private stamps = new Int32Array(0);
  private stampBase = 1;
  private mask = 0;
  private firstInstruction = 0;
  private limit = 0;
  private wanted: Wanted = 'longest';
  private target = 0;
  /** By capture: where the one that is being read began, and the last that was read and has words. */
  private readonly opened: (number | undefined)[] = [];
  private readonly captured: ({ readonly from: number; readonly to: number } | undefined)[] = [];

  private readonly rules: LoadedRules;
  private readonly stream: WordStream;
  private readonly literals: Literals;
  private readonly names: TargetNames;

  constructor(rules: LoadedRules, stream: WordStream, literals: Literals, names: TargetNames) {
    this.rules = rules;
    this.stream = stream;
    this.literals = literals;
    this.names = names;
  }

  /** From now on: this pattern, this kind of end, and none behind `limit`. */
  ask(pattern: number, wanted: Wanted = 'longest', limit: number = this.stream.length): void {
    const row = pattern * op.PATTERN_ROW;
    const { patternTable } = this.rules;
    const size = patternTable[row + 1] as number;
    let ring = 8;
    // One place for the start, one for the end, and one for the sentence break that may be looked at behind it.
    while (ring < (patternTable[row + 2] as number) + 3) ring *= 2;
    this.firstInstruction = patternTable[row] as number;
    this.mask = ring - 1;
    this.wanted = wanted;
    this.limit = limit;
    if (this.cells.length < size * ring) {
      this.cells = new Int32Array(size * ring);
      this.stamps = new Int32Array(size * ring);
      this.stampBase = 1;
    } else {
      this.stampBase += this.stream.length + 1;
      if (this.stampBase > LAST_STAMP) {
        this.stamps.fill(0);
        this.stampBase = 1;
      }
    }
  }

  /** Where the pattern ends if it starts at `start`; NOWHERE if it does not. */
  endFrom(start: number): number {
    return this.stream.ids[start] === this.rules.sentenceBreak ? NOWHERE : this.end(0, start);
  }

  /** The captures of the pattern from `start` to `end`, where it is known to stand. */
  captures(pattern: number, start: number, end: number): Captures {
    this.ask(pattern);
    this.target = end;
    this.captured.length = 0;
    this.walk(0, start);
    const captures: Captures = {};
    const { wordsBefore } = this.stream;
    this.captured.forEach((range, capture) => {
      const name = CaptureName.options[capture];
      if (range === undefined || name === undefined) return;
      captures[name] = { first: wordsBefore[range.from] as number, last: wordsBefore[range.to] as number };
    });
    return captures;
  }

  private end(instruction: number, place: number): number {
    const cell = instruction * (this.mask + 1) + (place & this.mask);
    const stamp = this.stampBase + place;
    if (this.stamps[cell] === stamp) return this.cells[cell] as number;
    const end = this.follow(instruction, place);
    this.stamps[cell] = stamp;
    this.cells[cell] = end;
    return end;
  }

  private better(a: number, b: number): number {
    if (a === NOWHERE || b === NOWHERE) return a === NOWHERE ? b : a;
    return this.wanted === 'longest' ? Math.max(a, b) : Math.min(a, b);
  }

  private follow(from: number, start: number): number {
    const { programs, sentenceBreak } = this.rules;
    const { ids, length } = this.stream;
    let instruction = from;
    let place = start;
    for (;;) {
      if (place > this.limit) return NOWHERE;
      const at = (this.firstInstruction + instruction) * op.INSTRUCTION_SIZE;
      const a = programs[at + 1] as number;
      switch (programs[at]) {
        case op.WORD:
          if (ids[place] !== a || place >= length) return NOWHERE;
          place += 1;
          break;
        case op.SYMBOL: {
          let best = NOWHERE;
          this.eachEnd(a, place, (end) => {
            best = this.better(best, this.end(instruction + 1, end));
            return false;
          });
          return best;
        }
        case op.GAP: {
          let best = this.end(instruction + 1, place);
          for (let over = 1; over <= a && place < length && ids[place] !== sentenceBreak; over += 1) {
            place += 1;
            best = this.better(best, this.end(instruction + 1, place));
          }
          return best;
        }
        case op.BREAK:
          if (ids[place] !== sentenceBreak || place + 1 >= length) return NOWHERE;
          place += 1;
          break;
        case op.SPLIT:
          return this.better(this.end(a, place), this.end(programs[at + 2] as number, place));
        case op.JUMP:
          instruction = a - 1;
          break;
        case op.MATCH:
          return place;
        case op.OPEN:
        case op.CLOSE:
          break;
        default:
          if (!this.holds(programs[at] as number, a, place)) return NOWHERE;
      }
      instruction += 1;
    }
  }

  /** The conditions that consume nothing. */
  private holds(code: number, a: number, place: number): boolean {
    const { sentenceBreak } = this.rules;
    if (code === op.START) return this.stream.ids[place - 1] === sentenceBreak;
    if (code === op.END) return this.stream.ids[place] === sentenceBreak;
    return !this.eachEnd(a, place, () => true);
  }

  /** Calls `use` with each end of a member of the symbol that starts here, the longest first, until it says true. */
  private eachEnd(symbol: number, place: number, use: (end: number) => boolean): boolean {
    const { rules, stream, literals, names } = this;
    const flags = rules.symbolFlags[symbol] as number;
    const word = stream.ids[place] as number;
    const single =
      place < stream.length &&
      ((rules.members[symbol * rules.memberRow + (word >> 5)] as number) & (1 << (word & 31))) !== 0;
    if (flags === 0) return single && use(place + 1);
    const ends: number[] = single ? [place + 1] : [];
    if ((flags & op.HAS_PHRASES) !== 0) {
      for (let phrase = literals.phraseAt[place] as number; phrase !== 0; ) {
        const row = (phrase - 1) * 3;
        const node = literals.phrases[row] as number;
        if (this.isMember(node, symbol)) ends.push(literals.phrases[row + 1] as number);
        phrase = literals.phrases[row + 2] as number;
      }
    }
    if ((flags & op.HAS_NAMES) !== 0) {
      for (const end of names.endsAt.get(place) ?? []) if (!ends.includes(end)) ends.push(end);
    }
    if (ends.length > 1) ends.sort((a, b) => b - a);
    return ends.some(use);
  }

  private isMember(node: number, symbol: number): boolean {
    const { nodes, nodeSymbols } = this.rules;
    const last = nodes[(node + 1) * op.NODE_ROW + 3] as number;
    for (let index = nodes[node * op.NODE_ROW + 3] as number; index < last; index += 1) {
      if (nodeSymbols[index] === symbol) return true;
    }
    return false;
  }

  private hasWords(from: number, to: number): boolean {
    const { wordsBefore } = this.stream;
    return (wordsBefore[from] as number) < (wordsBefore[to] as number);
  }

  /** The first way, in the order that the pattern is written, that ends at the target: earlier choices, shorter gaps. */
  private walk(instruction: number, place: number): boolean {
    if (place > this.target) return false;
    const cell = instruction * (this.mask + 1) + (place & this.mask);
    const stamp = this.stampBase + place;
    if (this.stamps[cell] === stamp) return false;
    if (this.step(instruction, place)) return true;
    this.stamps[cell] = stamp;
    return false;
  }

  private step(instruction: number, place: number): boolean {
    const { programs, sentenceBreak } = this.rules;
    const { ids, length } = this.stream;
    const at = (this.firstInstruction + instruction) * op.INSTRUCTION_SIZE;
    const a = programs[at + 1] as number;
    switch (programs[at]) {
      case op.WORD:
        return ids[place] === a && place < length && this.walk(instruction + 1, place + 1);
      case op.SYMBOL:
        return this.eachEnd(a, place, (end) => this.walk(instruction + 1, end));
      case op.GAP:
        for (let over = 0; over <= a; over += 1) {
          if (this.walk(instruction + 1, place + over)) return true;
          if (place + over >= length || ids[place + over] === sentenceBreak) return false;
        }
        return false;
      case op.BREAK:
        return ids[place] === sentenceBreak && place + 1 < length && this.walk(instruction + 1, place + 1);
      case op.SPLIT:
        return this.walk(a, place) || this.walk(programs[at + 2] as number, place);
      case op.JUMP:
        return this.walk(a, place);
      case op.MATCH:
        return place === this.target;
      case op.OPEN: {
        const before = this.opened[a];
        this.opened[a] = place;
        if (this.walk(instruction + 1, place)) return true;
        this.opened[a] = before;
        return false;
      }
      case op.CLOSE: {
        const from = this.opened[a];
        const before = this.captured[a];
        if (from !== undefined && this.hasWords(from, place)) this.captured[a] = { from, to: place };
        if (this.walk(instruction + 1, place)) return true;
        this.captured[a] = before;
        return false;
      }
      default:
        return this.holds(programs[at] as number, a, place) && this.walk(instruction + 1, place);
    }
  }
}
