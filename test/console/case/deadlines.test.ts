import { describe, expect, it } from 'vitest';
import type { CaseView } from '../../../console/api/types.ts';
import { deadlinesOf } from '../../../console/case/deadlines.ts';

const at = (hour: number) => `2026-07-15T${hour}:00:00.000Z`;
const waitsFor = (acknowledgeDueAt: string | null, clocks: Partial<CaseView['clocks']>) =>
  deadlinesOf({
    acknowledgeDueAt,
    clocks: { firstAction: null, review: null, lookAgainAt: null, ...clocks },
  } as CaseView);

describe('what a case is waited for', () => {
  it('is nothing where no clock runs', () => {
    expect(waitsFor(null, {})).toEqual([]);
  });

  it('is of a closed case that is watched to be looked at again', () => {
    expect(waitsFor(null, { lookAgainAt: at(19) })).toEqual([{ label: 'Look at it again', at: at(19) }]);
  });

  it('has in front what runs out first, whatever it is', () => {
    const clocks = { firstAction: { dueAt: at(18) }, review: { dueAt: at(16) } } as CaseView['clocks'];
    expect(waitsFor(at(17), clocks)).toEqual([
      { label: 'Look at it again', at: at(16) },
      { label: 'Acknowledge', at: at(17) },
      { label: 'First action', at: at(18) },
    ]);
  });
});
