import { useQuery } from '@tanstack/react-query';
import { useSignedIn } from '../session/session-gate.tsx';

export interface Employee {
  readonly id: string;
  readonly name: string;
  readonly position: string;
  readonly location: string;
  readonly roles: readonly string[];
  readonly targetIds: readonly string[];
}

export interface Directory {
  readonly timeZone: string;
  readonly people: readonly Employee[];
  /** The employee's name; for somebody who is not on the roster, what says so. */
  nameOf(targetId: string): string;
}

const EMPTY: readonly Employee[] = [];

/** The employees whom cases name by pseudonyms. Empty until it is there. */
export function usePeople(): Directory {
  const { api } = useSignedIn();
  const { data } = useQuery({
    queryKey: ['people'],
    queryFn: ({ signal }) => api.ask<{ timeZone: string; people: Employee[] }>('/api/people', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const people = data?.body.people ?? EMPTY;
  return {
    timeZone: data?.body.timeZone ?? 'UTC',
    people,
    nameOf: (targetId) =>
      people.find(({ targetIds }) => targetIds.includes(targetId))?.name ??
      `Not on the roster (${targetId.slice(7, 13)})`,
  };
}
