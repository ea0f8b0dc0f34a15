import { describe, expect, it } from 'vitest';
import { missedClock, untoldMiss } from '../../../functions/clock/miss.ts';
import type { CaseEvent, CaseEventBody } from '../../../functions/contracts/case.ts';
import type { Roster } from '../../../functions/contracts/roster.ts';
import type { Instant, Priority } from '../../../functions/contracts/vocabulary.ts';
import { deadline } from '../../../functions/shared/case/business-time.ts';
import { sealEvent } from '../../../functions/shared/case/chain.ts';
import { levelAbove, levelForStep } from '../../../functions/shared/case/climb.ts';
import { foldCase } from '../../../functions/shared/case/fold.ts';
import type { CaseRecord } from '../../../functions/shared/case/store.ts';
import { CASE, OPENED, opening, policy, RUTH, roster, STAGE, SUBJECT } from '../case-support/examples.ts';

class CaseInMemory {
  events: CaseEvent[] = [];

  write(body: CaseEventBody, at: Instant = OPENED): this {
    const actor = body.type === 'acknowledged' ? RUTH : STAGE;
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

describe('a missed clock that nobody was told of', () => {
  it('is found until it is recorded that somebody was', () => {
    const one = openedAt('P0');
    expect(untoldMiss(one.record)).toBeNull();
    one.tick(minutesAfter(5));
    expect(untoldMiss(one.record)?.number).toBe(2);
    one.write(
      { type: 'notification-sent', about: 2, role: 'next-level-manager', deliveryId: 'ses-1' },
      minutesAfter(5),
    );
    expect(untoldMiss(one.record)).toBeNull();
  });
});
