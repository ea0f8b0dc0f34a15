import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseEvent, CaseEventBody, CaseState } from '../../../functions/contracts/case.ts';
import { Lane, Priority } from '../../../functions/contracts/vocabulary.ts';
import { type FlaggedContact, flaggedContact } from '../../../functions/open-case/case-contact.ts';
import { eventToTell, nextEvent } from '../../../functions/open-case/next-event.ts';
import { sharesOf } from '../../../functions/open-case/shares.ts';
import { sealEvent } from '../../../functions/shared/case/chain.ts';
import { applyEvent } from '../../../functions/shared/case/fold.ts';
import { summarize } from '../../../functions/shared/case/summary.ts';
import { targetIdOf } from '../../../functions/shared/ids.ts';
import {
  assessment,
  CASE,
  caseContact,
  contact,
  contactIdNumber,
  OPENED,
  policy,
  RUTH,
  roster,
  STAGE,
  SUBJECT,
} from '../case-support/examples.ts';

const flagged = (n: number, over: Partial<FlaggedContact> = {}): FlaggedContact => ({
  ...caseContact(n),
  priority: 'P2',
  lane: 'security',
  ...over,
});

/** A case in memory, to which contacts come as the stage brings them. */
class CaseInMemory {
  events: CaseEvent[] = [];
  state: CaseState | null = null;

  write(body: CaseEventBody): void {
    const actor = body.type === 'acknowledged' || body.type === 'closed' ? RUTH : STAGE;
    const event = sealEvent({ caseId: CASE, at: OPENED, actor, track: 'handling', body }, this.events.at(-1) ?? null);
    this.state = applyEvent(this.state, event);
    this.events.push(event);
  }

  /** Brings a contact; stops after `most` events, as a crash does. */
  bring(arrived: FlaggedContact, most = Number.POSITIVE_INFINITY): string[] {
    const did: string[] = [];
    while (did.length < most) {
      const body = nextEvent(this.state, {
        subjectId: SUBJECT,
        contact: arrived,
        at: OPENED,
        policy,
        calendar: roster,
      });
      if (body === null) break;
      this.write(body);
      did.push(body.type);
    }
    return did;
  }

  close(): void {
    if (this.state?.status === 'open') this.write({ type: 'acknowledged', note: null });
    this.write({ type: 'closed', disposition: 'credible-monitor', note: 'Watched.' });
  }
}

describe('a flagged contact', () => {
  it('opens the case of its subject, with the deadline of its priority', () => {
    const one = new CaseInMemory();
    expect(one.bring(flagged(1, { priority: 'P1' }))).toEqual(['case-opened']);
    expect(one.state).toMatchObject({ priority: 'P1', lane: 'security', acknowledgeDueAt: '2026-07-15T14:30:00.000Z' });
  });

  it('gives a pattern one business day, a P0 five minutes', () => {
    const [slow, fast] = [new CaseInMemory(), new CaseInMemory()];
    slow.bring(flagged(1, { priority: 'P3' }));
    fast.bring(flagged(1, { priority: 'P0' }));
    expect(slow.state?.acknowledgeDueAt).toBe('2026-07-16T14:00:00.000Z');
    expect(fast.state?.acknowledgeDueAt).toBe('2026-07-15T14:05:00.000Z');
  });

  it('that a person had before them when they made the case less urgent raises it no more; a further one does', () => {
    const one = new CaseInMemory();
    one.bring(flagged(1, { priority: 'P1' }));
    one.write({ type: 'acknowledged', note: null });
    one.write({ type: 'priority-set', from: 'P1', to: 'P3', reason: 'He means the match on Saturday.' });
    expect(one.bring(flagged(1, { priority: 'P1' }))).toEqual([]);
    expect(one.bring(flagged(2, { priority: 'P1' }))).toEqual(['contact-added', 'priority-raised']);
    expect(one.state).toMatchObject({ status: 'open', priority: 'P1' });
  });

  it('joins the case that its subject has', () => {
    const one = new CaseInMemory();
    one.bring(flagged(1));
    expect(one.bring(flagged(2))).toEqual(['contact-added']);
  });

  it('raises the priority when it is more urgent, with the shorter deadline, and never lowers it', () => {
    const one = new CaseInMemory();
    one.bring(flagged(1, { priority: 'P3' }));
    expect(one.bring(flagged(2, { priority: 'P0', lane: 'crisis' }))).toEqual(['contact-added', 'priority-raised']);
    expect(one.bring(flagged(3, { priority: 'P3' }))).toEqual(['contact-added']);
    expect(one.state).toMatchObject({ priority: 'P0', lane: 'crisis', acknowledgeDueAt: '2026-07-15T14:05:00.000Z' });
  });

  it('takes a case out of the unscored lane when it belongs to those who can act', () => {
    const one = new CaseInMemory();
    one.bring(flagged(1, { lane: 'unscored' }));
    expect(one.bring(flagged(2))).toEqual(['contact-added', 'lane-changed']);
    expect(one.state?.lane).toBe('security');
  });

  it('reopens a closed case before it joins', () => {
    const one = new CaseInMemory();
    one.bring(flagged(1));
    one.close();
    expect(one.bring(flagged(2))).toEqual(['reopened', 'contact-added']);
    expect(one.state).toMatchObject({ status: 'open', disposition: null });
  });

  it('does nothing when it is delivered again, also after people closed the case on it', () => {
    const one = new CaseInMemory();
    one.bring(flagged(1, { priority: 'P1' }));
    expect(one.bring(flagged(1, { priority: 'P1' }))).toEqual([]);
    one.close();
    expect(one.bring(flagged(1, { priority: 'P1' }))).toEqual([]);
  });

  it('gets a person even when its assessment gives it no place', () => {
    const nowhere = assessment(1, { signals: [], priority: null, lane: null, reasons: [] });
    const arrived = flaggedContact(contact(1), nowhere, sharesOf(nowhere, null, () => [], policy)[0]);
    const one = new CaseInMemory();
    expect(one.bring(arrived)).toEqual(['case-opened']);
    expect(one.state).toMatchObject({ priority: 'P2', lane: 'unscored' });
  });
});

describe('the same message, seen again', () => {
  const OWEN = targetIdOf({ name: 'Owen Barrett', address: null });
  const sighting = (n: number, over: Partial<FlaggedContact> = {}) =>
    flagged(n, { sightings: [contactIdNumber(1)], ...over });
  const added = ({ events }: CaseInMemory) =>
    events.map(({ body }) => body).findLast(({ type }) => type === 'sighting-added');

  it('joins as a sighting, tells nobody, and sets no deadline, also where the case is acknowledged or closed', () => {
    for (const status of ['open', 'acknowledged', 'closed'] as const) {
      const one = new CaseInMemory();
      one.bring(flagged(1));
      if (status === 'acknowledged') one.write({ type: 'acknowledged', note: null });
      if (status === 'closed') one.close();
      const before = one.state;
      expect(one.bring(sighting(2))).toEqual(['sighting-added']);
      expect(added(one)).toMatchObject({ contact: { sightingOf: contactIdNumber(1) }, news: null });
      expect(eventToTell(one.events, contactIdNumber(2))).toBeNull();
      const { contacts: _, lastNumber: __, lastHash: ___, clocks, ...state } = one.state as CaseState;
      expect(before).toMatchObject(state);
      // Its original is to be preserved as well; nothing else is due by it.
      expect({ ...clocks, unpreserved: before?.clocks.unpreserved }).toEqual(before?.clocks);
      expect(summarize(one.state as CaseState).contactCount).toBe(1);
      expect(one.bring(sighting(2))).toEqual([]);
    }
  });

  it('is known when only the one that came first knew of the other', () => {
    const one = new CaseInMemory();
    one.bring(flagged(1, { sightings: [contactIdNumber(2)] }));
    expect(one.bring(flagged(2))).toEqual(['sighting-added']);
    expect(one.bring(flagged(3, { sightings: [contactIdNumber(2)] }))).toEqual(['sighting-added']);
    expect(one.state?.contacts.map(({ sightingOf }) => sightingOf)).toEqual([
      undefined,
      contactIdNumber(1),
      contactIdNumber(1),
    ]);
  });

  it.each<[string, Partial<FlaggedContact>, string]>([
    ['an employee reports it', { reporterId: 'target-reporter' }, 'reported'],
    ['it reached someone else', { targetIds: [OWEN] }, 'new-target'],
    ['it shows more than before', { severity: 3 }, 'new-concern'],
    ['it shows something else', { categories: ['wish-harm', 'approach'] }, 'new-concern'],
  ])('is told of when %s, and reopens a closed case', (_, over, news) => {
    const [open, closed] = [new CaseInMemory(), new CaseInMemory()];
    open.bring(flagged(1));
    expect(open.bring(sighting(2, over))).toEqual(['sighting-added']);
    expect(added(open)).toMatchObject({ news });
    expect(eventToTell(open.events, contactIdNumber(2))).toBe(2);
    closed.bring(flagged(1));
    closed.close();
    expect(closed.bring(sighting(2, over))).toEqual(['reopened', 'sighting-added']);
    expect(closed.state?.status).toBe('open');
  });

  it('is told of once for each employee who reports it', () => {
    const one = new CaseInMemory();
    one.bring(flagged(1));
    one.bring(sighting(2, { reporterId: 'target-owen' }));
    one.bring(sighting(3, { reporterId: 'target-owen' }));
    expect(added(one)).toMatchObject({ news: null });
    one.bring(sighting(4, { reporterId: 'target-priya' }));
    expect(added(one)).toMatchObject({ news: 'reported' });
  });

  it('raises the priority where the report does, and has a deadline where the first one only contributed', () => {
    const one = new CaseInMemory();
    one.bring(flagged(1, { priority: 'P3' }));
    expect(one.bring(sighting(2, { priority: 'P1', reporterId: 'target-owen' }))).toEqual([
      'sighting-added',
      'priority-raised',
    ]);
    one.write({ type: 'contact-added', contact: caseContact(3, { part: 'contributing' }), acknowledgeDueAt: null });
    expect(one.bring(flagged(4, { sightings: [contactIdNumber(3)] }))).toEqual(['contact-added']);
    expect(one.state?.contacts.at(-1)).toMatchObject({ part: 'flagged', sightingOf: contactIdNumber(3) });
  });
});

const arrival = fc.record({
  n: fc.integer({ min: 1, max: 4 }),
  crashesAfter: fc.option(fc.integer({ min: 0, max: 2 }), { nil: Number.POSITIVE_INFINITY }),
  closes: fc.boolean(),
});
const places = fc.array(
  fc.record({ priority: fc.constantFrom(...Priority.options), lane: fc.constantFrom(...Lane.options) }),
  {
    minLength: 4,
    maxLength: 4,
  },
);

describe('contacts in any order, delivered any number of times, with crashes between any two events', () => {
  it('give one case with each contact once, at the priority of the most urgent', () => {
    fc.assert(
      fc.property(places, fc.array(arrival, { minLength: 1, maxLength: 12 }), (where, arrivals) => {
        const one = new CaseInMemory();
        const of = (n: number) => flagged(n, where[n - 1] ?? {});
        for (const { n, crashesAfter, closes } of arrivals) {
          one.bring(of(n), crashesAfter);
          if (closes && one.state !== null && one.state.status !== 'closed') one.close();
        }
        // The queue delivers again whatever was not finished.
        for (const { n } of arrivals) one.bring(of(n));
        const came = [...new Set(arrivals.map(({ n }) => n))];
        const state = one.state;
        expect(state?.contacts.map(({ contactId }) => contactId).sort()).toEqual(came.map(contactIdNumber).sort());
        if (!arrivals.some(({ closes }) => closes))
          expect(state?.priority).toBe(came.map((n) => of(n).priority).sort()[0]);
        expect(one.events.filter(({ body }) => body.type === 'case-opened')).toHaveLength(1);
        for (const n of came) expect(eventToTell(one.events, contactIdNumber(n))).not.toBeNull();
      }),
      { numRuns: 300 },
    );
  });
});

describe('the event that people are told of', () => {
  it('is the last that the contact caused, so that one mail says all of it', () => {
    const one = new CaseInMemory();
    one.bring(flagged(1, { priority: 'P3' }));
    one.bring(flagged(2, { priority: 'P1' }));
    expect(eventToTell(one.events, contactIdNumber(1))).toBe(1);
    expect(eventToTell(one.events, contactIdNumber(2))).toBe(3);
  });

  it('is none for a contact that only contributes', () => {
    const one = new CaseInMemory();
    one.bring(flagged(1));
    one.write({ type: 'contact-added', contact: caseContact(2, { part: 'contributing' }), acknowledgeDueAt: null });
    expect(eventToTell(one.events, contactIdNumber(2))).toBeNull();
  });
});
