import type { CaseEvent, CaseEventOf, CaseState } from '../../../contracts/case.ts';
import { heldContacts } from '../held.ts';
import { type Changes, refusal } from './change.ts';

/** What the subject was told, and how much came after it. */
export const WARNING_CHANGES: Changes<'notice-recorded'> = { 'notice-recorded': warned };

/** It may be told before contacts that are in the case already, and is recorded in a closed case too: it reopens nothing. */
function warned(
  state: CaseState,
  { noticeId, kind, targetId, toldAt }: CaseEventOf<'notice-recorded'>,
  event: CaseEvent,
): Partial<CaseState> {
  if (state.warnings.some((one) => one.noticeId === noticeId)) throw refusal(event, 'the notice is recorded already');
  if (toldAt > event.at) throw refusal(event, 'the subject has not been told yet');
  const warning = since({ noticeId, kind, targetId, toldAt, contactsSince: 0 }, state);
  const warnings = [...state.warnings, warning].sort((a, b) =>
    a.toldAt < b.toldAt ? -1 : a.toldAt > b.toldAt ? 1 : 0,
  );
  return { warnings };
}

type Warning = CaseState['warnings'][number];

/** The warning with what has come since. */
export function since(warning: Warning, state: CaseState): Warning {
  const after = heldContacts(state).filter(
    ({ occurredAt, targetIds, sightingOf }) =>
      sightingOf === undefined &&
      occurredAt > warning.toldAt &&
      (warning.targetId === null || targetIds.includes(warning.targetId)),
  );
  return { ...warning, contactsSince: after.length };
}
