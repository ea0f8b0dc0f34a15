import { useQuery } from '@tanstack/react-query';
import type { DispositionRule } from '../../functions/contracts/disposition-rule.ts';
import type { Disposition } from '../../functions/contracts/vocabulary.ts';
import { useSignedIn } from '../session/session-gate.tsx';

type Rule = DispositionRule & { readonly disposition: Disposition };

interface Answer {
  readonly dispositions: Rule[];
  readonly limits: { readonly most_in_bulk: number };
}

/** How a case may be closed, in the order of the policy; null until it is there. */
export const useDispositions = (): readonly Rule[] | null => useClosing()?.dispositions ?? null;

/** How many cases may be closed at once at the most; null until it is there. */
export const useMostInBulk = (): number | null => useClosing()?.limits.most_in_bulk ?? null;

function useClosing(): Answer | undefined {
  const { api } = useSignedIn();
  const { data } = useQuery({
    queryKey: ['dispositions'],
    queryFn: ({ signal }) => api.ask<Answer>('/api/dispositions', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data?.body;
}
