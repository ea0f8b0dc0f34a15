import type { CaseState, Track } from '../../../contracts/case.ts';
import type { DispositionRule } from '../../../contracts/disposition-rule.ts';
import type { FormDefinition } from '../../../contracts/form.ts';
import type { Roster } from '../../../contracts/roster.ts';
import type { Disposition } from '../../../contracts/vocabulary.ts';
import { whyReviewKeepsOpen } from '../../../shared/case/review.ts';
import { caseNumberOf } from '../../../shared/ids.ts';
import type { Person } from '../../access/person.ts';
import { asksFor } from '../../forms/form-views.ts';
import { ProblemError } from '../../http/problem.ts';
import { assertNotImplicated } from '../implicated.ts';
import { unreadBy } from '../read-by.ts';
import type { Decided } from './second-person.ts';

export interface Closing {
  readonly disposition: Disposition;
  readonly rule: DispositionRule;
  readonly person: Person;
  readonly tracks: ReadonlySet<Track>;
  readonly roster: Roster;
  /** Every form that there is. */
  readonly formsAsked: readonly FormDefinition[];
  /** The case, and those that were merged into it. */
  readonly cases: readonly [Decided & { readonly state: CaseState }, ...Decided[]];
}

/**
 * What has to be so before anybody closes a case, or proposes to, or agrees (requirements 22, 30, 34). Each refusal names its rule.
 * @throws ProblemError 409
 */
export function assertMayClose({ disposition, rule, person, tracks, roster, formsAsked, cases }: Closing): void {
  const [{ state }] = cases;
  const states = cases.flatMap((each) => each.state ?? []);
  if (state.relations.mergedInto !== null) {
    throw new ProblemError(
      409,
      `The case goes on in ${caseNumberOf(state.relations.mergedInto.caseId)}, and is closed there.`,
    );
  }
  if (state.status === 'closed') throw new ProblemError(409, 'The case is closed already.');
  if (state.status === 'open') {
    throw new ProblemError(409, 'A case that nobody has acknowledged is not closed: somebody takes it on first.');
  }
  assertNotImplicated(states, person, roster, 'closed');
  if (rule.roles !== undefined && !person.roles.some((role) => rule.roles?.includes(role))) {
    throw new ProblemError(409, `${disposition} is for ${rule.roles.join(' and ')} to close with.`);
  }
  assertReviewed(states, disposition, rule, tracks.has('employee-review'));
  const incomplete = formsAsked
    .filter(({ form }) => rule.forms.includes(form))
    .filter((definition) => states.some((each) => asksFor(definition, each)))
    .map(({ form }) => form)
    .filter(
      (name) => !states.some(({ forms }) => forms.some(({ form, completed }) => form === name && completed !== null)),
    );
  if (incomplete.length > 0) {
    throw new ProblemError(
      409,
      `A case is closed with ${disposition} once ${incomplete.length === 1 ? 'this form is' : 'these forms are'} complete: ${incomplete.join(', ')}.`,
    );
  }
  if (!rule.reads_every_contact) return;
  const unread = unreadBy(person.id, cases).length;
  if (unread > 0) {
    throw new ProblemError(
      409,
      `${disposition} says that a person has read all of it. ${unread} of its flagged contacts you have not opened.`,
    );
  }
}

/** Requirement 30: not while a review is open, and as a complaint that was reviewed only when it was. */
function assertReviewed(
  states: readonly CaseState[],
  disposition: Disposition,
  { review_complete: isAsked }: DispositionRule,
  seesReview: boolean,
): void {
  for (const state of states) {
    const why = whyReviewKeepsOpen(state, seesReview);
    if (why !== null) throw new ProblemError(409, why);
  }
  if (isAsked && !states.some(({ review }) => review.reviews.some(({ completedAt }) => completedAt !== null))) {
    throw new ProblemError(
      409,
      `${disposition} is for a case whose review of the employee is complete; there is none.`,
    );
  }
}
