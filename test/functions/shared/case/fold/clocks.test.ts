import { describe, expect, it } from 'vitest';
import type { CaseActor, CaseEvent, CaseEventBody, CaseState } from '../../../../../functions/contracts/case.ts';
import { rowOf } from '../../../../../functions/notify/told-of/told-of.ts';
import { sealEvent } from '../../../../../functions/shared/case/chain.ts';
import { earliestDeadline, runningDeadlines, sortKeyOf } from '../../../../../functions/shared/case/deadlines.ts';
import { foldCase } from '../../../../../functions/shared/case/fold.ts';
import { toldOf } from '../../../../../functions/shared/case/told-of.ts';
import { CASE, caseContact, contactIdNumber, OPENED, opening, RUTH, STAGE } from '../../../case-support/examples.ts';

const PEOPLE_DO = ['acknowledged', 'viewed', 'closed', 'action-recorded', 'snoozed', 'looked-again', 'notice-recorded'];
const minute = (minutes: number) => new Date(Date.parse(OPENED) + minutes * 60_000).toISOString();

/** Folds events that each come a minute after the one before, or at the minute given. */
function caseOf(...bodies: (CaseEventBody | [CaseEventBody, number])[]): CaseState {
  const events: CaseEvent[] = [];
  let at = 0;
  for (const entry of [opening(), ...bodies]) {
    const [body, minutes] = Array.isArray(entry) ? entry : [entry, at];
    at = minutes + 1;
    const actor: CaseActor = PEOPLE_DO.includes(body.type) ? RUTH : STAGE;
    events.push(
      sealEvent({ caseId: CASE, at: minute(minutes), actor, track: 'handling', body }, events.at(-1) ?? null),
    );
  }
  return foldCase(events) as CaseState;
}

const sent = (about: number): CaseEventBody => ({
  type: 'notification-sent',
  about,
  role: 'supervisor',
  deliveryId: `ses-${about}`,
});
const viewed: CaseEventBody = { type: 'viewed', what: 'case', contactId: null };
const added = (n: number, over = {}): CaseEventBody => ({
  type: 'contact-added',
  contact: caseContact(n, { receivedAt: minute(n), ...over }),
  acknowledgeDueAt: minute(500),
});
const acknowledged = (due?: number): CaseEventBody => ({
  type: 'acknowledged',
  note: null,
  ...(due === undefined ? {} : { firstActionDueAt: minute(due) }),
});
const acted: CaseEventBody = {
  type: 'action-recorded',
  action: { kind: 'investigation', what: 'Asked the branch.' },
  doneAt: OPENED,
  doneBy: 'Ruth Okafor',
};
const snoozed = (until: number): CaseEventBody => ({ type: 'snoozed', until: minute(until), reason: 'It waits.' });
const asked = (because: 'snooze-end' | 'look-again', dueAt: number): CaseEventBody => ({
  type: 'look-again-asked',
  because,
  dueAt: minute(dueAt),
  reviewDueAt: minute(dueAt + 1000),
});
const closed = (lookAgainAt?: number): CaseEventBody => ({
  type: 'closed',
  disposition: 'credible-monitor',
  note: '',
  ...(lookAgainAt === undefined ? {} : { lookAgainAt: minute(lookAgainAt) }),
});

describe('notice of a contact', () => {
  it('is the company’s when it first held it, and a person’s when somebody was told of it', () => {
    const first = { contactId: contactIdNumber(1), machineAt: OPENED, toldAt: null, seenAt: null, about: [1] };
    expect(caseOf().clocks.notices).toEqual([first]);
    expect(caseOf([sent(1), 3]).clocks.notices).toEqual([{ ...first, toldAt: minute(3) }]);
  });

  it('is a person’s when they open the case, where no mail reached anybody', () => {
    expect(caseOf([viewed, 4]).clocks.notices[0]).toMatchObject({ toldAt: null, seenAt: minute(4) });
  });

  it('is renewed by a later flagged contact, and each is known to people in its own time', () => {
    const { notices } = caseOf([sent(1), 2], [viewed, 3], [added(5), 5], [sent(4), 7]).clocks;
    expect(notices).toMatchObject([
      { toldAt: minute(2), seenAt: minute(3) },
      { contactId: contactIdNumber(5), machineAt: minute(5), toldAt: minute(7), seenAt: null },
    ]);
  });

  it('is not given by a mail about another contact, nor by one about a missed clock', () => {
    const due = (opening() as { acknowledgeDueAt: string }).acknowledgeDueAt;
    const missed: CaseEventBody = {
      type: 'clock-missed',
      clock: 'acknowledge',
      dueAt: due,
      escalatedTo: 'next-level-manager',
      step: 1,
      nextDueAt: minute(480),
    };
    const { notices } = caseOf([added(5), 5], [sent(1), 6], [missed, 240], [sent(4), 241]).clocks;
    expect(notices[1]).toMatchObject({ contactId: contactIdNumber(5), toldAt: null, seenAt: null });
  });

  it('is not given by a mail that bounced, unless another arrived', () => {
    const bounced: CaseEventBody = {
      type: 'notification-bounced',
      about: 1,
      to: 'supervisor',
      kind: 'bounce',
      reason: '',
      deliveryId: 'ses-1',
      people: [],
    };
    expect(caseOf([sent(1), 1], [bounced, 2]).clocks.notices[0]?.toldAt).toBeNull();
    const other: CaseEventBody = { ...sent(1), role: 'human-resources' } as CaseEventBody;
    expect(caseOf([sent(1), 1], [other, 2], [bounced, 3]).clocks.notices[0]?.toldAt).toBe(minute(2));
  });

  it('is not given by who records a notice to stop without having opened the case', () => {
    const notice: CaseEventBody = {
      type: 'notice-recorded',
      noticeId: `notice-${'1'.repeat(32)}`,
      kind: 'notice-to-stop',
      targetId: null,
      toldAt: OPENED,
    };
    expect(caseOf([notice, 2]).clocks.notices[0]?.seenAt).toBeNull();
  });

  it('is not renewed by the same message seen again, nor by one that shows nothing', () => {
    const again = caseContact(2, { sightingOf: contactIdNumber(1), reporterId: 'target-1' });
    const quiet: CaseEventBody = {
      type: 'contact-added',
      contact: caseContact(3, { part: 'contributing' }),
      acknowledgeDueAt: null,
    };
    expect(caseOf({ type: 'sighting-added', contact: again, news: 'reported' }, quiet).clocks.notices).toHaveLength(1);
  });
});

describe('the clock of the first action', () => {
  it('runs from the acknowledgement, and not where a version that knew of none acknowledged', () => {
    expect(caseOf(acknowledged(60)).clocks.firstAction).toEqual({ dueAt: minute(60), step: 0 });
    expect(caseOf(acknowledged()).clocks.firstAction).toBeNull();
  });

  it('stops at the first action, and at the closing', () => {
    expect(caseOf(acknowledged(60), acted).clocks.firstAction).toBeNull();
    expect(caseOf(acknowledged(60), closed()).clocks.firstAction).toBeNull();
  });

  it('does not stop by an action on the record of the employee’s review, which not every reader sees', () => {
    const events: CaseEvent[] = [];
    for (const [body, track] of [
      [opening(), 'handling'],
      [acknowledged(60), 'handling'],
      [acted, 'employee-review'],
    ] as const) {
      const actor = PEOPLE_DO.includes(body.type) ? RUTH : STAGE;
      events.push(sealEvent({ caseId: CASE, at: OPENED, actor, track, body }, events.at(-1) ?? null));
    }
    expect(foldCase(events)?.clocks.firstAction).toEqual({ dueAt: minute(60), step: 0 });
  });

  it('is not put off by a snooze', () => {
    const state = caseOf(acknowledged(60), snoozed(30));
    expect(runningDeadlines(state)).toEqual([
      { kind: 'snooze-end', at: minute(30) },
      { kind: 'first-action', at: minute(60) },
    ]);
  });
});

describe('a case that asks to be looked at again', () => {
  it('is asked for once, on its day', () => {
    const state = caseOf(acknowledged(), closed(100), [asked('look-again', 100), 100]);
    expect(state.clocks).toMatchObject({ lookAgainAt: null, review: { dueAt: minute(1100), step: 0 } });
    expect(() => caseOf(acknowledged(), closed(100), [asked('look-again', 100), 99])).toThrow('the date has not come');
    expect(() => caseOf(acknowledged(), closed(100), [asked('look-again', 101), 102])).toThrow('it is asked for at');
    const twice = [asked('look-again', 100), 101] as [CaseEventBody, number];
    expect(() => caseOf(acknowledged(), closed(100), [asked('look-again', 100), 100], twice)).toThrow('nothing asks');
  });

  it('rests no longer once it is asked for, and has its clock stopped by an action or another rest', () => {
    const woken = [acknowledged(), snoozed(30), [asked('snooze-end', 30), 30]] as [CaseEventBody, CaseEventBody, never];
    expect(caseOf(...woken).work.snooze).toBeNull();
    expect(caseOf(...woken).clocks.review).not.toBeNull();
    expect(caseOf(...woken, acted).clocks.review).toBeNull();
    expect(caseOf(...woken, snoozed(2000)).clocks.review).toBeNull();
  });

  it('is worked, and asks no more, when the subject writes again', () => {
    const reopened: CaseEventBody = { type: 'reopened', contactId: contactIdNumber(9), acknowledgeDueAt: minute(400) };
    const { clocks } = caseOf(acknowledged(), closed(1000), reopened, added(9));
    expect(clocks).toMatchObject({ lookAgainAt: null, review: null });
  });

  it('still asks when an action is recorded late in the closed case: nobody has looked for that', () => {
    const state = caseOf(acknowledged(), closed(100), [asked('look-again', 100), 100], acted);
    expect(state.clocks.review).not.toBeNull();
  });
});

describe('the place of a case in the queue', () => {
  const told = [sent(1), 1] as [CaseEventBody, number];

  it('is that of its earliest deadline, of whatever kind', () => {
    expect(earliestDeadline(caseOf(told))).toEqual({ kind: 'acknowledge', at: '2026-07-15T18:00:00.000Z' });
    expect(earliestDeadline(caseOf(told, acknowledged(60)))).toEqual({ kind: 'first-action', at: minute(60) });
    expect(sortKeyOf(caseOf(told, acknowledged(60), snoozed(30)))).toBe(minute(30));
    expect(earliestDeadline(caseOf(told, acknowledged(60), closed(900)))).toEqual({
      kind: 'look-again',
      at: minute(900),
    });
  });

  it('comes after every other while nothing runs, the longest so first', () => {
    const none = caseOf(told, [acknowledged(), 5]);
    expect(earliestDeadline(none)).toBeNull();
    expect(sortKeyOf(none)).toBe('9026-07-15T14:05:00.000Z');
  });

  it('is two minutes after an event that nobody was told of, if nothing is due before', () => {
    expect(sortKeyOf(caseOf())).toBe(minute(2));
    expect(sortKeyOf(caseOf(told))).toBe('2026-07-15T18:00:00.000Z');
  });

  it('is after every other for a case that goes on in another one', () => {
    const merged: CaseEventBody = { type: 'merged-into', caseId: `case-${'1'.repeat(32)}`, reason: 'The same matter.' };
    expect(sortKeyOf(caseOf(told, merged))).toMatch(/^9026/);
  });
});

it('asks `notify` for nothing again of which it tells nobody', () => {
  const bodies: CaseEventBody[] = [
    opening(),
    added(2),
    {
      type: 'contact-added',
      contact: caseContact(3, { part: 'contributing' }),
      acknowledgeDueAt: null,
      news: 'after-notice',
    },
    { type: 'sighting-added', contact: caseContact(2, { sightingOf: contactIdNumber(1) }), news: 'reported' },
    {
      type: 'priority-raised',
      contactId: contactIdNumber(1),
      from: 'P2',
      to: 'P1',
      lane: 'security',
      because: '',
      acknowledgeDueAt: minute(30),
    },
    { type: 'lane-changed', contactId: contactIdNumber(1), from: 'hr', to: 'security', because: '' },
    { type: 'reopened', contactId: contactIdNumber(1), acknowledgeDueAt: minute(30) },
    { type: 'reopened-by-person', reason: 'It was closed too soon.', acknowledgeDueAt: minute(30) },
    { type: 'priority-set', from: 'P2', to: 'P1', reason: 'It is worse.', acknowledgeDueAt: minute(30) },
    asked('look-again', 100),
    {
      type: 'clock-missed',
      clock: 'review',
      dueAt: minute(1),
      escalatedTo: 'next-level-manager',
      step: 1,
      nextDueAt: minute(9),
    },
  ];
  for (const body of bodies) {
    expect([body.type, toldOf(body)]).not.toEqual([body.type, undefined]);
    const event = sealEvent({ caseId: CASE, at: OPENED, actor: STAGE, track: 'handling', body }, null);
    expect([body.type, rowOf(event)?.type]).toEqual([body.type, body.type]);
  }
});
