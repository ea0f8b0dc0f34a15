import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseContact } from '../../../../functions/contracts/case.ts';
import { targetIdOf } from '../../../../functions/shared/ids.ts';
import { now } from '../../../../functions/shared/time.ts';
import { caseContact } from '../../case-support/examples.ts';
import { type CaseUnderTest, startWork, UNKNOWN_CASE, type WorkUnderTest } from './cases-under-test.ts';

let work: WorkUnderTest;
beforeAll(async () => {
  work = await startWork();
});
afterAll(() => work.services.stop());

const security = { roles: ['security'], person: 'security' } as const;
/** What a mailing shows: abuse of nobody in particular. */
const SPAM: Partial<CaseContact> = {
  priority: 'P3',
  threatType: null,
  categories: ['abuse'],
  targetIds: [],
  severity: 1,
};
const asSpam = { as: 'disposition', disposition: 'misdirected-or-spam', facts: { 'recognised-by': 'One of 4,000' } };

const versioned = async ({ caseId }: CaseUnderTest) => ({
  caseId,
  version: (await work.services.store.read(caseId)).events.at(-1)?.number ?? 1,
});
async function closeMany(cases: readonly { caseId: string; version: number }[], body: object = asSpam, over = {}) {
  return work.ask('POST', '/api/cases/close-many', {
    ...security,
    ...over,
    headers: { 'idempotency-key': 'close-many-test-0001' },
    body: { ...body, cases },
  });
}

describe('closing several cases', () => {
  it('closes each by its own events, and takes on first what nobody had', async () => {
    const [one, other] = [
      await work.open(SPAM),
      await work.open({ ...SPAM, targetIds: [targetIdOf({ name: 'Dana', address: null })] }),
    ];
    const { status, body } = await closeMany([await versioned(one), await versioned(other)]);
    expect(status).toBe(207);
    expect(body.cases).toEqual([
      { caseId: one.caseId, status: 200, detail: null, version: 3 },
      { caseId: other.caseId, status: 200, detail: null, version: 3 },
    ]);
    for (const { caseId } of [one, other]) {
      expect(await work.typesOf(caseId)).toEqual(['case-opened', 'acknowledged', 'closed']);
      expect((await work.stateOf(caseId)).work.closedWith?.facts).toEqual(asSpam.facts);
    }
  });

  it('answers for each: what is refused says why and keeps none of the others', async () => {
    const fine = await work.open(SPAM);
    const urgent = await work.open({ ...SPAM, priority: 'P1' });
    const { body } = await closeMany([
      await versioned(urgent),
      { caseId: UNKNOWN_CASE, version: 1 },
      { caseId: fine.caseId, version: 9 },
      await versioned(fine),
    ]);
    expect(body.cases.map(({ status }: { status: number }) => status)).toEqual([409, 404, 422, 200]);
    expect(body.cases[0].detail).toContain('it is P1');
    expect(await work.typesOf(urgent.caseId)).toEqual(['case-opened']);
  });

  it('finds closed what it closed, when it is asked again', async () => {
    const one = await work.open(SPAM);
    const asked = [await versioned(one)];
    await closeMany(asked);
    const { body } = await closeMany(asked);
    expect(body.cases).toMatchObject([{ status: 200 }]);
    expect(await work.typesOf(one.caseId)).toHaveLength(3);
  });

  it.each<[string, Partial<CaseContact>, string]>([
    ['a P0', { priority: 'P0' }, 'it is P0'],
    ['a P1', { priority: 'P1' }, 'it is P1'],
    ['a direct threat', { threatType: 'direct' }, 'it holds a direct threat'],
    ['a fear that an employee reported', { threatType: 'perceived' }, 'an employee felt threatened'],
    ['words of self-harm', { categories: ['self-harm'] }, 'it holds words of self-harm'],
    [
      'a P2 that is aimed at an employee and that nobody has acknowledged',
      { priority: 'P2', targetIds: [targetIdOf({ name: 'Dana', address: null })] },
      'nobody has acknowledged it',
    ],
  ])('never closes %s', async (_, over, why) => {
    const one = await work.open({ ...SPAM, ...over });
    const { body } = await closeMany([await versioned(one)]);
    expect(body.cases).toMatchObject([{ status: 409, detail: expect.stringContaining(why) }]);
    expect(await work.typesOf(one.caseId)).toEqual(['case-opened']);
  });

  it('never closes what came after a notice to stop, or what was urgent before somebody lowered it', async () => {
    const told = await work.open(SPAM);
    const noticeId = `notice-${'6'.repeat(32)}`;
    const toldAt = '2026-07-15T14:00:00.000Z';
    await work.append(told.caseId, {
      type: 'notice-recorded',
      noticeId,
      kind: 'notice-to-stop',
      targetId: null,
      toldAt,
    });
    const lowered = await work.open({ ...SPAM, priority: 'P1' });
    await work.takeOn(lowered);
    await work.change(lowered.caseId, '/priority/lower', 'security', { to: 'P3', reason: 'A mailing.' });
    const { body } = await closeMany([await versioned(told), await versioned(lowered)]);
    expect(body.cases).toMatchObject([
      { status: 409, detail: expect.stringContaining('told to stop before') },
      { status: 409, detail: expect.stringContaining('A second person has to agree') },
    ]);
  });

  it('closes nothing on an old view', async () => {
    const one = await work.open(SPAM);
    const asked = await versioned(one);
    const next = caseContact(5, { ...SPAM, contactId: `${one.contactId.slice(0, -4)}eeee` });
    await work.append(one.caseId, { type: 'contact-added', contact: next, acknowledgeDueAt: now() });
    const { body } = await closeMany([asked]);
    expect(body.cases).toMatchObject([{ status: 409, detail: expect.stringContaining('contact-added') }]);
  });

  it('is for no other disposition, and for no more cases than the policy allows', async () => {
    const one = await versioned(await work.open(SPAM));
    const refused = await closeMany([one], { ...asSpam, disposition: 'not-a-threat', facts: { reason: 'x' } });
    expect([refused.status, refused.body.detail]).toEqual([
      409,
      expect.stringContaining('only with misdirected-or-spam'),
    ]);
    const many = await closeMany(Array.from({ length: 51 }, () => one));
    expect([many.status, many.body.detail]).toEqual([422, 'cases: 50 at once are the most.']);
    expect((await closeMany([])).status).toBe(422);
    expect(await work.typesOf(one.caseId)).toEqual(['case-opened']);
  });

  it('asks for the facts of the disposition, of each', async () => {
    const one = await work.open(SPAM);
    await work.change(one.caseId, '/acknowledge', 'security');
    const { body } = await closeMany([await versioned(one)], { ...asSpam, facts: {} });
    expect(body.cases).toMatchObject([{ status: 422, detail: expect.stringContaining('recognised-by') }]);
  });

  it.each(['supervisor', 'hr', 'legal', 'auditor', 'operator'] as const)('is not for %s', async (role) => {
    const one = await versioned(await work.open(SPAM));
    expect((await closeMany([one], asSpam, { roles: [role], person: role })).status).toBe(403);
  });
});

describe('duplicates', () => {
  it('go on in the case that they are duplicates of, but for those that are decided alone', async () => {
    const first = await work.open(SPAM, { purpose: 'abuse' });
    const again = await work.open(SPAM, { subjectId: first.subjectId, purpose: 'sexual' });
    const urgent = await work.open(
      { ...SPAM, priority: 'P1' },
      { subjectId: first.subjectId, purpose: 'protected-trait' },
    );
    const asDuplicate = { as: 'duplicate', of: first.caseId, reason: 'The same mailing, twice.' };
    const { status, body } = await closeMany([await versioned(again), await versioned(urgent)], asDuplicate);
    expect(status).toBe(207);
    expect(body.cases).toMatchObject([{ status: 200 }, { status: 409, detail: expect.stringContaining('it is P1') }]);
    expect((await work.stateOf(again.caseId)).relations.mergedInto?.caseId).toBe(first.caseId);
    expect((await work.stateOf(first.caseId)).relations.mergedFrom).toMatchObject([{ caseId: again.caseId }]);
  });
});
