import type { Track } from '../../contracts/case.ts';
import { ConsoleRole } from '../../contracts/vocabulary.ts';

/** Who may do one thing, on the records of which track, and what a request for it has to carry. */
export interface Permission {
  /** `everyone`: anyone who is signed in, in a role or in none. */
  readonly roles: readonly ConsoleRole[] | 'everyone';
  /**
   * What there is already is changed only by who has seen it as it is (`if-match`); what is new has no version to have seen, and must not
   * be made twice when its answer was lost (`idempotency-key`).
   */
  readonly carries: 'nothing' | 'if-match' | 'idempotency-key';
  /** The records that it is about; `handling` where nothing is said. Of the roles only those that see the track may do it. */
  readonly track?: Track;
}

/** Those who see the cases themselves. */
const CASE_ROLES = ['supervisor', 'security', 'hr', 'legal', 'auditor'] as const;
/** Those who do something about them. */
const WORKING_ROLES = ['supervisor', 'security', 'hr', 'legal'] as const;
const EVERY_ROLE = ConsoleRole.options;

/**
 * What a person can ask of the API, and who may (requirements 29 and 31). Every route names one of these; there is no route without.
 *
 * Whoever is threatened reports it (requirement 4), in a role or in none, and sees nothing but what became of their own report. A subject's
 * history reaches beyond one supervisor's case, so it is for security, HR and legal; a supervisor, who is often the one that tells a customer
 * to stop, records that for a subject of a case that they see. Who is one person with whom is security's to say.
 */
export const PERMISSIONS = {
  'list-cases': { roles: CASE_ROLES, carries: 'nothing' },
  'read-case': { roles: CASE_ROLES, carries: 'nothing' },
  'read-contact': { roles: ['supervisor', 'security', 'hr', 'legal'], carries: 'nothing' },
  'read-custody': { roles: ['legal', 'auditor'], carries: 'nothing' },
  // The bytes of the sender, with all that they hide: for those who work with evidence.
  'read-evidence': { roles: ['security', 'hr', 'legal'], carries: 'nothing' },
  'hold-case': { roles: ['legal'], carries: 'if-match' },
  // Security makes the employer's for legal; HR helps a person who files in their own name (functions/console-api/custody/packet-kinds.ts).
  'request-packet': { roles: ['security', 'hr', 'legal'], carries: 'idempotency-key' },
  'read-packet': { roles: ['security', 'hr', 'legal'], carries: 'nothing' },
  'record-incident': { roles: ['security', 'hr', 'legal'], carries: 'if-match' },
  'read-incident-log': { roles: ['security', 'hr', 'legal', 'auditor'], carries: 'nothing' },
  acknowledge: { roles: ['supervisor', 'security', 'hr'], carries: 'if-match' },
  claim: { roles: WORKING_ROLES, carries: 'if-match' },
  'take-over': { roles: ['security', 'hr'], carries: 'if-match' },
  'hand-over': { roles: WORKING_ROLES, carries: 'if-match' },
  release: { roles: WORKING_ROLES, carries: 'if-match' },
  'add-note': { roles: WORKING_ROLES, carries: 'if-match' },
  'record-action': { roles: WORKING_ROLES, carries: 'if-match' },
  snooze: { roles: ['security', 'hr'], carries: 'if-match' },
  wake: { roles: WORKING_ROLES, carries: 'if-match' },
  'raise-priority': { roles: ['supervisor', 'security', 'hr'], carries: 'if-match' },
  'lower-priority': { roles: ['security'], carries: 'if-match' },
  // A supervisor never closes (requirement 22).
  close: { roles: ['security', 'hr', 'legal'], carries: 'if-match' },
  'propose-closing': { roles: ['security', 'hr', 'legal'], carries: 'if-match' },
  'confirm-closing': { roles: ['security', 'legal'], carries: 'if-match' },
  'withdraw-closing': { roles: ['security', 'hr', 'legal'], carries: 'if-match' },
  'list-dispositions': { roles: CASE_ROLES, carries: 'nothing' },
  'close-many': { roles: ['security'], carries: 'idempotency-key' },
  reopen: { roles: WORKING_ROLES, carries: 'if-match' },
  // It may end the watching, as a closing does.
  'look-again': { roles: ['security', 'hr', 'legal'], carries: 'if-match' },
  // Who is one person with whom is security's to say, as it is of subjects.
  'merge-cases': { roles: ['security'], carries: 'if-match' },
  'split-case': { roles: ['security'], carries: 'if-match' },
  'link-cases': { roles: ['security', 'hr', 'legal'], carries: 'if-match' },
  'make-report': { roles: 'everyone', carries: 'idempotency-key' },
  'read-own-report': { roles: 'everyone', carries: 'nothing' },
  // What is asked, and nothing of any case: for who fills in a form of their own report too.
  'list-forms': { roles: 'everyone', carries: 'nothing' },
  'read-own-form': { roles: 'everyone', carries: 'nothing' },
  'fill-own-form': { roles: 'everyone', carries: 'idempotency-key' },
  'read-subject': { roles: ['security', 'hr', 'legal'], carries: 'nothing' },
  'record-notice': { roles: ['supervisor', 'security', 'hr', 'legal'], carries: 'idempotency-key' },
  'decide-link': { roles: ['security'], carries: 'if-match' },
  'start-rescore': { roles: ['operator'], carries: 'idempotency-key' },
  'read-rescore': { roles: ['operator'], carries: 'nothing' },
  'apply-rescore': { roles: ['operator'], carries: 'if-match' },
  'list-people': { roles: CASE_ROLES, carries: 'nothing' },
  'read-form': { roles: ['supervisor', 'security', 'hr', 'legal'], carries: 'nothing' },
  // Not If-Match: typing must not be refused because somebody was told of the case meanwhile (docs/decisions/0020).
  'save-form': { roles: ['supervisor', 'security', 'hr'], carries: 'idempotency-key' },
  'complete-form': { roles: ['supervisor', 'security', 'hr'], carries: 'if-match' },
  'reach-care-stage': { roles: ['supervisor', 'security', 'hr'], carries: 'if-match' },
  'read-account-decision': { roles: ['supervisor', 'security', 'hr', 'legal'], carries: 'nothing' },
  // Of these the one whom the policy names: functions/console-api/account/decider.ts.
  'decide-account': { roles: ['supervisor', 'security', 'hr', 'legal'], carries: 'if-match' },
  'record-account-notice': { roles: ['supervisor', 'security', 'hr'], carries: 'if-match' },
  'read-templates': { roles: WORKING_ROLES, carries: 'nothing' },
  'record-template': { roles: WORKING_ROLES, carries: 'if-match' },
  'record-review-template': { roles: ['hr'], carries: 'if-match', track: 'employee-review' },
  'read-roster': { roles: ['security', 'hr', 'legal', 'auditor'], carries: 'nothing' },
  'grant-access': { roles: ['security', 'hr', 'legal'], carries: 'if-match' },
  unmask: { roles: ['supervisor', 'security', 'hr', 'legal'], carries: 'if-match' },
  'read-access-log': { roles: ['auditor'], carries: 'nothing' },
  // A person's request, and what is over of what was held: legal answers for both, and nothing goes without a person.
  'ask-deletion': { roles: ['legal'], carries: 'idempotency-key' },
  'read-deletion': { roles: ['legal', 'auditor'], carries: 'nothing' },
  'read-ended': { roles: ['legal'], carries: 'nothing' },
  'release-evidence': { roles: ['legal'], carries: 'if-match' },
  // Who reads a contact says what of it was found rightly. What comes of it is for who tunes the rules, without a case.
  'give-feedback': { roles: WORKING_ROLES, carries: 'if-match' },
  'read-detections': { roles: ['operator', 'security'], carries: 'nothing' },
  'read-feedback': { roles: ['operator', 'security'], carries: 'nothing' },
  // It reads, and changes nothing: sent in a body because a text has no place in an address.
  'try-text': { roles: ['operator', 'security'], carries: 'nothing' },
  // What failed to its last try: counts and ids, for who runs the system.
  'read-dead-letters': { roles: ['operator'], carries: 'nothing' },
  'redrive-dead-letters': { roles: ['operator'], carries: 'idempotency-key' },
  'read-consistency': { roles: ['security', 'hr', 'legal', 'auditor'], carries: 'nothing' },
  'open-review': { roles: ['hr'], carries: 'if-match', track: 'employee-review' },
  'work-review': { roles: ['hr'], carries: 'if-match', track: 'employee-review' },
  'read-openapi': { roles: EVERY_ROLE, carries: 'nothing' },
} as const satisfies Readonly<Record<string, Permission>>;

export type Action = keyof typeof PERMISSIONS;
export const ACTIONS = Object.keys(PERMISSIONS) as [Action, ...Action[]];

export const permissionOf = (action: Action): Permission => PERMISSIONS[action];

/**
 * The records that a role sees. A supervisor never sees the review of an employee, and neither does security. An auditor sees that things
 * were done and by whom, not what was said. An operator runs the system and needs no case for it.
 */
export const TRACKS: Readonly<Record<ConsoleRole, readonly Track[]>> = {
  supervisor: ['handling'],
  security: ['handling'],
  hr: ['handling', 'employee-review'],
  legal: ['handling', 'employee-review'],
  auditor: ['handling', 'employee-review'],
  operator: [],
};

/** Whether a role by itself may do something. */
export function roleMay(role: ConsoleRole, action: Action): boolean {
  const { roles, track } = permissionOf(action);
  return roles === 'everyone' || (roles.includes(role) && (track === undefined || TRACKS[role].includes(track)));
}

export function mayDo(roles: readonly ConsoleRole[], action: Action): boolean {
  return permissionOf(action).roles === 'everyone' || roles.some((role) => roleMay(role, action));
}

/**
 * The tracks that a person may see while doing something: of each role that may do it, and not of another role that may not, or two
 * roles together would show what neither does.
 */
export function tracksFor(roles: readonly ConsoleRole[], action: Action): ReadonlySet<Track> {
  return new Set(roles.filter((role) => roleMay(role, action)).flatMap((role) => TRACKS[role]));
}
