import { describe, expect, it } from 'vitest';
import type { LabelledText } from '../../../bench/training/labelled-text.ts';
import {
  firstMeanings,
  passagesToLearn,
  SECOND_READER_OPTIONS,
  tellingPassages,
} from '../../../bench/training/second-reader.ts';
import { MEANING_SIZE } from '../../../functions/score/model/sentence-encoder.ts';

const row = (text: string, violence: 0 | 1, source = 'corpus'): LabelledText => ({
  id: text.slice(0, 20),
  source,
  file: source,
  text,
  labels: { violence },
});

const ORDINARY =
  'The meter was read on a Tuesday and the bill came to more than in any month before, although nobody was at home.';
const MENACE = 'Count the steps to your car tonight, one of us will.';
const long = (...sentences: string[]) => sentences.join(' ');

const told = (rows: readonly LabelledText[]) => {
  const passages = passagesToLearn(rows);
  const telling = tellingPassages(
    passages,
    passages.map(() => new Float32Array(MEANING_SIZE)),
    SECOND_READER_OPTIONS,
  );
  return passages.map(({ text }, index) => ({ text, tells: telling[index] }));
};

const SHORT = [
  ...Array.from({ length: 8 }, (_, at) => row(`${MENACE} I know it will be ${at} o'clock.`, 1)),
  ...Array.from({ length: 8 }, (_, at) => row(`${ORDINARY} It was ${at} o'clock.`, 0)),
];

describe('passages that tell what their text is labelled as', () => {
  it('are all of a text of one passage, and all of a harmless one', () => {
    const found = told([...SHORT, row(long(ORDINARY, ORDINARY, ORDINARY, ORDINARY, ORDINARY), 0)]);
    expect(found.length).toBeGreaterThan(SHORT.length + 1);
    expect(found.every(({ tells }) => tells)).toBe(true);
  });

  it('are of a long letter of concern the one in which the concern is, wherever that is', () => {
    for (const letter of [
      long(ORDINARY, ORDINARY, ORDINARY, ORDINARY, MENACE),
      long(MENACE, ORDINARY, ORDINARY, ORDINARY, ORDINARY),
    ]) {
      const found = told([...SHORT, row(letter, 1)]).slice(SHORT.length);
      expect(found.length).toBeGreaterThan(1);
      const telling = found.filter(({ tells }) => tells);
      expect(telling).toHaveLength(1);
      expect(telling[0]?.text).toContain('count the steps');
    }
  });
});

describe('what the teacher of the first reader sees of a text', () => {
  it('is the meaning of its first passage, and nothing of a text that is not read', () => {
    const large = (text: string) => row(text, 0, 'jigsaw20k');
    const rows = [
      large('The first of six is read.'),
      large('The second is not.'),
      row(long(ORDINARY, ORDINARY, ORDINARY, ORDINARY, ORDINARY), 0),
    ];
    const passages = passagesToLearn(rows);
    expect(passages.map(({ of }) => of)).toEqual([0, 2, 2]);
    const meanings = passages.map((_, index) => Float32Array.of(index));
    expect(firstMeanings(passages, meanings, rows.length)).toEqual([meanings[0], undefined, meanings[1]]);
  });
});
