import { describe, expect, it } from 'vitest';
import { logOdds } from '../../../../functions/score/model/log-odds.ts';
import type { Model } from '../../../../functions/score/model/model.ts';
import { readModel } from '../../../../functions/score/model/read-model.ts';
import { BESIDE, fakeReader, turnsOf } from './fake-reader.ts';

const GROUPS = ['surveillance', 'self-harm'];

/** What both readers hear: the first of each group, the second of concern and of each group. */
interface Heard {
  readonly words: readonly [surveillance: number, selfHarm: number];
  readonly concern: number;
  readonly groups: readonly [surveillance: number, selfHarm: number];
}

async function signalsOf({ words, concern, groups }: Heard) {
  const model: Model = {
    version: 'model@test',
    groups: GROUPS,
    score: () => Float64Array.from(words),
    explain: (_, first, last) => new Float64Array(last - first).fill(1),
  };
  const secondReader = fakeReader({
    groups: GROUPS,
    lookClosely: async (texts) => new Float32Array(texts.length),
    read: async (passages) =>
      passages.map(() => ({ concern: logOdds(concern), groups: Float64Array.from(groups, logOdds) })),
  });
  const turns = turnsOf('This is what somebody wrote.');
  const { signals } = await readModel(turns, [], false, { ...BESIDE, model, secondReader });
  return signals.map(({ id, severity }) => [id, severity]);
}

describe('What the first reader raises by words alone', () => {
  it('is worth a hint where the second has read all and hears nothing, and counts in full where it hears something', async () => {
    const followed = { words: [0.95, 0.01], groups: [0.01, 0.01] } as const;
    expect(await signalsOf({ ...followed, concern: 0.05 })).toEqual([['model/surveillance', 1]]);
    expect(await signalsOf({ ...followed, concern: 0.3 })).toEqual([['model/surveillance', 2]]);
  });

  it('counts in full where they are words of self-harm, since what is missed there cannot be made good', async () => {
    const dark = { words: [0.01, 0.95], groups: [0.01, 0.01] } as const;
    expect(await signalsOf({ ...dark, concern: 0.05 })).toEqual([['model/self-harm', 2]]);
  });
});

describe('What both readers raise', () => {
  it('is one signal of a kind', async () => {
    const heard = await signalsOf({ words: [0.01, 0.95], concern: 0.9, groups: [0.01, 0.9] });
    expect(heard).toEqual([['model/self-harm', 2]]);
  });

  it('is of one kind in a passage: what is surely a threat is no self-harm as well', async () => {
    const heard = await signalsOf({ words: [0.01, 0.01], concern: 0.9, groups: [0.6, 0.4] });
    expect(heard).toEqual([['model/surveillance', 2]]);
  });

  it('is nothing where neither hears anything', async () => {
    expect(await signalsOf({ words: [0.01, 0.01], concern: 0.05, groups: [0.01, 0.01] })).toEqual([]);
  });
});
