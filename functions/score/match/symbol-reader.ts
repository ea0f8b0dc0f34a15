import { HAS_NAMES, HAS_PHRASES, NODE_ROW, SYMBOL_ROW } from './instructions.ts';
import type { LoadedRules } from './loaded-rules.ts';
import type { MetLiterals } from './met-literals.ts';
import type { TargetNames } from './target-names.ts';
import { isMember } from './word-sets.ts';
import type { WordStream } from './word-stream.ts';

const NONE: readonly number[] = [];

/** The row of a phrase that is counted from 1; negative for none. */
const phraseRow = (phrase: number | undefined): number => ((phrase ?? 0) - 1) * 3;

/** Says which members of a symbol (a lexicon, all inflections of a word) stand at a place of one text. */
export class SymbolReader {
  private readonly rules: LoadedRules;
  private readonly stream: WordStream;
  private readonly literals: MetLiterals;
  private readonly names: TargetNames;

  constructor(rules: LoadedRules, stream: WordStream, literals: MetLiterals, names: TargetNames) {
    this.rules = rules;
    this.stream = stream;
    this.literals = literals;
    this.names = names;
  }

  /** Whether the word here is by itself a member. */
  hasWord(symbol: number, place: number): boolean {
    if (place >= this.stream.length) return false;
    const { symbols, members } = this.rules;
    const row = symbol * SYMBOL_ROW;
    return isMember(members, symbols[row] as number, symbols[row + 1] as number, this.stream.ids[place] as number);
  }

  /** Whether a name of one of the targets starts here. */
  isName(place: number): boolean {
    return this.names.endsAt.has(place);
  }

  /** Where members of several words, and names, that start here end. */
  longerEnds(symbol: number, place: number): readonly number[] {
    const flags = this.rules.symbols[symbol * SYMBOL_ROW + 2] as number;
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
    const { symbols, symbolParts } = this.rules;
    if (this.isOwnPhraseOf(symbol, node)) return true;
    const last = symbols[(symbol + 1) * SYMBOL_ROW + 3] as number;
    for (let part = symbols[symbol * SYMBOL_ROW + 3] as number; part < last; part += 1) {
      if (this.isOwnPhraseOf(symbolParts[part] as number, node)) return true;
    }
    return false;
  }

  /** By halving: "going to" is a member of hundreds of lists. */
  private isOwnPhraseOf(symbol: number, node: number): boolean {
    const { nodes, nodeSymbols } = this.rules;
    let low = nodes[node * NODE_ROW + 4] as number;
    let high = (nodes[(node + 1) * NODE_ROW + 4] as number) - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const here = nodeSymbols[middle] as number;
      if (here === symbol) return true;
      if (here < symbol) low = middle + 1;
      else high = middle - 1;
    }
    return false;
  }
}
