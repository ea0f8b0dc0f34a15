import { describe, expect, it } from 'vitest';
import { onePairIn } from '../../../bench/quality/own-corpus.ts';
import type { CorpusRow } from '../../../bench/training/labelled-text.ts';

const row = (id: number, pair: number): CorpusRow => ({
  id: `letters-${id}`,
  pair: `letters-${pair}`,
  file: 'letters',
  text: `text ${id}`,
  groups: [],
  kind: 'ordinary',
});

describe('one pair in so many of our own corpus', () => {
  const rows = [row(1, 1), row(2, 1), row(3, 3), row(4, 4), row(5, 4), row(6, 6)];

  it('has both halves of each pair that is taken', () => {
    expect(onePairIn(2, rows).map(({ id }) => id)).toEqual(['letters-1', 'letters-2', 'letters-4', 'letters-5']);
  });

  it('is all of them where every pair is asked for', () => {
    expect(onePairIn(1, rows)).toEqual(rows);
  });
});
