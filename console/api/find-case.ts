import type { ApiClient } from './client.ts';
import type { CaseRow } from './types.ts';

const STATUSES = ['open', 'acknowledged', 'closed'] as const;

/** What a person types, such as `ut 4k7m 2p9x`, as a case number; null for what is none. */
export function caseNumberIn(typed: string): string | null {
  const letters = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/^UT/, '');
  return /^[0-9A-Z]{8}$/.test(letters) ? `UT-${letters.slice(0, 4)}-${letters.slice(4)}` : null;
}

/** The case of a number, of those that this person may see; null where there is none. @throws ApiProblem NetworkLost */
export async function findCase(api: ApiClient, number: string): Promise<CaseRow | null> {
  for (const status of STATUSES) {
    const query = new URLSearchParams({ status, number, limit: '1' });
    const { body } = await api.ask<{ cases: CaseRow[] }>(`/api/cases?${query}`);
    if (body.cases[0] !== undefined) return body.cases[0];
  }
  return null;
}
