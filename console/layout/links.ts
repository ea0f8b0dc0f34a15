import type { ConsoleRole } from '../../functions/contracts/vocabulary.ts';

interface Link {
  readonly type: 'link';
  readonly text: string;
  readonly href: string;
}

const LINKS: readonly (Link & { readonly roles: readonly ConsoleRole[] | 'everyone' })[] = [
  { type: 'link', text: 'Queue', href: '/', roles: ['supervisor', 'security', 'hr', 'legal', 'auditor'] },
  { type: 'link', text: 'Consistency', href: '/consistency', roles: ['security', 'hr', 'legal', 'auditor'] },
  { type: 'link', text: 'Incident log', href: '/incidents', roles: ['security', 'hr', 'legal', 'auditor'] },
  { type: 'link', text: 'Retention', href: '/retention', roles: ['legal', 'auditor'] },
  { type: 'link', text: 'Detections', href: '/detections', roles: ['operator', 'security'] },
  { type: 'link', text: 'Dead letters', href: '/dead-letters', roles: ['operator'] },
  { type: 'link', text: 'Audit log', href: '/audit', roles: ['auditor'] },
  { type: 'link', text: 'Score again', href: '/rescore', roles: ['operator'] },
  { type: 'link', text: 'Report', href: '/report', roles: 'everyone' },
];

/** The pages that a person has a use for. What they may see is decided by the server. */
export function linksFor(roles: readonly ConsoleRole[]): Link[] {
  return LINKS.filter((link) => link.roles === 'everyone' || link.roles.some((role) => roles.includes(role))).map(
    ({ roles: _, ...link }) => link,
  );
}
