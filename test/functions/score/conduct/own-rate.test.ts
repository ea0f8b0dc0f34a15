import { describe, expect, it } from 'vitest';
import type { Counted } from '../../../../functions/score/conduct/counted.ts';
import { ownRate } from '../../../../functions/score/conduct/own-rate.ts';
import { DAY, START } from './sightings.ts';

const onDays = (...days: number[]) => days.map((day) => ({ time: START + day * DAY, countsAs: 1 }) as Counted);
const rateBefore = (day: number, windowDays: number, all: readonly Counted[]) =>
  ownRate(all, START + day * DAY, windowDays);

describe('The rate at which a subject wrote before a window', () => {
  it('is its acts by the days since the first of them, without those of the window', () => {
    expect(rateBefore(40, 7, onDays(0, 10, 20, 30, 41, 42, 43))).toBeCloseTo(4 / 40);
  });

  it('is not known from fewer than four acts', () => {
    expect(rateBefore(40, 7, onDays(0, 10, 20, 41))).toBeNull();
  });

  it('is not known of less time than the window is long', () => {
    expect(rateBefore(29, 30, onDays(0, 5, 10, 15))).toBeNull();
    expect(rateBefore(30, 30, onDays(0, 5, 10, 15))).not.toBeNull();
  });
});
