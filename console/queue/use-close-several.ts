import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { ApiProblem, newKey } from '../api/client.ts';
import type { CaseRow, CaseView } from '../api/types.ts';
import { useSignedIn } from '../session/session-gate.tsx';

export type HowToClose =
  | { readonly as: 'disposition'; readonly disposition: string; readonly facts: Readonly<Record<string, string>> }
  | { readonly as: 'duplicate'; readonly of: string; readonly reason: string };

/** What became of one case; null: it is closed, else why it stays. */
export interface Outcome {
  readonly row: CaseRow;
  readonly detail: string | null;
}

interface Answer {
  readonly cases: readonly { readonly caseId: string; readonly status: number; readonly detail: string | null }[];
}

/** Closes cases of the queue as they are now: each is looked at for its version, and that look is on its record. */
export function useCloseSeveral() {
  const { api } = useSignedIn();
  const queries = useQueryClient();
  const key = useRef(newKey());
  return useMutation({
    mutationFn: async ({ cases, how }: { cases: readonly CaseRow[]; how: HowToClose }): Promise<Outcome[]> => {
      const refused = new Map<string, string>();
      const asked: { caseId: string; version: number }[] = [];
      for (const { caseId } of cases) {
        try {
          const { body } = await api.ask<CaseView>(`/api/cases/${caseId}`);
          asked.push({ caseId, version: body.version });
        } catch (error) {
          // One that is not there any more keeps none of the others.
          if (!(error instanceof ApiProblem)) throw error;
          refused.set(caseId, error.message);
        }
      }
      if (asked.length > 0) {
        const body = { ...how, cases: asked };
        const answer = await api.ask<Answer>('/api/cases/close-many', {
          method: 'POST',
          idempotencyKey: key.current,
          body,
        });
        for (const { caseId, status, detail } of answer.body.cases) {
          if (status !== 200) refused.set(caseId, detail ?? `It was refused with ${status}.`);
        }
      }
      return cases.map((row) => ({ row, detail: refused.get(row.caseId) ?? null }));
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['cases'] }),
  });
}
