import { CaptureName } from '../../contracts/signal.ts';
import type { TokenRange } from '../text.ts';
import type { Literals } from './find-literals.ts';
import * as op from './instructions.ts';
import type { LoadedRules } from './loaded-rules.ts';
import type { PatternMemory } from './pattern-memory.ts';
import type { TargetNames } from './target-names.ts';
import type { WordStream } from './word-stream.ts';

export const NOWHERE = -1;
export type Captures = Partial<Record<CaptureName, TokenRange>>;

/** Which of a pattern's ends is asked for. */
type Wanted = 'longest' | 'shortest';

/** The row of a phrase that is counted from 1; negative for none. */
const phraseRow = (phrase: number | undefined): number => ((phrase ?? 0) - 1) * 3;

/**
 * Runs the patterns' programs over one text. What an instruction finds at a place depends on nothing else, so it is kept: each
 * is tried once a place, however many ways lead there, and a text cannot make it backtrack. The memory is a ring as wide as a
 * pattern can span.
 */
export class PatternRunner {
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
  private readonly memory: PatternMemory;

  constructor(rules: LoadedRules, stream: WordStream, literals: Literals, names: TargetNames, memory: PatternMemory) {
    this.rules = rules;
    this.stream = stream;
    this.literals = literals;
    this.names = names;
    this.memory = memory;
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
        const end = this.endFrom(start);
        if (end !== NOWHERE) use(start, end);
      }
    }
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
    memory.answers += 1;
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
      const at = (this.firstInstruction + instruction) * op.INSTRUCTION_SIZE;
      const a = programs[at + 1] as number;
      switch (programs[at]) {
        case op.WORD:
          if (ids[place] !== a || place >= length) return NOWHERE;
          place += 1;
          break;
        case op.SYMBOL:
          return this.endBehind(a, instruction + 1, place);
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
    return this.endsOf(a, place).length === 0;
  }

  /** The best end of what follows a member of the symbol. */
  private endBehind(symbol: number, next: number, place: number): number {
    const { names, literals } = this;
    const flags = this.rules.symbolFlags[symbol] as number;
    let best = this.isWordOf(symbol, place) ? this.end(next, place + 1) : NOWHERE;
    if (flags === 0) return best;
    if ((flags & op.HAS_PHRASES) !== 0) {
      const { phrases, phraseAt } = literals;
      for (let row = phraseRow(phraseAt[place]); row >= 0; row = phraseRow(phrases[row + 2])) {
        if (!this.isPhraseOf(symbol, phrases[row] as number)) continue;
        best = this.better(best, this.end(next, phrases[row + 1] as number));
      }
    }
    if ((flags & op.HAS_NAMES) !== 0 && names.starts.length > 0) {
      for (const end of names.endsAt.get(place) ?? []) best = this.better(best, this.end(next, end));
    }
    return best;
  }

  /** Where members of the symbol that start here end, the longest first. */
  private endsOf(symbol: number, place: number): number[] {
    const { phrases, phraseAt } = this.literals;
    const flags = this.rules.symbolFlags[symbol] as number;
    const ends = new Set<number>();
    if (this.isWordOf(symbol, place)) ends.add(place + 1);
    if ((flags & op.HAS_PHRASES) !== 0) {
      for (let row = phraseRow(phraseAt[place]); row >= 0; row = phraseRow(phrases[row + 2])) {
        if (this.isPhraseOf(symbol, phrases[row] as number)) ends.add(phrases[row + 1] as number);
      }
    }
    if ((flags & op.HAS_NAMES) !== 0) for (const end of this.names.endsAt.get(place) ?? []) ends.add(end);
    return [...ends].sort((a, b) => b - a);
  }

  private isWordOf(symbol: number, place: number): boolean {
    if (place >= this.stream.length) return false;
    const { memberRows, memberBits, symbolWordStarts, symbolWords } = this.rules;
    const word = this.stream.ids[place] as number;
    const row = memberRows[symbol] as number;
    if (row >= 0) return ((memberBits[row + (word >> 5)] as number) & (1 << (word & 31))) !== 0;
    const end = symbolWordStarts[symbol + 1] as number;
    for (let index = symbolWordStarts[symbol] as number; index < end; index += 1) {
      if (symbolWords[index] === word) return true;
    }
    return false;
  }

  /** Whether a node of the automaton is a member of the symbol, or of one of its parts. */
  private isPhraseOf(symbol: number, node: number): boolean {
    const { nodeSymbolStarts, nodeSymbols, symbolPartStarts, symbolParts } = this.rules;
    const first = symbolPartStarts[symbol] as number;
    const last = symbolPartStarts[symbol + 1] as number;
    const end = nodeSymbolStarts[node + 1] as number;
    for (let index = nodeSymbolStarts[node] as number; index < end; index += 1) {
      const member = nodeSymbols[index] as number;
      if (member === symbol) return true;
      for (let part = first; part < last; part += 1) if (symbolParts[part] === member) return true;
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
    const { memory } = this;
    const cell = instruction * (this.mask + 1) + (place & this.mask);
    const stamp = memory.base + place;
    if (memory.stamps[cell] === stamp) return false;
    memory.answers += 1;
    if (this.step(instruction, place)) return true;
    memory.stamps[cell] = stamp;
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
        return this.endsOf(a, place).some((end) => this.walk(instruction + 1, end));
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
