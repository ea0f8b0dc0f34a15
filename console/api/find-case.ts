import type { ApiClient } from './client.ts';
import type { CaseRow } from './types.ts';

const STATUSES = ['open', 'acknowledged', 'closed'] as const;

/** The case of a number, of those that this person may see; null where there is none. @throws ApiProblem NetworkLost */
export async function findCase(api: ApiClient, number: string): Promise<CaseRow | null> {
  for (const status of STATUSES) {
    const query = new URLSearchParams({ status, number, limit: '1' });
    const { body } = await api.ask<{ cases: CaseRow[] }>(`/api/cases?${query}`);
    if (body.cases[0] !== undefined) return body.cases[0];
  }
  return null;
}
