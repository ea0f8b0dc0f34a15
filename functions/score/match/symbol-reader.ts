import type { Literals } from './find-literals.ts';
import { HAS_NAMES, HAS_PHRASES } from './instructions.ts';
import type { LoadedRules } from './loaded-rules.ts';
import type { TargetNames } from './target-names.ts';
import type { WordStream } from './word-stream.ts';

const NONE: readonly number[] = [];

/** The row of a phrase that is counted from 1; negative for none. */
const phraseRow = (phrase: number | undefined): number => ((phrase ?? 0) - 1) * 3;

/** Says which members of a symbol (a lexicon, all inflections of a word) stand at a place of one text. */
export class SymbolReader {
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

  /** Whether the word here is by itself a member. */
  hasWord(symbol: number, place: number): boolean {
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

  /** False where surely no member starts here; quicker than to find out which does. */
  mayStart(symbol: number, place: number): boolean {
    if (this.hasWord(symbol, place)) return true;
    const flags = this.rules.symbolFlags[symbol] as number;
    return (
      ((flags & HAS_PHRASES) !== 0 && this.literals.phraseAt[place] !== 0) ||
      ((flags & HAS_NAMES) !== 0 && this.names.endsAt.has(place))
    );
  }

  /** Where members of several words, and names, that start here end. */
  longerEnds(symbol: number, place: number): readonly number[] {
    const flags = this.rules.symbolFlags[symbol] as number;
    if (flags === 0) return NONE;
    const { phrases, phraseAt } = this.literals;
    const names = (flags & HAS_NAMES) === 0 ? NONE : (this.names.endsAt.get(place) ?? NONE);
    if ((flags & HAS_PHRASES) === 0 || phraseAt[place] === 0) return names;
    const ends = [...names];
    for (let row = phraseRow(phraseAt[place]); row >= 0; row = phraseRow(phrases[row + 2])) {
      if (this.isPhraseOf(symbol, phrases[row] as number)) ends.push(phrases[row + 1] as number);
    }
    return ends;
  }

  /** Where all members that start here end, the longest first. */
  ends(symbol: number, place: number): number[] {
    const ends = new Set(this.longerEnds(symbol, place));
    if (this.hasWord(symbol, place)) ends.add(place + 1);
    return [...ends].sort((a, b) => b - a);
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
}
