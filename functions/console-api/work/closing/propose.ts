import { z } from '@hono/zod-openapi';
import type { CaseState } from '../../../contracts/case.ts';
import type { Roster } from '../../../contracts/roster.ts';
import type { Person } from '../../access/person.ts';
import { addCaseChange } from '../../cases/change-case.ts';
import type { ConsoleApi, ConsoleSetting } from '../../http/api.ts';
import { ProblemError } from '../../http/problem.ts';
import { rosterPersonOf } from '../implicated.ts';
import { Reason } from '../typed.ts';
import { ClosingBody, decideClosing } from './close.ts';

/** Of two people who agree that there was nothing, one proposes and the other confirms, each having met every rule themselves. */
export function addProposals(api: ConsoleApi, setting: ConsoleSetting): void {
  addCaseChange(api, setting, {
    action: 'propose-closing',
    path: '/closing',
    summary: 'Propose how to close a case, for a second person to confirm',
    withMerged: true,
    body: ClosingBody,
    tells: () => true,
    decide: (asked) => {
      const { disposition, note } = asked.body;
      const { proposal } = asked.state.work;
      if (proposal?.disposition === disposition && proposal.by.id === asked.person.id) return null;
      const { closing, needs } = decideClosing(asked, setting);
      if (needs === null) throw new ProblemError(409, `${disposition} needs no second person here. Close the case.`);
      return { type: 'closing-proposed', disposition, facts: closing.facts ?? {}, note };
    },
  });
  addCaseChange(api, setting, {
    action: 'confirm-closing',
    path: '/closing/confirm',
    summary: 'Agree to a closing that somebody else proposed: the case is closed',
    withMerged: true,
    body: z.strictObject({ proposal: z.int().positive() }),
    decide: (asked) => {
      const { person, body, state } = asked;
      // A request whose answer was lost, made again.
      if (state.status === 'closed' && state.work.closedWith?.by.id === person.id) return null;
      const proposal = proposalOf(state, body.proposal);
      if (isSamePerson(proposal.by, person, setting.roster)) {
        throw new ProblemError(
          409,
          'Nobody confirms what they proposed themselves: another person has to read the case.',
        );
      }
      const { disposition, facts, note } = proposal;
      const { closing } = decideClosing({ ...asked, body: { disposition, facts, note } }, setting);
      return { ...closing, confirms: proposal.number };
    },
  });
  addCaseChange(api, setting, {
    action: 'withdraw-closing',
    path: '/closing/withdraw',
    summary: 'Take back a proposal to close, or decline it',
    body: z.strictObject({ proposal: z.int().positive(), reason: Reason }),
    decide: ({ body: { proposal, reason }, state }) => {
      proposalOf(state, proposal);
      return { type: 'closing-withdrawn', proposal, reason };
    },
  });
}

/** By account, by name, or as the roster has them: with two accounts, or invited anew, somebody is still one person. */
function isSamePerson(proposer: { id: string; name: string }, person: Person, roster: Roster): boolean {
  if (proposer.id === person.id || proposer.name.toLowerCase() === person.name.toLowerCase()) return true;
  const known = rosterPersonOf({ name: proposer.name, address: null }, roster);
  return known !== null && rosterPersonOf(person, roster)?.id === known.id;
}

/** @throws ProblemError 409 */
function proposalOf({ work }: CaseState, number: number): NonNullable<CaseState['work']['proposal']> {
  if (work.proposal?.number === number) return work.proposal;
  throw new ProblemError(
    409,
    `No closing is proposed by event ${number} now: it was withdrawn, or something came to the case since. Read it again.`,
  );
}
