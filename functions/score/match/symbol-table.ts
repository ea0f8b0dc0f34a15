import type { ExpandedLexicon } from './expand-lexicons.ts';
import { isNumber } from './is-number.ts';
import { distinct, NAME, NUMBER, type Phrase, prefixOf } from './literals.ts';

/** A set of phrases that a pattern asks for as one thing: a lexicon, all inflections of a word, all words that begin alike. */
export interface SymbolEntry {
  readonly id: number;
  readonly phrases: readonly Phrase[];
  readonly names: boolean;
  /** Other symbols whose members are members of this one. */
  readonly parts: readonly number[];
}

/** Gives equal sets the same number, and words their ids. */
export class SymbolTable {
  readonly entries: SymbolEntry[] = [];
  private readonly byKey = new Map<string, SymbolEntry>();
  private readonly wordIds = new Map<string, number>();
  private readonly prefixes = new Set<string>();

  symbol(phrases: readonly Phrase[], names = false, parts: readonly number[] = []): SymbolEntry {
    const list = phrases.map((phrase) => phrase.join(' ')).sort();
    const key = `${names}:${parts.join(',')}:${list.join('|')}`;
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    const entry = { id: this.entries.length, phrases: distinct(phrases), names, parts };
    for (const phrase of entry.phrases) for (const item of phrase) this.learn(item);
    this.entries.push(entry);
    this.byKey.set(key, entry);
    return entry;
  }

  lexicon(lexicon: ExpandedLexicon): SymbolEntry {
    return this.symbol(lexicon.phrases, lexicon.names);
  }

  /** One symbol for words and lexicons side by side. Its parts have smaller numbers, so that they are known before it is. */
  union(phrases: readonly Phrase[], lexicons: readonly ExpandedLexicon[]): SymbolEntry {
    const parts = [...new Set(lexicons.map((lexicon) => this.lexicon(lexicon).id))].sort((a, b) => a - b);
    const [only] = lexicons;
    if (phrases.length === 0 && parts.length === 1 && only !== undefined) return this.lexicon(only);
    return this.symbol(
      phrases,
      lexicons.some(({ names }) => names),
      parts,
    );
  }

  /** A plain word's id, from 1. */
  word(word: string): number {
    const id = this.wordIds.get(word) ?? this.wordIds.size + 1;
    this.wordIds.set(word, id);
    return id;
  }

  learn(item: string): void {
    const prefix = prefixOf(item);
    if (prefix !== null) this.prefixes.add(prefix);
    else if (item !== NUMBER && item !== NAME) this.word(item);
  }

  /** Once every rule has been read: what each word and each kind of unknown word is. */
  close(): Vocabulary {
    return new Vocabulary([...this.wordIds.keys()], [...this.prefixes].sort());
  }
}

/**
 * The words that the rules know, then one stand-in for each prefix (an unknown word that begins so), then one for unknown
 * numbers, then the sentence break, then one for the names of targets, which no word of a text has. Id 0 is every other word.
 */
export class Vocabulary {
  readonly words: readonly string[];
  readonly prefixes: readonly string[];
  readonly number: number;
  readonly sentenceBreak: number;
  readonly name: number;
  private readonly ids: ReadonlyMap<string, number>;

  constructor(words: readonly string[], prefixes: readonly string[]) {
    this.words = words;
    this.prefixes = prefixes;
    this.ids = new Map(words.map((word, index) => [word, index + 1]));
    this.number = words.length + prefixes.length + 1;
    this.sentenceBreak = this.number + 1;
    this.name = this.sentenceBreak + 1;
  }

  /** The ids that an item stands for. */
  idsOf(item: string): number[] {
    const prefix = prefixOf(item);
    if (prefix !== null) {
      const known = this.words.flatMap((word, index) => (word.startsWith(prefix) ? [index + 1] : []));
      const longer = this.prefixes.flatMap((other, index) =>
        other.startsWith(prefix) ? [this.words.length + index + 1] : [],
      );
      return [...known, ...longer];
    }
    if (item === NUMBER) {
      return [...this.words.flatMap((word, index) => (isNumber(word) ? [index + 1] : [])), this.number];
    }
    return [item === NAME ? this.name : (this.ids.get(item) ?? 0)];
  }

  /** A phrase as all rows of ids that it stands for. */
  rowsOf(phrase: Phrase): number[][] {
    let rows: number[][] = [[]];
    for (const item of phrase) {
      const ids = this.idsOf(item);
      rows = rows.flatMap((row) => ids.map((id) => [...row, id]));
    }
    return rows;
  }
}
