import { z } from '@hono/zod-openapi';
import type { CaseEventOf, CaseState } from '../../../contracts/case.ts';
import { ClosingFacts, LONGEST_NOTE } from '../../../contracts/case-work.ts';
import type { DispositionRule } from '../../../contracts/disposition-rule.ts';
import { Disposition } from '../../../contracts/vocabulary.ts';
import { addCaseChange, type ChangeAsked } from '../../cases/change-case.ts';
import type { ConsoleApi, ConsoleSetting } from '../../http/api.ts';
import { ProblemError } from '../../http/problem.ts';
import { checkFacts } from './facts.ts';
import { assertMayClose } from './may-close.ts';
import { whySecondPerson } from './second-person.ts';

/** How a case ends: with what, on which facts, and what there is to say beside them. */
export const ClosingBody = z
  .strictObject({
    disposition: Disposition,
    facts: ClosingFacts.default({}),
    note: z.string().max(LONGEST_NOTE).default(''),
  })
  .openapi('ClosingBody');
export type ClosingBody = z.infer<typeof ClosingBody>;

type Asked = Pick<
  ChangeAsked<ClosingBody, unknown>,
  'body' | 'record' | 'state' | 'person' | 'tracks' | 'merged' | 'at'
>;

export function addClose(api: ConsoleApi, setting: ConsoleSetting): void {
  addCaseChange(api, setting, {
    action: 'close',
    path: '/close',
    summary: 'Close a case with a disposition and the facts that it asks for',
    withMerged: true,
    body: ClosingBody,
    decide: (asked) => {
      if (isClosedSo(asked.state, asked.body, asked.person.id)) return null;
      const { closing, needs } = decideClosing(asked, setting);
      if (needs !== null) {
        throw new ProblemError(
          409,
          `A second person has to agree to ${closing.disposition}, for ${needs}. Propose it; another person of security or legal confirms it.`,
        );
      }
      return closing;
    },
  });
}

/**
 * The event that closes a case, and why a second person has to agree to it, if one has.
 * @throws ProblemError 409 where a rule forbids it, 422 where a fact is missing or wrong.
 */
export function decideClosing(
  { body: { disposition, facts: given, note }, record, state, person, tracks, merged, at }: Asked,
  { policy, roster, forms }: Pick<ConsoleSetting, 'policy' | 'roster' | 'forms'>,
): { closing: CaseEventOf<'closed'>; needs: string | null; rule: DispositionRule } {
  const rule = policy.dispositions[disposition];
  const cases = [{ state, events: record.events }, ...merged] as const;
  assertMayClose({ disposition, rule, person, tracks, roster, formsAsked: forms, cases });
  const { facts, lookAgainAt } = checkFacts(rule, given, {
    state,
    at,
    longestWatchDays: policy.work.longest_watch_days,
    calendar: roster,
  });
  const closing = {
    type: 'closed' as const,
    disposition,
    note,
    facts,
    ...(lookAgainAt === null ? {} : { lookAgainAt }),
  };
  return { closing, needs: whySecondPerson(rule, cases), rule };
}

/** A request whose answer was lost, made again. */
export function isClosedSo({ status, disposition, work }: CaseState, body: ClosingBody, personId: string): boolean {
  return status === 'closed' && disposition === body.disposition && work.closedWith?.by.id === personId;
}
