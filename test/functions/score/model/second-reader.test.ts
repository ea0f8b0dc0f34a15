import { beforeAll, describe, expect, it } from 'vitest';
import type { LabelledText } from '../../../../bench/training/labelled-text.ts';
import { passagesToLearn, SECOND_READER_OPTIONS, trainSecondReader } from '../../../../bench/training/second-reader.ts';
import { loadEncoder } from '../../../../functions/score/load-encoder.ts';
import { ModelError } from '../../../../functions/score/model/model.ts';
import { passagesOf, passageText } from '../../../../functions/score/model/passages.ts';
import { createSecondReader } from '../../../../functions/score/model/second-reader.ts';
import { normalize } from '../../../../functions/score/normalize/normalize.ts';

const ANIMALS = ['dog', 'cat', 'horse', 'rabbit', 'sheep', 'goat', 'hamster', 'parrot'];
const PLACES = ['house', 'flat', 'cottage', 'villa', 'apartment', 'cabin', 'bungalow', 'hut'];
const QUIET = { violence: 0, 'self-harm': 0, sexual: 0, 'protected-trait': 0, abuse: 0, surveillance: 0 } as const;

/** Stands for concern and its twin: talk of animals and talk of dwellings, of which only some words are ever shown. */
const ROWS: LabelledText[] = Array.from({ length: 96 }, (_, index) => {
  const concern = index % 2 === 0;
  const words = concern ? ANIMALS : PLACES;
  return {
    id: String(index),
    source: 'corpus',
    text: `I have seen a ${words[(index >> 1) % 6]} and a ${words[(index * 7 + 3) % 6]}, number ${index}`,
    labels: { ...QUIET, surveillance: concern ? 1 : 0 },
  };
});

const encoder = loadEncoder();
/** So few rows make one update of the network an epoch. */
const OPTIONS = {
  ...SECOND_READER_OPTIONS,
  epochs: 12,
  fits: 1,
  depth: { ...SECOND_READER_OPTIONS.depth, units: 8, epochs: 40 },
};
let bytes: Buffer;

async function trained(): Promise<Buffer> {
  const passages = passagesToLearn(ROWS);
  const depths = await encoder.encodeInDepth(passages.map(({ text }) => text));
  return trainSecondReader(passages, depths, 'second-reader@test', encoder.version, OPTIONS);
}

beforeAll(async () => {
  bytes = await trained();
}, 120_000);

async function concernOf(words: string): Promise<number> {
  const text = normalize(words);
  const range = { first: 0, last: text.tokens.length };
  const [reading] = await createSecondReader(bytes, encoder).read([
    { tokens: text.tokens, range, text: passageText(text, range) },
  ]);
  return reading?.concern ?? Number.NaN;
}

describe('The second reader', () => {
  it('knows by their meaning words that it was never taught', async () => {
    expect(await concernOf('I have seen a hamster and a parrot')).toBeGreaterThan(
      await concernOf('I have seen a bungalow and a hut'),
    );
  });

  it('is the same to the byte when it is trained again on the same passages', async () => {
    expect((await trained()).equals(bytes)).toBe(true);
  });

  it('is an error, and never a score of zero, when its file is damaged or was made for another encoder', () => {
    for (const damaged of [new Uint8Array(), bytes.subarray(0, bytes.length - 1), Buffer.from('{"format":3}\nhello')]) {
      expect(() => createSecondReader(damaged, encoder)).toThrow(ModelError);
    }
    expect(() => createSecondReader(bytes, { ...encoder, version: 'another@1' })).toThrow(/another@1/);
  });
});

describe('The passages of a text', () => {
  it('are all of a short text, with disguises undone and each sentence stopped', () => {
    const text = normalize('W4tch your b-a-c-k, Tom! I will. Bye');
    const [passage] = passagesOf(text);
    expect(passagesOf(text)).toHaveLength(1);
    expect(passageText(text, passage ?? { first: 0, last: 0 })).toMatch(/^watch your back.*! i will\. bye\.$/);
  });

  it.each([
    ['sentences of ten words', 'one two three four five six seven eight nine ten. '.repeat(60)],
    ['one sentence without an end', 'word '.repeat(700)],
    ['a long sentence among short ones', `Yes. No. ${'and then '.repeat(150)}. Yes. No.`],
  ])('hold every word of a long text, and no word more than three times: %s', (_, words) => {
    const text = normalize(words);
    const times = new Array(text.tokens.length).fill(0);
    for (const { first, last } of passagesOf(text)) {
      expect(last - first).toBeGreaterThan(0);
      expect(last - first).toBeLessThanOrEqual(70);
      for (let at = first; at < last; at++) times[at]++;
    }
    expect(Math.min(...times)).toBeGreaterThanOrEqual(1);
    expect(Math.max(...times)).toBeLessThanOrEqual(3);
  });

  it('are none of a text without words', () => {
    expect(passagesOf(normalize(' … '))).toEqual([]);
  });
});
