import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Answer, ApiProblem } from '../api/client.ts';
import type { CaseView } from '../api/types.ts';
import { useFlashes } from '../layout/flashes.tsx';
import { useSignedIn } from '../session/session-gate.tsx';

const keyOf = (caseId: string) => ['case', caseId];

/** A case as this person may see it, looked at again while it is open before them. */
export function useCase(caseId: string) {
  const { api } = useSignedIn();
  return useQuery({
    queryKey: keyOf(caseId),
    queryFn: ({ signal }) => api.ask<CaseView>(`/api/cases/${caseId}`, { signal }),
    // Each look is on the case's record: often enough to see what others do, and not every second.
    refetchInterval: 30_000,
  });
}

export interface Change {
  /** Below `/api/cases/{caseId}`, such as `/acknowledge`. */
  readonly path: string;
  readonly method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body: unknown;
  /** What to say when it is done. */
  readonly done: string;
}

/**
 * Changes a case as it is before the person. Where somebody else changed it meanwhile nothing is lost: the page shows the case as it is
 * now and says what changed, and the person decides again.
 */
export function useChangeCase(caseId: string) {
  const { api } = useSignedIn();
  const { say } = useFlashes();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ path, method = 'POST', body }: Change) => {
      const seen = queries.getQueryData<Answer<CaseView>>(keyOf(caseId));
      return api.ask<CaseView>(`/api/cases/${caseId}${path}`, { method, body, ifMatch: seen?.etag ?? '*' });
    },
    onSuccess: (answer, { done }) => {
      queries.setQueryData(keyOf(caseId), answer);
      void queries.invalidateQueries({ queryKey: ['cases'] });
      say({ type: 'success', content: done });
    },
    onError: (error) => {
      say({
        type: 'error',
        header: error instanceof ApiProblem ? error.problem.title : 'It did not reach the server',
        content: error.message,
      });
      if (error instanceof ApiProblem && error.status === 409)
        void queries.invalidateQueries({ queryKey: keyOf(caseId) });
    },
  });
}
