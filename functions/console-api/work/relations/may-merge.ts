import type { CaseState, Track } from '../../../contracts/case.ts';
import type { SubjectLink } from '../../../contracts/identity.ts';
import type { Policy } from '../../../contracts/policy.ts';
import type { Purpose } from '../../../contracts/vocabulary.ts';
import { whyReviewKeepsOpen } from '../../../shared/case/review.ts';
import { caseNumberOf } from '../../../shared/ids.ts';
import { ProblemError } from '../../http/problem.ts';

/**
 * Whether two cases are one: of one person, as somebody has said where the subjects are two, and after one thing. What other people work,
 * such as words of self-harm beside a threat, stays a case of its own (docs/decisions/0010).
 * @param from the one that goes on in the other.
 * @throws ProblemError 409
 */
export function assertMayMerge(
  into: CaseState,
  from: CaseState,
  links: readonly SubjectLink[],
  tracks: ReadonlySet<Track>,
  { purposes }: Pick<Policy, 'purposes'>,
): void {
  if (into.status === 'closed') throw new ProblemError(409, 'A closed case takes no other in. Reopen it first.');
  const { mergedInto } = from.relations;
  if (mergedInto !== null && mergedInto.caseId !== into.caseId) {
    throw new ProblemError(409, `The other case goes on in ${caseNumberOf(mergedInto.caseId)} already.`);
  }
  const isOne = into.subjectId === from.subjectId || areJoined(links, from.subjectId);
  if (!isOne) {
    throw new ProblemError(
      409,
      'The two cases are of two subjects, and nobody has said that these are one person. Join the subjects first: then their histories are read as one too.',
    );
  }
  if (!goTogether(into.purpose, from.purpose, purposes)) {
    throw new ProblemError(
      409,
      `One case is of ${into.purpose}, the other of ${from.purpose}: other people work it, and it ends otherwise. Link the two instead.`,
    );
  }
  if (whyReviewKeepsOpen(from, true) === null) return;
  const seesReview = tracks.has('employee-review');
  throw new ProblemError(
    409,
    seesReview
      ? 'A case is not merged away while the review of the employee is open in it. Complete the review first.'
      : 'The other case cannot be merged away yet. Human resources says when it can: ask them.',
  );
}

const areJoined = (links: readonly SubjectLink[], otherId: string): boolean =>
  links.some((link) => link.otherId === otherId && link.state === 'joined');

/** The same purpose, one that is a means of the other, or one that nobody knows yet. */
function goTogether(a: Purpose | null, b: Purpose | null, purposes: Policy['purposes']): boolean {
  if (a === null || b === null || a === b) return true;
  const isMeansOf = (one: Purpose, other: Purpose) =>
    purposes.some(({ purpose, with: ends }) => purpose === one && ends.includes(other));
  return isMeansOf(a, b) || isMeansOf(b, a);
}
