import { describe, expect, it } from 'vitest';
import { bothSay, meanOdds } from '../../../../functions/score/model/both-say.ts';

describe('What two views say together', () => {
  it('is about what the lower of them says', () => {
    expect(bothSay(6, -2)).toBeCloseTo(-2, 2);
    expect(bothSay(-2, 6)).toBe(bothSay(6, -2));
  });

  it('is less than either, and rises with each', () => {
    expect(bothSay(1, 1)).toBeLessThan(1);
    expect(bothSay(1, 1.5)).toBeGreaterThan(bothSay(1, 1));
    expect(bothSay(1.5, 1)).toBeGreaterThan(bothSay(1, 1));
  });

  it('is a number for views that are as sure as can be', () => {
    expect(bothSay(-800, 800)).toBe(-800);
    expect(bothSay(800, 800)).toBeCloseTo(800 - Math.log(2));
  });
});

describe('The mean of two views', () => {
  it('is half way between them, whichever comes first', () => {
    expect(meanOdds(2, -1)).toBe(0.5);
    expect(meanOdds(-1, 2)).toBe(0.5);
  });
});
