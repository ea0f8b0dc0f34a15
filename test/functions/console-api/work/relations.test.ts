import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openCase } from '../../../../functions/open-case/open-case.ts';
import { verifyChain } from '../../../../functions/shared/case/chain.ts';
import { subjectIdOf } from '../../../../functions/shared/ids.ts';
import { now } from '../../../../functions/shared/time.ts';
import { assessment, caseContact, contact, policy, roster } from '../../case-support/examples.ts';
import { type CaseUnderTest, startWork, UNKNOWN_CASE, type WorkUnderTest } from './cases-under-test.ts';

let work: WorkUnderTest;
let a: CaseUnderTest;
let b: CaseUnderTest;
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

async function join(one: string, other: string, as: object = {}): Promise<void> {
  for (const id of [one, other]) await told(id, as);
  await work.ask('POST', `/api/subjects/${one}/links/${other}`, {
    ...security,
    ...as,
    headers: { 'if-match': '*' },
    body: { decision: 'joined' },
  });
}
/** So that the subject is known. */
const told = (subjectId: string, as: object) =>
  work.ask('POST', `/api/subjects/${subjectId}/notices`, {
    ...security,
    ...as,
    headers: { 'idempotency-key': 'relations-test-notice-1' },
    body: { kind: 'answered', at: '2026-07-15T14:00:00.000Z' },
  });

const security = { roles: ['security'], person: 'security' } as const;
const NOBODY = { targetIds: [], reporterIds: [], subjectIds: [] };
const reason = 'The same telephone number, and he says so himself.';
const versionOf = async (caseId: string): Promise<number> =>
  (await work.ask('GET', `/api/cases/${caseId}`, security)).body.version;
const merge = async (into: string, from: string, over = {}) =>
  work.change(into, '/merge', 'security', { caseId: from, version: await versionOf(from), reason, ...over });
const unmerge = (into: string, from: string) =>
  work.change(into, '/unmerge', 'security', { caseId: from, reason: 'His brother.' });
const split = (caseId: string, contactIds: string[], over = {}) =>
  work.change(caseId, '/split', 'security', { contactIds, reason: 'Another person at the same address.', ...over });

/** A further mail as `score` hands it on, through `open-case`. */
async function arrives(n: number, subjectId: string): Promise<string> {
  const contactId = await put(n, subjectId);
  await deliver(contactId, subjectId);
  return contactId;
}
/** One that shows nothing, after one of the same subject that was flagged. */
async function follows(n: number, first: CaseUnderTest): Promise<string> {
  const contactId = await put(n, first.subjectId, { flagged: false, priority: null, lane: null });
  await deliver(contactId, first.subjectId, { follows: first.contactId });
  return contactId;
}
async function put(n: number, subjectId: string, over: Parameters<typeof assessment>[1] = {}): Promise<string> {
  const at = now();
  const contactId = contact(n).contactId.slice(0, -4) + subjectId.slice(-4);
  const known = { contactId, subjectId };
  await work.services.put(
    contact(n, { ...known, receivedAt: at, occurredAt: at }),
    assessment(n, { ...known, ...over }),
  );
  return contactId;
}
const deliver = (contactId: string, subjectId: string, over: { follows?: string } = {}) =>
  openCase(
    { contactId, subjectId, ...over },
    {
      store: work.services.store,
      contactsBucket: 'contacts',
      vaultBucket: 'vault',
      policy,
      roster,
      at: now(),
      requestNotification: async () => undefined,
    },
  );
const contactIdsOf = async (caseId: string) => (await work.stateOf(caseId)).contacts.map(({ contactId }) => contactId);

describe('merging two cases of one person', () => {
  it('goes on in one, with the urgency and the deadline of the more urgent; the other is read only and says where', async () => {
    await work.takeOn(a);
    const urgent = await work.open({ priority: 'P1' }, { purpose: 'threat-and-pursuit' });
    await join(a.subjectId, urgent.subjectId);
    const due = (await work.stateOf(urgent.caseId)).acknowledgeDueAt;
    const { status, body } = await merge(a.caseId, urgent.caseId);
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'open', priority: 'P1', acknowledgeDueAt: due });
    expect(body.relations.mergedFrom).toMatchObject([{ caseId: urgent.caseId, reason }]);
    const other = await work.ask('GET', `/api/cases/${urgent.caseId}`, security);
    expect(other.body).toMatchObject({ status: 'closed', disposition: null, acknowledgeDueAt: null });
    expect(other.body.relations.mergedInto).toMatchObject({ caseId: a.caseId, statusBefore: 'open' });
    for (const [path, sent] of [
      ['/acknowledge', {}],
      ['/notes', { text: 'Into the wrong one.' }],
      ['/claim', {}],
      ['/reopen', { reason: 'No.' }],
    ] as const) {
      const refused = await work.change(urgent.caseId, path, 'security', sent);
      expect([path, refused.status, refused.body.detail]).toEqual([
        path,
        409,
        expect.stringMatching(/goes on in|closed/),
      ]);
    }
    for (const { caseId } of [a, urgent])
      expect(verifyChain((await work.services.store.read(caseId)).events).intact).toBe(true);
  });

  it('is nothing a stage can undo: what arrives for either subject goes to the case that goes on', async () => {
    await merge(a.caseId, b.caseId);
    const of = (contactId: string) =>
      Promise.all([a, b].map(async ({ caseId }) => (await contactIdsOf(caseId)).includes(contactId)));
    expect(await of(await arrives(21, b.subjectId))).toEqual([true, false]);
    expect(await of(await arrives(22, a.subjectId))).toEqual([true, false]);
    // One that shows nothing joins as well.
    expect(await of(await follows(23, b))).toEqual([true, false]);
    // What the merged case holds is not taken in a second time, however often it is delivered.
    const first = b.contactId;
    await deliver(first, b.subjectId);
    expect(await of(first)).toEqual([false, true]);
    expect(await work.typesOf(b.caseId)).not.toContain('reopened');
  });

  it('follows one merge after another to where the case goes on', async () => {
    const c = await work.open({}, { purpose: 'threat-and-pursuit' });
    await join(c.subjectId, a.subjectId);
    await merge(a.caseId, b.caseId);
    expect((await merge(c.caseId, a.caseId)).status).toBe(200);
    const later = await arrives(24, b.subjectId);
    expect(await contactIdsOf(c.caseId)).toContain(later);
    expect((await merge(b.caseId, c.caseId)).body.detail).toMatch(/closed case|goes on/);
  });

  it('lets a closing look at what was merged: all of it is read, and what was urgent there counts', async () => {
    const urgent = await work.open({ priority: 'P1' }, { purpose: 'threat-and-pursuit' });
    await join(a.subjectId, urgent.subjectId);
    await merge(a.caseId, urgent.caseId);
    await work.takeOn(a);
    const close = () =>
      work.change(a.caseId, '/close', 'security', { disposition: 'not-a-threat', facts: { reason: 'A song.' } });
    expect((await close()).body.detail).toContain('1 of its flagged contacts you have not opened');
    await work.ask('GET', `/api/cases/${urgent.caseId}/contacts/${urgent.contactId}`, security);
    expect((await close()).body.detail).toContain('A second person has to agree');
  });

  it('is undone by splitting them: the other goes on with its clock anew, and people are told', async () => {
    await merge(a.caseId, b.caseId);
    await work.services.takeNotifications();
    const { body } = await unmerge(a.caseId, b.caseId);
    expect(body.relations.mergedFrom).toEqual([]);
    const other = await work.stateOf(b.caseId);
    expect(other).toMatchObject({ status: 'open', relations: { mergedInto: null } });
    expect((other.acknowledgeDueAt ?? '') > now()).toBe(true);
    expect(await work.services.takeNotifications()).toEqual([{ caseId: b.caseId, eventNumber: other.lastNumber }]);
    const later = await arrives(25, b.subjectId);
    expect(await contactIdsOf(b.caseId)).toContain(later);
    expect((await unmerge(a.caseId, b.caseId)).body.detail).toContain('was not merged into this one');
  });

  it('leaves closed what was closed, once it is undone', async () => {
    await work.takeOn(b);
    await work.change(b.caseId, '/close', 'security', { disposition: 'not-a-threat', facts: { reason: 'A song.' } });
    await merge(a.caseId, b.caseId);
    await unmerge(a.caseId, b.caseId);
    expect(await work.stateOf(b.caseId)).toMatchObject({ status: 'closed', disposition: 'not-a-threat' });
  });

  it('is completed by the same request where a crash came between the two cases', async () => {
    const version = await versionOf(b.caseId);
    await work.append(a.caseId, {
      ...{ type: 'merged-from', caseId: b.caseId, reason, priority: 'P2', lane: 'security', acknowledgeDueAt: null },
      ...NOBODY,
    });
    expect((await work.stateOf(b.caseId)).relations.mergedInto).toBeNull();
    const old = await work.change(
      a.caseId,
      '/merge',
      'security',
      { caseId: b.caseId, version, reason },
      { ifMatch: '"1"' },
    );
    expect(old.status).toBe(200);
    expect((await work.stateOf(b.caseId)).relations.mergedInto?.caseId).toBe(a.caseId);
    const again = await work.change(
      a.caseId,
      '/merge',
      'security',
      { caseId: b.caseId, version, reason },
      { ifMatch: '"1"' },
    );
    expect([again.status, await work.typesOf(b.caseId)]).toEqual([200, ['case-opened', 'merged-into']]);
  });

  it('of two people who merge both ways at once, lets one case go on and never neither', async () => {
    const [va, vb] = await Promise.all([versionOf(a.caseId), versionOf(b.caseId)]);
    await Promise.all([
      work.change(a.caseId, '/merge', 'security', { caseId: b.caseId, version: vb, reason }, { ifMatch: `"${va}"` }),
      work.change(b.caseId, '/merge', 'security', { caseId: a.caseId, version: va, reason }, { ifMatch: `"${vb}"` }),
    ]);
    const states = await Promise.all([work.stateOf(a.caseId), work.stateOf(b.caseId)]);
    const goesOn = states.filter(({ relations }) => relations.mergedInto === null);
    expect(goesOn.length).toBeGreaterThanOrEqual(1);
    for (const { relations } of states) {
      expect(relations.mergedInto !== null && relations.mergedFrom.length > 0).toBe(false);
    }
  });

  it('never leads in a circle, whoever merged what meanwhile', async () => {
    const c = await work.open({}, { purpose: 'threat-and-pursuit' });
    await join(c.subjectId, a.subjectId);
    await join(c.subjectId, b.subjectId);
    // Half of a merge of c into a, whose other half comes last.
    const half = { type: 'merged-from', caseId: c.caseId, reason, priority: 'P2', lane: 'security' } as const;
    await work.append(a.caseId, { ...half, acknowledgeDueAt: null, ...NOBODY });
    expect((await merge(b.caseId, a.caseId)).status).toBe(200);
    expect((await merge(c.caseId, b.caseId)).status).toBe(200);
    await work.change(c.caseId, '/acknowledge', 'security');
    const last = await merge(a.caseId, c.caseId);
    expect([last.status, last.body.detail]).toEqual([409, expect.stringContaining('nobody would work either')]);
    expect((await work.stateOf(c.caseId)).relations.mergedInto).toBeNull();
    const later = await arrives(26, a.subjectId);
    expect(await contactIdsOf(c.caseId)).toContain(later);
  });

  it('leaves nobody out who had to do with the other: who supervises its targets, and whom it is about or aimed at', async () => {
    const { subjectIdOf: idOf, targetIdOf } = await import('../../../../functions/shared/ids.ts');
    const [ruth, samuel] = ['ruth.okafor', 'samuel.greer'].map((name) => `${name}@harborline.example`);
    const martin = targetIdOf({ name: null, address: 'martin.hale@harborline.example' });
    a = await work.open({ targetIds: [martin] }, { purpose: 'threat-and-pursuit' });
    const aboutSamuel = { subjectId: idOf(`mail:${samuel}`), purpose: 'threat-and-pursuit' };
    b = await work.open({}, aboutSamuel);
    const chief = { person: 'chief', address: 'chief@harborline.example' };
    await join(a.subjectId, b.subjectId, chief);
    const asRuth = { roles: ['supervisor'], person: 'ruth', address: ruth ?? '' } as const;
    expect((await work.ask('GET', `/api/cases/${a.caseId}`, asRuth)).status).toBe(404);
    const version = (await work.services.store.read(b.caseId)).events.length;
    const merged = await work.change(a.caseId, '/merge', 'security', { caseId: b.caseId, version, reason }, chief);
    expect(merged.status).toBe(200);
    // Dana is a target of the other, and Ruth supervises her.
    expect((await work.ask('GET', `/api/cases/${a.caseId}`, asRuth)).status).toBe(200);
    // The other is about Samuel, and nobody sees a case about themselves.
    expect((await work.ask('GET', `/api/cases/${a.caseId}`, { ...security, address: samuel ?? '' })).status).toBe(404);
  });

  it('loses nothing that comes to the other meanwhile', async () => {
    await work.takeOn(a);
    await work.takeOn(b);
    const half = { type: 'merged-from', caseId: b.caseId, reason, priority: 'P2', lane: 'security' } as const;
    await work.append(a.caseId, { ...half, acknowledgeDueAt: null, ...NOBODY });
    await arrives(27, b.subjectId);
    const { status, body } = await merge(a.caseId, b.caseId);
    expect([status, body.detail]).toEqual([409, expect.stringContaining('Something came to the other case meanwhile')]);
    expect(await work.stateOf(b.caseId)).toMatchObject({ status: 'open', relations: { mergedInto: null } });
    expect((await merge(a.caseId, b.caseId)).body).toMatchObject({ status: 'open' });
  });

  it.each(['supervisor', 'hr', 'legal', 'auditor'] as const)('is not for %s', async (role) => {
    const body = { caseId: b.caseId, version: 1, reason };
    expect((await work.change(a.caseId, '/merge', role, body)).status).toBe(403);
    expect((await work.change(a.caseId, '/unmerge', role, { caseId: b.caseId, reason })).status).toBe(403);
  });

  it('is refused for two subjects of whom nobody has said that they are one', async () => {
    const stranger = await work.open({}, { purpose: 'threat-and-pursuit' });
    expect((await merge(a.caseId, stranger.caseId)).body.detail).toContain('Join the subjects first');
  });

  it('is refused for what other people work, and let through for a means of the same', async () => {
    const selfHarm = await work.open({ categories: ['self-harm'] }, { subjectId: a.subjectId, purpose: 'self-harm' });
    expect((await merge(a.caseId, selfHarm.caseId)).body.detail).toContain('Link the two instead');
    const abuse = await work.open({ categories: ['abuse'] }, { subjectId: a.subjectId, purpose: 'abuse' });
    expect((await merge(a.caseId, abuse.caseId)).status).toBe(200);
  });

  it('is refused with itself, with a case that is not there, into a closed one, and on an old view', async () => {
    expect((await work.change(a.caseId, '/merge', 'security', { caseId: a.caseId, version: 1, reason })).status).toBe(
      422,
    );
    const unknown = await work.change(a.caseId, '/merge', 'security', { caseId: UNKNOWN_CASE, version: 1, reason });
    expect([unknown.status, unknown.body.detail]).toEqual([404, 'There is no such other case.']);
    const version = await versionOf(b.caseId);
    await work.change(b.caseId, '/acknowledge', 'security');
    const old = await work.change(a.caseId, '/merge', 'security', { caseId: b.caseId, version, reason });
    expect([old.status, old.body.detail]).toEqual([409, expect.stringContaining('acknowledged')]);
    await work.takeOn(a);
    await work.change(a.caseId, '/close', 'security', { disposition: 'not-a-threat', facts: { reason: 'A song.' } });
    expect((await merge(a.caseId, b.caseId)).body.detail).toContain('closed case takes no other in');
    expect(await work.typesOf(b.caseId)).toEqual(['case-opened', 'acknowledged']);
  });

  it('takes a notice to stop, recorded with either subject, into the case that goes on', async () => {
    await merge(a.caseId, b.caseId);
    const { status } = await work.ask('POST', `/api/subjects/${b.subjectId}/notices`, {
      ...security,
      headers: { 'idempotency-key': 'relations-test-notice-2' },
      body: { kind: 'notice-to-stop', at: '2026-07-15T14:00:00.000Z' },
    });
    expect(status).toBe(201);
    expect((await work.stateOf(a.caseId)).warnings).toHaveLength(1);
    expect((await work.stateOf(b.caseId)).warnings).toEqual([]);
  });
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
