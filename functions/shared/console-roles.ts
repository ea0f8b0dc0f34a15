import type { RosterPerson } from '../contracts/roster.ts';
import type { ConsoleRole, RosterRole } from '../contracts/vocabulary.ts';

const CONSOLE_ROLES: Readonly<Partial<Record<RosterRole, ConsoleRole>>> = {
  supervisor: 'supervisor',
  'next-level-manager': 'supervisor',
  'market-president': 'supervisor',
  'human-resources': 'hr',
  'corporate-security': 'security',
  'internal-control-specialist': 'auditor',
};

/** As what a person of the roster would sign in to the console, by what they are there. Which groups they are in, the user pool says. */
export function consoleRolesOf({ roles }: Pick<RosterPerson, 'roles'>): ConsoleRole[] {
  return [...new Set(roles.flatMap((role) => CONSOLE_ROLES[role] ?? []))];
}
