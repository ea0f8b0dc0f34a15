import { useQuery } from '@tanstack/react-query';
import type { DispositionRule } from '../../functions/contracts/disposition-rule.ts';
import type { Disposition } from '../../functions/contracts/vocabulary.ts';
import { useSignedIn } from '../session/session-gate.tsx';

type Rule = DispositionRule & { readonly disposition: Disposition };

/** How a case may be closed, in the order of the policy; null until it is there. */
export function useDispositions(): readonly Rule[] | null {
  const { api } = useSignedIn();
  const { data } = useQuery({
    queryKey: ['dispositions'],
    queryFn: ({ signal }) => api.ask<{ dispositions: Rule[] }>('/api/dispositions', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data?.body.dispositions ?? null;
}
