import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Turn } from '../../../../functions/contracts/contact.ts';
import { logOdds } from '../../../../functions/score/model/log-odds.ts';
import type { Model } from '../../../../functions/score/model/model.ts';
import { readModel } from '../../../../functions/score/model/read-model.ts';
import type { SecondReader } from '../../../../functions/score/model/second-reader.ts';
import { normalize } from '../../../../functions/score/normalize/normalize.ts';
import { readPolicy } from '../../../../infra/assets/policy.ts';

const policy = readPolicy(join(import.meta.dirname, '../../../../rules/policy.yml'));
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
  const secondReader: SecondReader = {
    version: 'second-reader@test',
    groups: GROUPS,
    wordsConcern: () => 0,
    explain: (_, { first, last }) => new Float64Array(last - first),
    lookClosely: async (texts) => new Float32Array(texts.length),
    read: async (passages) =>
      passages.map(() => ({ concern: logOdds(concern), groups: Float64Array.from(groups, logOdds) })),
  };
  const versions = { rules: 'rules@test', model: 'model@test', policy: 'policy@test' };
  const text = 'This is what somebody wrote.';
  const turns = [{ turn: { index: 0, text } as Turn, text: normalize(text) }];
  const { signals } = await readModel(turns, [], false, { model, secondReader, policy, versions } as never);
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
