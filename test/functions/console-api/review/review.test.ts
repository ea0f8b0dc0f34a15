import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CaseEventBody, Track } from '../../../../functions/contracts/case.ts';
import { contactIdOf, subjectIdOf, targetIdOf } from '../../../../functions/shared/ids.ts';
import { assessment, contact, DANA, OPENED, opening, RUTH, STAGE } from '../../case-support/examples.ts';
import { type ServicesUnderTest, startCaseServices } from '../../case-support/services.ts';
import { type Answer, clientOf } from '../client.ts';

let services: ServicesUnderTest;
let ask: ReturnType<typeof clientOf>;
beforeAll(async () => {
  services = await startCaseServices();
  ask = clientOf((await import('../../../../functions/console-api/handler.ts')).handler);
});
afterAll(() => services.stop());

let cases = 0;
let caseId: string;
let subjectId: string;
beforeEach(async () => {
  subjectId = subjectIdOf(`review:${cases++}`);
  caseId = await services.store.claimCaseOf(subjectId);
  const contactId = contactIdOf({ key: subjectId, versionId: null, sha256: '0'.repeat(64) });
  const about = { contactId, categories: ['personal-report' as const], threatType: null, lane: 'hr' as const };
  await append({ ...opening({ ...about, priority: 'P3' }), subjectId } as CaseEventBody);
  await services.put(contact(1, { contactId, subjectId }), assessment(1, { contactId, subjectId }));
  await services.takeNotifications();
});

async function append(body: CaseEventBody, track: Track = 'handling'): Promise<void> {
  const { record } = await services.store.append(await services.store.read(caseId), () => ({
    ...{ at: OPENED, actor: body.type === 'acknowledged' ? RUTH : STAGE, track, body },
  }));
  await services.store.saveSummary(record);
}

const HR = { roles: ['hr'], person: 'lena' };
const change = (method: string, path: string, body: unknown, asking: Parameters<typeof ask>[2] = HR): Promise<Answer> =>
  ask(method, `/api/cases/${caseId}${path}`, { ...asking, body, headers: { 'if-match': '*' } });
const open = () => change('POST', '/reviews', { employeeId: DANA, because: 'She was complained of.' });
const at = OPENED;
const STEPS: readonly [string, string, unknown][] = [
  ...(['what-the-employee-did', 'what-the-customer-claims', 'whether-a-rule-was-broken'] as const).map(
    (kind): [string, string, unknown] => [
      ...(['POST', '/reviews/review-1/facts'] as const),
      { kind, text: 'As the recording has it.', source: 'Recording 17', who: 'Priya Nair' },
    ],
  ),
  ['POST', '/reviews/review-1/told', { toldAt: at, how: 'in-person', who: 'Lena Fischer', note: null }],
  ['POST', '/reviews/review-1/support', { step: 'contact-person', offeredAt: at, accepted: null, note: null }],
  [
    ...(['POST', '/reviews/review-1/interviews'] as const),
    { of: 'employee', outcome: 'held', heldAt: at, who: 'Lena Fischer', summary: 'She told her side.' },
  ],
  ['PATCH', '/reviews/review-1/findings', { factsEstablished: 'One call.', ruleBroken: 'yes' }],
  ['PATCH', '/reviews/review-1/findings', { reason: 'The conduct policy, 4.2.', recommendation: 'Training.' }],
];
const complete = () => change('POST', '/reviews/review-1/completion', {});
const disciplined = { measure: 'training', who: 'Lena Fischer', note: 'One day.' };
const discipline = (decidedAt: string) => change('POST', '/reviews/review-1/discipline', { ...disciplined, decidedAt });

describe('the review of an employee', () => {
  it('is opened by HR by hand, and HR is told', async () => {
    const { status, body } = await open();
    expect(status).toBe(200);
    expect(body.review.reviews).toMatchObject([{ reviewId: 'review-1', employeeId: DANA }]);
    const [number] = body.events.flatMap((event: { number: number; body: { type: string } }) =>
      event.body.type === 'review-opened' ? [event.number] : [],
    );
    expect(await services.takeNotifications()).toEqual([{ caseId, eventNumber: number }]);
    expect((await open()).body.detail).toContain('is open already');
  });

  it('is worked step by step to its end, and refuses every shortcut with the rule', async () => {
    await open();
    expect((await discipline(at)).body.detail).toContain('before the review of the employee is complete');
    const early = await complete();
    expect(early.status).toBe(409);
    expect(early.body.detail).toContain('the employee has not been told');
    for (const [method, path, body] of STEPS) {
      expect([path, (await change(method, path, body)).status]).toEqual([path, 200]);
    }
    const done = await complete();
    expect(done.status).toBe(200);
    const [review] = done.body.review.reviews;
    expect(review).toMatchObject({ noteDueAt: null, supportDueAt: null, completeDueAt: null });
    expect(review.completedAt).not.toBeNull();
    expect((await discipline(at)).body.detail).toContain('decided before the review');
    expect((await discipline(new Date().toISOString())).status).toBe(200);
    const late = await change(...(STEPS[0] ?? ['POST', '', {}]));
    expect(late.body.detail).toContain('The review is complete');
    const appeal = { receivedAt: new Date().toISOString(), against: 'discipline', grounds: 'It is too much.' };
    expect((await change('POST', '/reviews/review-1/appeals', appeal)).status).toBe(200);
  });

  it('takes no discipline where no rule was broken', async () => {
    await open();
    for (const [method, path, body] of STEPS) {
      const found = typeof body === 'object' && body !== null && 'ruleBroken' in body;
      await change(method, path, found ? { ...body, ruleBroken: 'undetermined' } : body);
    }
    await complete();
    expect((await discipline(new Date().toISOString())).body.detail).toContain('did not find that a rule was broken');
  });

  it('takes nothing that has not happened yet', async () => {
    await open();
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
    const told = { toldAt: tomorrow, how: 'by-phone', who: 'Lena Fischer', note: null };
    expect(await change('POST', '/reviews/review-1/told', told)).toMatchObject({ status: 422 });
  });

  it('is not worked on by who it is about, who is told that there is no such case', async () => {
    await open();
    const dana = { ...HR, address: 'dana.whitfield@harborline.example' };
    expect((await ask('GET', `/api/cases/${caseId}`, dana)).status).toBe(404);
    for (const [method, path, body] of STEPS) {
      expect((await change(method, path, body, dana)).body.detail).toBe('There is no such case.');
    }
  });

  it('is not opened of oneself', async () => {
    const employeeId = targetIdOf({ name: null, address: 'lena.fischer@harborline.example' });
    const { status, body } = await change('POST', '/reviews', { employeeId, because: 'Of myself.' });
    expect([status, body.detail]).toEqual([409, expect.stringContaining('their own conduct')]);
  });

  it('is not seen, nor worked on, by who complained, though they are HR and see the case', async () => {
    const complainantId = targetIdOf({ name: null, address: 'other.partner@harborline.example' });
    await change('POST', '/reviews', { employeeId: DANA, because: 'By a colleague.', complainantId });
    const complainant = { ...HR, address: 'other.partner@harborline.example' };
    const { status, body } = await ask('GET', `/api/cases/${caseId}`, complainant);
    expect([status, body.review.reviews]).toEqual([200, []]);
    expect(body.may).not.toContain('work-review');
    for (const [method, path, step] of STEPS) {
      expect((await change(method, path, step, complainant)).status).toBe(404);
    }
  });

  it('makes what a second person in HR decides on old', async () => {
    const { headers } = await open();
    const [method, path, body] = STEPS[0] ?? ['', '', {}];
    await change(method, path, body);
    const stale = await ask('POST', `/api/cases/${caseId}/reviews/review-1/completion`, {
      ...HR,
      body: {},
      headers: { 'if-match': headers.etag ?? '' },
    });
    expect(stale).toMatchObject({ status: 409, body: { changes: [{ type: 'review-fact-recorded' }] } });
  });
});

describe('a supervisor, and security,', () => {
  const ROLES = ['supervisor', 'security'] as const;
  // The case is of a threat to Dana's job: what security and the supervisor see of it is the handling.
  const look = async (role: (typeof ROLES)[number]) => {
    const { body, headers } = await ask('GET', `/api/cases/${caseId}`, { roles: [role], person: 'ruth' });
    const { body: list } = await ask('GET', '/api/cases?limit=100', { roles: [role], person: 'ruth' });
    const row = list.cases.find((each: { caseId: string }) => each.caseId === caseId);
    return { body, etag: headers.etag, row };
  };

  it.each(ROLES)('see as %s no trace of a review: nothing but that somebody looked', async (role) => {
    const before = await look(role);
    const { body: started } = await open();
    for (const [method, path, body] of STEPS) await change(method, path, body);
    expect(started.review.reviews).toHaveLength(1);
    const after = await look(role);
    expect(after).toEqual(before);
    expect(JSON.stringify(after)).not.toMatch(/review-1|employee-review|"hash"|previousHash/);
  });

  it.each(ROLES)('are as %s not told of what changed in it', async (role) => {
    const { etag } = await look(role);
    await open();
    const answer = await ask('POST', `/api/cases/${caseId}/acknowledge`, {
      ...{ roles: [role], person: 'ruth', body: {} },
      headers: { 'if-match': etag ?? '' },
    });
    expect(answer.status).toBe(200);
  });

  it('are not told where the record was broken, when it was in what they do not see', async () => {
    const { body } = await open();
    const event = body.events.find((each: { body: { type: string } }) => each.body.type === 'review-opened');
    const { UpdateCommand } = await import('@aws-sdk/lib-dynamodb');
    await services.documents.send(
      new UpdateCommand({
        TableName: 'cases',
        Key: { pk: `CASE#${caseId}`, sk: `EVENT#${String(event.number).padStart(4, '0')}` },
        UpdateExpression: 'SET body.because = :other',
        ExpressionAttributeValues: { ':other': 'For another reason.' },
      }),
    );
    expect((await look('security')).body.custody).toMatchObject({ intact: false, brokenAt: null });
    expect((await ask('GET', `/api/cases/${caseId}`, HR)).body.custody.brokenAt).toBe(event.number);
  });

  it('are refused to close the case while it is open, without being told why; HR is told', async () => {
    await open();
    await append({ type: 'acknowledged', note: null });
    const close = (roles: string[]) =>
      ask('POST', `/api/cases/${caseId}/close`, {
        ...{ roles, person: 'sam', headers: { 'if-match': '*' } },
        body: { disposition: 'abusive-no-threat', facts: {}, note: 'Done.' },
      });
    const security = await close(['security']);
    expect([security.status, security.body.detail]).toEqual([
      409,
      expect.stringMatching(/^This case cannot be closed yet. Human resources/),
    ]);
    expect((await close(['hr'])).body.detail).toMatch(/review of the employee is open/);
  });
});
