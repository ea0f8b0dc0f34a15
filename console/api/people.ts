import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useSignedIn } from '../session/session-gate.tsx';
import type { DirectoryView } from './types.ts';

const EMPTY: DirectoryView = { timeZone: 'UTC', people: [], you: { id: '', employeeId: null } };

/** The employees whom cases name by pseudonyms, and who of them is looking. Empty until it is there. */
export function usePeople(): DirectoryView & { nameOf(targetId: string): string } {
  const { api } = useSignedIn();
  const { data } = useQuery({
    queryKey: ['people'],
    queryFn: ({ signal }) => api.ask<DirectoryView>('/api/people', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const directory = data?.body ?? EMPTY;
  return useMemo(() => {
    const names = new Map(directory.people.flatMap(({ name, targetIds }) => targetIds.map((id) => [id, name])));
    const nameOf = (targetId: string) => names.get(targetId) ?? `Not on the roster (${targetId.slice(7, 13)})`;
    return { ...directory, nameOf };
  }, [directory]);
}
