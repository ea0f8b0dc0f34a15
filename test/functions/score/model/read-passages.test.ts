import { describe, expect, it } from 'vitest';
import type { Circumstances } from '../../../../functions/score/model/circumstances.ts';
import { logOdds } from '../../../../functions/score/model/log-odds.ts';
import { readPassages, selfHarmSignal } from '../../../../functions/score/model/read-passages.ts';
import { BESIDE, fakeReader, policy, turnsOf } from './fake-reader.ts';

const from = policy.concern.raise_self_harm_from;
const CALM: Circumstances = { besideDetection: false, explained: false, automated: false };

/** What is heard of each passage, by a word in it: of concern, and of self-harm. */
type Heard = Readonly<Record<string, { readonly concern: number; readonly selfHarm: number }>>;

const QUIET = { concern: 0.01, selfHarm: 0.01 };

const readerOf = (heard: Heard) =>
  fakeReader({
    groups: ['violence', 'self-harm'],
    lookClosely: async (texts) => Float32Array.from(texts, (text) => (text.includes('miss') ? 1 : 0)),
    read: async (passages) =>
      passages.map(({ text }) => {
        const { concern, selfHarm } = Object.entries(heard).find(([word]) => text.includes(word))?.[1] ?? QUIET;
        return { concern: logOdds(concern), groups: Float64Array.of(logOdds(0.05), logOdds(selfHarm)) };
      }),
  });

async function signalOf(text: string, heard: Heard, circumstances: Partial<Circumstances> = {}) {
  const secondReader = readerOf(heard);
  const reading = await readPassages(turnsOf(text), secondReader);
  if (reading === null) throw new Error('There is nothing to read.');
  return selfHarmSignal(reading, { ...CALM, ...circumstances }, { ...BESIDE, secondReader });
}

/** Further passages of words that tell nothing. */
const LONG = `${'The boiler was mended on Monday and the invoice came in the post. '.repeat(8)}\n\n`;

describe('Self-harm', () => {
  it('is raised where concern and self-harm are heard together, though neither would raise it', async () => {
    const text = 'They would not miss me, I have counted.';
    const both = await signalOf(text, { miss: { concern: 0.35, selfHarm: 0.35 } });
    expect(both).toMatchObject({ id: 'model/self-harm', category: 'self-harm', severity: 2 });
    expect(both?.confidence).toBeCloseTo(0.35, 5);
    expect(both?.span).toMatchObject({ turn: 0 });
    expect(await signalOf(text, { miss: { concern: 0.35, selfHarm: 0.05 } })).toBeNull();
    expect(await signalOf(text, { miss: { concern: 0.05, selfHarm: 0.35 } })).toBeNull();
  });

  it('is raised from the score of the policy on, halfway between the log-odds of both', async () => {
    const around = (selfHarm: number) => signalOf('They would not miss me.', { miss: { concern: from, selfHarm } });
    expect(await around(from + 0.01)).not.toBeNull();
    expect(await around(from - 0.01)).toBeNull();
  });

  it('takes more in mail that a machine or a list sent', async () => {
    const heard = { miss: { concern: 0.5, selfHarm: 0.5 } };
    expect(await signalOf('They would not miss me.', heard, { automated: true })).toBeNull();
    expect(await signalOf('They would not miss me.', heard)).not.toBeNull();
  });

  it('is not raised by concern alone, however sure: that may be a threat to somebody else', async () => {
    expect(await signalOf('They would miss him.', { miss: { concern: 0.99, selfHarm: 0.05 } })).toBeNull();
  });

  it('is marked in the passage that speaks of it, where another is of more concern', async () => {
    const text = `${LONG}They would not miss me.\n\n${LONG}I will break his arm.`;
    const signal = await signalOf(text, {
      miss: { concern: 0.6, selfHarm: 0.6 },
      break: { concern: 0.9, selfHarm: 0.01 },
    });
    expect(signal?.span && text.slice(signal.span.start, signal.span.end)).toContain('not miss me');
  });
});
