import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CaseActor, CaseEventBody } from '../../../../functions/contracts/case.ts';
import { type ConsoleRole, Disposition } from '../../../../functions/contracts/vocabulary.ts';
import { openingOn } from '../../../../functions/shared/case/business-time.ts';
import { targetIdOf } from '../../../../functions/shared/ids.ts';
import { now } from '../../../../functions/shared/time.ts';
import { caseContact, policy, roster } from '../../case-support/examples.ts';
import { anHourAgo, type CaseUnderTest, startWork, type WorkUnderTest } from './cases-under-test.ts';

let work: WorkUnderTest;
let one: CaseUnderTest;
beforeAll(async () => {
  work = await startWork();
});
afterAll(() => work.services.stop());
beforeEach(async () => {
  one = await work.open();
  await work.takeOn(one);
});

const DAY_MS = 86_400_000;
const dayIn = (days: number) => new Date(Date.parse(now()) + days * DAY_MS).toISOString().slice(0, 10);
const change = (path: string, role: ConsoleRole, body: unknown = {}, over = {}) =>
  work.change(one.caseId, path, role, body, over);
const close = (disposition: string, facts: Record<string, string> = {}, role: ConsoleRole = 'security', over = {}) =>
  change('/close', role, { disposition, facts }, over);
const notAThreat = { reason: 'A line from a song.' };

/** As forms and reviews write them, without their routes. */
async function write(body: CaseEventBody, track: 'handling' | 'employee-review' = 'handling'): Promise<void> {
  const { store } = work.services;
  const actor: CaseActor = { kind: 'person', id: 'sub-hr', name: 'hr', roles: ['hr'] };
  await store.append(await store.read(one.caseId), () => ({ at: now(), actor, track, body }));
}
const complete = (form: string) => {
  const source = { from: 'incident-number' as const, contactId: null };
  return write({ type: 'form-completed', form, version: 1, prefilled: { incidentNumber: { value: 'UT-1', source } } });
};

describe('closing a case', () => {
  it('keeps the facts that the disposition asks for, and by whom they were given', async () => {
    const facts = { 'conduct-rule': 'House rule 4', applied: 'Told to write, not to call' };
    const { status, body } = await close('abusive-no-threat', facts);
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'closed', disposition: 'abusive-no-threat' });
    expect(body.work.closedWith).toMatchObject({ facts, by: { id: 'sub-security' } });
  });

  it.each<[string, Record<string, string>, Record<string, string>]>([
    [
      'imminent-handed-to-law-enforcement',
      { agency: 'Portmouth Police', officer: 'J. Lindqvist', 'handed-over-at': '2026-07-15T14:00:00Z' },
      { 'report-number': 'none given' },
    ],
    ['credible-monitor', { 'protective-steps': 'Escort', 'watched-by': 'Samuel' }, { 'review-date': dayIn(14) }],
    ['harassment-pattern', {}, { 'order-reference': 'Portmouth Superior Court, 26-CV-118' }],
    ['abusive-no-threat', { 'conduct-rule': 'House rule 4' }, { applied: 'Told to write' }],
    ['self-harm-referred', { 'referred-to': '988', 'referred-by': 'Ruth' }, { 'referred-at': anHourAgo() }],
    ['not-a-threat', {}, notAThreat],
    ['misdirected-or-spam', {}, { 'recognised-by': 'Sent to a thousand addresses' }],
    ['insufficient-monitor', { missing: 'Who it was' }, { 'review-date': dayIn(30) }],
  ])('as %s asks for each of its facts, and is let through with all of them', async (disposition, some, rest) => {
    for (const form of ['threat', 'self-harm']) await complete(form);
    const refused = await close(disposition, some);
    expect([refused.status, refused.body.detail]).toEqual([422, expect.stringMatching(/^facts: /)]);
    for (const fact of Object.keys(rest)) expect(refused.body.detail).toContain(fact);
    expect((await close(disposition, { ...some, ...rest })).body).toMatchObject({ status: 'closed', disposition });
  });

  it.each([
    ['a fact that nobody asked for', { ...notAThreat, mood: 'bad' }, 'mood: is nothing that'],
    ['an empty one', { reason: '  ' }, 'is empty'],
  ])('refuses %s', async (_, facts, detail) => {
    expect((await close('not-a-threat', facts)).body.detail).toContain(detail);
  });

  it.each([
    ['yesterday', dayIn(-1), 'must be a day to come'],
    ['no day', '2026-02-30', 'must be a day such as'],
    ['a day too far away', dayIn(200), 'is more than 92 days away'],
  ])('looks again on no date that is %s', async (_, date, detail) => {
    const { body } = await close('insufficient-monitor', { missing: 'Who it was', 'review-date': date });
    expect(body.detail).toContain(detail);
  });

  it('that is to be looked at again says so to the clock', async () => {
    await close('insufficient-monitor', { missing: 'Who it was', 'review-date': dayIn(30) });
    expect((await work.stateOf(one.caseId)).clocks.lookAgainAt).toBe(openingOn(dayIn(30), roster));
  });

  it('names as a notice only one to stop that the subject was told', async () => {
    const noticeId = `notice-${'5'.repeat(32)}`;
    expect((await close('harassment-pattern', { notice: noticeId })).status).toBe(422);
    const at = anHourAgo();
    await work.append(one.caseId, {
      type: 'notice-recorded',
      noticeId,
      kind: 'notice-to-stop',
      targetId: null,
      toldAt: at,
    });
    expect((await close('harassment-pattern', { notice: noticeId })).body.status).toBe('closed');
  });

  it('hands nothing to the police in the future', async () => {
    await complete('threat');
    const facts = { agency: 'Portmouth Police', officer: 'J. Lindqvist', 'report-number': '26-1' };
    const at = new Date(Date.parse(now()) + DAY_MS).toISOString();
    const { body } = await close('imminent-handed-to-law-enforcement', { ...facts, 'handed-over-at': at });
    expect(body.detail).toContain('has not been yet');
  });
});

describe('a closing that a rule forbids', () => {
  it('is a supervisor’s, whatever other person they ask', async () => {
    for (const path of ['/close', '/closing', '/closing/confirm']) {
      expect((await change(path, 'supervisor', { disposition: 'not-a-threat', facts: notAThreat })).status).toBe(403);
    }
  });

  it('is of a case that nobody has acknowledged, or that is closed', async () => {
    one = await work.open();
    expect((await close('not-a-threat', notAThreat)).body.detail).toContain('nobody has acknowledged');
    await work.takeOn(one);
    await close('not-a-threat', notAThreat);
    const again = await close('misdirected-or-spam', { 'recognised-by': 'x' }, 'legal');
    expect([again.status, again.body.detail]).toEqual([409, 'The case is closed already.']);
  });

  it.each([
    [
      'a target, by any address of theirs',
      { targetIds: [targetIdOf({ name: null, address: 'security@harborline.example' })] },
    ],
    ['a target, by name', { targetIds: [targetIdOf({ name: 'Samuel Greer', address: null })] }],
    ['a reporter', { reporterId: targetIdOf({ name: null, address: 'samuel.greer@harborline.example' }) }],
  ])('is by %s', async (_, over) => {
    one = await work.open(over);
    await work.takeOn(one);
    const { status, body } = await close('not-a-threat', notAThreat);
    expect([status, body.detail]).toEqual([409, expect.stringMatching(/A case is not closed by the person/)]);
    const legal = { person: 'carla', address: 'carla@harborline.example' };
    await work.ask('GET', `/api/cases/${one.caseId}/contacts/${one.contactId}`, { roles: ['legal'], ...legal });
    expect((await close('not-a-threat', notAThreat, 'legal', legal)).status).toBe(200);
  });

  it('is by a target whose token has no address but whose name the roster has', async () => {
    one = await work.open({ targetIds: [targetIdOf({ name: null, address: 'samuel.greer@harborline.example' })] });
    await work.takeOn(one);
    const nameless = { person: 'Samuel Greer', address: null };
    const { body } = await close('misdirected-or-spam', { 'recognised-by': 'x' }, 'security', nameless);
    expect(body.detail).toContain('at whom it is aimed');
  });

  it('says that all was read, by who has not opened all of it', async () => {
    const second = caseContact(7, {
      contactId: `${one.contactId.slice(0, -4)}aaaa`,
      receivedAt: now(),
      occurredAt: now(),
    });
    await work.services.put(
      (await import('../../case-support/examples.ts')).contact(7, {
        contactId: second.contactId,
        subjectId: one.subjectId,
      }),
      null,
    );
    await work.append(one.caseId, { type: 'contact-added', contact: second, acknowledgeDueAt: now() }, now());
    await change('/acknowledge', 'security');
    const { body } = await close('not-a-threat', notAThreat);
    expect(body.detail).toContain('1 of its flagged contacts you have not opened');
    await work.ask('GET', `/api/cases/${one.caseId}/contacts/${second.contactId}`, { roles: ['hr'], person: 'hr' });
    expect((await close('not-a-threat', notAThreat)).status).toBe(409);
    await work.ask('GET', `/api/cases/${one.caseId}/contacts/${second.contactId}`, {
      roles: ['security'],
      person: 'security',
    });
    expect((await close('not-a-threat', notAThreat)).status).toBe(200);
  });

  it('comes before the form that it needs is complete', async () => {
    const facts = { 'protective-steps': 'Escort', 'watched-by': 'Samuel', 'review-date': dayIn(14) };
    expect((await close('credible-monitor', facts)).body.detail).toContain('once this form is complete: threat');
    await complete('threat');
    expect((await close('credible-monitor', facts)).status).toBe(200);
  });

  it('comes before the bomb form too, in a case that asks for it, and in no other', async () => {
    one = await work.open({ categories: ['bomb-arson'], priority: 'P0' });
    await work.takeOn(one);
    await complete('threat');
    const agency = { agency: 'Portmouth Police', officer: 'J. Lindqvist', 'report-number': 'none given' };
    const facts = { ...agency, 'handed-over-at': anHourAgo() };
    const { body } = await close('imminent-handed-to-law-enforcement', facts);
    expect(body.detail).toContain('once this form is complete: bomb');
    await complete('bomb');
    expect((await close('imminent-handed-to-law-enforcement', facts)).status).toBe(200);
  });

  it('comes while the review of the employee is open, of which it says nothing to who does not see it', async () => {
    const due = new Date(Date.parse(now()) + DAY_MS).toISOString();
    const dues = { noteDueAt: due, supportDueAt: due, completeDueAt: due };
    const review = { reviewId: 'review-1', employeeId: null, contactId: one.contactId, because: 'He asks for it.' };
    await write({ type: 'review-opened', ...review, ...dues } as CaseEventBody, 'employee-review');
    const toHr = await close('report-employee-review', { outcome: 'Answered in writing' }, 'hr');
    expect([toHr.status, toHr.body.detail]).toEqual([
      409,
      expect.stringContaining('while the review of the employee is open'),
    ]);
    const toSecurity = await close('not-a-threat', notAThreat);
    expect(toSecurity.status).toBe(409);
    expect(toSecurity.body.detail).not.toContain('review');
  });

  it('calls it a reviewed complaint where none was reviewed, or by who is not HR', async () => {
    const facts = { outcome: 'Answered in writing' };
    expect((await close('report-employee-review', facts, 'hr')).body.detail).toContain('there is none');
    expect((await close('report-employee-review', facts)).body.detail).toContain('is for hr to close with');
    expect((await close('protected-complaint', { 'right-used': 'A regulator' })).body.detail).toContain('hr and legal');
    expect((await close('protected-complaint', { 'right-used': 'A regulator' }, 'legal')).status).toBe(200);
  });
});

describe('a closing that a second person has to agree to', () => {
  const legal = { person: 'carla', address: 'carla@harborline.example' };
  const readAs = (role: ConsoleRole, who: object) =>
    work.ask('GET', `/api/cases/${one.caseId}/contacts/${one.contactId}`, { roles: [role], ...who });
  const propose = (facts: Record<string, string> = notAThreat, role: ConsoleRole = 'security') =>
    change('/closing', role, { disposition: 'not-a-threat', facts });
  beforeEach(async () => {
    one = await work.open({ priority: 'P1' });
    await work.takeOn(one);
  });

  it('is refused to one person alone, also where the priority was lowered before', async () => {
    expect((await close('not-a-threat', notAThreat)).body.detail).toContain('for the case was once P1');
    await change('/priority/lower', 'security', { to: 'P3', reason: 'A film.' });
    expect((await close('not-a-threat', notAThreat)).body.detail).toContain('for the case was once P1');
    one = await work.open({ threatType: 'direct' });
    await work.takeOn(one);
    expect((await close('misdirected-or-spam', { 'recognised-by': 'x' })).body.detail).toContain(
      'it holds a direct threat',
    );
  });

  it('is proposed by one and confirmed by another, who has met every rule too', async () => {
    const proposed = await propose();
    expect(proposed.body).toMatchObject({ status: 'acknowledged', work: { proposal: { by: { id: 'sub-security' } } } });
    const { proposal } = proposed.body.work;
    expect(await work.services.takeNotifications()).toContainEqual({
      caseId: one.caseId,
      eventNumber: proposal.number,
    });
    const own = await change('/closing/confirm', 'security', { proposal: proposal.number });
    expect([own.status, own.body.detail]).toEqual([409, expect.stringContaining('Nobody confirms what they proposed')]);
    const unread = await change('/closing/confirm', 'legal', { proposal: proposal.number }, legal);
    expect(unread.body.detail).toContain('you have not opened');
    await readAs('legal', { roles: ['legal'], ...legal });
    expect((await change('/closing/confirm', 'hr', { proposal: proposal.number })).status).toBe(403);
    const { body } = await change('/closing/confirm', 'legal', { proposal: proposal.number }, legal);
    expect(body).toMatchObject({ status: 'closed', disposition: 'not-a-threat', work: { proposal: null } });
    expect(body.events.at(-1).body).toMatchObject({ type: 'closed', confirms: proposal.number, facts: notAThreat });
    expect((await change('/closing/confirm', 'legal', { proposal: proposal.number }, legal)).status).toBe(200);
  });

  it('is confirmed by nobody who proposed it by another account of theirs', async () => {
    const old = { person: 'Samuel Greer', address: null };
    await readAs('security', old);
    const { body } = await change('/closing', 'security', { disposition: 'not-a-threat', facts: notAThreat }, old);
    const invitedAnew = { person: 's.greer', address: 'samuel.greer@harborline.example' };
    await readAs('security', invitedAnew);
    const number = body.work.proposal.number;
    const own = await change('/closing/confirm', 'security', { proposal: number }, invitedAnew);
    expect([own.status, own.body.detail]).toEqual([409, expect.stringContaining('Nobody confirms what they proposed')]);
  });

  it('asks for the facts already where it is proposed, and for no second person where none is needed', async () => {
    expect((await propose({})).status).toBe(422);
    one = await work.open();
    await work.takeOn(one);
    expect((await propose()).body.detail).toContain('needs no second person');
  });

  it('is over when somebody declines it, and when anything comes to the case', async () => {
    const { number } = (await propose()).body.work.proposal;
    const declined = await change(
      '/closing/withdraw',
      'legal',
      { proposal: number, reason: 'It names her car.' },
      legal,
    );
    expect(declined.body.work.proposal).toBeNull();
    const again = (await propose()).body.work.proposal;
    const next = caseContact(8, { contactId: `${one.contactId.slice(0, -4)}bbbb`, part: 'contributing' });
    await work.append(one.caseId, { type: 'contact-added', contact: next, acknowledgeDueAt: null }, now());
    await readAs('legal', { roles: ['legal'], ...legal });
    const late = await change('/closing/confirm', 'legal', { proposal: again.number }, legal);
    expect([late.status, late.body.detail]).toEqual([409, expect.stringContaining('something came to the case since')]);
  });
});

describe('what a page asks of whoever closes', () => {
  it('is there for who sees cases: every disposition with its definition and its facts', async () => {
    const { body } = await work.ask('GET', '/api/dispositions', { roles: ['security'] });
    expect(body.dispositions.map(({ disposition }: { disposition: string }) => disposition)).toEqual(
      Disposition.options,
    );
    for (const { definition, asks } of body.dispositions) {
      expect(definition).not.toMatch(/no risk/i);
      expect(asks.length).toBeGreaterThan(0);
    }
    expect(body.limits).toEqual(policy.work);
    expect((await work.ask('GET', '/api/dispositions', { roles: ['operator'] })).status).toBe(403);
  });

  it('names only forms that there are', async () => {
    const { readdir } = await import('node:fs/promises');
    const files = await readdir(new URL('../../../../rules/forms', import.meta.url));
    const named = Disposition.options.flatMap((disposition) => policy.dispositions[disposition].forms);
    expect(named.length).toBeGreaterThan(0);
    for (const name of named) expect(files).toContain(`${name}.yml`);
  });
});
