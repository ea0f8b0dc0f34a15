import type { CompiledRules, Integers, TableName } from './compiled-rules.ts';

/** Prefixes have at least this many letters, and are looked up by them. */
export const LETTERS_TO_LOOK_UP = 3;

/** The compiled rules as the matcher walks them. The names of the tables are those of `CompiledRules`. */
export interface LoadedRules extends Readonly<Record<TableName, Integers>> {
  readonly version: string;
  readonly metadata: CompiledRules['detections'];
  /** Prefixes by their first three letters, the longest first, with the id of a word that begins so. */
  readonly prefixIds: ReadonlyMap<string, readonly { readonly prefix: string; readonly id: number }[]>;
  /** Whether any prefix begins with this UTF-16 unit, by its lower 7 bits. */
  readonly prefixLetters: Uint8Array;
  readonly number: number;
  readonly sentenceBreak: number;
  /** The id of a name of a target in sets of words; no word of a text has it. */
  readonly name: number;
}

export function loadRules({ version, detections, wordCount, prefixes, tables }: CompiledRules): LoadedRules {
  const number = wordCount + prefixes.length + 1;
  const prefixLetters = new Uint8Array(128);
  for (const prefix of prefixes) prefixLetters[prefix.charCodeAt(0) & 127] = 1;
  return {
    ...tables,
    version,
    metadata: detections,
    prefixIds: byFirstLetters(prefixes, wordCount),
    prefixLetters,
    number,
    sentenceBreak: number + 1,
    name: number + 2,
  };
}

function byFirstLetters(prefixes: readonly string[], wordCount: number): LoadedRules['prefixIds'] {
  const byLetters = new Map<string, { prefix: string; id: number }[]>();
  prefixes.forEach((prefix, index) => {
    const letters = prefix.slice(0, LETTERS_TO_LOOK_UP);
    const alike = byLetters.get(letters) ?? [];
    alike.push({ prefix, id: wordCount + index + 1 });
    byLetters.set(letters, alike);
  });
  for (const alike of byLetters.values()) alike.sort((a, b) => b.prefix.length - a.prefix.length);
  return byLetters;
}
