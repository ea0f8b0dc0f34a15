import { describe, expect, it } from 'vitest';
import { between, calibrated } from '../../../../functions/score/model/calibration.ts';

describe('What is between two views', () => {
  it('is as near to the other as its share is great', () => {
    expect(between(2, -1, 0)).toBe(2);
    expect(between(2, -1, 0.5)).toBe(0.5);
    expect(between(2, -1, 1)).toBe(-1);
  });
});

describe('A calibrated view', () => {
  it('is stretched and moved', () => {
    expect(calibrated({ slope: 2, intercept: -1 }, 3)).toBe(5);
  });
});
