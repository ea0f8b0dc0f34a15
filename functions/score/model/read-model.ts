import type { Policy } from '../../contracts/policy.ts';
import type { Signal } from '../../contracts/signal.ts';
import type { Engine } from '../engine.ts';
import { circumstancesOf } from './circumstances.ts';
import { logOdds, pooled, probability } from './log-odds.ts';
import { carriedSpan, raisedSignal, type ScoredWords } from './raised-signal.ts';
import { concernSignal, type PassagesReading, type ReadTurn, readPassages, selfHarmSignal } from './read-passages.ts';
import { windowsOf } from './windows.ts';

export interface ModelReading {
  /** By group: the highest calibrated score of any window. */
  readonly scores: Record<string, number>;
  readonly signals: Signal[];
  /** What either reader made of it, raised or not. */
  readonly heard: readonly HeardGroup[];
  readonly passages: PassagesReading | null;
}

/** The first reader's view of one group. */
export interface HeardGroup {
  readonly group: string;
  /** 0..1: the highest score of any window, less what so many windows reach by chance. */
  readonly likelihood: number;
  /** The window of that score; null where there are no words. */
  readonly where: ScoredWords | null;
}

/** What the first reader makes of a contact, in the order of its groups. */
function readWindows(turns: readonly ReadTurn[], model: Engine['model']): HeardGroup[] {
  const best = model.groups.map((): { score: number; where: ScoredWords | null } => ({ score: 0, where: null }));
  let windows = 0;
  for (const { turn, text } of turns) {
    for (const window of windowsOf(text)) {
      windows++;
      const scores = model.score(text.tokens, window.first, window.last);
      for (const [group, known] of best.entries()) {
        const score = scores[group] ?? 0;
        if (score > known.score) best[group] = { score, where: { turn, text, range: window } };
      }
    }
  }
  return best.map(({ score, where }, index) => ({
    group: model.groups[index] ?? '',
    likelihood: where === null ? 0 : probability(pooled(logOdds(score), windows)),
    where,
  }));
}

/**
 * The model's view of a contact, by two readers. The first scores each sentence for each group by its words. The second reads whole
 * passages by their meaning and by their words, and tells language of concern from its harmless twin better than it tells kinds apart.
 * Each raises a signal where the policy says so; neither ever lowers what the detections found (requirement 14).
 */
export async function readModel(
  turns: readonly ReadTurn[],
  detected: readonly Signal[],
  automated: boolean,
  engine: Pick<Engine, 'model' | 'secondReader' | 'policy' | 'versions'>,
): Promise<ModelReading> {
  const { model, secondReader, policy } = engine;
  const second = await readPassages(turns, secondReader);
  const heard = readWindows(turns, model);
  const scores: Record<string, number> = { concern: second === null ? 0 : probability(second.concern) };
  const signals: Signal[] = [];
  for (const [index, { group: name, likelihood, where }] of heard.entries()) {
    const meant = second?.groups[secondReader.groups.indexOf(name)];
    scores[name] = meant === undefined ? likelihood : probability((logOdds(likelihood) + meant) / 2);
    const severity = severityOf(name, likelihood, second, policy);
    if (where === null || severity === null) continue;
    const { text, range } = where;
    const carried = model.explain(text.tokens, range.first, range.last, index);
    const why = `The model rates these words ${likelihood.toFixed(2)} of 1 for ${name.replaceAll('-', ' ')}. The marked words weighed the most.`;
    signals.push(raisedSignal(carriedSpan(where, carried), { group: name, score: likelihood, severity, why }, engine));
  }
  if (second === null) return { scores, signals, heard, passages: null };
  const circumstances = circumstancesOf(detected, automated);
  const concern = await concernSignal(second, circumstances, engine);
  // A passage that is raised as another kind is that: a threat in despair is one case, and no second one in another lane.
  const isRaised = concern !== null && isSame(second.where, second.selfHarm.where);
  const selfHarm = isRaised ? null : await selfHarmSignal(second, circumstances, engine);
  const raised = [...signals, concern, selfHarm];
  return { scores, signals: gravestOfEach(raised.filter((signal) => signal !== null)), heard, passages: second };
}

const isSame = (one: ScoredWords, other: ScoredWords): boolean =>
  one.text === other.text && one.range.first === other.range.first;

/** One signal of a kind: the gravest, and of those the first. */
function gravestOfEach(signals: readonly Signal[]): Signal[] {
  const gravest = new Map<string, Signal>();
  for (const signal of signals) {
    const known = gravest.get(signal.id);
    if (known === undefined || signal.severity > known.severity) gravest.set(signal.id, signal);
  }
  return [...gravest.values()];
}

/**
 * By its words alone a contact is worth no more than a hint, where the second reader has read all of it and hears nothing: but for words of
 * self-harm, where what is missed cannot be made good.
 */
function severityOf(
  group: string,
  score: number,
  second: PassagesReading | null,
  { model, concern: { hint } }: Policy,
): number | null {
  const reached = (model[group]?.raise ?? []).filter((step) => score >= step.score).map((step) => step.severity);
  if (reached.length === 0) return null;
  const isHint = group !== 'self-harm' && second?.whole === true && probability(second.concern) < hint.raise_from;
  return Math.min(Math.max(...reached), isHint ? hint.severity : Number.POSITIVE_INFINITY);
}
