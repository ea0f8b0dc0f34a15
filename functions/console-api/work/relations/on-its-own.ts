import type { CaseEventOf, CaseState } from '../../../contracts/case.ts';
import { deadline } from '../../../shared/case/business-time.ts';
import type { ConsoleSetting } from '../../http/api.ts';

/** The event by which a case that was merged goes on by itself again: with its clock anew, unless it was closed before. */
export function onItsOwn(
  { relations, priority }: CaseState,
  into: string,
  reason: string,
  { policy, roster, now }: Pick<ConsoleSetting, 'policy' | 'roster' | 'now'>,
): CaseEventOf<'merge-undone'> {
  const wasClosed = relations.mergedInto?.statusBefore === 'closed';
  const acknowledgeDueAt = wasClosed ? null : deadline(now(), policy.priorities[priority].acknowledge, roster);
  return { type: 'merge-undone', caseId: into, reason, acknowledgeDueAt };
}
