import type { Turn } from '../../contracts/contact.ts';
import type { Policy } from '../../contracts/policy.ts';
import type { Signal } from '../../contracts/signal.ts';
import type { Engine } from '../engine.ts';
import type { NormalizedText, TokenRange } from '../text.ts';
import { heaviestRun } from './heaviest-run.ts';
import { logOdds, probability } from './log-odds.ts';
import { concernSignal, type ReadTurn, readPassages } from './read-passages.ts';
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
 * The model's view of a contact, by two readers. The first scores each sentence for each group by its words. The second reads whole
 * passages by their meaning and by their words, and tells language of concern from its harmless twin better than it tells kinds apart.
 * Each raises a signal where the policy says so; neither ever lowers what the detections found (requirement 14).
 */
export async function readModel(
  turns: readonly ReadTurn[],
  detected: readonly Signal[],
  engine: Pick<Engine, 'model' | 'secondReader' | 'policy' | 'versions'>,
): Promise<ModelReading> {
  const { model, secondReader, policy } = engine;
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
  const second = await readPassages(turns, secondReader);
  const scores: Record<string, number> = { concern: second === null ? 0 : probability(second.concern) };
  const signals: Signal[] = [];
  for (const [index, name] of model.groups.entries()) {
    const { score, where } = best[index] as Best;
    const pooled = where === null ? 0 : discount(score, windows);
    const meant = second?.groups[secondReader.groups.indexOf(name)];
    scores[name] = meant === undefined ? pooled : probability((logOdds(pooled) + meant) / 2);
    const severity = severityOf(name, pooled, policy);
    if (where !== null && severity !== null) signals.push(signalOf(index, name, pooled, severity, where, engine));
  }
  const concern = second === null ? null : concernSignal(second, detected.length > 0, engine);
  if (concern !== null && !signals.some(({ id }) => id === concern.id)) signals.push(concern);
  return { scores, signals };
}

function discount(score: number, windows: number): number {
  return probability(logOdds(score) - POOLING_PENALTY * Math.log(Math.max(1, windows)));
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
