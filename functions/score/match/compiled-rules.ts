import type { DetectionMetadata } from '../detections/detection.ts';

/** Raised whenever a table's meaning changes, so that a matcher never reads what another compiler wrote. */
export const COMPILED_FORMAT = 5;

/** Integers side by side. */
export type Integers = Uint8Array | Uint16Array | Int32Array;

/** The tables of `CompiledRules`, in the order that they are shipped in. A row's fields are named in `instructions.ts`. */
export const TABLE_NAMES = [
  /** The UTF-16 units of all words, one word after the other. */
  'wordUnits',
  /** One row a word, by hash: open addressing, their number a power of two, id 0 for an empty slot. */
  'wordSlots',
  /** Sets of word ids, each a hash table of its own: open addressing, 0 for an empty slot. The first slot is the empty set. */
  'members',
  /** One row a symbol, and one more. */
  'symbols',
  /** For each symbol that has some, the other symbols whose members are its members too. */
  'symbolParts',
  /** One row a node of the automaton, and one more: breadth first, the root first, children side by side in order of words. */
  'nodes',
  'nodeDepths',
  /** For each node that ends members of symbols: which, in order. */
  'nodeSymbols',
  /** For each node that ends literals of anchors: an entry for each anchor. */
  'nodeAnchors',
  /** The node that each word leads to from the root. */
  'rootEdges',
  /** 32 bits by a hash of a node and a word: two of them are not both on where no edge leads from the one by the other. */
  'edgeBits',
  /** One row an anchor. */
  'anchors',
  /** The rows of the anchors that the names of a contact's targets are literals of. */
  'nameAnchors',
  /** The mark of each word, and of names of targets. */
  'wordMarks',
  'programs',
  'patterns',
  'detections',
] as const;
export type TableName = (typeof TABLE_NAMES)[number];

/**
 * All detections as one automaton: what `compile-rules.ts` makes, what is shipped as bytes, and what the matcher walks. Nothing in it has
 * to be unpacked or built when it is loaded.
 */
export interface CompiledRules {
  readonly format: number;
  /** SHA-256 of the rules' content, its first 16 digits: the same rules have the same version. */
  readonly version: string;
  /** What a match carries of each detection; an array, or read from what was shipped when it is asked for. */
  readonly detections: { readonly length: number; at(index: number): DetectionMetadata | undefined };
  readonly wordCount: number;
  /** Their ids go on from those of the words; then comes the one for numbers, then that of the sentence break. */
  readonly prefixes: readonly string[];
  readonly tables: Readonly<Record<TableName, Integers>>;
}
