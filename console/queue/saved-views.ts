import type { PropertyFilterProps } from '@cloudscape-design/components/property-filter';
import type { CaseRow } from '../api/types.ts';

export interface SavedView {
  readonly id: string;
  readonly title: string;
  readonly statuses: readonly CaseRow['status'][];
  readonly query: PropertyFilterProps.Query;
}

/** Each of them has to hold, and what somebody looks for beside them too. */
const all = (...tokens: PropertyFilterProps.Token[]): PropertyFilterProps.Query => ({ operation: 'and', tokens });
const isOneOf = (propertyKey: string, ...value: string[]): PropertyFilterProps.Token => ({
  ...{ propertyKey, operator: '=', value },
});
const ACTIVE = ['open', 'acknowledged'] as const;

/** What people look for, in the order in which they do. The first is where everybody begins. */
export const VIEWS: readonly SavedView[] = [
  {
    id: 'mine',
    title: 'Mine and unassigned',
    statuses: ACTIVE,
    query: all(isOneOf('holder', 'you', 'nobody')),
  },
  { id: 'active', title: 'All that is open', statuses: ACTIVE, query: all() },
  { id: 'urgent', title: 'P0 and P1', statuses: ACTIVE, query: all(isOneOf('priority', 'P0', 'P1')) },
  { id: 'crisis', title: 'Crisis', statuses: ACTIVE, query: all(isOneOf('lane', 'Crisis')) },
  { id: 'unscored', title: 'Could not be read', statuses: ACTIVE, query: all(isOneOf('lane', 'Could not be read')) },
  { id: 'closed', title: 'Closed', statuses: ['closed'], query: all() },
];

const KEY = 'undertone.views';

/** Views that this person saved in this browser: filters alone, nothing of a case. */
export function keptViews(): SavedView[] {
  try {
    const views: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(views) ? (views as SavedView[]) : [];
  } catch {
    return [];
  }
}

export function keepViews(views: readonly SavedView[]): void {
  localStorage.setItem(KEY, JSON.stringify(views));
}
