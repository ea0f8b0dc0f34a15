import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CaseActor, type CaseEvent, type CaseEventBody, CaseState } from '../../../../functions/contracts/case.ts';
import { sealEvent } from '../../../../functions/shared/case/chain.ts';
import { IllegalCaseEventError } from '../../../../functions/shared/case/fold/change.ts';
import { foldCase } from '../../../../functions/shared/case/fold.ts';
import { heldContacts } from '../../../../functions/shared/case/held.ts';
import { CASE, caseContact, contactIdNumber, OPENED, opening, RUTH, STAGE } from '../../case-support/examples.ts';
import { attempts, walk } from '../../case-support/walk.ts';

const DUE = '2026-07-15T18:00:00.000Z';

function events(...bodies: (CaseEventBody | [CaseEventBody, Partial<Pick<CaseEvent, 'at' | 'actor'>>])[]): CaseEvent[] {
  const all: CaseEvent[] = [];
  for (const entry of bodies) {
    const [body, over] = Array.isArray(entry) ? entry : [entry, {}];
    const actor: CaseActor = ['acknowledged', 'viewed', 'closed'].includes(body.type) ? RUTH : STAGE;
    all.push(sealEvent({ caseId: CASE, at: OPENED, actor, track: 'handling', body, ...over }, all.at(-1) ?? null));
  }
  return all;
}

const acknowledged: CaseEventBody = { type: 'acknowledged', note: null };
const closed: CaseEventBody = { type: 'closed', disposition: 'credible-monitor', note: 'Watched.' };
const added = (n: number, dueAt = DUE, over = {}): CaseEventBody => ({
  type: 'contact-added',
  contact: caseContact(n, over),
  acknowledgeDueAt: dueAt,
});
const missed = (dueAt: string, step: number, nextDueAt: string): CaseEventBody => ({
  type: 'clock-missed',
  clock: 'acknowledge',
  dueAt,
  escalatedTo: 'next-level-manager',
  step,
  nextDueAt,
});
const warned = (toldAt: string, over = {}): CaseEventBody => ({
  type: 'notice-recorded',
  noticeId: `notice-${'1'.repeat(32)}`,
  kind: 'notice-to-stop',
  targetId: null,
  toldAt,
  ...over,
});
const contributing = (n: number): CaseEventBody => ({
  type: 'contact-added',
  contact: caseContact(n, { part: 'contributing' }),
  acknowledgeDueAt: null,
});

describe('the state of a case', () => {
  it('is a legal state after whatever was tried, and the same when folded again from the start', () => {
    fc.assert(
      fc.property(attempts, (tries) => {
        const walked = walk(tries);
        const state = CaseState.parse(foldCase(walked.events));
        expect(state).toEqual(walked.states.at(-1));
        expect(state.status === 'open').toBe(state.acknowledgeDueAt !== null && state.acknowledgedAt === null);
        // Without a disposition only where it goes on in another case.
        const isMerged = state.relations.mergedInto !== null;
        expect(state.status === 'closed' || isMerged).toBe(state.disposition !== null || isMerged);
        expect(isMerged && state.status !== 'closed').toBe(false);
        const { clocks, work } = state;
        if (state.status === 'closed') expect([clocks.firstAction, work.snooze]).toEqual([null, null]);
        if (state.status === 'open') expect([clocks.review, clocks.lookAgainAt]).toEqual([null, null]);
        expect(clocks.notices.map(({ contactId }) => contactId)).toEqual(
          expect.arrayContaining([state.contacts[0]?.contactId]),
        );
        expect(new Set(state.contacts.map(({ contactId }) => contactId)).size).toBe(state.contacts.length);
      }),
      { numRuns: 200 },
    );
  });

  it('never loses a contact, a piece of evidence or urgency on the way', () => {
    fc.assert(
      fc.property(attempts, (tries) => {
        const { states } = walk(tries);
        states.slice(1).forEach((state, at) => {
          const before = states[at];
          if (before === undefined) return;
          // Only a person makes it less urgent, and that is on record.
          const isLowered = state.work.lowered !== before.work.lowered;
          expect(state.priority <= before.priority || isLowered).toBe(true);
          expect(state.contacts.length).toBeGreaterThanOrEqual(before.contacts.length);
          expect(state.evidence.length).toBeGreaterThanOrEqual(before.evidence.length);
          expect(state.noticeRenewedAt >= before.noticeRenewedAt).toBe(true);
        });
      }),
      { numRuns: 150 },
    );
  });

  it('counts what came after each notice, as its contacts do', () => {
    fc.assert(
      fc.property(attempts, (tries) => {
        const state = CaseState.parse(foldCase(walk(tries).events));
        for (const { toldAt, targetId, contactsSince } of state.warnings) {
          const after = heldContacts(state)
            .filter(({ sightingOf }) => sightingOf === undefined)
            .filter(({ occurredAt }) => occurredAt > toldAt)
            .filter(({ targetIds }) => targetId === null || targetIds.includes(targetId));
          expect(contactsSince).toBe(after.length);
        }
        expect(state.warnings.map(({ toldAt }) => toldAt)).toEqual(state.warnings.map(({ toldAt }) => toldAt).sort());
      }),
      { numRuns: 200 },
    );
  });

  it('is reached by tries of which some are refused and some let in', () => {
    const walks = fc.sample(attempts, { numRuns: 100, seed: 7 }).map(walk);
    expect(walks.some(({ refused }) => refused > 0)).toBe(true);
    const seen = new Set(walks.flatMap((one) => one.events.map(({ body }) => body.type)));
    expect(seen.size).toBeGreaterThanOrEqual(11);
    expect(seen).toContain('notice-recorded');
  });

  it('has human notice from the first person who was told, or who opened it before that', () => {
    const sent: CaseEventBody = { type: 'notification-sent', about: 1, role: 'supervisor', deliveryId: 'ses-1' };
    const seen: CaseEventBody = { type: 'viewed', what: 'case', contactId: null };
    const [early, late] = ['2026-07-15T14:00:05.000Z', '2026-07-15T14:01:00.000Z'];
    expect(foldCase(events(opening()))?.humanNoticeAt).toBeNull();
    expect(foldCase(events(opening(), [sent, { at: early }], [seen, { at: late }]))?.humanNoticeAt).toBe(early);
    expect(foldCase(events(opening(), [seen, { at: early }], [sent, { at: late }]))?.humanNoticeAt).toBe(early);
  });

  it('asks for a person again when the subject writes again after it was acknowledged', () => {
    const later = '2026-07-16T14:00:00.000Z';
    const state = foldCase(events(opening(), acknowledged, added(2, later)));
    expect(state).toMatchObject({ status: 'open', acknowledgeDueAt: later, acknowledgedAt: null });
  });

  it('keeps a deadline that runs, so that nobody puts it off by writing more', () => {
    const state = foldCase(events(opening(), added(2, '2026-07-16T14:00:00.000Z')));
    expect(state?.acknowledgeDueAt).toBe(DUE);
  });

  it('climbs a step with each missed deadline, and starts from the bottom once acknowledged', () => {
    const [second, third] = ['2026-07-15T22:01:00.000Z', '2026-07-16T02:02:00.000Z'];
    const missedTwice: [CaseEventBody, { at: string }][] = [
      [missed(DUE, 1, second), { at: '2026-07-15T18:01:00.000Z' }],
      [missed(second, 2, third), { at: '2026-07-15T22:02:00.000Z' }],
    ];
    expect(foldCase(events(opening(), ...missedTwice))).toMatchObject({ escalationStep: 2, acknowledgeDueAt: third });
    expect(foldCase(events(opening(), ...missedTwice, acknowledged))?.escalationStep).toBe(0);
  });

  it('does not renew notice for the same message seen again, and takes none for a sighting of what is not there', () => {
    const sighting = (n: number, of: number): CaseEventBody => ({
      type: 'sighting-added',
      contact: caseContact(n, { receivedAt: '2026-07-20T09:00:00.000Z', sightingOf: contactIdNumber(of) }),
      news: 'reported',
    });
    const state = foldCase(events(opening(), acknowledged, sighting(2, 1)));
    expect(state).toMatchObject({ status: 'acknowledged', acknowledgeDueAt: null, noticeRenewedAt: OPENED });
    expect(state?.contacts.map(({ sightingOf }) => sightingOf)).toEqual([undefined, contactIdNumber(1)]);
    expect(() => foldCase(events(opening(), sighting(2, 3)))).toThrow(IllegalCaseEventError);
    expect(() => foldCase(events(opening(), sighting(1, 1)))).toThrow(IllegalCaseEventError);
    expect(() => foldCase(events(opening(), sighting(2, 1), sighting(2, 1)))).toThrow(IllegalCaseEventError);
    const unsaid: CaseEventBody = { type: 'sighting-added', contact: caseContact(2), news: null };
    expect(() => foldCase(events(opening(), unsaid))).toThrow(/of which contact/);
  });

  it('has a notice to stop as the baseline of what comes after it, and asks nobody to act again for it', () => {
    const [before, told, after] = ['2026-07-15T13:00:00.000Z', '2026-07-15T13:30:00.000Z', '2026-07-15T13:45:00.000Z'];
    const opened = opening({ occurredAt: before });
    const late = added(2, DUE, { occurredAt: before });
    const state = foldCase(events(opened, acknowledged, warned(told)));
    expect(state).toMatchObject({ status: 'acknowledged', acknowledgeDueAt: null });
    expect(state?.warnings).toMatchObject([{ kind: 'notice-to-stop', toldAt: told, contactsSince: 0 }]);
    const since = (...bodies: CaseEventBody[]) => foldCase(events(opened, ...bodies))?.warnings[0]?.contactsSince;
    expect(since(warned(told), late, added(3, DUE, { occurredAt: after }))).toBe(1);
    expect(since(late, added(3, DUE, { occurredAt: after }), warned(told))).toBe(1);
    expect(since(warned(told, { targetId: 'target-owen' }), added(3, DUE, { occurredAt: after }))).toBe(0);
  });

  it('lets a contributing contact be flagged itself later, and keeps it once', () => {
    const state = foldCase(events(opening(), contributing(2), added(2)));
    expect(state?.contacts.map(({ contactId, part }) => [contactId, part])).toEqual([
      [contactIdNumber(1), 'flagged'],
      [contactIdNumber(2), 'flagged'],
    ]);
  });

  it('shows the reasons of the more urgent contact first, each once', () => {
    const [mild, grave] = [
      { row: 'threat', why: 'An implied threat.' },
      { row: 'serious-violence', why: 'A threat of injury or death.' },
    ];
    const state = foldCase(
      events(opening({ reasons: [mild] }), added(2, DUE, { priority: 'P1', reasons: [grave, mild] })),
    );
    expect(state?.reasons).toEqual([grave, mild]);
  });

  it('can be folded from the part of the events that a reader may see', () => {
    const all = events(opening(), { type: 'viewed', what: 'case', contactId: null }, added(2));
    const visible = all.filter(({ body }) => body.type !== 'viewed');
    expect(foldCase(visible)).toMatchObject({ lastNumber: 3, contacts: { length: 2 } });
  });

  it('is nothing before the first event', () => {
    expect(foldCase([])).toBeNull();
  });
});

describe('an event that cannot come where it is', () => {
  it.each<[string, CaseEventBody[], string]>([
    ['anything before the case is opened', [acknowledged], 'has not been opened'],
    ['opening a case that is open', [opening(), opening()], 'open already'],
    ['opening on a contact that only contributes', [opening({ part: 'contributing' })], 'flagged contact'],
    ['the same contact twice', [opening(), added(1)], 'in the case already'],
    ['a contact on a closed case that was not reopened', [opening(), acknowledged, closed, added(2)], 'reopens'],
    ['evidence of a contact that is not in the case', [opening(), evidenceOf(2)], 'not in the case'],
    ['the same evidence twice', [opening(), evidenceOf(1), evidenceOf(1)], 'recorded already'],
    ['telling the same people of the same thing twice', [opening(), sentAbout(1), sentAbout(1)], 'told of event 1'],
    ['telling people of what has not happened', [opening(), sentAbout(9)], 'not before it'],
    ['closing what nobody acknowledged', [opening(), closed], 'nobody has acknowledged'],
    ['acknowledging twice', [opening(), acknowledged, acknowledged], 'acknowledged'],
    ['acknowledging a closed case', [opening(), acknowledged, closed, acknowledged], 'closed'],
    ['reopening an open case', [opening(), reopened(1)], 'open'],
    ['raising to what is not more urgent', [opening(), raised('P2', 'P3')], 'not more urgent'],
    ['raising from another priority than it has', [opening(), raised('P3', 'P0')], 'is P2'],
    ['moving a case from security to HR', [opening(), moved('security', 'hr')], 'does not move'],
    ['a missed clock on an acknowledged case', [opening(), acknowledged, missed(DUE, 1, DUE)], 'acknowledged'],
    ['a missed clock before its time', [opening(), missed(DUE, 1, '2026-07-15T22:00:00.000Z')], 'not passed'],
    ['missing what is in the vault', [opening(), evidenceOf(1), missingOf(1)], 'in the vault'],
    ['missing the same twice', [opening(), missingOf(1), missingOf(1)], 'missing already'],
    ['the same notice twice', [opening(), warned(OPENED), warned(OPENED)], 'recorded already'],
    ['a notice that nobody was told of yet', [opening(), warned('2026-07-15T14:00:00.001Z')], 'not been told'],
    ['viewing a contact of another case', [opening(), { type: 'viewed', what: 'contact', contactId: 'x' }], 'not in'],
  ])('is refused: %s', (_, bodies, words) => {
    const all = events(...bodies);
    const before = all.slice(0, -1);
    expect(() => foldCase(before)).not.toThrow();
    expect(() => foldCase(all)).toThrow(IllegalCaseEventError);
    expect(() => foldCase(all)).toThrow(words);
    expect(() => foldCase(all)).toThrow(`Event ${all.length}`);
  });
});

function evidenceOf(n: number): CaseEventBody {
  return {
    type: 'evidence-preserved',
    evidence: {
      contactId: contactIdNumber(n),
      bucket: 'vault',
      key: 'originals/a',
      versionId: 'v1',
      sha256: 'a'.repeat(64),
      sizeBytes: 1,
      retainUntil: '2031-07-15T14:00:00.000Z',
    },
  };
}

function missingOf(n: number): CaseEventBody {
  return { type: 'evidence-missing', contactId: contactIdNumber(n), reason: 'gone' };
}

function sentAbout(about: number): CaseEventBody {
  return { type: 'notification-sent', about, role: 'supervisor', deliveryId: 'ses-1' };
}

function reopened(n: number): CaseEventBody {
  return { type: 'reopened', contactId: contactIdNumber(n), acknowledgeDueAt: DUE };
}

function raised(from: 'P2' | 'P3', to: 'P0' | 'P3'): CaseEventBody {
  return {
    type: 'priority-raised',
    contactId: contactIdNumber(1),
    from,
    to,
    lane: 'security',
    because: 'It is worse.',
    acknowledgeDueAt: DUE,
  };
}

function moved(from: 'security', to: 'hr'): CaseEventBody {
  return { type: 'lane-changed', contactId: contactIdNumber(1), from, to, because: 'They know.' };
}
