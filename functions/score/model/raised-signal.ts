import type { Turn } from '../../contracts/contact.ts';
import type { Signal } from '../../contracts/signal.ts';
import type { Engine } from '../engine.ts';
import type { NormalizedText, TokenRange } from '../text.ts';
import { heaviestRun } from './heaviest-run.ts';

/** The words that a reader scored. */
export interface ScoredWords {
  readonly turn: Turn;
  readonly text: NormalizedText;
  readonly range: TokenRange;
}

/** The signal of a reader of the model. Its span is the run of words that carried the most of what `carried` says of each. */
export function raisedSignal(
  { turn, text, range }: ScoredWords,
  carried: Float64Array,
  { group, score, severity, why }: { group: string; score: number; severity: number; why: string },
  { policy, versions }: Pick<Engine, 'policy' | 'versions'>,
): Signal {
  const { first, last } = heaviestRun(carried);
  return {
    id: `model/${group}`,
    category: policy.model[group]?.category ?? 'concerning-behaviour',
    type: policy.model[group]?.type ?? null,
    severity,
    severityBefore: severity,
    confidence: score,
    span: {
      turn: turn.index,
      start: text.tokens[range.first + first]?.start ?? 0,
      end: text.tokens[range.first + Math.max(first, last - 1)]?.end ?? 0,
    },
    captures: {},
    lowered: [],
    why,
    by: versions.model,
  };
}
