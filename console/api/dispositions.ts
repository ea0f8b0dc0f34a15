import { useQuery } from '@tanstack/react-query';
import type { DispositionRule } from '../../functions/contracts/disposition-rule.ts';
import type { Disposition } from '../../functions/contracts/vocabulary.ts';
import { useSignedIn } from '../session/session-gate.tsx';

type Rule = DispositionRule & { readonly disposition: Disposition };

interface Answer {
  readonly dispositions: Rule[];
  readonly limits: { readonly most_in_bulk: number };
}

interface Closing {
  /** How a case may be closed, in the order of the policy; null until it is there. */
  readonly dispositions: readonly Rule[] | null;
  /** How many cases may be closed at once at the most; null until it is there. */
  readonly mostInBulk: number | null;
  readonly error: Error | null;
}

/** What the policy says of how cases end. */
export function useClosing(): Closing {
  const { api } = useSignedIn();
  const { data, error } = useQuery({
    queryKey: ['dispositions'],
    queryFn: ({ signal }) => api.ask<Answer>('/api/dispositions', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return { dispositions: data?.body.dispositions ?? null, mostInBulk: data?.body.limits.most_in_bulk ?? null, error };
}
