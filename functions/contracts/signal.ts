import * as z from 'zod';
import { Category, Severity, ThreatType } from './vocabulary.ts';

/** A half-open stretch of one turn's text, in UTF-16 units. */
export const Span = z.strictObject({
  turn: z.int().min(0),
  start: z.int().min(0),
  end: z.int().min(0),
});
export type Span = z.infer<typeof Span>;

/** The parts of a threat that decide what it is (requirement 12). */
export const CaptureName = z.enum(['actor', 'act', 'target', 'time', 'place', 'means', 'condition', 'preparation']);
export type CaptureName = z.infer<typeof CaptureName>;

/** One thing that lowered or retyped a signal (requirements 11 and 12); shown beside it, never silent. */
export const Lowering = z.strictObject({
  /** Which context it was, such as `negation`, `reported-speech`, `idiom`. */
  context: z.string(),
  why: z.string(),
  fromSeverity: Severity,
  toSeverity: Severity,
});
export type Lowering = z.infer<typeof Lowering>;

/** One detection or model score, with its exact span, its version and its why. Holds no text: a quote is cut from the contact. */
export const Signal = z.strictObject({
  /** A detection's id (`threat/implied/taste-of-it`), `model/{group}`, or `report/{kind}`. */
  id: z.string(),
  category: Category,
  type: ThreatType.nullable(),
  /** After context. */
  severity: Severity,
  severityBefore: Severity,
  /** 0..1: how sure; 1 for a detection that context left alone. */
  confidence: z.number().min(0).max(1),
  span: Span.nullable(),
  captures: z.partialRecord(CaptureName, Span),
  lowered: z.array(Lowering),
  why: z.string(),
  /** What fired and its version, such as `rules@1f3a…` or `model@3`. */
  by: z.string(),
});
export type Signal = z.infer<typeof Signal>;
