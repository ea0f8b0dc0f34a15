import { describe, expect, it } from 'vitest';
import { reliability } from '../../../bench/quality/reliability.ts';

describe('A reliability curve', () => {
  it('sets what was said beside what was so, bin by bin', () => {
    const rows = [0.5, 0.5, 0.5, 0.5].map((score, index) => ({ score, positive: index === 0 }));
    expect(reliability(rows)).toEqual([{ from: 0.4, to: 0.6, texts: 4, meanSaid: 0.5, sharePositive: 0.25 }]);
  });

  it('counts a score of 1 and every other score once', () => {
    const rows = [0, 0.01, 0.2, 0.6, 1].map((score) => ({ score, positive: true }));
    expect(reliability(rows).reduce((sum, { texts }) => sum + texts, 0)).toBe(rows.length);
  });
});
