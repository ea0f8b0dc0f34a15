import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseActor, CaseEvent, CaseEventBody, CaseState } from '../../../../../functions/contracts/case.ts';
import { sealEvent } from '../../../../../functions/shared/case/chain.ts';
import { foldCase } from '../../../../../functions/shared/case/fold.ts';
import { CASE, caseContact, OPENED, opening, RUTH, STAGE } from '../../../case-support/examples.ts';
import { walk, workAttempts } from '../../../case-support/walk.ts';

const SAM: CaseActor = { kind: 'person', id: 'sub-sam', name: 'Samuel Greer', roles: ['security'] };
const LATER = '2026-07-16T14:00:00.000Z';
const reason = 'As it was decided.';

type Entry = CaseEventBody | [CaseEventBody, CaseActor];
function fold(...bodies: Entry[]): CaseState {
  const all: CaseEvent[] = [];
  for (const entry of bodies) {
    const [body, actor] = Array.isArray(entry) ? entry : [entry, STAGE];
    all.push(sealEvent({ caseId: CASE, at: OPENED, actor, track: 'handling', body }, all.at(-1) ?? null));
  }
  const state = foldCase(all);
  if (state === null) throw new Error('nothing was opened');
  return state;
}
const taken: Entry = [{ type: 'acknowledged', note: null }, RUTH];
const proposed: CaseEventBody = { type: 'closing-proposed', disposition: 'not-a-threat', facts: {}, note: '' };
const snoozed: CaseEventBody = { type: 'snoozed', until: LATER, reason };
const added = (n: number, over = {}): CaseEventBody => ({
  type: 'contact-added',
  contact: caseContact(n, { part: 'contributing', ...over }),
  acknowledgeDueAt: null,
});

describe('the work on a case', () => {
  it('never rests or waits for a second person with what came since', () => {
    fc.assert(
      fc.property(workAttempts, (tries) => {
        for (const { work, status, priority } of walk(tries).states) {
          if (work.snooze !== null || work.proposal !== null) expect(status).toBe('acknowledged');
          if (work.snooze !== null) expect(priority).not.toBe('P0');
          if (work.closedWith !== null) expect(status).toBe('closed');
        }
      }),
      { numRuns: 120 },
    );
  });

  it('has of each note and each action one latest wording, and keeps the others', () => {
    fc.assert(
      fc.property(workAttempts, (tries) => {
        const { events, states } = walk(tries);
        const { notes, actions } = states.at(-1)?.work ?? { notes: [], actions: [] };
        expect(notes).toHaveLength(events.filter(({ body }) => body.type === 'note-added').length);
        for (const entries of [notes, actions]) {
          for (const { number, corrects, correctedBy } of entries) {
            const isLinked = (one: (typeof entries)[number]) => one.corrects === number;
            expect(entries.filter(isLinked).map((one) => one.number)).toEqual(
              correctedBy === undefined ? [] : [correctedBy],
            );
            if (corrects !== undefined) expect(corrects).toBeLessThan(number);
          }
        }
      }),
      { numRuns: 80 },
    );
  });

  it('is reached by every kind of its events', () => {
    const seen = new Set(
      fc
        .sample(workAttempts, { numRuns: 1200, seed: 12 })
        .flatMap((tries) => walk(tries).events.map(({ body }) => body.type)),
    );
    for (const type of [
      ...['assigned', 'released', 'note-added', 'action-recorded', 'snoozed', 'woken', 'priority-set'],
      ...['closing-proposed', 'closing-withdrawn', 'reopened-by-person'],
      ...['merged-from', 'merged-into', 'merge-undone', 'contacts-split-off', 'case-linked', 'case-unlinked'],
    ] as const) {
      expect(seen).toContain(type);
    }
  });

  it('is woken by a contact that shows nothing, and not by the same message seen again', () => {
    expect(fold(opening(), taken, snoozed, added(2)).work.snooze).toBeNull();
    const again: CaseEventBody = {
      type: 'sighting-added',
      contact: caseContact(2, { part: 'contributing', sightingOf: caseContact(1).contactId }),
      news: null,
    };
    expect(fold(opening(), taken, snoozed, again).work.snooze).not.toBeNull();
  });

  it('is closed on a proposal by another person than who made it, and with what was proposed', () => {
    const confirm = (over = {}): CaseEventBody => ({
      ...{ type: 'closed', disposition: 'not-a-threat', note: '', facts: {}, confirms: 3 },
      ...over,
    });
    expect(fold(opening(), taken, [proposed, SAM], [confirm(), RUTH]).status).toBe('closed');
    expect(() => fold(opening(), taken, [proposed, SAM], [confirm(), SAM])).toThrow('nobody confirms their own');
    for (const wrong of [{ confirms: 2 }, { disposition: 'misdirected-or-spam' }]) {
      expect(() => fold(opening(), taken, [proposed, SAM], [confirm(wrong), RUTH])).toThrow('does not propose it');
    }
    expect(() => fold(opening(), taken, [proposed, SAM], added(2), [confirm(), RUTH])).toThrow('does not propose it');
  });

  it('is not lowered before somebody has acknowledged it, and raised only with a deadline', () => {
    const set = (to: 'P0' | 'P3', over = {}): Entry => [{ type: 'priority-set', from: 'P2', to, reason, ...over }, SAM];
    expect(() => fold(opening(), set('P3'))).toThrow('nobody has acknowledged');
    expect(() => fold(opening(), taken, set('P0'))).toThrow('acknowledged anew');
    expect(() => fold(opening(), taken, set('P3', { acknowledgeDueAt: LATER }))).toThrow('sets no deadline');
    expect(fold(opening(), taken, set('P3')).work.lowered).toMatchObject({ contactIds: [caseContact(1).contactId] });
    expect(fold(opening(), taken, set('P0', { acknowledgeDueAt: LATER }))).toMatchObject({
      status: 'open',
      priority: 'P0',
    });
  });

  it('takes an event as it was written before dispositions asked for facts', () => {
    const closed: CaseEventBody = { type: 'closed', disposition: 'credible-monitor', note: 'Watched.' };
    expect(fold(opening(), taken, [closed, SAM]).work.closedWith).toMatchObject({ facts: {}, note: 'Watched.' });
  });
});

describe('cases that have to do with each other', () => {
  it('keep what they hold: a merged or a split one loses no contact and no evidence, and takes nothing in', () => {
    fc.assert(
      fc.property(workAttempts, (tries) => {
        const { states } = walk(tries);
        states.slice(1).forEach((state, at) => {
          const before = states[at];
          if (before === undefined) return;
          expect(state.contacts.length).toBeGreaterThanOrEqual(before.contacts.length);
          if (before.relations.mergedInto !== null) {
            expect(state.contacts).toBe(before.contacts);
            expect(state.work).toEqual({ ...before.work, closedWith: state.work.closedWith });
          }
          const { mergedInto, mergedFrom } = state.relations;
          expect(mergedFrom.some(({ caseId }) => caseId === mergedInto?.caseId)).toBe(false);
          if (mergedInto !== null) expect(state.acknowledgeDueAt).toBeNull();
        });
      }),
      { numRuns: 120 },
    );
  });
});
