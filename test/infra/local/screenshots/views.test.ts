import { describe, expect, it } from 'vitest';
import type { CaseState } from '../../../../functions/contracts/case.ts';
import { casesToShow, nameOf, pagesOf } from '../../../../infra/local/screenshots/views.ts';

const caseOf = (caseId: string, lane: string, contacts: number) =>
  ({ caseId, lane, contacts: Array.from({ length: contacts }) }) as unknown as CaseState;

describe('what is photographed', () => {
  it('is every page that a role is led to, and none that it is not', () => {
    const paths = pagesOf('supervisor').map(({ path }) => path);
    expect(paths).toContain('/');
    expect(paths).not.toContain('/audit');
    expect(pagesOf('auditor').map(({ path }) => path)).toContain('/audit');
  });

  it('is the longest case, and the longest of each lane that it is not in', () => {
    const { whole, others } = casesToShow([
      caseOf('a', 'security', 1),
      caseOf('b', 'security', 7),
      caseOf('c', 'crisis', 1),
      caseOf('d', 'crisis', 2),
      caseOf('e', 'hr', 1),
    ]);
    expect([whole?.caseId, others.map(({ caseId }) => caseId)]).toEqual(['b', ['d', 'e']]);
  });

  it('is no case where a role has none', () => {
    expect(casesToShow([])).toEqual({ whole: null, others: [] });
  });

  it('is in a file that is called after its heading', () => {
    expect(nameOf('Evidence and packets (3)')).toBe('evidence-and-packets-3');
  });
});
