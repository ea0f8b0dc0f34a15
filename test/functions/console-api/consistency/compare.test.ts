import { describe, expect, it } from 'vitest';
import type { CaseFacts } from '../../../../functions/console-api/consistency/case-facts.ts';
import { groupsOf, isTooSmall, outliersOf, timesOf } from '../../../../functions/console-api/consistency/compare.ts';
import { reportOf } from '../../../../functions/console-api/consistency/report.ts';
import { consistencyCsv } from '../../../../functions/console-api/consistency/report-csv.ts';
import { distances, median, medianDeviation } from '../../../../functions/console-api/consistency/robust.ts';

let number = 0;
function facts(over: Partial<CaseFacts> = {}, acknowledge: number | null = 10): CaseFacts {
  number++;
  return {
    caseId: `case-${number}`,
    caseNumber: `UT-0000-${String(number).padStart(4, '0')}`,
    openedAt: '2026-07-15T14:00:00.000Z',
    priority: 'P2',
    purpose: 'threat-and-pursuit',
    categories: ['wish-harm'],
    disposition: 'credible-monitor',
    minutes: { acknowledge, 'first-action': null, close: null },
    closedBy: 'Samuel Greer',
    ...over,
  };
}
const many = (count: number, make: (n: number) => CaseFacts): CaseFacts[] =>
  Array.from({ length: count }, (_, n) => make(n));
const PERIOD = { from: '2026-07-01T00:00:00.000Z', to: '2026-08-01T00:00:00.000Z' };

describe('what is usual', () => {
  it('is the middle, which one extreme value does not move', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([1, 2, 3, 1000])).toBe(2.5);
    expect(medianDeviation([1, 2, 3, 4, 1000])).toBe(1);
    expect(() => median([])).toThrow(RangeError);
  });

  it('leaves a value far off far off even where more than half of the others are equal', () => {
    const far = distances([10, 10, 10, 10, 10, 10, 10, 10, 10, 600]);
    expect(far[0]).toBe(0);
    expect(far.at(-1)).toBeGreaterThan(3.5);
    expect(distances([5, 5, 5])).toEqual([0, 0, 0]);
  });
});

describe('similar cases', () => {
  it('are those of one priority, with the same categories, for the same purpose', () => {
    const groups = groupsOf([
      facts(),
      facts(),
      facts({ priority: 'P1' }),
      facts({ purpose: 'abuse' }),
      facts({ categories: ['ultimatum', 'wish-harm'] }),
    ]);
    expect(groups.map(({ cases }) => cases.length).sort()).toEqual([1, 1, 1, 2]);
  });

  it('show the one that waited for hours where the others waited for minutes, with the figures', () => {
    const [group] = groupsOf([...many(9, (n) => facts({}, 8 + n)), facts({}, 900)]);
    const found = outliersOf(group as never);
    expect(found).toHaveLength(1);
    expect(found[0]?.why).toMatch(
      /^900 minutes to acknowledge, where the median of 10 cases alike is 12.5: [\d.]+ spreads longer\.$/,
    );
  });

  it('show the one that was closed otherwise than nearly all like it', () => {
    const odd = facts({ disposition: 'not-a-threat' });
    const [group] = groupsOf([...many(9, () => facts()), odd]);
    expect(outliersOf(group as never)).toEqual([
      expect.objectContaining({
        facts: odd,
        measure: 'disposition',
        why: 'Closed as not-a-threat, where 9 of 10 cases alike were closed as credible-monitor.',
      }),
    ]);
  });

  it('say that they are too few rather than pretend', () => {
    const [group] = groupsOf([...many(6, () => facts()), facts({ disposition: 'not-a-threat' }, 5000)]);
    expect(isTooSmall(group as never)).toBe(true);
    expect(outliersOf(group as never)).toEqual([]);
    expect(timesOf(group?.cases ?? [], 'acknowledge')).toEqual({ cases: 7, median: null, medianDeviation: null });
  });
});

describe('the report', () => {
  it('names no outlier that its reader may not see, and says how many there are', () => {
    const [seen, withheld] = [facts({}, 3000), facts({}, 3000)];
    const all = [...many(18, (n) => facts({}, 8 + (n % 4))), seen, withheld];
    const report = reportOf(all, PERIOD, { maySee: ({ caseId }) => caseId === seen.caseId, seesNames: false });
    expect(report.outliers.map(({ caseNumber, closedBy }) => [caseNumber, closedBy])).toEqual([
      [seen.caseNumber, null],
    ]);
    expect(report.outliersWithheld).toBe(1);
    expect(report.byCategory.map(({ category, cases }) => [category, cases])).toEqual([['wish-harm', 20]]);
    expect(JSON.stringify(report)).not.toContain(withheld.caseNumber);
  });

  it('as a table runs no formula in a spreadsheet', () => {
    const report = reportOf(
      [...many(9, () => facts({}, 10)), facts({ closedBy: '=HYPERLINK("http://x")' }, 4000)],
      PERIOD,
      {
        maySee: () => true,
        seesNames: true,
      },
    );
    const table = consistencyCsv(report);
    expect(table).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(
      new Set(
        table
          .trim()
          .split('\r\n')
          .map((line) => line.split('","').length),
      ),
    ).toEqual(new Set([14]));
  });
});
