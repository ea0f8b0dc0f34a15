import { describe, expect, it } from 'vitest';
import type { LabelledText } from '../../../../bench/training/labelled-text.ts';
import { train } from '../../../../bench/training/logistic.ts';
import { createModel, ModelError } from '../../../../functions/score/model/model.ts';
import { normalize } from '../../../../functions/score/normalize/normalize.ts';

const QUIET = {
  violence: 0,
  'self-harm': 0,
  sexual: 0,
  'protected-trait': 0,
  abuse: 0,
  surveillance: 0,
  'personal-report': 0,
} as const;

/** A world of two kinds of text, which a linear model tells apart. */
const ROWS: LabelledText[] = Array.from({ length: 120 }, (_, index) => ({
  id: String(index),
  source: index % 3 === 0 ? 'one' : 'two',
  file: 'rows',
  text: index % 2 === 0 ? `my parcel number ${index} is late` : `watch your back tonight ${index}`,
  labels: { ...QUIET, violence: index % 2 === 0 ? 0 : 1 },
}));

const bytes = train(ROWS, 'model@test');
const scoreOf = (text: string) => {
  const { tokens } = normalize(text);
  return createModel(bytes).score(tokens, 0, tokens.length)[0] ?? Number.NaN;
};

describe('The model', () => {
  it('scores what it was taught to hear above what it was taught to pass', () => {
    expect(scoreOf('you had better watch your back')).toBeGreaterThan(0.5);
    expect(scoreOf('where is my parcel')).toBeLessThan(0.5);
  });

  it('says which words carried a score', () => {
    const { tokens } = normalize('my parcel is late so watch your back');
    const carried = createModel(bytes).explain(tokens, 0, tokens.length, 0);
    const heaviest = tokens[carried.indexOf(Math.max(...carried))]?.text;
    expect(['watch', 'your', 'back']).toContain(heaviest);
  });

  it('is the same to the byte when it is trained again on the same rows', () => {
    expect(train(ROWS, 'model@test').equals(bytes)).toBe(true);
  });

  it('keeps under 2 MB', () => {
    expect(bytes.length).toBeLessThan(2 * 1024 * 1024);
  });

  it.each([
    ['is empty', new Uint8Array()],
    ['is cut short', bytes.subarray(0, bytes.length - 1)],
    ['has a header of another format', Buffer.from('{"format":2,"groups":[{}]}\n')],
    ['is not a model', Buffer.from('hello\nworld')],
  ])('is an error, and never a score of zero, when the file %s', (_, damaged) => {
    expect(() => createModel(damaged)).toThrow(ModelError);
  });
});
