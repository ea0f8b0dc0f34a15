import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { verifyChain } from '../../../../functions/shared/case/chain.ts';
import { subjectIdOf } from '../../../../functions/shared/ids.ts';
import { now } from '../../../../functions/shared/time.ts';
import { caseContact } from '../../case-support/examples.ts';
import { type CaseUnderTest, startWork, UNKNOWN_CASE, type WorkUnderTest } from './cases-under-test.ts';
import { reason, twoCases } from './two-cases.ts';

let work: WorkUnderTest;
let a: CaseUnderTest;
let b: CaseUnderTest;
const { join, merge, split, arrives, follows, deliver, contactIdsOf } = twoCases(() => work);
beforeAll(async () => {
  work = await startWork();
});
afterAll(() => work.services.stop());

/** Two cases of two subjects that somebody has said are one. */
beforeEach(async () => {
  a = await work.open({}, { purpose: 'threat-and-pursuit' });
  b = await work.open({}, { purpose: 'threat-and-pursuit' });
  await join(a.subjectId, b.subjectId);
});

describe('splitting contacts off', () => {
  it('opens a case on them with their evidence and what the subject was told, and lets this case count without them', async () => {
    const own = await arrives(31, a.subjectId);
    await deliver(a.contactId, a.subjectId);
    const noticeId = `notice-${'3'.repeat(32)}`;
    const toldAt = '2026-07-15T14:00:00.000Z';
    await work.append(a.caseId, { type: 'notice-recorded', noticeId, kind: 'notice-to-stop', targetId: null, toldAt });
    const before = await work.stateOf(a.caseId);
    expect(before.targets[0]?.acts).toBe(2);
    await work.services.takeNotifications();
    const { status, body } = await split(a.caseId, [own]);
    expect(status).toBe(200);
    const splitId = body.relations.splitOff[0].caseId;
    expect(body.relations.splitOff).toMatchObject([{ contactIds: [own] }]);
    expect([body.contacts.length, body.targets[0].acts]).toEqual([2, 1]);
    const state = await work.stateOf(splitId);
    expect(state).toMatchObject({ subjectId: a.subjectId, status: 'open', relations: { splitFrom: a.caseId } });
    expect(state.contacts.map(({ contactId }) => contactId)).toEqual([own]);
    expect(state.evidence).toEqual(before.evidence.filter(({ contactId }) => contactId === own));
    expect(state.warnings).toMatchObject([{ noticeId, contactsSince: 1 }]);
    expect(await work.services.takeNotifications()).toContainEqual({ caseId: splitId, eventNumber: 1 });
    for (const id of [a.caseId, splitId])
      expect(verifyChain((await work.services.store.read(id)).events).intact).toBe(true);
  });

  it('stays so: what is delivered again goes nowhere, and what comes next is in both', async () => {
    const own = await arrives(32, a.subjectId);
    const splitId = (await split(a.caseId, [own])).body.relations.splitOff[0].caseId;
    const [ofA, ofSplit] = [await work.typesOf(a.caseId), await work.typesOf(splitId)];
    await deliver(own, a.subjectId);
    expect([await work.typesOf(a.caseId), await work.typesOf(splitId)]).toEqual([ofA, ofSplit]);
    const next = await follows(33, a);
    expect(await contactIdsOf(a.caseId)).toContain(next);
    expect(await contactIdsOf(splitId)).toContain(next);
  });

  it('is undone by merging the two again, and nothing leads in a circle', async () => {
    const own = await arrives(34, a.subjectId);
    const splitId = (await split(a.caseId, [own])).body.relations.splitOff[0].caseId;
    expect((await merge(a.caseId, splitId)).status).toBe(200);
    await deliver(own, a.subjectId);
    const next = await arrives(35, a.subjectId);
    expect(await contactIdsOf(a.caseId)).toContain(next);
    expect(await contactIdsOf(splitId)).toEqual([own]);
  });

  it('may be of another subject who is known, and then is that subject’s', async () => {
    const own = await arrives(36, a.subjectId);
    const unknown = await split(a.caseId, [own], { subjectId: subjectIdOf('relations:nobody') });
    expect(unknown.body.detail).toContain('nothing is known of such a subject');
    const splitId = (await split(a.caseId, [own], { subjectId: b.subjectId })).body.relations.splitOff[0].caseId;
    expect((await work.stateOf(splitId)).subjectId).toBe(b.subjectId);
    expect((await work.services.store.casesOf(b.subjectId)).map(({ caseId }) => caseId)).toEqual([b.caseId, splitId]);
  });

  it('takes the same message seen again along, and opens on the most urgent', async () => {
    const [own, urgent] = [await arrives(37, a.subjectId), await arrives(38, a.subjectId)];
    const again = caseContact(39, { contactId: `${own.slice(0, -6)}cccccc`, part: 'contributing', sightingOf: own });
    await work.append(a.caseId, { type: 'sighting-added', contact: again, news: null });
    await work.append(a.caseId, { type: 'evidence-missing', contactId: again.contactId, reason: 'gone' });
    const splitId = (await split(a.caseId, [urgent, again.contactId])).body.relations.splitOff[0].caseId;
    expect((await contactIdsOf(splitId)).sort()).toEqual([own, urgent, again.contactId].sort());
    expect((await work.stateOf(splitId)).evidenceMissing).toMatchObject([{ contactId: again.contactId }]);
  });

  it('is refused where nothing would be left, on nothing flagged, and of what is not there', async () => {
    expect((await split(a.caseId, [b.contactId])).body.detail).toContain('is not in this case');
    await deliver(a.contactId, a.subjectId);
    expect((await split(a.caseId, [a.contactId])).body.detail).toContain('No flagged contact would be left');
    const later = await follows(40, a);
    expect((await split(a.caseId, [later])).body.detail).toContain('none of these is one');
    const own = caseContact(41, { contactId: `${a.contactId.slice(0, -6)}dddddd` });
    await work.append(a.caseId, { type: 'contact-added', contact: own, acknowledgeDueAt: now() });
    expect((await split(a.caseId, [own.contactId])).body.detail).toContain('not in the vault yet');
    expect((await work.stateOf(a.caseId)).relations.splitOff).toEqual([]);
  });

  it('is security’s alone', async () => {
    for (const role of ['supervisor', 'hr', 'legal', 'auditor'] as const) {
      expect((await work.change(a.caseId, '/split', role, { contactIds: [a.contactId], reason })).status).toBe(403);
    }
  });
});

describe('linking two cases', () => {
  it('is said in both with a reason, and taken back in both', async () => {
    const linked = await work.change(a.caseId, '/link', 'hr', { caseId: b.caseId, reason: 'One grievance.' });
    expect(linked.body.relations.links).toMatchObject([{ caseId: b.caseId, reason: 'One grievance.', by: 'sub-hr' }]);
    expect((await work.stateOf(b.caseId)).relations.links).toMatchObject([{ caseId: a.caseId }]);
    expect((await work.change(a.caseId, '/link', 'hr', { caseId: b.caseId, reason: 'Again.' })).status).toBe(200);
    await work.change(b.caseId, '/unlink', 'security', { caseId: a.caseId, reason: 'Two grievances.' });
    for (const { caseId } of [a, b]) expect((await work.stateOf(caseId)).relations.links).toEqual([]);
  });

  it('keeps each its own: nothing else of either changes', async () => {
    const before = await work.stateOf(b.caseId);
    await work.change(a.caseId, '/link', 'legal', { caseId: b.caseId, reason });
    const {
      relations: _,
      lastNumber: __,
      lastHash: ___,
      telling: ____,
      clocks: _____,
      ...after
    } = await work.stateOf(b.caseId);
    expect(before).toMatchObject(after);
  });

  it('is refused with itself, and with a case that the person does not see', async () => {
    expect((await work.change(a.caseId, '/link', 'hr', { caseId: a.caseId, reason })).status).toBe(422);
    expect((await work.change(a.caseId, '/link', 'hr', { caseId: UNKNOWN_CASE, reason })).status).toBe(404);
    expect((await work.change(a.caseId, '/link', 'supervisor', { caseId: b.caseId, reason })).status).toBe(403);
  });
});
