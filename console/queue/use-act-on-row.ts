import { useQueryClient } from '@tanstack/react-query';
import type { CaseRow, CaseView } from '../api/types.ts';
import { useFlashes } from '../layout/flashes.tsx';
import { useSignedIn } from '../session/session-gate.tsx';

const DONE = { acknowledge: 'acknowledged', claim: 'yours' } as const;

/**
 * Acts on a case of the queue as it is now, which may be later than its row: it is looked at for its version, and that look is on its record.
 * What cannot be done any more, or crosses with what somebody else does, is refused, and the queue is read again.
 */
export function useActOnRow() {
  const { api } = useSignedIn();
  const { say } = useFlashes();
  const queries = useQueryClient();
  return async (what: 'acknowledge' | 'claim', { caseId, caseNumber }: CaseRow) => {
    try {
      const { etag } = await api.ask<CaseView>(`/api/cases/${caseId}`);
      await api.ask(`/api/cases/${caseId}/${what}`, { method: 'POST', ifMatch: etag ?? '*', body: {} });
      say({ type: 'success', content: `${caseNumber} is ${DONE[what]}.` });
    } catch (error) {
      say({ type: 'error', header: caseNumber, content: (error as Error).message });
    }
    await queries.invalidateQueries({ queryKey: ['cases'] });
  };
}
