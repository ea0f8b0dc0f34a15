import type { Turn } from '../../contracts/contact.ts';
import type { Signal, Span } from '../../contracts/signal.ts';
import type { Engine } from '../engine.ts';
import { spanOf } from '../span-of.ts';
import type { NormalizedText, TokenRange } from '../text.ts';
import { heaviestRun } from './heaviest-run.ts';

/** The words that a reader scored. */
export interface ScoredWords {
  readonly turn: Turn;
  readonly text: NormalizedText;
  readonly range: TokenRange;
}

/** The run of words that carried the most of what `carried` says of each of those that were scored. */
export function carriedSpan({ turn, text, range }: ScoredWords, carried: Float64Array): Span {
  const { first, last } = heaviestRun(carried);
  return spanOf(text, { first: range.first + first, last: range.first + last }, turn.index);
}

/** The signal of a reader of the model, on the words that it is marked by. */
export function raisedSignal(
  span: Span,
  { group, score, severity, why }: { group: string; score: number; severity: number; why: string },
  { policy, versions }: Pick<Engine, 'policy' | 'versions'>,
): Signal {
  return {
    id: `model/${group}`,
    category: policy.model[group]?.category ?? 'concerning-behaviour',
    type: policy.model[group]?.type ?? null,
    severity,
    severityBefore: severity,
    confidence: score,
    span,
    captures: {},
    lowered: [],
    why,
    by: versions.model,
  };
}
