import type { CaseEvent, CaseEventOf, CaseState } from '../../../contracts/case.ts';
import type { ClocksState, ContactNotice } from '../../../contracts/case-clocks.ts';
import { toldOf } from '../told-of.ts';
import { type Changes, refusal } from './change.ts';

/** The case asks to be looked at again, for which its rest ends (see `disturbed`), and somebody has looked. */
export const CLOCK_CHANGES: Changes<'look-again-asked' | 'looked-again'> = {
  'look-again-asked': (state, body, event) => {
    const { clocks, status, work } = state;
    const isRest = body.because === 'snooze-end';
    const asks = isRest ? (work.snooze?.until ?? null) : status === 'closed' ? clocks.lookAgainAt : null;
    if (asks !== body.dueAt) throw refusal(event, asks === null ? 'nothing asks for it' : `it is asked for at ${asks}`);
    if (event.at < body.dueAt) throw refusal(event, 'the date has not come');
    if (body.reviewDueAt <= event.at) throw refusal(event, 'its deadline is not after it');
    return {
      clocks: {
        ...clocks,
        lookAgainAt: null,
        review: { dueAt: body.reviewDueAt, step: 0 },
      },
    };
  },
  'looked-again': ({ clocks, status }, { nextLookAt }, event) => {
    if (clocks.review === null && clocks.lookAgainAt === null)
      throw refusal(event, 'it does not ask to be looked at again');
    if (nextLookAt !== null && status !== 'closed') throw refusal(event, 'the case is not closed');
    if (nextLookAt !== null && nextLookAt <= event.at) throw refusal(event, 'the next date has passed');
    return { clocks: { ...clocks, review: null, lookAgainAt: nextLookAt } };
  },
};

/** A clock of first action or review that ran out: the next step has its own time. */
export function clockMissedAfter(
  { clocks }: CaseState,
  body: CaseEventOf<'clock-missed'>,
  event: CaseEvent,
): Partial<CaseState> {
  const name = body.clock === 'first-action' ? 'firstAction' : 'review';
  const running = clocks[name];
  if (running === null) throw refusal(event, `no clock of ${body.clock} runs`);
  if (body.dueAt !== running.dueAt) throw refusal(event, `the deadline is ${running.dueAt}`);
  if (event.at < body.dueAt) throw refusal(event, 'the deadline has not passed');
  if (body.nextDueAt <= event.at) throw refusal(event, 'the next deadline is not after it');
  if (body.step !== running.step + 1) throw refusal(event, `the last step was ${running.step}`);
  return { clocks: { ...clocks, [name]: { dueAt: body.nextDueAt, step: body.step } } };
}

/** What any event does to the clocks, beside what it does itself. */
export function withClocks(state: CaseState, event: CaseEvent): CaseState {
  const clocks = watched(noticed(stopped(state.clocks, state, event), state, event), state, event);
  return clocks === state.clocks ? state : { ...state, clocks };
}

/**
 * The clock of first action runs from the acknowledgement to the first action that is recorded, or the closing. Notice that is renewed
 * moves it no more than it moves the other one: else a subject could put it off by writing more.
 */
function stopped(clocks: ClocksState, state: CaseState, { body, track }: CaseEvent): ClocksState {
  switch (body.type) {
    case 'acknowledged': {
      const { firstActionDueAt } = body;
      const starts = firstActionDueAt !== undefined && clocks.firstAction === null;
      return starts ? { ...clocks, firstAction: { dueAt: firstActionDueAt, step: 0 } } : clocks;
    }
    case 'action-recorded':
      // A correction is of what was recorded before, and nothing that was done.
      if (track !== clocks.track || body.corrects !== undefined) return clocks;
      // In a closed case it is what was done before, recorded late, and nobody has looked again for that.
      return { ...clocks, firstAction: null, review: state.status === 'closed' ? clocks.review : null };
    case 'snoozed':
      return { ...clocks, review: null };
    case 'closed':
      return { ...clocks, firstAction: null, review: null, lookAgainAt: body.lookAgainAt ?? null };
    default:
      // Somebody wrote, or a person reopened it: it is worked, and has its other clocks.
      return state.status === 'open' && (clocks.review !== null || clocks.lookAgainAt !== null)
        ? { ...clocks, review: null, lookAgainAt: null }
        : clocks;
  }
}

/** Who has had notice of which contact, and when first. A case of a flood has thousands: the latest are looked at first. */
function noticed(clocks: ClocksState, state: CaseState, event: CaseEvent): ClocksState {
  const { body, actor, at, number } = event;
  const { notices } = clocks;
  const contactId = toldOf(body) ?? null;
  if (contactId !== null) {
    const renews = body.type === 'case-opened' || (body.type === 'contact-added' && body.acknowledgeDueAt !== null);
    if (!renews) {
      const known = notices.findLastIndex((notice) => notice.contactId === contactId);
      return changed(clocks, known, ({ about }) => ({ about: [...about, number] }));
    }
    const first = { contactId, machineAt: body.contact.receivedAt, toldAt: null, seenAt: null, about: [number] };
    return { ...clocks, notices: [...notices, first] };
  }
  switch (body.type) {
    case 'notification-sent':
    case 'person-told':
      return changed(clocks, noticeAbout(clocks, body.about), ({ toldAt }) => ({ toldAt: toldAt ?? at }));
    case 'notification-bounced':
      return changed(clocks, noticeAbout(clocks, body.about), (notice) => ({ toldAt: firstToldOf(notice, state) }));
    case 'notice-recorded':
      // For a subject, by who need not have opened the case.
      return clocks;
  }
  if (actor.kind !== 'person' || notices.every(({ seenAt }) => seenAt !== null)) return clocks;
  return { ...clocks, notices: notices.map((one) => (one.seenAt === null ? { ...one, seenAt: at } : one)) };
}

const noticeAbout = ({ notices }: ClocksState, about: number): number =>
  notices.findLastIndex((notice) => notice.about.includes(about));

/** With one notice changed; none where there is no such index. */
function changed(
  clocks: ClocksState,
  index: number,
  change: (notice: ContactNotice) => Partial<ContactNotice>,
): ClocksState {
  const known = clocks.notices[index];
  return known === undefined
    ? clocks
    : { ...clocks, notices: clocks.notices.with(index, { ...known, ...change(known) }) };
}

/** Of the mails that arrived: one that bounced gave nobody notice. */
function firstToldOf({ about }: ContactNotice, { told, telling }: CaseState): string | null {
  const mails = [...told.map(({ role, ...rest }) => ({ ...rest, to: role })), ...telling.persons];
  const arrived = mails.filter(
    (mail) =>
      about.includes(mail.about) && !telling.bounced.some((one) => one.about === mail.about && one.to === mail.to),
  );
  return arrived.map(({ at }) => at).sort()[0] ?? null;
}

/** What has to follow an event by itself: that people are told of it, and that the original of its contact is preserved. */
function watched(clocks: ClocksState, { evidence, evidenceMissing }: CaseState, event: CaseEvent): ClocksState {
  const { body, actor, at: since, number } = event;
  switch (body.type) {
    case 'notification-sent':
    case 'notification-failed':
    case 'person-told':
    case 'person-not-told':
    case 'notification-deferred': {
      const untold = clocks.untold.filter(({ about }) => about !== body.about);
      return untold.length === clocks.untold.length ? clocks : { ...clocks, untold };
    }
    case 'evidence-preserved':
    case 'evidence-missing': {
      const contactId = body.type === 'evidence-missing' ? body.contactId : body.evidence.contactId;
      return { ...clocks, unpreserved: clocks.unpreserved.filter((one) => one.contactId !== contactId) };
    }
  }
  const told = toldOf(body, actor);
  const of = told ?? body.type;
  const untold =
    told === undefined
      ? clocks.untold
      : [...clocks.untold.filter((one) => one.of !== of), { about: number, of, since }];
  const contact = 'contact' in body ? body.contact : null;
  const isKept = (one: { contactId: string }) => one.contactId === contact?.contactId;
  const isNew = contact !== null && ![evidence, evidenceMissing, clocks.unpreserved].some((some) => some.some(isKept));
  if (untold === clocks.untold && !isNew) return clocks;
  const unpreserved = isNew ? [...clocks.unpreserved, { contactId: contact.contactId, since }] : clocks.unpreserved;
  return { ...clocks, untold, unpreserved };
}
