import type { CaseState } from '../../contracts/case.ts';
import type { RosterRole } from '../../contracts/vocabulary.ts';
import { pagesOfCases } from '../../shared/case/read-through.ts';
import type { CaseStore } from '../../shared/case/store.ts';
import { UndertoneError } from '../../shared/errors.ts';
import { isUrgent, type NoticeSetting } from '../notice.ts';
import { peopleOf } from '../recipient.ts';
import { peopleOfDay } from './waits-until.ts';

/** Cases that are in the index and that nobody can read. They are in no mail of the day, and somebody has to look at them. */
export class UnreadableCasesError extends UndertoneError {
  override readonly name = 'UnreadableCasesError';
}

/** Summaries read at once. */
const PAGE = 100;

/**
 * The cases that are not closed and that a role was told of or waits to be told of, the most urgent first. P0, P1 and the crisis lane are
 * never among them: of those people are told at once, each time. One that cannot be read does not keep the others out.
 */
export async function casesOfDay(
  role: RosterRole,
  { store, roster }: Pick<NoticeSetting, 'roster'> & { readonly store: CaseStore },
): Promise<{ cases: CaseState[]; failures: unknown[] }> {
  const cases: CaseState[] = [];
  const failures: unknown[] = [];
  const everyone = peopleOfDay(role, roster).length;
  for await (const { summaries, unreadable } of pagesOfCases(store, ['open', 'acknowledged'], { limit: PAGE })) {
    if (unreadable.length > 0) failures.push(new UnreadableCasesError(`${unreadable.join(', ')} cannot be read.`));
    for (const { caseId } of summaries.filter((one) => !isUrgent(one) && one.lane !== 'crisis')) {
      const state = await store.read(caseId).then(
        (record) => record.state,
        (error: unknown) => {
          failures.push(error);
          return null;
        },
      );
      if (state !== null && isOf(role, state) && peopleOf(role, state, roster).length === everyone) cases.push(state);
    }
  }
  return { cases: cases.sort(byUrgency), failures };
}

function isOf(role: RosterRole, state: CaseState): boolean {
  if (isUrgent(state) || state.lane === 'crisis' || state.status === 'closed') return false;
  return [...state.told, ...state.telling.deferred].some((one) => one.role === role);
}

function byUrgency(a: CaseState, b: CaseState): number {
  const rank = ({ priority, acknowledgeDueAt, openedAt }: CaseState) =>
    `${priority}${acknowledgeDueAt ?? '9'}${openedAt}`;
  return rank(a) < rank(b) ? -1 : 1;
}
