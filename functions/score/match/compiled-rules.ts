import { z } from 'zod';
import { Category, Severity, ThreatType } from '../../contracts/vocabulary.ts';

/** Raised whenever a table's meaning changes, so that a matcher never reads what an older compiler wrote. */
export const COMPILED_FORMAT = 1;

const IntegerTable = z.string().describe('32-bit integers, little-endian, as base64.');

/**
 * All detections as one automaton. A table is one string, because thousands of small arrays take longer to read than a
 * function has to start. `compile-rules.ts` writes it, `create-matcher.ts` reads it; what each table holds is said there.
 */
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
  /** Separated by spaces; the ids go on from those of the words. */
  prefixes: z.string(),
  detectionTable: IntegerTable,
  patternTable: IntegerTable,
  programs: IntegerTable,
  symbolFlags: IntegerTable,
  symbolWordStarts: IntegerTable,
  symbolWords: IntegerTable,
  rootEdges: IntegerTable,
  edges: IntegerTable,
  nodes: IntegerTable,
  nodeSymbols: IntegerTable,
  nodeGroups: IntegerTable,
  groupStarts: IntegerTable,
  anchors: IntegerTable,
  nameGroups: IntegerTable,
});
export type CompiledRules = z.infer<typeof CompiledRules>;

export function packIntegers(values: Iterable<number>): string {
  return Buffer.from(Int32Array.from(values).buffer).toString('base64');
}

export function unpackIntegers(packed: string): Int32Array {
  const bytes = Buffer.from(packed, 'base64');
  if (bytes.byteOffset % 4 === 0) return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  return new Int32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}
