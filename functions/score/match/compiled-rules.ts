import { z } from 'zod';
import { Category, Severity, ThreatType } from '../../contracts/vocabulary.ts';

/** Raised whenever a table's meaning changes, so that a matcher never reads what another compiler wrote. */
export const COMPILED_FORMAT = 1;

/** What `packIntegers` makes. */
const Table = z.string().regex(/^[sl]/);

/** All detections as one automaton. `compile-rules.ts` writes it and `loaded-rules.ts` reads it; a table is one string. */
export const CompiledRules = z.strictObject({
  format: z.literal(COMPILED_FORMAT),
  /** SHA-256 of the rules' content, its first 16 digits: the same rules have the same version. */
  version: z.string().regex(/^[0-9a-f]{16}$/),
  detections: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      category: Category,
      type: ThreatType.nullable(),
      severity: Severity,
      why: z.string(),
      context: z.array(z.string()).optional(),
    }),
  ),
  /** Separated by spaces; a word's id is its place, counted from 1. */
  words: z.string(),
  /** Where each word starts in `words`, and one more. */
  wordStarts: Table,
  /** Ids of words by their hash: open addressing, its size a power of two, 0 for an empty slot. */
  wordSlots: Table,
  /** Separated by spaces; the ids go on from those of the words. */
  prefixes: z.string(),
  detectionTable: Table,
  patternTable: Table,
  programs: Table,
  symbolFlags: Table,
  /** Lists by symbol: where each starts, and one more; then the lists. The same for the other pairs. */
  symbolPartStarts: Table,
  symbolParts: Table,
  symbolWordStarts: Table,
  symbolWords: Table,
  /** The automaton's nodes breadth first, the root first, the children of a node side by side in the order of their words. */
  nodeWords: Table,
  nodeFirstChildren: Table,
  nodeFallbacks: Table,
  /** The next node to report after this one; 0 for none. */
  nodeNextFound: Table,
  nodeSymbolStarts: Table,
  nodeSymbols: Table,
  nodeGroupStarts: Table,
  nodeGroups: Table,
  /** The first node of each depth, and one more than the last node. */
  levels: Table,
  groupStarts: Table,
  anchors: Table,
  nameGroups: Table,
});
export type CompiledRules = z.infer<typeof CompiledRules>;
