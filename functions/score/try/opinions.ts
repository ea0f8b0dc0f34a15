import type { Signal } from '../../contracts/signal.ts';
import type { Opinion } from '../../contracts/trial.ts';
import type { Engine } from '../engine.ts';
import { circumstancesOf, concernRaisesFrom } from '../model/circumstances.ts';
import { probability } from '../model/log-odds.ts';
import { carriedSpan } from '../model/raised-signal.ts';
import type { ModelReading } from '../model/read-model.ts';
import { likeliestKind } from '../model/read-passages.ts';
import { tellingSpan } from '../model/telling-words.ts';

/** What each reader of the model makes of a text, the highest score first: also where it is too low to raise anything. */
export async function opinionsOf(
  { heard, passages }: ModelReading,
  signals: readonly Signal[],
  { model, secondReader, policy }: Pick<Engine, 'model' | 'secondReader' | 'policy'>,
): Promise<Opinion[]> {
  const opinions = heard.flatMap(({ group, likelihood, where }, index): Opinion[] => {
    if (where === null) return [];
    const carried = model.explain(where.text.tokens, where.range.first, where.range.last, index);
    const steps = (policy.model[group]?.raise ?? []).map(({ score }) => score);
    return [
      {
        reader: 'words',
        kind: group,
        score: likelihood,
        raisesFrom: steps.length === 0 ? null : Math.min(...steps),
        span: carriedSpan(where, carried),
      },
    ];
  });
  if (passages !== null) {
    const { concern, kind, where } = passages;
    const detected = signals.filter(({ id }) => !id.startsWith('model/'));
    opinions.push({
      reader: 'meaning',
      kind: likeliestKind(kind, secondReader),
      score: probability(concern),
      raisesFrom: concernRaisesFrom(policy.concern, circumstancesOf(detected, false)),
      span: await tellingSpan(where, secondReader),
    });
  }
  return opinions.sort((a, b) => b.score - a.score);
}
