import { useQueryClient } from '@tanstack/react-query';
import type { CaseRow, CaseView } from '../api/types.ts';
import { useFlashes } from '../layout/flashes.tsx';
import { useSignedIn } from '../session/session-gate.tsx';

const DONE = { acknowledge: 'acknowledged', claim: 'yours' } as const;

/** Acts on a case from the queue. What the row showed is what is acted on: where the case has changed, it is refused and shown as it is. */
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
