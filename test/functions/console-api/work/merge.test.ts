import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openUnread } from '../../../../functions/dead-letters/open-unread.ts';
import { verifyChain } from '../../../../functions/shared/case/chain.ts';
import { caseNumberOf } from '../../../../functions/shared/ids.ts';
import { now } from '../../../../functions/shared/time.ts';
import { caseContact, policy, roster, STAGE } from '../../case-support/examples.ts';
import { type CaseUnderTest, startWork, UNKNOWN_CASE, type WorkUnderTest } from './cases-under-test.ts';
import { NOBODY, reason, security, twoCases } from './two-cases.ts';

let work: WorkUnderTest;
let a: CaseUnderTest;
let b: CaseUnderTest;
const { join, versionOf, merge, unmerge, arrives, follows, deliver, contactIdsOf } = twoCases(() => work);
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

  it('is not written to by a stage that read it before, which finds the other on its next try', async () => {
    const { store } = work.services;
    const before = await store.read(b.caseId);
    await merge(a.caseId, b.caseId);
    const contact = caseContact(28, { contactId: `${b.contactId.slice(0, -4)}ffff` });
    const body = { type: 'contact-added', contact, acknowledgeDueAt: now() } as const;
    const writing = store.append(before, () => ({ at: now(), actor: STAGE, track: 'handling', body }));
    await expect(writing).rejects.toThrow(`goes on in ${caseNumberOf(a.caseId)}`);
    expect((await store.currentOf(contact.contactId, b.caseId)).caseId).toBe(a.caseId);
  });

  it('takes what nobody could read into the case that goes on, too', async () => {
    await merge(a.caseId, b.caseId);
    const unscored = { priority: 'P2', lane: 'unscored' } as const;
    const contact = { ...caseContact(29, { contactId: `${b.contactId.slice(0, -4)}0000` }), ...unscored };
    const { subjectId } = b;
    const buckets = { contactsBucket: 'contacts', vaultBucket: 'vault' };
    const setting = { store: work.services.store, ...buckets, policy, roster, at: now() };
    const { record } = await openUnread(
      b.caseId,
      { contact, subjectId, original: null },
      { ...setting, requestNotification: async () => undefined },
    );
    expect(record.caseId).toBe(a.caseId);
    expect(await contactIdsOf(a.caseId)).toContain(contact.contactId);
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
