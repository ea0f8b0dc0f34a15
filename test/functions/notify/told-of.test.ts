import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseActor, CaseEvent, CaseEventBody } from '../../../functions/contracts/case.ts';
import { NothingToTellError, occasionOf } from '../../../functions/notify/notice.ts';
import { recipientsOf } from '../../../functions/notify/roles-to-tell.ts';
import { rowOf, TOLD_OF } from '../../../functions/notify/told-of/told-of.ts';
import { sealEvent } from '../../../functions/shared/case/chain.ts';
import { toldOf as contactToTell } from '../../../functions/shared/case/told-of.ts';
import { targetIdOf } from '../../../functions/shared/ids.ts';
import { CASE, OPENED, opening, policy, RUTH, roster } from '../case-support/examples.ts';
import { attempts, walk } from '../case-support/walk.ts';

const LATER = '2026-07-15T15:00:00.000Z';
const SAMUEL = { kind: 'roster' as const, id: 'samuel-greer', name: 'Samuel Greer' };

/** Who is told of an event that comes right after a case was taken on, and under which title. */
function toldOf(body: CaseEventBody, actor: CaseActor = RUTH, track: CaseEvent['track'] = 'handling') {
  const first = sealEvent({ caseId: CASE, at: OPENED, actor, track: 'handling', body: opening() }, null);
  const taken: CaseEventBody = { type: 'acknowledged', note: null };
  const second = sealEvent({ caseId: CASE, at: OPENED, actor: RUTH, track: 'handling', body: taken }, first);
  const event = sealEvent({ caseId: CASE, at: LATER, actor, track, body }, second);
  const occasion = occasionOf([first, second, event], 3);
  return { to: recipientsOf(occasion, policy, roster), title: occasion.title, sentence: occasion.sentence };
}

describe('who is told of what people do', () => {
  it('is the person to whom a case is handed, and nobody else', () => {
    expect(toldOf({ type: 'assigned', to: SAMUEL })).toMatchObject({
      to: ['person:samuel-greer'],
      title: 'handed to you',
    });
  });

  it('is that person too when the console knows them by their sign-in, and the roster by the same name', () => {
    const to = { kind: 'console' as const, id: 'sub-samuel', name: 'Samuel Greer' };
    expect(toldOf({ type: 'assigned', to }).to).toEqual(['person:samuel-greer']);
  });

  it('is nobody when a person takes a case for themselves: they know', () => {
    const to = { kind: 'console' as const, id: RUTH.id, name: RUTH.name };
    expect(toldOf({ type: 'assigned', to }).to).toEqual([]);
    const onTheRoster = { kind: 'roster' as const, id: 'ruth-okafor', name: RUTH.name };
    expect(toldOf({ type: 'assigned', to: onTheRoster }).to).toEqual([]);
  });

  it('is everybody concerned when a person raises the priority, and nobody when one lowers it', () => {
    const set = (from: 'P2' | 'P3', to: 'P1' | 'P2' | 'P3'): CaseEventBody => ({
      type: 'priority-set',
      from,
      to,
      reason: 'He was seen outside.',
      ...(to === 'P3' ? {} : { acknowledgeDueAt: '2026-07-15T16:00:00.000Z' }),
    });
    expect(toldOf(set('P2', 'P1')).to).toEqual(expect.arrayContaining(['supervisor', 'corporate-security']));
    expect(() => toldOf(set('P2', 'P3'))).toThrow(NothingToTellError);
  });

  it('is HR for a review', () => {
    const body: CaseEventBody = {
      type: 'review-opened',
      reviewId: 'review-1',
      employeeId: null,
      contactId: null,
      because: 'The customer threatens to report her.',
      noteDueAt: '2026-07-16T15:00:00.000Z',
      supportDueAt: '2026-07-16T15:00:00.000Z',
      completeDueAt: '2026-07-30T15:00:00.000Z',
    };
    expect(toldOf(body, RUTH, 'employee-review').to).toEqual(['human-resources']);
  });

  it('is whom the decision on the account asks for', () => {
    const body: CaseEventBody = {
      type: 'account-decided',
      option: 'close-account',
      reason: 'Abuse after a notice.',
      decidedAs: 'market-president',
      asks: ['account-officer', 'market-president'],
    };
    expect(toldOf(body).to).toEqual(['account-officer', 'market-president']);
  });

  it('is the person who was put on the roster of a case', () => {
    const personId = targetIdOf({ name: null, address: 'tomas.reyes@harborline.example' });
    const body: CaseEventBody = {
      type: 'access-granted',
      personId,
      name: 'Tomas Reyes',
      reason: 'Helps.',
      until: null,
    };
    expect(toldOf(body).to).toEqual(['person:tomas-reyes']);
  });
});

describe('a kind of event that is in no row', () => {
  it('is an error that names it and the place of the rows, for the operator to see', () => {
    expect(() => toldOf({ type: 'note-added', text: 'Called back.' })).toThrow(
      /Event 3 \(note-added\) .* functions\/notify\/told-of/,
    );
  });
});

describe('the rows', () => {
  it('hold everything that the clock asks again to tell of', () => {
    fc.assert(
      fc.property(attempts, (tries) => {
        for (const event of walk(tries).events) {
          if (contactToTell(event.body) !== undefined) expect(rowOf(event), event.body.type).not.toBeNull();
        }
      }),
    );
  });

  it('say nothing that a person typed: neither the reason nor the name of whom a case is about', () => {
    const reason = 'a-reason-that-nobody-must-read-on-a-locked-screen';
    const said = [
      toldOf({ type: 'assigned', to: SAMUEL, reason }),
      toldOf({ type: 'priority-set', from: 'P2', to: 'P1', reason, acknowledgeDueAt: '2026-07-15T16:00:00.000Z' }),
    ];
    expect(JSON.stringify(said)).not.toContain(reason);
  });

  it('let nothing wait that asks a certain person or level to act', () => {
    for (const { type, to, mayWait } of TOLD_OF) if (to !== 'circle') expect(mayWait, type).toBeUndefined();
  });
});

describe('the rows by which people are told', () => {
  it('are each reached: no second row of a type stands behind one with the same condition', () => {
    const keys = TOLD_OF.map(({ type, when }) => `${type} ${when ?? 'always'}`);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });
});
