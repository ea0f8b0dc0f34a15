import { useQuery } from '@tanstack/react-query';
import { useSignedIn } from '../session/session-gate.tsx';
import type { PolicyView } from './types.ts';

/** What people decide by; null until it is there. */
export function usePolicy(): PolicyView | null {
  const { api } = useSignedIn();
  const { data } = useQuery({
    queryKey: ['policy'],
    queryFn: ({ signal }) => api.ask<PolicyView>('/api/policy', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data?.body ?? null;
}
