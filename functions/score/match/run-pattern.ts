import { CaptureName } from '../../contracts/signal.ts';
import type { TokenRange } from '../text.ts';
import {
  BREAK,
  CLOSE,
  END,
  GAP,
  INSTRUCTION_SIZE,
  JUMP,
  MATCH,
  NO_SET,
  OPEN,
  PATTERN_ROW,
  SPLIT,
  START,
  SYMBOL,
  WORD,
} from './instructions.ts';
import type { LoadedRules } from './loaded-rules.ts';
import type { PatternMemory } from './pattern-memory.ts';
import type { SymbolReader } from './symbol-reader.ts';
import { isMember } from './word-sets.ts';
import type { WordStream } from './word-stream.ts';
import type { Work } from './work.ts';

export const NOWHERE = -1;
export type Captures = Partial<Record<CaptureName, TokenRange>>;

/** Which of a pattern's ends is asked for. */
type Wanted = 'longest' | 'shortest';

/**
 * Runs the patterns' programs over one text. What an instruction finds at a place depends on nothing else, so it is kept: each
 * is tried once a place, however many ways lead there, and a text cannot make it backtrack. The memory is a ring as wide as a
 * pattern can span.
 */
export class PatternRunner {
  private mask = 0;
  private firstInstruction = 0;
  private firstWords = 0;
  private firstWordsMask = NO_SET;
  private limit = 0;
  private wanted: Wanted = 'longest';
  private target = 0;
  /** By capture: where the one that is being read began, and the last that was read and has words. */
  private readonly opened: (number | undefined)[] = [];
  private readonly captured: ({ readonly from: number; readonly to: number } | undefined)[] = [];

  private readonly rules: LoadedRules;
  private readonly stream: WordStream;
  private readonly symbols: SymbolReader;
  private readonly memory: PatternMemory;
  private readonly work: Work;

  constructor(rules: LoadedRules, stream: WordStream, symbols: SymbolReader, memory: PatternMemory, work: Work) {
    this.rules = rules;
    this.stream = stream;
    this.symbols = symbols;
    this.memory = memory;
    this.work = work;
  }

  /** From now on: this pattern, this kind of end, and none behind `limit`. */
  ask(pattern: number, wanted: Wanted = 'longest', limit: number = this.stream.length): void {
    const row = pattern * PATTERN_ROW;
    const { patterns } = this.rules;
    const size = patterns[row + 1] as number;
    let ring = 8;
    // One place for the start, one for the end, and one for the sentence break that may be looked at behind it.
    while (ring < (patterns[row + 2] as number) + 3) ring *= 2;
    this.firstInstruction = patterns[row] as number;
    this.firstWords = patterns[row + 4] as number;
    this.firstWordsMask = patterns[row + 5] as number;
    this.mask = ring - 1;
    this.wanted = wanted;
    this.limit = limit;
    this.memory.begin(size * ring, this.stream.length + 1);
  }

  /** Where the pattern ends if it starts at `start`; NOWHERE if it does not. */
  endFrom(start: number): number {
    return this.stream.ids[start] === this.rules.sentenceBreak ? NOWHERE : this.end(0, start);
  }

  /** Calls `use` for each start within the windows from which the pattern stands. */
  eachStart(windows: readonly number[], use: (start: number, end: number) => void): void {
    for (let index = 0; index < windows.length; index += 2) {
      const last = Math.min(windows[index + 1] as number, this.stream.length - 1);
      for (let start = windows[index] as number; start <= last; start += 1) {
        this.work.steps += 1;
        if (!this.mayStart(start)) continue;
        const end = this.endFrom(start);
        if (end !== NOWHERE) use(start, end);
      }
    }
  }

  /** False where the first word alone shows that the pattern does not stand here; which is at most starts. */
  mayStart(start: number): boolean {
    const { members } = this.rules;
    if (this.firstWordsMask === NO_SET) return true;
    return (
      isMember(members, this.firstWords, this.firstWordsMask, this.stream.ids[start] as number) ||
      this.symbols.isName(start)
    );
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
    const { memory } = this;
    const cell = instruction * (this.mask + 1) + (place & this.mask);
    const stamp = memory.base + place;
    if (memory.stamps[cell] === stamp) return memory.ends[cell] as number;
    this.work.steps += 1;
    const end = this.follow(instruction, place);
    memory.stamps[cell] = stamp;
    memory.ends[cell] = end;
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
      const at = (this.firstInstruction + instruction) * INSTRUCTION_SIZE;
      const a = programs[at + 1] as number;
      switch (programs[at]) {
        case WORD:
          if (ids[place] !== a || place >= length) return NOWHERE;
          place += 1;
          break;
        case SYMBOL:
          return this.endBehind(a, instruction + 1, place);
        case GAP: {
          let best = this.end(instruction + 1, place);
          for (let over = 1; over <= a && place < length && ids[place] !== sentenceBreak; over += 1) {
            place += 1;
            best = this.better(best, this.end(instruction + 1, place));
          }
          return best;
        }
        case BREAK:
          if (ids[place] !== sentenceBreak || place + 1 >= length) return NOWHERE;
          place += 1;
          break;
        case SPLIT:
          return this.better(this.end(a, place), this.end(programs[at + 2] as number, place));
        case JUMP:
          instruction = a - 1;
          break;
        case MATCH:
          return place;
        case OPEN:
        case CLOSE:
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
    const { ids, clauses } = this.stream;
    if (code === START) return ids[place - 1] === sentenceBreak || clauses[place] === 1;
    if (code === END) return ids[place] === sentenceBreak || clauses[place] === 1;
    return !this.symbols.hasWord(a, place) && this.symbols.longerEnds(a, place).length === 0;
  }

  /** The best end of what follows a member of the symbol. */
  private endBehind(symbol: number, next: number, place: number): number {
    let best = this.symbols.hasWord(symbol, place) ? this.end(next, place + 1) : NOWHERE;
    for (const end of this.symbols.longerEnds(symbol, place)) best = this.better(best, this.end(next, end));
    return best;
  }

  private hasWords(from: number, to: number): boolean {
    const { wordsBefore } = this.stream;
    return (wordsBefore[from] as number) < (wordsBefore[to] as number);
  }

  /** The first way, in the order that the pattern is written, that ends at the target: earlier choices, shorter gaps. */
  private walk(instruction: number, place: number): boolean {
    if (place > this.target) return false;
    const { memory } = this;
    const cell = instruction * (this.mask + 1) + (place & this.mask);
    const stamp = memory.base + place;
    if (memory.stamps[cell] === stamp) return false;
    this.work.steps += 1;
    if (this.step(instruction, place)) return true;
    memory.stamps[cell] = stamp;
    return false;
  }

  private step(instruction: number, place: number): boolean {
    const { programs, sentenceBreak } = this.rules;
    const { ids, length } = this.stream;
    const at = (this.firstInstruction + instruction) * INSTRUCTION_SIZE;
    const a = programs[at + 1] as number;
    switch (programs[at]) {
      case WORD:
        return ids[place] === a && place < length && this.walk(instruction + 1, place + 1);
      case SYMBOL:
        return this.symbols.ends(a, place).some((end) => this.walk(instruction + 1, end));
      case GAP:
        for (let over = 0; over <= a; over += 1) {
          if (this.walk(instruction + 1, place + over)) return true;
          if (place + over >= length || ids[place + over] === sentenceBreak) return false;
        }
        return false;
      case BREAK:
        return ids[place] === sentenceBreak && place + 1 < length && this.walk(instruction + 1, place + 1);
      case SPLIT:
        return this.walk(a, place) || this.walk(programs[at + 2] as number, place);
      case JUMP:
        return this.walk(a, place);
      case MATCH:
        return place === this.target;
      case OPEN: {
        const before = this.opened[a];
        this.opened[a] = place;
        if (this.walk(instruction + 1, place)) return true;
        this.opened[a] = before;
        return false;
      }
      case CLOSE: {
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
