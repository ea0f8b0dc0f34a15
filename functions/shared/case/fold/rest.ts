import type { CaseEvent, CaseState } from '../../../contracts/case.ts';

/**
 * What ends with the next thing that happens: a case does not rest any longer, and nobody closes it on what was proposed, once something
 * comes to it that whoever decided had not seen. Facts that it was closed with are those of a closed case alone.
 */
export function disturbed(before: CaseState, after: CaseState, { body }: CaseEvent): CaseState {
  const { snooze, proposal, closedWith } = after.work;
  if (snooze === null && proposal === null && closedWith === null) return after;
  const isEventful =
    after.status !== 'acknowledged' ||
    after.priority !== before.priority ||
    after.relations.mergedFrom !== before.relations.mergedFrom ||
    after.relations.splitOff !== before.relations.splitOff ||
    hasNewAct(before, after);
  const work = {
    ...after.work,
    snooze: isEventful || body.type === 'look-again-asked' ? null : snooze,
    proposal: isEventful ? null : proposal,
    closedWith: after.status === 'closed' ? closedWith : null,
  };
  return { ...after, work };
}

/** A contact that was not there: the same message seen again is none. */
function hasNewAct(before: CaseState, after: CaseState): boolean {
  if (before.contacts === after.contacts) return false;
  const known = new Set(before.contacts.map(({ contactId }) => contactId));
  return after.contacts.some(({ contactId, sightingOf }) => sightingOf === undefined && !known.has(contactId));
}
