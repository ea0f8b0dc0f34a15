import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { CaseState } from '../../../../functions/contracts/case.ts';
import type { Policy } from '../../../../functions/contracts/policy.ts';
import { type Summary, summaryText } from '../../../../infra/local/start/summary.ts';

const policy = { priorities: { P0: {}, P1: {}, P2: {}, P3: {} } } as unknown as Policy;
const state = (caseNumber: string, priority: string, why: string): CaseState =>
  ({
    caseNumber,
    priority,
    lane: 'security',
    contacts: [{}, {}],
    told: [{}],
    reasons: [{ row: 'x', why }],
  }) as unknown as CaseState;

describe('the table at the end', () => {
  const summary: Summary = {
    contacts: 12,
    flagged: 5,
    unscored: 1,
    cases: [
      state('UT-0000-0001', 'P0', 'A bomb.'),
      state('UT-0000-0002', 'P2', 'A pattern over four weeks that is long enough to wrap.'),
    ],
    notifications: 7,
  };

  it('names each case with its priority and why, and counts what was read, flagged, told and left to people', () => {
    const text = stripVTControlCharacters(summaryText(summary, policy, 3.21));
    for (const part of [
      'UT-0000-0001',
      'P0',
      'A bomb.',
      'Contacts read',
      '12',
      'Flagged',
      '(1 × P0, 1 × P2)',
      '3.2 s',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('fits the terminal', () => {
    for (const columns of [80, 100, 200]) {
      const widest = Math.max(
        ...stripVTControlCharacters(summaryText(summary, policy, 1, columns))
          .split('\n')
          .map((line) => line.length),
      );
      expect(widest).toBeLessThanOrEqual(Math.max(80, Math.min(columns, 120)));
    }
  });

  it('without a case says so by the numbers alone', () => {
    const none = stripVTControlCharacters(summaryText({ ...summary, cases: [] }, policy, 1));
    expect(none).not.toContain('│');
    expect(none).toMatch(/Cases\s+0/);
  });
});
