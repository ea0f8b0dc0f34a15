import type { CaseState } from '../contracts/case.ts';
import type { Recipient } from '../contracts/case-telling.ts';
import type { Roster, RosterPerson } from '../contracts/roster.ts';
import { RosterRole } from '../contracts/vocabulary.ts';
import { isBarred, isPassedOver, peopleToTell } from '../shared/case/people.ts';
import { sha256Hex } from '../shared/hash.ts';

/** The role that a recipient is; null for a person. */
export function roleOf(to: Recipient): RosterRole | null {
  return RosterRole.safeParse(to).data ?? null;
}

/** Who stands behind a recipient; nobody where they are implicated in the case, or the roster no longer has them. */
export function peopleOf(to: Recipient, state: CaseState, roster: Roster): RosterPerson[] {
  const role = roleOf(to);
  if (role !== null) return peopleToTell(role, state, roster);
  return roster.people.filter((person) => `person:${person.id}` === to && !isBarred(person, state));
}

/** People have the role, and are passed over for what they have to do with the case (requirement 22). */
export const IMPLICATED = 'implicated';

/** Why nobody stands behind a recipient. */
export function whyNobody(to: Recipient, state: CaseState, roster: Roster): string {
  const role = roleOf(to);
  const isImplicated =
    role === null
      ? roster.people.some((person) => `person:${person.id}` === to && isBarred(person, state))
      : isPassedOver(role, state, roster);
  return isImplicated ? IMPLICATED : 'nobody-on-the-roster';
}

/** A recipient in letters that a Message-ID (RFC 5322) and a tag of SES may hold: a roster's ids may have any. */
export function keyOf(to: Recipient): string {
  return roleOf(to) ?? `person-${sha256Hex(to).slice(0, 16)}`;
}
