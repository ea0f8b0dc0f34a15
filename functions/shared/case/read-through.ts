import type { CaseState } from '../../contracts/case.ts';
import type { CaseStore } from './store.ts';
import type { CaseListing, CasePage } from './summary.ts';

/**
 * Reads the index of cases through, one status after the other, page by page. A case whose status changes meanwhile is in the lists of both:
 * it is given once, as it was found first. Eventually consistent, as the index is: read a case before acting on it.
 */
export async function* pagesOfCases(
  store: Pick<CaseStore, 'list'>,
  statuses: readonly CaseState['status'][],
  listing: Omit<CaseListing, 'status' | 'cursor'>,
): AsyncGenerator<Omit<CasePage, 'cursor'>> {
  const given = new Set<string>();
  const isNew = (caseId: string): boolean => {
    const before = given.size;
    return given.add(caseId).size > before;
  };
  for (const status of statuses) {
    let cursor: string | undefined;
    do {
      const page = await store.list({ ...listing, status, cursor });
      yield {
        summaries: page.summaries.filter(({ caseId }) => isNew(caseId)),
        unreadable: page.unreadable.filter(isNew),
      };
      cursor = page.cursor ?? undefined;
    } while (cursor !== undefined);
  }
}
