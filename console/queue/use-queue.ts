import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ApiClient } from '../api/client.ts';
import type { CaseRow } from '../api/types.ts';
import { useSignedIn } from '../session/session-gate.tsx';

type Status = CaseRow['status'];
interface Page {
  readonly cases: CaseRow[];
  readonly cursor: string | null;
}

/** The first page is what somebody waits for; the others come behind it. */
const FIRST_PAGE = 50;
const PAGE = 500;
const REFRESH_MS = 20_000;
/** A long queue takes seconds to read: it is looked at again less often, so that reading it is never most of what the API does. */
const REFRESH_MS_A_CASE = 20;

interface Queue {
  readonly rows: CaseRow[];
  readonly isLoading: boolean;
  /** Every row is there; else more are coming, or `error` says why they do not. */
  readonly isWhole: boolean;
  /** Why the last look did not succeed; the rows are those of the look before it. */
  readonly error: Error | null;
}

/** Every case of these statuses that this person may see: the first page at once, the rest behind it, all looked at again now and then. */
export function useQueue(statuses: readonly Status[]): Queue {
  const { api } = useSignedIn();
  const queries = useQueryClient();
  const key = ['cases', ...statuses];
  const [behind, setBehind] = useState<CaseRow[]>([]);
  const { data, isPending, error } = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => {
      const first = queries.getQueryData<CaseRow[]>(key) === undefined;
      if (!first) return readAll(api, statuses, signal, () => undefined);
      return readAll(api, statuses, signal, setBehind);
    },
    refetchInterval: ({ state }) => Math.max(REFRESH_MS, (state.data?.length ?? 0) * REFRESH_MS_A_CASE),
  });
  useEffect(() => {
    if (data !== undefined) setBehind([]);
  }, [data]);
  return { rows: data ?? behind, isLoading: isPending && behind.length === 0, isWhole: data !== undefined, error };
}

async function readAll(
  api: ApiClient,
  statuses: readonly Status[],
  signal: AbortSignal,
  onRows: (rows: CaseRow[]) => void,
): Promise<CaseRow[]> {
  // A case that is acknowledged while this reads is in two lists: what it was found as last is what it is.
  const all = new Map<string, CaseRow>();
  for (const status of statuses) {
    let cursor: string | null = null;
    do {
      const limit = all.size === 0 ? FIRST_PAGE : PAGE;
      const query: URLSearchParams = new URLSearchParams({
        status,
        limit: String(limit),
        ...(cursor === null ? {} : { cursor }),
      });
      const { body }: { body: Page } = await api.ask<Page>(`/api/cases?${query}`, { signal });
      for (const row of body.cases) all.set(row.caseId, row);
      onRows([...all.values()]);
      cursor = body.cursor;
    } while (cursor !== null);
  }
  return [...all.values()];
}
