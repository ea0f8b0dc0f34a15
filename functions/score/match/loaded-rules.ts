import type { DetectionMetadata } from '../detections/detection.ts';
import { type CompiledRules, unpackIntegers } from './compiled-rules.ts';

/** The compiled rules as the matcher walks them. The names are those of `CompiledRules`. */
export interface LoadedRules {
  readonly version: string;
  readonly detections: readonly DetectionMetadata[];
  readonly wordIds: ReadonlyMap<string, number>;
  /** Prefixes by their first three letters, the longest first, with the id of a word that begins so. */
  readonly prefixIds: ReadonlyMap<string, readonly { readonly prefix: string; readonly id: number }[]>;
  readonly number: number;
  readonly sentenceBreak: number;
  readonly detectionTable: Int32Array;
  readonly patternTable: Int32Array;
  readonly programs: Int32Array;
  readonly symbolFlags: Int32Array;
  /** One row of bits a symbol, one bit a word: whether the word by itself is a member. */
  readonly members: Int32Array;
  /** Integers in a row of `members`. */
  readonly memberRow: number;
  readonly rootEdges: Int32Array;
  readonly edges: Int32Array;
  readonly edgeMask: number;
  readonly nodes: Int32Array;
  readonly nodeSymbols: Int32Array;
  readonly nodeGroups: Int32Array;
  readonly groupStarts: Int32Array;
  readonly anchors: Int32Array;
  readonly nameGroups: Int32Array;
}

/** Unpacks compiled rules; about as fast as reading their JSON. */
export function loadRules(compiled: CompiledRules): LoadedRules {
  const words = compiled.words === '' ? [] : compiled.words.split(' ');
  const prefixes = compiled.prefixes === '' ? [] : compiled.prefixes.split(' ');
  const wordIds = new Map<string, number>();
  for (let index = 0; index < words.length; index += 1) wordIds.set(words[index] ?? '', index + 1);
  const number = words.length + prefixes.length + 1;
  const sentenceBreak = number + 1;
  const memberRow = (sentenceBreak >> 5) + 1;
  const edges = unpackIntegers(compiled.edges);
  return {
    version: compiled.version,
    detections: compiled.detections,
    wordIds,
    prefixIds: byFirstLetters(prefixes, words.length),
    number,
    sentenceBreak,
    detectionTable: unpackIntegers(compiled.detectionTable),
    patternTable: unpackIntegers(compiled.patternTable),
    programs: unpackIntegers(compiled.programs),
    symbolFlags: unpackIntegers(compiled.symbolFlags),
    members: memberBits(unpackIntegers(compiled.symbolWordStarts), unpackIntegers(compiled.symbolWords), memberRow),
    memberRow,
    rootEdges: unpackIntegers(compiled.rootEdges),
    edges,
    edgeMask: edges.length / 3 - 1,
    nodes: unpackIntegers(compiled.nodes),
    nodeSymbols: unpackIntegers(compiled.nodeSymbols),
    nodeGroups: unpackIntegers(compiled.nodeGroups),
    groupStarts: unpackIntegers(compiled.groupStarts),
    anchors: unpackIntegers(compiled.anchors),
    nameGroups: unpackIntegers(compiled.nameGroups),
  };
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

function memberBits(starts: Int32Array, words: Int32Array, memberRow: number): Int32Array {
  const bits = new Int32Array((starts.length - 1) * memberRow);
  for (let symbol = 0; symbol + 1 < starts.length; symbol += 1) {
    const row = symbol * memberRow;
    const end = starts[symbol + 1] as number;
    for (let index = starts[symbol] as number; index < end; index += 1) {
      const word = words[index] as number;
      bits[row + (word >> 5)] = (bits[row + (word >> 5)] as number) | (1 << (word & 31));
    }
  }
  return bits;
}
