import type { Track } from '../../contracts/case.ts';
import type { ConsoleRole } from '../../contracts/vocabulary.ts';

/** What a person can ask of the API. Every route names one; there is no route without. */
export const ACTIONS = [
  'list-cases',
  'read-case',
  'read-contact',
  'read-custody',
  'acknowledge',
  'make-report',
  'read-own-report',
  'read-subject',
  'record-notice',
  'decide-link',
  'start-rescore',
  'read-rescore',
  'apply-rescore',
  'read-openapi',
] as const;
export type Action = (typeof ACTIONS)[number];

/**
 * What anyone who is signed in may do, in a role or in none: whoever is threatened reports it (requirement 4). It shows nothing but
 * what became of one's own report.
 */
export const FOR_EVERYONE: readonly Action[] = ['make-report', 'read-own-report'];

/**
 * What a request that changes something has to carry. What there is already is changed only by who has seen it as it is; what is
 * new has no version to have seen, and must not be made twice when its answer was lost.
 */
export const CARRIES: Readonly<Record<Action, 'nothing' | 'if-match' | 'idempotency-key'>> = {
  'list-cases': 'nothing',
  'read-case': 'nothing',
  'read-contact': 'nothing',
  'read-custody': 'nothing',
  acknowledge: 'if-match',
  'make-report': 'idempotency-key',
  'read-own-report': 'nothing',
  'start-rescore': 'idempotency-key',
  'read-rescore': 'nothing',
  'apply-rescore': 'if-match',
  'read-subject': 'nothing',
  'record-notice': 'idempotency-key',
  'decide-link': 'if-match',
  'read-openapi': 'nothing',
};

interface Access {
  readonly tracks: readonly Track[];
  readonly actions: readonly Action[];
}

/**
 * Who may do what and see which records (requirements 29 and 31). A supervisor never sees the review of an employee. An auditor sees
 * that things were done and by whom, not what was said. An operator runs the system and needs no case for it.
 *
 * A subject's history reaches beyond one supervisor's case, so it is for security, HR and legal; a supervisor, who is often the one that
 * tells a customer to stop, records that for a subject of a case that they see. Who is one person with whom is security's to say.
 */
export const ACCESS: Readonly<Record<ConsoleRole, Access>> = {
  supervisor: {
    tracks: ['handling'],
    actions: ['list-cases', 'read-case', 'read-contact', 'acknowledge', 'record-notice', 'read-openapi'],
  },
  security: {
    tracks: ['handling'],
    actions: [
      'list-cases',
      'read-case',
      'read-contact',
      'acknowledge',
      'read-subject',
      'record-notice',
      'decide-link',
      'read-openapi',
    ],
  },
  hr: {
    tracks: ['handling', 'employee-review'],
    actions: [
      'list-cases',
      'read-case',
      'read-contact',
      'acknowledge',
      'read-subject',
      'record-notice',
      'read-openapi',
    ],
  },
  legal: {
    tracks: ['handling', 'employee-review'],
    actions: [
      'list-cases',
      'read-case',
      'read-contact',
      'read-custody',
      'read-subject',
      'record-notice',
      'read-openapi',
    ],
  },
  auditor: {
    tracks: ['handling', 'employee-review'],
    actions: ['list-cases', 'read-case', 'read-custody', 'read-openapi'],
  },
  operator: { tracks: [], actions: ['start-rescore', 'read-rescore', 'apply-rescore', 'read-openapi'] },
};

export function mayDo(roles: readonly ConsoleRole[], action: Action): boolean {
  return FOR_EVERYONE.includes(action) || roles.some((role) => ACCESS[role].actions.includes(action));
}

/**
 * The tracks that a person may see while doing something: of each role that may do it, and not of another role that may not, or two
 * roles together would show what neither does.
 */
export function tracksFor(roles: readonly ConsoleRole[], action: Action): ReadonlySet<Track> {
  return new Set(roles.filter((role) => ACCESS[role].actions.includes(action)).flatMap((role) => ACCESS[role].tracks));
}
