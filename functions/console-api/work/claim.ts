import { z } from '@hono/zod-openapi';
import type { CaseHolder, WorkState } from '../../contracts/case-work.ts';
import type { Roster } from '../../contracts/roster.ts';
import { targetIdOf } from '../../shared/ids.ts';
import type { Person } from '../access/person.ts';
import { addCaseChange } from '../cases/change-case.ts';
import type { ConsoleApi, ConsoleSetting } from '../http/api.ts';
import { ProblemError } from '../http/problem.ts';
import { receiverOf } from './hand-over.ts';
import { rosterPersonOf } from './implicated.ts';
import { Reason } from './typed.ts';

/** Who takes a case on is who answers for it. It is said so that two do not do the same, and keeps nobody from acting. */
export function addClaims(api: ConsoleApi, setting: ConsoleSetting): void {
  addCaseChange(api, setting, {
    action: 'claim',
    path: '/claim',
    summary: 'Say that you have the case',
    body: z.strictObject({}),
    decide: ({ state: { work }, person }) => {
      if (work.holder === null) return { type: 'assigned', to: holderOf(person, setting.roster) };
      if (isTheirs(work.holder, person, setting.roster)) return null;
      throw new ProblemError(
        409,
        `${work.holder.name} has it since ${work.holder.since}. That keeps you from nothing; security or HR may take it over with a reason.`,
      );
    },
  });
  addCaseChange(api, setting, {
    action: 'take-over',
    path: '/take-over',
    summary: 'Take the case over from who has it, with a reason',
    body: z.strictObject({ reason: Reason }),
    decide: ({ state: { work }, person, body }) => {
      if (work.holder !== null && isTheirs(work.holder, person, setting.roster)) return null;
      return { type: 'assigned', to: holderOf(person, setting.roster), reason: body.reason };
    },
  });
  addCaseChange(api, setting, {
    action: 'hand-over',
    path: '/hand-over',
    summary: 'Give the case to somebody of the roster, or to somebody who has acted in it',
    tells: () => true,
    body: z.strictObject({
      /** An id of the roster. */
      rosterId: z.string().min(1).max(200).optional(),
      /** Who has acted in the case, as its events name them. */
      personId: z.string().min(1).max(200).optional(),
      reason: Reason.optional(),
    }),
    decide: ({ state, record, person, body }) => {
      assertMayMove(state.work.holder, person, setting.roster);
      const to = receiverOf(body, state, record.events, setting.roster);
      const { holder } = state.work;
      if (holder?.kind === to.kind && holder.id === to.id) return null;
      return { type: 'assigned', to, ...(body.reason === undefined ? {} : { reason: body.reason }) };
    },
  });
  addCaseChange(api, setting, {
    action: 'release',
    path: '/release',
    summary: 'Say that nobody has the case any longer',
    tells: () => true,
    body: z.strictObject({ reason: Reason.optional() }),
    decide: ({ state: { work }, person, body }) => {
      if (work.holder === null) return null;
      assertMayMove(work.holder, person, setting.roster);
      return { type: 'released', ...(body.reason === undefined ? {} : { reason: body.reason }) };
    },
  });
}

function holderOf(person: Person, roster: Roster): CaseHolder {
  const [address] = rosterPersonOf(person, roster)?.addresses ?? [];
  const employeeId = address ?? person.address;
  return {
    kind: 'console',
    id: person.id,
    name: person.name,
    ...(employeeId === null ? {} : { employeeId: targetIdOf({ name: null, address: employeeId }) }),
  };
}

/** It is theirs also where it was given to them by their place on the roster. */
function isTheirs(holder: NonNullable<WorkState['holder']>, person: Person, roster: Roster): boolean {
  if (holder.kind === 'console') return holder.id === person.id;
  return rosterPersonOf(person, roster)?.id === holder.id;
}

/** @throws ProblemError 409 */
function assertMayMove(holder: WorkState['holder'], person: Person, roster: Roster): void {
  if (holder === null || isTheirs(holder, person, roster)) return;
  if (person.roles.some((role) => role === 'security' || role === 'hr')) return;
  throw new ProblemError(
    409,
    `${holder.name} has it since ${holder.since}. They, security or HR may pass it on; what you do in the case waits for nobody.`,
  );
}
