import { describe, expect, it } from 'vitest';
import type { CaseActor, CaseEvent, CaseEventBody, CaseState } from '../../../../../functions/contracts/case.ts';
import { sealEvent } from '../../../../../functions/shared/case/chain.ts';
import { IllegalCaseEventError } from '../../../../../functions/shared/case/fold/change.ts';
import { foldCase } from '../../../../../functions/shared/case/fold.ts';
import { CASE, OPENED, opening, RUTH } from '../../../case-support/examples.ts';

const NOTIFY: CaseActor = { kind: 'stage', id: 'notify' };
const minute = (n: number) => new Date(Date.parse(OPENED) + n * 60_000).toISOString();

/** A case with these events after its opening, a minute apart. */
function caseWith(...bodies: CaseEventBody[]): CaseState {
  const events: CaseEvent[] = [];
  for (const [n, body] of [opening(), ...bodies].entries()) {
    const actor = ['viewed', 'template-sent', 'assigned'].includes(body.type) ? RUTH : NOTIFY;
    events.push(sealEvent({ caseId: CASE, at: minute(n), actor, track: 'handling', body }, events.at(-1) ?? null));
  }
  const state = foldCase(events);
  if (state === null) throw new Error('the case was not opened');
  return state;
}

const told = (role: 'supervisor' | 'human-resources', about = 1): CaseEventBody => ({
  type: 'notification-sent',
  about,
  role,
  deliveryId: `ses-${role}`,
});
const bounced = (to: 'supervisor' | 'human-resources', about = 1): CaseEventBody => ({
  type: 'notification-bounced',
  about,
  to,
  kind: 'bounce',
  reason: 'Permanent/General',
  deliveryId: `ses-${to}`,
  people: ['ruth-okafor'],
});
const looked: CaseEventBody = { type: 'viewed', what: 'case', contactId: null };
const waits = (about = 1): CaseEventBody => ({
  type: 'notification-deferred',
  about,
  role: 'human-resources',
  until: minute(600),
});

describe('a notification that bounced', () => {
  it('is no notice: the human clock starts when somebody is reached', () => {
    expect(caseWith(told('supervisor')).humanNoticeAt).toBe(minute(1));
    expect(caseWith(told('supervisor'), bounced('supervisor')).humanNoticeAt).toBeNull();
    expect(caseWith(told('supervisor'), bounced('supervisor'), told('human-resources')).humanNoticeAt).toBe(minute(3));
  });

  it('leaves the notice of whoever was reached besides', () => {
    expect(caseWith(told('supervisor'), told('human-resources'), bounced('supervisor')).humanNoticeAt).toBe(minute(2));
  });

  it('leaves the notice of a person who had opened the case meanwhile', () => {
    expect(caseWith(told('supervisor'), looked, bounced('supervisor')).humanNoticeAt).toBe(minute(2));
  });

  it('leaves who was to be told of a decision on the account still to be told', () => {
    const decided: CaseEventBody = {
      type: 'account-decided',
      option: 'keep',
      reason: 'A first contact.',
      decidedAs: 'market-president',
      asks: ['supervisor'],
    };
    const noticeIn = (state: CaseState) => state.account[0]?.notices[0];
    const told2 = told('supervisor', 2);
    expect(noticeIn(caseWith(decided, told2))).toMatchObject({ toldAt: minute(2), how: 'mail' });
    expect(noticeIn(caseWith(decided, told2, bounced('supervisor', 2)))).toMatchObject({ toldAt: null, how: null });
  });

  it('cannot be one that was not sent, and bounces once', () => {
    expect(() => caseWith(bounced('supervisor'))).toThrow(IllegalCaseEventError);
    expect(() => caseWith(told('supervisor'), bounced('human-resources'))).toThrow('human-resources was not told');
    expect(() => caseWith(told('supervisor'), bounced('supervisor'), bounced('supervisor'))).toThrow('known to have');
  });
});

describe('a role that gets one mail a day', () => {
  it('waits until it is told', () => {
    expect(caseWith(waits()).telling.deferred).toMatchObject([{ about: 1, role: 'human-resources' }]);
    expect(caseWith(waits(), told('human-resources')).telling.deferred).toEqual([]);
  });

  it('waits no longer for what came before something that it was told of at once', () => {
    expect(caseWith(waits(), looked, told('human-resources', 3)).telling.deferred).toEqual([]);
  });

  it('still waits for what came after it', () => {
    expect(caseWith(looked, waits(2), told('human-resources', 1)).telling.deferred).toMatchObject([{ about: 2 }]);
  });

  it('does not wait twice, nor for what it knows', () => {
    expect(() => caseWith(waits(), waits())).toThrow('was told of event 1, or will be');
    expect(() => caseWith(told('human-resources'), waits())).toThrow('was told of event 1, or will be');
  });
});

describe('a text that a person sent', () => {
  const sent = (sentAt: string): CaseEventBody => ({
    type: 'template-sent',
    template: 'notice-to-stop',
    to: 'customer',
    sentAt,
  });

  it('is on record with when and to whom, by the person’s word', () => {
    expect(caseWith(sent(minute(0))).telling.templates).toEqual([
      { template: 'notice-to-stop', to: 'customer', sentAt: minute(0), number: 2 },
    ]);
  });

  it('has been sent', () => {
    expect(() => caseWith(sent(minute(5)))).toThrow('has not been sent yet');
  });
});

describe('a case that is handed over', () => {
  const untoldOf = (to: { kind: 'console' | 'roster'; id: string; name: string }) =>
    caseWith({ type: 'assigned', to }).clocks.untold.map(({ about }) => about);

  it('is kept in mind until its new holder was told, so that the clock asks for it after a crash', () => {
    const samuel = { kind: 'roster' as const, id: 'samuel-greer', name: 'Samuel Greer' };
    expect(untoldOf(samuel)).toContain(2);
    const told: CaseEventBody = { type: 'person-told', about: 2, to: 'person:samuel-greer', deliveryId: 'ses-1' };
    expect(caseWith({ type: 'assigned', to: samuel }, told).clocks.untold.map(({ about }) => about)).not.toContain(2);
  });

  it('to oneself is told to nobody', () => {
    expect(untoldOf({ kind: 'console', id: RUTH.id, name: RUTH.name })).not.toContain(2);
    expect(untoldOf({ kind: 'roster', id: 'ruth-okafor', name: RUTH.name })).not.toContain(2);
  });
});

describe('a person of the roster', () => {
  it('is told of an event once', () => {
    const person: CaseEventBody = { type: 'person-told', about: 1, to: 'person:ruth-okafor', deliveryId: 'ses-1' };
    expect(caseWith(person)).toMatchObject({ humanNoticeAt: minute(1), telling: { persons: [{ about: 1 }] } });
    expect(() => caseWith(person, person)).toThrow('was told of event 1 already');
  });
});
