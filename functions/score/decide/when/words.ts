/** The words of a stretch of text, and those of them that begin a clause. */
export interface Words {
  readonly text: readonly string[];
  readonly clauses: ReadonlySet<number>;
}

/** Whether the words from `at` on are those of a phrase, which has one space between them. */
export function isPhraseAt(words: readonly string[], at: number, phrase: readonly string[]): boolean {
  return phrase.every((word, offset) => words[at + offset] === word);
}

/** Phrases by their first word, longest first: a text is asked at each of its words. */
export class Phrases<T> {
  readonly #byFirst = new Map<string, { words: readonly string[]; value: T }[]>();

  constructor(phrases: readonly (readonly [string, T])[]) {
    for (const [phrase, value] of phrases) {
      const words = phrase.split(' ');
      const first = words[0] as string;
      this.#byFirst.set(first, [...(this.#byFirst.get(first) ?? []), { words, value }]);
    }
    for (const entries of this.#byFirst.values()) entries.sort((a, b) => b.words.length - a.words.length);
  }

  /** The longest phrase that begins at a word, and the word behind it. */
  at(words: readonly string[], at: number): { value: T; next: number } | null {
    for (const { words: phrase, value } of this.#byFirst.get(words[at] ?? '') ?? [])
      if (isPhraseAt(words, at, phrase)) return { value, next: at + phrase.length };
    return null;
  }
}

/** A set of words, written in one line. */
export const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));
