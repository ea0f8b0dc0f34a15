import { beforeAll, describe, expect, it } from 'vitest';
import type { LabelledText } from '../../../../bench/training/labelled-text.ts';
import { passagesToLearn, SECOND_READER_OPTIONS, trainSecondReader } from '../../../../bench/training/second-reader.ts';
import { loadEncoder } from '../../../../functions/score/load-encoder.ts';
import { ModelError } from '../../../../functions/score/model/model.ts';
import { passagesOf, passageText } from '../../../../functions/score/model/passages.ts';
import { CLOSE_LOOK_FROM, createSecondReader } from '../../../../functions/score/model/second-reader.ts';
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
    file: 'animals',
    text: `I have seen a ${words[(index >> 1) % 6]} and a ${words[(index * 7 + 3) % 6]}, number ${index}`,
    labels: { ...QUIET, surveillance: concern ? 1 : 0 },
  };
});

/** Knows of the animals those that are shown, as a close encoder would that was tuned on them. */
const close = {
  version: 'close@test',
  async concernOf(texts: readonly string[]) {
    const known = (text: string, words: readonly string[]) => words.slice(0, 6).filter((word) => text.includes(word));
    return Float32Array.from(texts, (text) => known(text, ANIMALS).length - known(text, PLACES).length);
  },
};
const encoders = { sentences: loadEncoder(), close };
const OPTIONS = { ...SECOND_READER_OPTIONS, epochs: 12 };
let bytes: Buffer;

async function trained(): Promise<Buffer> {
  const passages = passagesToLearn(ROWS);
  const { sentences } = encoders;
  const meanings = await sentences.encode(passages.map(({ text }) => text));
  const parts = { version: 'second-reader@test', encoder: sentences.version, closeEncoder: close.version };
  const lookClosely = async (texts: readonly string[]) => [...(await close.concernOf(texts))];
  return trainSecondReader(passages, meanings, { ...parts, lookClosely }, OPTIONS);
}

beforeAll(async () => {
  bytes = await trained();
}, 120_000);

async function concernOf(words: string): Promise<number> {
  const text = normalize(words);
  const range = { first: 0, last: text.tokens.length };
  const [reading] = await createSecondReader(bytes, encoders).read([
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
    for (const damaged of [new Uint8Array(), bytes.subarray(0, bytes.length - 1), Buffer.from('{"format":2}\nhello')]) {
      expect(() => createSecondReader(damaged, encoders)).toThrow(ModelError);
    }
    for (const encoder of ['sentences', 'close'] as const) {
      const others = { ...encoders, [encoder]: { ...encoders[encoder], version: 'another@1' } };
      expect(() => createSecondReader(bytes, others)).toThrow(/another@1/);
    }
  });

  it('looks closely only at what may be of concern, and has the cheaper reading of the rest', async () => {
    const asked: string[][] = [];
    const heard = {
      ...close,
      concernOf: (texts: readonly string[]) => {
        asked.push([...texts]);
        return close.concernOf(texts);
      },
    };
    const reader = createSecondReader(bytes, { ...encoders, close: heard });
    const passages = ['I have seen a dog and a horse', 'I have seen a house and a villa'].map((words) => {
      const text = normalize(words);
      const range = { first: 0, last: text.tokens.length };
      return { tokens: text.tokens, range, text: passageText(text, range) };
    });
    const [concern, none] = await reader.read(passages);
    expect(asked).toEqual([[passages[0]?.text]]);
    expect(none?.concern).toBeLessThan(CLOSE_LOOK_FROM);
    expect(concern?.concern).toBeGreaterThan(none?.concern ?? 0);
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
