import type { Turn } from '../../contracts/contact.ts';
import type { Policy } from '../../contracts/policy.ts';
import type { Signal } from '../../contracts/signal.ts';
import type { Engine } from '../engine.ts';
import type { NormalizedText, TokenRange } from '../text.ts';
import { windowsOf } from './windows.ts';

/** Among many sentences the highest score is high by chance; so much of the log of their number is taken off, in log-odds. */
const POOLING_PENALTY = 0.5;

export interface ModelReading {
  /** By group: the highest calibrated score of any window. */
  readonly scores: Record<string, number>;
  readonly signals: Signal[];
}

interface Best {
  score: number;
  where: { turn: Turn; text: NormalizedText; window: TokenRange } | null;
}

/**
 * The model's view of a contact: per group the worst window, and a signal where the policy says that such a score raises one.
 * It only ever adds to what the detections found (requirement 14). The span of its signal is the words that carried the score.
 */
export function readModel(
  turns: readonly { turn: Turn; text: NormalizedText }[],
  engine: Pick<Engine, 'model' | 'policy' | 'versions'>,
): ModelReading {
  const { model, policy } = engine;
  const best: Best[] = model.groups.map(() => ({ score: 0, where: null }));
  let windows = 0;
  for (const { turn, text } of turns) {
    for (const window of windowsOf(text)) {
      windows++;
      const scores = model.score(text.tokens, window.first, window.last);
      for (const [group, candidate] of best.entries()) {
        const score = scores[group] ?? 0;
        if (score > candidate.score) best[group] = { score, where: { turn, text, window } };
      }
    }
  }
  const scores: Record<string, number> = {};
  const signals: Signal[] = [];
  for (const [index, name] of model.groups.entries()) {
    const { score, where } = best[index] as Best;
    const pooled = where === null ? 0 : discount(score, windows);
    scores[name] = pooled;
    const severity = severityOf(name, pooled, policy);
    if (where !== null && severity !== null) signals.push(signalOf(index, name, pooled, severity, where, engine));
  }
  return { scores, signals };
}

function discount(score: number, windows: number): number {
  const logOdds = Math.log(score / (1 - score)) - POOLING_PENALTY * Math.log(Math.max(1, windows));
  return 1 / (1 + Math.exp(-logOdds));
}

function severityOf(group: string, score: number, policy: Policy): number | null {
  const reached = (policy.model[group]?.raise ?? []).filter((step) => score >= step.score).map((step) => step.severity);
  return reached.length === 0 ? null : Math.max(...reached);
}

function signalOf(
  groupIndex: number,
  group: string,
  score: number,
  severity: number,
  { turn, text, window }: NonNullable<Best['where']>,
  { model, policy, versions }: Pick<Engine, 'model' | 'policy' | 'versions'>,
): Signal {
  const carried = model.explain(text.tokens, window.first, window.last, groupIndex);
  const { first, last } = heaviestRun(carried);
  const span = {
    turn: turn.index,
    start: text.tokens[window.first + first]?.start ?? 0,
    end: text.tokens[window.first + Math.max(first, last - 1)]?.end ?? 0,
  };
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
    why: `The model scores these words ${score.toFixed(2)} for ${group.replaceAll('-', ' ')}; the marked words carried the most of it.`,
    by: versions.model,
  };
}

/** The run of words whose shares, less their mean, sum highest (Kadane's algorithm): half-open, relative to the window. */
function heaviestRun(carried: Float64Array): { first: number; last: number } {
  const mean = carried.reduce((sum, share) => sum + share, 0) / Math.max(1, carried.length);
  let best = { first: 0, last: carried.length, sum: Number.NEGATIVE_INFINITY };
  let first = 0;
  let sum = 0;
  for (let word = 0; word < carried.length; word++) {
    if (sum <= 0) {
      first = word;
      sum = 0;
    }
    sum += (carried[word] ?? 0) - mean;
    if (sum > best.sum) best = { first, last: word + 1, sum };
  }
  return best;
}
