import type { CaseEvent, CaseEventOf, CaseState } from '../../../contracts/case.ts';
import type { WorkState } from '../../../contracts/case-work.ts';
import { isMoreUrgent } from '../urgency.ts';
import { assertNotClosed, type Changes, refusal, writerOf } from './change.ts';
import { renewed } from './renewed.ts';

type WorkEvent =
  | 'assigned'
  | 'released'
  | 'note-added'
  | 'action-recorded'
  | 'snoozed'
  | 'woken'
  | 'priority-set'
  | 'closing-proposed'
  | 'closing-withdrawn'
  | 'reopened-by-person';

/** What people do with a case. Who has it is said for their sake: it forbids nobody anything. */
export const WORK_CHANGES: Changes<WorkEvent> = {
  assigned: ({ work }, { to }, event) => {
    if (work.holder?.kind === to.kind && work.holder.id === to.id) throw refusal(event, 'they have it already');
    return { work: { ...work, holder: { ...to, since: event.at, by: writerOf(event) } } };
  },
  released: ({ work }, _, event) => {
    if (work.holder === null) throw refusal(event, 'nobody has it');
    return { work: { ...work, holder: null } };
  },
  'note-added': ({ work }, { text, corrects }, event) => ({
    work: { ...work, notes: written(work.notes, { ...headOf(event, corrects), text }, event) },
  }),
  // In a closed case too: what was done is recorded late, and reopens nothing.
  'action-recorded': actionRecorded,
  snoozed,
  woken: ({ work }, _, event) => {
    if (work.snooze === null) throw refusal(event, 'it does not rest');
    return { work: { ...work, snooze: null } };
  },
  'priority-set': prioritySet,
  'closing-proposed': (state, { disposition, facts, note }, event) => {
    if (state.status !== 'acknowledged') throw refusal(event, notAcknowledged(state));
    const proposal = { number: event.number, at: event.at, by: writerOf(event), disposition, facts, note };
    return { work: { ...state.work, proposal } };
  },
  'closing-withdrawn': ({ work }, { proposal }, event) => {
    if (work.proposal?.number !== proposal) throw refusal(event, `no closing is proposed by event ${proposal}`);
    return { work: { ...work, proposal: null } };
  },
  'reopened-by-person': (state, { acknowledgeDueAt }, event) => {
    if (state.status !== 'closed') throw refusal(event, `the case is ${state.status}`);
    return { disposition: null, ...renewed(state, acknowledgeDueAt) };
  },
};

function actionRecorded(
  { work, warnings }: CaseState,
  { action, doneAt, doneBy, corrects }: CaseEventOf<'action-recorded'>,
  event: CaseEvent,
): Partial<CaseState> {
  if (doneAt > event.at) throw refusal(event, 'it has not been done yet');
  if (action.kind === 'notice-to-stop' && !warnings.some(({ noticeId }) => noticeId === action.noticeId)) {
    throw refusal(event, 'the notice is not in the case');
  }
  const entry = { ...headOf(event, corrects), action, doneAt, doneBy };
  return { work: { ...work, actions: written(work.actions, entry, event) } };
}

function snoozed(state: CaseState, { until, reason }: CaseEventOf<'snoozed'>, event: CaseEvent): Partial<CaseState> {
  if (state.status !== 'acknowledged') throw refusal(event, notAcknowledged(state));
  if (state.priority === 'P0') throw refusal(event, 'what is imminent does not rest');
  if (until <= event.at) throw refusal(event, 'its end is past');
  return { work: { ...state.work, snooze: { until, reason, at: event.at, by: writerOf(event) } } };
}

function prioritySet(
  state: CaseState,
  { from, to, acknowledgeDueAt }: CaseEventOf<'priority-set'>,
  event: CaseEvent,
): Partial<CaseState> {
  assertNotClosed(state, event);
  if (from !== state.priority) throw refusal(event, `the priority is ${state.priority}, not ${from}`);
  if (to === from) throw refusal(event, `the priority is ${to} already`);
  if (isMoreUrgent(to, from)) {
    if (acknowledgeDueAt === undefined) throw refusal(event, 'what is raised is acknowledged anew');
    return { priority: to, ...renewed(state, acknowledgeDueAt) };
  }
  if (acknowledgeDueAt !== undefined) throw refusal(event, 'what is lowered sets no deadline');
  if (state.status === 'open') throw refusal(event, 'nobody has acknowledged the case');
  const contactIds = state.contacts.filter(({ part }) => part === 'flagged').map(({ contactId }) => contactId);
  const lowered = { from, to, at: event.at, by: writerOf(event), contactIds };
  return { priority: to, work: { ...state.work, lowered } };
}

const notAcknowledged = ({ status }: CaseState): string =>
  status === 'open' ? 'nobody has acknowledged the case' : 'the case is closed';

function headOf(event: CaseEvent, corrects: number | undefined) {
  return {
    number: event.number,
    at: event.at,
    by: writerOf(event),
    ...(corrects === undefined ? {} : { corrects }),
  };
}

type Entry = Pick<WorkState['notes'][number], 'number' | 'corrects' | 'correctedBy'>;

/** With one entry more. What it corrects stays, and says what stands in its place: once, so that there is one latest wording. */
function written<T extends Entry>(entries: readonly T[], entry: T, event: CaseEvent): T[] {
  const { corrects } = entry;
  if (corrects === undefined) return [...entries, entry];
  const wrong = entries.find(({ number }) => number === corrects);
  if (wrong === undefined) throw refusal(event, `event ${corrects} is nothing that it could correct`);
  if (wrong.correctedBy !== undefined) {
    throw refusal(event, `event ${corrects} was corrected by event ${wrong.correctedBy} already`);
  }
  return [...entries.map((one) => (one === wrong ? { ...one, correctedBy: event.number } : one)), entry];
}
