import type { CaseState } from '../contracts/case.ts';
import type { Recipient } from '../contracts/case-telling.ts';
import type { Roster, RosterPerson } from '../contracts/roster.ts';
import { RosterRole } from '../contracts/vocabulary.ts';
import { isSubject, peopleToTell } from '../shared/case/people.ts';
import { sha256Hex } from '../shared/hash.ts';

/** The role that a recipient is; null for a person. */
export function roleOf(to: Recipient): RosterRole | null {
  return RosterRole.safeParse(to).data ?? null;
}

/** Who stands behind a recipient; nobody where the case is about their own conduct, or the roster no longer has them. */
export function peopleOf(to: Recipient, state: CaseState, roster: Roster): RosterPerson[] {
  const role = roleOf(to);
  if (role !== null) return peopleToTell(role, state, roster);
  return roster.people.filter((person) => `person:${person.id}` === to && !isSubject(person, state));
}

/** A recipient in letters that a Message-ID (RFC 5322) and a tag of SES may hold: a roster's ids may have any. */
export function keyOf(to: Recipient): string {
  return roleOf(to) ?? `person-${sha256Hex(to).slice(0, 16)}`;
}
