import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ConsoleRole } from '../../../../functions/contracts/vocabulary.ts';
import { verifyChain } from '../../../../functions/shared/case/chain.ts';
import { targetIdOf } from '../../../../functions/shared/ids.ts';
import { now } from '../../../../functions/shared/time.ts';
import { anHourAgo, type CaseUnderTest, startWork, type WorkUnderTest } from './cases-under-test.ts';

let work: WorkUnderTest;
let one: CaseUnderTest;
beforeAll(async () => {
  work = await startWork();
});
afterAll(() => work.services.stop());
beforeEach(async () => {
  one = await work.open();
});

const DAY_MS = 86_400_000;
const inDays = (days: number) => new Date(Date.parse(now()) + days * DAY_MS).toISOString();
const change = (path: string, role: ConsoleRole, body: unknown = {}, over = {}) =>
  work.change(one.caseId, path, role, body, over);

describe('who has a case', () => {
  it('is who claimed it, shown with since when, in the case and in the queue', async () => {
    const { status, body } = await change('/claim', 'security');
    expect(status).toBe(200);
    expect(body.work.holder).toMatchObject({ kind: 'console', id: 'sub-security', name: 'security' });
    expect(body.work.holder.since).toBe(body.events.at(-1).at);
    const queue = await work.ask('GET', '/api/cases?status=open&limit=100', { roles: ['security'] });
    const row = queue.body.cases.find(({ caseId }: { caseId: string }) => caseId === one.caseId);
    expect(row.holder).toMatchObject({ id: 'sub-security' });
  });

  it('is asked for once: a second request of the same person writes nothing', async () => {
    await change('/claim', 'security');
    expect((await change('/claim', 'security')).status).toBe(200);
    expect((await work.typesOf(one.caseId)).filter((type) => type === 'assigned')).toHaveLength(1);
  });

  it('is nobody else’s by a claim of theirs; security and HR take it over with a reason', async () => {
    await change('/claim', 'supervisor');
    const claimed = await change('/claim', 'hr');
    expect(claimed).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('supervisor has it since') },
    });
    expect((await change('/take-over', 'supervisor', { reason: 'I want it.' }, { person: 'martin' })).status).toBe(403);
    expect((await change('/take-over', 'hr', {})).status).toBe(422);
    expect((await change('/take-over', 'hr', { reason: '   ' })).status).toBe(422);
    const taken = await change('/take-over', 'hr', { reason: 'Ruth is away.' });
    expect(taken.body.work.holder).toMatchObject({ id: 'sub-hr' });
    expect(taken.body.events.at(-1).body).toMatchObject({ type: 'assigned', reason: 'Ruth is away.' });
  });

  it('keeps nobody else from acting, however long ago it was claimed', async () => {
    await change('/claim', 'hr');
    expect((await change('/acknowledge', 'security')).status).toBe(200);
    expect((await change('/notes', 'supervisor', { text: 'Called the branch.' })).status).toBe(200);
    expect((await work.stateOf(one.caseId)).work.holder).toMatchObject({ id: 'sub-hr' });
  });

  it('may be somebody of the roster, who is told, and whose claim it then is', async () => {
    const { body } = await change('/hand-over', 'security', { rosterId: 'martin-hale' });
    const employeeId = targetIdOf({ name: null, address: 'martin.hale@harborline.example' });
    expect(body.work.holder).toMatchObject({ kind: 'roster', id: 'martin-hale', name: 'Martin Hale', employeeId });
    const asked = await work.services.takeNotifications();
    expect(asked).toContainEqual({ caseId: one.caseId, eventNumber: body.events.at(-1).number });
    const martin = { person: 'martin', address: 'martin.hale@harborline.example' };
    expect((await change('/claim', 'supervisor', {}, martin)).status).toBe(200);
    expect((await change('/release', 'supervisor', {}, martin)).body.work.holder).toBeNull();
  });

  it('may be somebody who has acted in the case', async () => {
    await change('/acknowledge', 'hr');
    const { body } = await change('/hand-over', 'security', { personId: 'sub-hr' });
    expect(body.work.holder).toMatchObject({ kind: 'console', id: 'sub-hr', name: 'hr' });
  });

  it.each([
    ['nobody', {}, 422, 'Give one of'],
    ['two at once', { rosterId: 'martin-hale', personId: 'sub-hr' }, 422, 'Give one of'],
    ['somebody unknown', { rosterId: 'nobody-at-all' }, 422, 'nobody on the roster'],
    ['somebody who has not acted in it', { personId: 'sub-stranger' }, 422, 'nobody by that id has acted'],
    ['the police', { rosterId: 'portmouth-police' }, 409, 'works no cases'],
    ['an associate', { rosterId: 'tomas-reyes' }, 409, 'works no cases'],
  ])('is not %s', async (_, body, status, detail) => {
    const answer = await change('/hand-over', 'security', body);
    expect(answer).toMatchObject({ status, body: { detail: expect.stringContaining(detail) } });
  });

  it('is never somebody who has a part in it', async () => {
    const ruth = targetIdOf({ name: null, address: 'ruth.okafor@harborline.example' });
    one = await work.open({ targetIds: [ruth] });
    const { status, body } = await change('/hand-over', 'security', { rosterId: 'ruth-okafor' });
    expect([status, body.detail]).toEqual([409, expect.stringContaining('has a part in the case themselves (target)')]);
  });

  it('is passed on by who has it, by security and by HR, and by nobody else', async () => {
    await change('/claim', 'security');
    expect((await change('/release', 'supervisor')).status).toBe(409);
    expect((await change('/hand-over', 'supervisor', { rosterId: 'martin-hale' })).status).toBe(409);
    expect((await change('/release', 'hr', { reason: 'Samuel left.' })).body.work.holder).toBeNull();
    expect((await change('/release', 'hr')).status).toBe(200);
  });
});

describe('a note', () => {
  it('is kept as it was written, and one in its place beside it', async () => {
    const first = await change('/notes', 'supervisor', { text: 'Dana is on leave.' });
    const [{ number }] = first.body.work.notes;
    const { body } = await change('/notes', 'supervisor', { text: 'Dana is on leave until Monday.', corrects: number });
    expect(body.work.notes).toMatchObject([
      { number, text: 'Dana is on leave.', correctedBy: number + 1, by: { id: 'sub-supervisor' } },
      { number: number + 1, text: 'Dana is on leave until Monday.', corrects: number },
    ]);
  });

  it('is corrected by who wrote it, once; who else sees it otherwise writes their own', async () => {
    const first = await change('/notes', 'supervisor', { text: 'He called twice.' });
    const corrects = first.body.work.notes[0].number;
    const other = await change('/notes', 'security', { text: 'Three times.', corrects });
    expect(other).toMatchObject({ status: 409, body: { detail: expect.stringContaining('Only who wrote an entry') } });
    await change('/notes', 'supervisor', { text: 'He called three times.', corrects });
    const again = await change('/notes', 'supervisor', { text: 'Four times.', corrects });
    expect(again).toMatchObject({ status: 409, body: { detail: expect.stringContaining('corrected by event') } });
    expect((await change('/notes', 'supervisor', { text: 'Never.', corrects: 1 })).status).toBe(422);
  });

  it('has 4,000 characters at the most, and some', async () => {
    expect((await change('/notes', 'hr', { text: 'x'.repeat(4000) })).status).toBe(200);
    expect((await change('/notes', 'hr', { text: 'x'.repeat(4001) })).status).toBe(422);
    expect((await change('/notes', 'hr', { text: ' \n ' })).status).toBe(422);
  });

  it('is written once when its answer was lost and it is sent again', async () => {
    const text = 'Asked the branch to watch the door.';
    await change('/notes', 'supervisor', { text });
    await change('/notes', 'supervisor', { text });
    await change('/notes', 'security', { text });
    expect((await work.stateOf(one.caseId)).work.notes).toHaveLength(2);
  });

  it('survives any character, and its chain with it', async () => {
    const text = 'He wrote \u202Eti eveileb\u202C \u{1F52A} and "\\u0000" and half a pair \uD83D.';
    expect((await change('/notes', 'supervisor', { text })).body.work.notes[0].text).toContain('\u{1F52A} and');
    const { events } = await work.services.store.read(one.caseId);
    expect(verifyChain(events).intact).toBe(true);
  });
});

describe('what was done', () => {
  const doneAt = anHourAgo();
  it.each([
    ['an investigation', { kind: 'investigation', what: 'Looked through the calls of the week.' }],
    ['a contact with the customer', { kind: 'customer-contact', channel: 'phone', what: 'Told him who answers now.' }],
    ['a contact reassigned', { kind: 'contact-reassigned', to: 'The regional office' }],
    ['a protective step', { kind: 'protective-step', step: 'escort', what: 'To the car, for two weeks.' }],
    [
      'the police informed',
      {
        kind: 'law-enforcement-informed',
        agency: 'Portmouth Police',
        officer: 'J. Lindqvist',
        reportNumber: 'none given',
      },
    ],
  ])('is recorded: %s, with when and by whom', async (_, action) => {
    const { status, body } = await change('/actions', 'supervisor', { action, doneAt, doneBy: 'The branch manager' });
    expect(status).toBe(200);
    expect(body.work.actions).toMatchObject([
      { action, doneAt, doneBy: 'The branch manager', by: { id: 'sub-supervisor' } },
    ]);
  });

  it('is of whoever records it where nothing else is said, at a moment in any zone', async () => {
    const action = { kind: 'investigation', what: 'Read all of it.' };
    const { body } = await change('/actions', 'hr', { action, doneAt: '2026-07-15T10:30:00-04:00' });
    expect(body.work.actions).toMatchObject([{ doneAt: '2026-07-15T14:30:00.000Z', doneBy: 'hr' }]);
  });

  it('is refused where it has not been done yet, or is told without what it needs', async () => {
    const action = { kind: 'investigation', what: 'Will look.' };
    expect((await change('/actions', 'hr', { action, doneAt: inDays(1) })).status).toBe(422);
    const police = { kind: 'law-enforcement-informed', agency: 'Portmouth Police', reportNumber: '26-1' };
    expect((await change('/actions', 'hr', { action: police, doneAt })).status).toBe(422);
    expect((await change('/actions', 'hr', { action: { kind: 'prayed' }, doneAt })).status).toBe(422);
  });

  it('names as a notice to stop only one that the subject was told', async () => {
    const noticeId = `notice-${'7'.repeat(32)}`;
    const action = { kind: 'notice-to-stop', noticeId };
    const refused = await change('/actions', 'legal', { action, doneAt });
    expect(refused).toMatchObject({
      status: 422,
      body: { detail: expect.stringContaining('Record it with the subject') },
    });
    const notice = { kind: 'notice-to-stop', at: doneAt };
    const told = await work.ask('POST', `/api/subjects/${one.subjectId}/notices`, {
      roles: ['legal'],
      headers: { 'idempotency-key': 'work-test-notice-0001' },
      body: notice,
    });
    const known = { kind: 'notice-to-stop', noticeId: told.body.notice.noticeId };
    expect((await change('/actions', 'legal', { action: known, doneAt })).body.work.actions).toMatchObject([
      { action: known },
    ]);
  });

  it('names as a target only somebody at whom the case is aimed', async () => {
    const stranger = targetIdOf({ name: 'Nobody', address: null });
    const action = { kind: 'protective-step', step: 'parking', targetId: stranger };
    expect((await change('/actions', 'hr', { action, doneAt })).status).toBe(422);
  });

  it('stops the clock of first action, and is recorded in a closed case too without opening it', async () => {
    await work.takeOn(one);
    expect((await work.stateOf(one.caseId)).clocks.firstAction).not.toBeNull();
    const action = { kind: 'investigation', what: 'Read all of it.' };
    await change('/actions', 'security', { action, doneAt });
    expect((await work.stateOf(one.caseId)).clocks.firstAction).toBeNull();
    await change('/close', 'security', { disposition: 'not-a-threat', facts: { reason: 'A quotation from a film.' } });
    const late = await change('/actions', 'security', { action: { ...action, what: 'Read it again.' }, doneAt });
    expect(late.body).toMatchObject({ status: 'closed', work: { actions: [{}, {}] } });
  });
});

describe('a case that rests', () => {
  const rest = (days: number, role: ConsoleRole = 'security') =>
    change('/snooze', role, { until: inDays(days), reason: 'The court sits on Friday.' });

  it('rests until its end, which people see, and wakes when somebody wakes it', async () => {
    await work.takeOn(one);
    const { body } = await rest(2);
    expect(body.work.snooze).toMatchObject({ reason: 'The court sits on Friday.', by: { id: 'sub-security' } });
    const queue = await work.ask('GET', '/api/cases?status=acknowledged&limit=100', { roles: ['security'] });
    const row = queue.body.cases.find(({ caseId }: { caseId: string }) => caseId === one.caseId);
    expect(row.snoozedUntil).toBe(body.work.snooze.until);
    expect((await change('/wake', 'supervisor')).body.work.snooze).toBeNull();
    expect((await change('/wake', 'supervisor')).status).toBe(200);
  });

  it('wakes by the next contact', async () => {
    await work.takeOn(one);
    await rest(2);
    const { caseContact } = await import('../../case-support/examples.ts');
    const next = caseContact(9, { part: 'contributing' });
    await work.append(one.caseId, { type: 'contact-added', contact: next, acknowledgeDueAt: null }, now());
    expect((await work.stateOf(one.caseId)).work.snooze).toBeNull();
  });

  it('is never one that nobody has acknowledged, that is imminent, or that holds a direct threat', async () => {
    expect((await rest(1)).body.detail).toContain('nobody has acknowledged');
    one = await work.open({ priority: 'P0' });
    await work.takeOn(one);
    expect((await rest(1)).body.detail).toContain('imminent case (P0) never rests');
    one = await work.open({ threatType: 'direct' });
    await work.takeOn(one);
    expect((await rest(1)).body.detail).toContain('direct threat never rests');
  });

  it('rests no longer than the policy allows for its priority, and not into the past', async () => {
    await work.takeOn(one);
    expect((await rest(8)).body.detail).toContain('P2 rests 7 days at the most');
    expect((await rest(-1)).status).toBe(422);
    expect((await rest(6, 'hr')).status).toBe(200);
    expect((await rest(1, 'supervisor')).status).toBe(403);
  });
});

describe('a priority that a person sets', () => {
  const raise = (to: string, role: ConsoleRole) =>
    change('/priority/raise', role, { to, reason: 'He is at the door.' });
  const lower = (to: string, role: ConsoleRole = 'security') =>
    change('/priority/lower', role, { to, reason: 'He means the match on Saturday.' });

  it('is raised by supervisor, security or HR; people are told, and somebody acknowledges anew', async () => {
    await work.takeOn(one);
    await work.services.takeNotifications();
    const { body } = await raise('P0', 'supervisor');
    expect(body).toMatchObject({ priority: 'P0', status: 'open', acknowledgedAt: null });
    const asked = await work.services.takeNotifications();
    expect(asked).toEqual([{ caseId: one.caseId, eventNumber: body.events.at(-1).number }]);
    expect((await raise('P0', 'hr')).status).toBe(200);
    expect((await raise('P1', 'hr')).status).toBe(422);
    expect((await raise('P1', 'legal')).status).toBe(403);
  });

  it('is lowered by security alone, once it was acknowledged and read', async () => {
    expect((await lower('P3')).body.detail).toContain('Nobody has acknowledged the case');
    await change('/acknowledge', 'security');
    expect((await lower('P3')).body.detail).toContain('Only who has read a case lowers it');
    await work.takeOn(one);
    for (const role of ['supervisor', 'hr', 'legal'] as const) expect((await lower('P3', role)).status).toBe(403);
    expect((await lower('P1')).status).toBe(422);
    const { body } = await lower('P3');
    expect(body).toMatchObject({ priority: 'P3', status: 'acknowledged', work: { lowered: { from: 'P2', to: 'P3' } } });
  });

  it('stays at P1 or above while an imminent contact is recent', async () => {
    one = await work.open({ priority: 'P0' });
    await work.takeOn(one);
    expect((await lower('P2')).body.detail).toContain('assessed as imminent and came less than 72 hours ago');
    expect((await lower('P1')).body.priority).toBe('P1');
    const old = new Date(Date.parse(now()) - 73 * 3_600_000).toISOString();
    one = await work.open({ priority: 'P0', occurredAt: old, receivedAt: old });
    await work.takeOn(one);
    expect((await lower('P3')).body.priority).toBe('P3');
  });

  it('is not lowered by whom the case is aimed at', async () => {
    const samuel = targetIdOf({ name: null, address: 'security@harborline.example' });
    one = await work.open({ targetIds: [samuel] });
    await work.takeOn(one);
    expect((await lower('P3')).body.detail).toContain('by the person at whom it is aimed');
  });
});

describe('a closed case', () => {
  it('is opened again by a person with a reason, and its clock runs anew', async () => {
    await work.takeOn(one);
    expect((await change('/reopen', 'supervisor', { reason: 'Too early.' })).body.detail).toContain('it is not closed');
    await change('/close', 'security', { disposition: 'not-a-threat', facts: { reason: 'A line from a song.' } });
    await work.services.takeNotifications();
    expect((await change('/reopen', 'supervisor', {})).status).toBe(422);
    const { body } = await change('/reopen', 'supervisor', { reason: 'He called the branch.' });
    expect(body).toMatchObject({ status: 'open', disposition: null, acknowledgedAt: null, work: { closedWith: null } });
    expect(body.acknowledgeDueAt > now()).toBe(true);
    expect(await work.services.takeNotifications()).toHaveLength(1);
  });
});
