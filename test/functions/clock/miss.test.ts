import { describe, expect, it } from 'vitest';
import { missedClock } from '../../../functions/clock/miss.ts';
import { eventsToTell } from '../../../functions/clock/untold.ts';
import { wokenCase } from '../../../functions/clock/wake.ts';
import type { CaseActor, CaseEvent, CaseEventBody } from '../../../functions/contracts/case.ts';
import type { Roster } from '../../../functions/contracts/roster.ts';
import type { Instant, Priority } from '../../../functions/contracts/vocabulary.ts';
import { deadline } from '../../../functions/shared/case/business-time.ts';
import { sealEvent } from '../../../functions/shared/case/chain.ts';
import { levelAbove, levelForStep } from '../../../functions/shared/case/climb.ts';
import { foldCase } from '../../../functions/shared/case/fold.ts';
import type { CaseRecord } from '../../../functions/shared/case/store.ts';
import { CASE, caseContact, OPENED, opening, policy, RUTH, roster, STAGE, SUBJECT } from '../case-support/examples.ts';

const CLOCK: CaseActor = { kind: 'stage', id: 'clock' };
const PEOPLE_DO = ['acknowledged', 'action-recorded', 'snoozed', 'closed', 'looked-again'];

class CaseInMemory {
  events: CaseEvent[] = [];

  write(body: CaseEventBody, at: Instant = OPENED): this {
    const actor = PEOPLE_DO.includes(body.type) ? RUTH : body.type === 'clock-missed' ? CLOCK : STAGE;
    this.events.push(sealEvent({ caseId: CASE, at, actor, track: 'handling', body }, this.events.at(-1) ?? null));
    return this;
  }

  get record(): CaseRecord {
    const { events } = this;
    return {
      caseId: CASE,
      events,
      state: foldCase(events),
      custody: { intact: true, count: events.length },
      summary: null,
    };
  }

  /** Runs the clock at a moment; gives the level it climbed to, or null. */
  tick(at: Instant, people: Roster = roster): string | null {
    const draft = missedClock(this.record, at, policy, people);
    if (draft === null) return null;
    this.write(draft.body, at);
    return draft.body.type === 'clock-missed' ? draft.body.escalatedTo : null;
  }
}

const openedAt = (priority: Priority) =>
  new CaseInMemory().write({
    ...opening({ priority }),
    acknowledgeDueAt: deadline(OPENED, policy.priorities[priority].acknowledge, roster),
  } as CaseEventBody);

const minutesAfter = (minutes: number): Instant => new Date(Date.parse(OPENED) + minutes * 60_000).toISOString();

describe('a case that nobody acknowledges', () => {
  it('is left alone until its deadline, to the millisecond', () => {
    const one = openedAt('P0');
    expect(one.tick(new Date(Date.parse(OPENED) + 5 * 60_000 - 1).toISOString())).toBeNull();
    expect(one.tick(minutesAfter(5))).toBe('next-level-manager');
  });

  it('climbs the roster step by step, each with its time, and goes on at the top', () => {
    const one = openedAt('P0');
    const climbed = Array.from({ length: 40 }, (_, minute) => one.tick(minutesAfter(minute))).filter((x) => x !== null);
    expect(climbed).toEqual([
      'next-level-manager',
      'market-president',
      'corporate-security',
      'corporate-security',
      'corporate-security',
      'corporate-security',
      'corporate-security',
    ]);
    expect(one.record.state?.escalationStep).toBe(7);
  });

  it('climbs one step when the clock comes hours late, and gives that step its full time', () => {
    const one = openedAt('P0');
    expect(one.tick(minutesAfter(180))).toBe('next-level-manager');
    expect(one.record.state?.acknowledgeDueAt).toBe(minutesAfter(185));
    expect(one.tick(minutesAfter(181))).toBeNull();
  });

  it('of lowest priority climbs by business days, not over the weekend', () => {
    const one = openedAt('P3'); // Wednesday.
    expect(one.tick('2026-07-16T14:00:00.000Z')).toBe('next-level-manager');
    expect(one.tick('2026-07-17T14:00:00.000Z')).toBe('market-president'); // Friday.
    expect(one.tick('2026-07-19T14:00:00.000Z')).toBeNull();
    expect(one.tick('2026-07-20T14:00:00.000Z')).toBe('corporate-security');
  });

  it('of a high priority climbs in the night before a holiday as by day: there are no quiet hours for it', () => {
    const night = '2026-12-25T08:00:00.000Z'; // Three in the morning, Christmas, in New York.
    const due = deadline(night, policy.priorities.P1.acknowledge, roster);
    const one = new CaseInMemory().write(
      { ...opening({ priority: 'P1' }), acknowledgeDueAt: due } as CaseEventBody,
      night,
    );
    expect(one.tick('2026-12-25T08:30:00.000Z')).toBe('next-level-manager');
    expect(one.record.state?.acknowledgeDueAt).toBe('2026-12-25T09:00:00.000Z');
  });

  it('passes over a level that nobody has', () => {
    const noManager = { ...roster, people: roster.people.filter(({ id }) => id !== 'martin-hale') };
    const one = openedAt('P0');
    expect([5, 10, 15].map((minute) => one.tick(minutesAfter(minute), noManager))).toEqual([
      'market-president',
      'corporate-security',
      'corporate-security',
    ]);
  });

  it('still climbs when nobody is on the roster at all: who is told of that is the operator, by the alarm', () => {
    const nobody = { ...roster, people: [] };
    expect(openedAt('P0').tick(minutesAfter(5), nobody)).toBe('corporate-security');
  });
});

describe('a case that somebody acknowledged', () => {
  it('has no clock that can be missed', () => {
    const one = openedAt('P0').write({ type: 'acknowledged', note: null }, minutesAfter(4));
    expect(one.tick(minutesAfter(500))).toBeNull();
  });

  it('starts from the bottom when the subject writes again and nobody answers', () => {
    const one = openedAt('P0');
    one.tick(minutesAfter(5));
    one.tick(minutesAfter(10));
    one.write({ type: 'acknowledged', note: null }, minutesAfter(11));
    const contact = { ...one.events[0]?.body } as Extract<CaseEventBody, { type: 'case-opened' }>;
    one.write(
      {
        type: 'contact-added',
        contact: { ...contact.contact, contactId: 'another' },
        acknowledgeDueAt: minutesAfter(25),
      },
      minutesAfter(20),
    );
    expect(one.tick(minutesAfter(25))).toBe('next-level-manager');
  });
});

describe('the levels of the climb', () => {
  const parties = { subjectId: SUBJECT, contacts: [] };
  const policing = {
    ...policy,
    notify: { ...policy.notify, climb: ['supervisor', 'next-level-manager', 'law-enforcement'] as const },
  };

  it('never reach the police by themselves, whatever the policy says', () => {
    const climb = { ...policing, notify: { ...policing.notify, climb: [...policing.notify.climb] } };
    expect(levelForStep(9, parties, climb, roster)).toBe('next-level-manager');
    expect(levelAbove('next-level-manager', climb)).toBeNull();
  });

  it('end above the top', () => {
    expect(levelAbove('supervisor', policy)).toBe('next-level-manager');
    expect(levelAbove('corporate-security', policy)).toBeNull();
  });
});

const acknowledged = (minute: number, firstActionMinute = minute + 15): CaseEventBody => ({
  type: 'acknowledged',
  note: null,
  firstActionDueAt: minutesAfter(firstActionMinute),
});
const acted = (minute: number): CaseEventBody => ({
  type: 'action-recorded',
  action: { kind: 'investigation', what: 'Asked the branch.' },
  doneAt: minutesAfter(minute),
  doneBy: 'Ruth Okafor',
});

describe('a case that somebody took on and did nothing about', () => {
  it('climbs from its own deadline, each step with the time of a first action', () => {
    const one = openedAt('P0').write(acknowledged(4), minutesAfter(4));
    expect(one.tick(minutesAfter(18))).toBeNull();
    expect(one.tick(minutesAfter(19))).toBe('next-level-manager');
    expect(one.record.state?.clocks.firstAction).toEqual({ dueAt: minutesAfter(34), step: 1 });
    expect(one.tick(minutesAfter(34))).toBe('market-president');
  });

  it('climbs no more once an action is on record', () => {
    const one = openedAt('P0').write(acknowledged(4), minutesAfter(4)).write(acted(10), minutesAfter(12));
    expect(one.tick(minutesAfter(500))).toBeNull();
  });

  it('gets no later deadline when the subject writes again and it is taken on anew', () => {
    const one = openedAt('P0').write(acknowledged(4), minutesAfter(4));
    const contact = caseContact(1);
    const again = { ...contact, contactId: 'another' };
    one.write({ type: 'contact-added', contact: again, acknowledgeDueAt: minutesAfter(15) }, minutesAfter(10));
    one.write(acknowledged(12), minutesAfter(12));
    expect(one.record.state?.clocks.firstAction?.dueAt).toBe(minutesAfter(19));
  });

  it('has the time of the roster’s business days where it is not urgent', () => {
    const monday = '2026-07-20T14:00:00.000Z';
    const one = openedAt('P3').write({ type: 'acknowledged', note: null, firstActionDueAt: monday }, minutesAfter(4));
    expect(one.tick('2026-07-20T13:59:00.000Z')).toBeNull();
    expect(one.tick(monday)).toBe('next-level-manager');
    expect(one.record.state?.clocks.firstAction?.dueAt).toBe('2026-07-23T14:00:00.000Z'); // Three business days.
  });
});

describe('a case whose day has come', () => {
  const wake = (one: CaseInMemory, at: Instant) => wokenCase(one.record, at, policy, roster)?.body ?? null;
  const resting = () =>
    openedAt('P2')
      .write(acknowledged(4), minutesAfter(4))
      .write(acted(5), minutesAfter(5))
      .write({ type: 'snoozed', until: minutesAfter(60), reason: 'The police answer on Monday.' }, minutesAfter(6));

  it('wakes at the end of its rest, and not before', () => {
    const one = resting();
    expect(wake(one, minutesAfter(59))).toBeNull();
    const asked = wake(one, minutesAfter(60)) as CaseEventBody;
    expect(asked).toMatchObject({ type: 'look-again-asked', because: 'snooze-end', dueAt: minutesAfter(60) });
    one.write(asked, minutesAfter(60));
    expect(one.record.state?.work.snooze).toBeNull();
    expect(wake(one, minutesAfter(61))).toBeNull();
  });

  it('climbs when nobody has looked at it again in time, and not when somebody acted', () => {
    const one = resting();
    one.write(wake(one, minutesAfter(60)) as CaseEventBody, minutesAfter(60));
    const due = '2026-07-16T15:00:00.000Z'; // One business day after it woke.
    expect(one.record.state?.clocks.review).toEqual({ dueAt: due, step: 0 });
    expect(one.tick(due)).toBe('next-level-manager');
    one.write(acted(70), '2026-07-16T16:00:00.000Z');
    expect(one.tick('2026-07-30T16:00:00.000Z')).toBeNull();
  });

  it('is looked at again on the day that its closing named, stays closed, and is watched on if a person says so', () => {
    const one = openedAt('P2').write(acknowledged(4), minutesAfter(4));
    const day = '2026-08-03T14:00:00.000Z';
    one.write(
      { type: 'closed', disposition: 'credible-monitor', note: 'Watched.', lookAgainAt: day },
      minutesAfter(20),
    );
    expect(one.tick(minutesAfter(5000))).toBeNull();
    expect(wake(one, '2026-08-03T13:59:00.000Z')).toBeNull();
    one.write(wake(one, day) as CaseEventBody, day);
    expect(one.record.state).toMatchObject({ status: 'closed', clocks: { lookAgainAt: null } });
    expect(one.tick('2026-08-04T14:00:00.000Z')).toBe('next-level-manager');
    const next = '2026-09-01T14:00:00.000Z';
    one.write({ type: 'looked-again', note: 'Quiet since.', nextLookAt: next }, '2026-08-04T15:00:00.000Z');
    expect(one.record.state?.clocks).toMatchObject({ review: null, lookAgainAt: next });
    expect(one.tick('2026-08-31T14:00:00.000Z')).toBeNull();
    expect(wake(one, next)).toMatchObject({ because: 'look-again', dueAt: next });
  });
});

describe('what nobody was told of', () => {
  it('is asked for once two minutes have gone by, until it is recorded that somebody was told', () => {
    const one = openedAt('P0');
    expect(eventsToTell(one.record, minutesAfter(1))).toEqual([]);
    expect(eventsToTell(one.record, minutesAfter(2))).toEqual([1]);
    one.write({ type: 'notification-sent', about: 1, role: 'supervisor', deliveryId: 'ses-1' }, minutesAfter(2));
    expect(eventsToTell(one.record, minutesAfter(60))).toEqual([]);
  });

  it('is asked for at once where it is the clock’s own', () => {
    const one = openedAt('P0').write({ type: 'notification-sent', about: 1, role: 'supervisor', deliveryId: 'ses-1' });
    one.tick(minutesAfter(5));
    expect(eventsToTell(one.record, minutesAfter(5))).toEqual([3]);
    const to = { about: 3, role: 'next-level-manager' as const };
    one.write({ type: 'notification-failed', ...to, reason: 'MessageRejected' }, minutesAfter(5));
    expect(eventsToTell(one.record, minutesAfter(60))).toEqual([]);
  });

  it('is of one contact the last event alone, which says all of it', () => {
    const one = openedAt('P2');
    const contact = caseContact(1);
    one.write({
      type: 'priority-raised',
      contactId: contact.contactId,
      from: 'P2',
      to: 'P1',
      lane: 'security',
      because: 'It is worse than it looked.',
      acknowledgeDueAt: minutesAfter(30),
    });
    expect(eventsToTell(one.record, minutesAfter(2))).toEqual([2]);
  });
});
