import { describe, expect, it } from 'vitest';
import { reliabilityTable } from '../../../bench/quality/reliability.ts';

describe('A reliability table', () => {
  it('sets what was said beside what was so, bin by bin', () => {
    const rows = [0.5, 0.5, 0.5, 0.5].map((score, index) => ({ score, positive: index === 0 }));
    expect(reliabilityTable(rows).at(-1)).toBe('| 0.4–0.6 | 4 | 0.500 | 0.250 |');
  });

  it('counts a score of 1 and every other score once', () => {
    const rows = [0, 0.01, 0.2, 0.6, 1].map((score) => ({ score, positive: true }));
    const counted = reliabilityTable(rows)
      .slice(2)
      .map((line) => Number(line.split('|')[2]));
    expect(counted.reduce((sum, count) => sum + count, 0)).toBe(rows.length);
  });
});
