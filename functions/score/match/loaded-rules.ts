import type { DetectionMetadata } from '../detections/detection.ts';
import type { CompiledRules } from './compiled-rules.ts';
import { hashWord } from './hash-word.ts';
import { isNumber } from './is-number.ts';
import { type Integers, unpackIntegers } from './packed-integers.ts';

/** Lists up to this length are searched word by word, which costs no memory and, for so few, no more time. */
const SEARCHED_WORDS = 12;

/** The compiled rules as the matcher walks them. The names are those of `CompiledRules`. */
export interface LoadedRules {
  readonly version: string;
  readonly detections: readonly DetectionMetadata[];
  readonly words: string;
  readonly wordStarts: Integers;
  readonly wordSlots: Integers;
  /** Ids of words that were looked up before. Its keys are cut from `words`: a key cut from a message would keep the message. */
  readonly knownWords: Map<string, number>;
  /** Prefixes by their first three letters, the longest first, with the id of a word that begins so. */
  readonly prefixIds: ReadonlyMap<string, readonly { readonly prefix: string; readonly id: number }[]>;
  readonly number: number;
  readonly sentenceBreak: number;
  readonly detectionTable: Integers;
  readonly patternTable: Integers;
  readonly programs: Integers;
  readonly symbolFlags: Integers;
  readonly symbolPartStarts: Integers;
  readonly symbolParts: Integers;
  readonly symbolWordStarts: Integers;
  readonly symbolWords: Integers;
  /** For symbols of many words, where their row of `memberBits` starts; -1 for those whose list is as quickly searched. */
  readonly memberRows: Int32Array;
  /** One bit a word: whether the word by itself is a member. */
  readonly memberBits: Int32Array;
  /** The node that each word leads to from the root. */
  readonly rootEdges: Int32Array;
  readonly nodeWords: Integers;
  readonly nodeFirstChildren: Integers;
  readonly nodeFallbacks: Integers;
  readonly nodeNextFound: Integers;
  readonly nodeDepths: Uint8Array;
  readonly nodeSymbolStarts: Integers;
  readonly nodeSymbols: Integers;
  readonly nodeGroupStarts: Integers;
  readonly nodeGroups: Integers;
  readonly groupStarts: Integers;
  readonly anchors: Integers;
  readonly nameGroups: Integers;
}

/** Unpacks compiled rules; takes less time than reading their JSON. */
export function loadRules(compiled: CompiledRules): LoadedRules {
  const wordStarts = unpackIntegers(compiled.wordStarts);
  const wordCount = wordStarts.length - 1;
  const prefixes = compiled.prefixes === '' ? [] : compiled.prefixes.split(' ');
  const number = wordCount + prefixes.length + 1;
  const sentenceBreak = number + 1;
  const symbolPartStarts = unpackIntegers(compiled.symbolPartStarts);
  const symbolParts = unpackIntegers(compiled.symbolParts);
  const symbolWordStarts = unpackIntegers(compiled.symbolWordStarts);
  const symbolWords = unpackIntegers(compiled.symbolWords);
  const symbols = { symbolWordStarts, symbolWords, symbolPartStarts, symbolParts };
  const nodeWords = unpackIntegers(compiled.nodeWords);
  const levels = unpackIntegers(compiled.levels);
  return {
    version: compiled.version,
    detections: compiled.detections,
    words: compiled.words,
    wordStarts,
    wordSlots: unpackIntegers(compiled.wordSlots),
    knownWords: new Map(),
    prefixIds: byFirstLetters(prefixes, wordCount),
    number,
    sentenceBreak,
    detectionTable: unpackIntegers(compiled.detectionTable),
    patternTable: unpackIntegers(compiled.patternTable),
    programs: unpackIntegers(compiled.programs),
    symbolFlags: unpackIntegers(compiled.symbolFlags),
    ...symbols,
    ...memberBits(symbols, sentenceBreak),
    rootEdges: edgesOfRoot(nodeWords, levels, sentenceBreak),
    nodeWords,
    nodeFirstChildren: unpackIntegers(compiled.nodeFirstChildren),
    nodeFallbacks: unpackIntegers(compiled.nodeFallbacks),
    nodeNextFound: unpackIntegers(compiled.nodeNextFound),
    nodeDepths: depths(levels),
    nodeSymbolStarts: unpackIntegers(compiled.nodeSymbolStarts),
    nodeSymbols: unpackIntegers(compiled.nodeSymbols),
    nodeGroupStarts: unpackIntegers(compiled.nodeGroupStarts),
    nodeGroups: unpackIntegers(compiled.nodeGroups),
    groupStarts: unpackIntegers(compiled.groupStarts),
    anchors: unpackIntegers(compiled.anchors),
    nameGroups: unpackIntegers(compiled.nameGroups),
  };
}

/** The id of a word of the rules, else of the longest prefix it begins with, else of numbers, else 0. */
export function wordId(word: string, rules: LoadedRules): number {
  const { knownWords, wordSlots, wordStarts, words, prefixIds } = rules;
  const known = knownWords.get(word);
  if (known !== undefined) return known;
  const mask = wordSlots.length - 1;
  for (let slot = hashWord(word) & mask; wordSlots[slot] !== 0; slot = (slot + 1) & mask) {
    const id = wordSlots[slot] as number;
    const start = wordStarts[id - 1] as number;
    if ((wordStarts[id] as number) - start === word.length + 1 && words.startsWith(word, start)) {
      knownWords.set(words.slice(start, start + word.length), id);
      return id;
    }
  }
  if (prefixIds.size > 0 && word.length >= 3) {
    for (const { prefix, id } of prefixIds.get(word.slice(0, 3)) ?? []) if (word.startsWith(prefix)) return id;
  }
  return isNumber(word) ? rules.number : 0;
}

function byFirstLetters(prefixes: readonly string[], wordCount: number): LoadedRules['prefixIds'] {
  const byLetters = new Map<string, { prefix: string; id: number }[]>();
  prefixes.forEach((prefix, index) => {
    const letters = prefix.slice(0, 3);
    const alike = byLetters.get(letters) ?? [];
    alike.push({ prefix, id: wordCount + index + 1 });
    byLetters.set(letters, alike);
  });
  for (const alike of byLetters.values()) alike.sort((a, b) => b.prefix.length - a.prefix.length);
  return byLetters;
}

type Symbols = Pick<LoadedRules, 'symbolWordStarts' | 'symbolWords' | 'symbolPartStarts' | 'symbolParts'>;

function memberBits(symbols: Symbols, lastWord: number): Pick<LoadedRules, 'memberRows' | 'memberBits'> {
  const { symbolWordStarts, symbolWords, symbolPartStarts, symbolParts } = symbols;
  const count = symbolWordStarts.length - 1;
  const memberRows = new Int32Array(count).fill(-1);
  const rowLength = (lastWord >> 5) + 1;
  let end = 0;
  for (let symbol = 0; symbol < count; symbol += 1) {
    const words = (symbolWordStarts[symbol + 1] as number) - (symbolWordStarts[symbol] as number);
    const parts = (symbolPartStarts[symbol + 1] as number) - (symbolPartStarts[symbol] as number);
    if (words <= SEARCHED_WORDS && parts === 0) continue;
    memberRows[symbol] = end;
    end += rowLength;
  }
  const bits = new Int32Array(end);
  const add = (row: number, symbol: number): void => {
    const last = symbolWordStarts[symbol + 1] as number;
    for (let index = symbolWordStarts[symbol] as number; index < last; index += 1) {
      const word = symbolWords[index] as number;
      bits[row + (word >> 5)] = (bits[row + (word >> 5)] as number) | (1 << (word & 31));
    }
  };
  for (let symbol = 0; symbol < count; symbol += 1) {
    const row = memberRows[symbol] as number;
    if (row < 0) continue;
    add(row, symbol);
    const last = symbolPartStarts[symbol + 1] as number;
    // A part has no parts of its own.
    for (let part = symbolPartStarts[symbol] as number; part < last; part += 1) add(row, symbolParts[part] as number);
  }
  return { memberRows, memberBits: bits };
}

function edgesOfRoot(nodeWords: Integers, levels: Integers, lastWord: number): Int32Array {
  const edges = new Int32Array(lastWord + 1);
  for (let node = levels[1] ?? 0; node < (levels[2] ?? 0); node += 1) edges[nodeWords[node] as number] = node;
  return edges;
}

function depths(levels: Integers): Uint8Array {
  const byNode = new Uint8Array(levels.at(-1) ?? 0);
  for (let depth = 0; depth + 1 < levels.length; depth += 1) byNode.fill(depth, levels[depth], levels[depth + 1]);
  return byNode;
}
