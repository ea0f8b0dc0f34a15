import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CaseActor, CaseEventBody, Track } from '../../../functions/contracts/case.ts';
import { caseIdFor, caseNumberOf, contactIdOf, subjectIdOf, targetIdOf } from '../../../functions/shared/ids.ts';
import { assessment, caseContact, contact, DANA, OPENED, opening, STAGE } from '../case-support/examples.ts';
import { type ServicesUnderTest, startCaseServices } from '../case-support/services.ts';
import { clientOf } from './client.ts';

let services: ServicesUnderTest;
let ask: ReturnType<typeof clientOf>;
beforeAll(async () => {
  services = await startCaseServices();
  ask = clientOf((await import('../../../functions/console-api/handler.ts')).handler);
});
afterAll(() => services.stop());

let cases = 0;
let caseId: string;
let contactId: string;
beforeEach(async () => {
  const subjectId = subjectIdOf(`console:${cases++}`);
  caseId = caseIdFor(subjectId);
  contactId = contactIdOf({ key: subjectId, versionId: null, sha256: '0'.repeat(64) });
  await append({ ...opening({ contactId }), subjectId } as CaseEventBody);
  await services.put(contact(1, { contactId, subjectId }), assessment(1, { contactId, subjectId }));
});

async function append(body: CaseEventBody, track: Track = 'handling', actor: CaseActor = STAGE): Promise<void> {
  const { record } = await services.store.append(await services.store.read(caseId), () => ({
    at: OPENED,
    actor,
    track,
    body,
  }));
  await services.store.saveSummary(record);
}

const views = async () =>
  (await services.store.read(caseId)).events.flatMap(({ actor, body }) =>
    body.type === 'viewed' ? [{ by: actor.id, what: body.what, contactId: body.contactId }] : [],
  );
const read = async () => ask('GET', `/api/cases/${caseId}`);
const acknowledge = (etag: string | undefined, body: unknown = {}, person = 'ruth') =>
  ask('POST', `/api/cases/${caseId}/acknowledge`, {
    person,
    body,
    headers: etag === undefined ? {} : { 'if-match': etag },
  });

describe('reading a case', () => {
  it('shows its state, its events and how far to trust them', async () => {
    const { status, body, headers } = await read();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      caseId,
      status: 'open',
      priority: 'P2',
      contacts: [{ contactId }],
      custody: { intact: true, brokenAt: null },
    });
    expect(body.events.map((event: { body: { type: string } }) => event.body.type)).toEqual(['case-opened']);
    expect(headers.etag).toBe('"1"');
  });

  it('shows what was done toward each target, and what the subject is after', async () => {
    const owen = targetIdOf({ name: 'Owen', address: null });
    for (const [n, targetIds] of [
      [2, [owen]],
      [3, [owen, DANA]],
    ] as const) {
      const one = caseContact(n, { targetIds: [...targetIds], severity: 1, purpose: 'threat-and-pursuit' });
      await append({ type: 'contact-added', contact: one, acknowledgeDueAt: '2026-07-15T18:00:00.000Z' });
    }
    const { body } = await read();
    expect(body.purpose).toBe('threat-and-pursuit');
    const toward = { acts: 2, flaggedActs: 2, categories: ['wish-harm'], firstAt: OPENED, lastAt: OPENED };
    const ofSeverity = (targetId: string, severity: number) => ({ targetId, severity, ...toward });
    expect(body.targets).toHaveLength(2);
    expect(body.targets).toEqual(expect.arrayContaining([ofSeverity(DANA, 2), ofSeverity(owen, 1)]));
    const { body: queue } = await ask('GET', '/api/cases?status=open&limit=100');
    const row = queue.cases.find((each: { caseId: string }) => each.caseId === caseId);
    expect(row).toMatchObject({ purpose: 'threat-and-pursuit', contactCount: 3 });
  });

  it('is on the record, with who and what, before it is answered', async () => {
    await ask('GET', `/api/cases/${caseId}`, { person: 'ruth' });
    await ask('GET', `/api/cases/${caseId}/contacts/${contactId}`, { person: 'sam', roles: ['security'] });
    expect(await views()).toEqual([
      { by: 'sub-ruth', what: 'case', contactId: null },
      { by: 'sub-sam', what: 'contact', contactId },
    ]);
  });

  it('does not make what another person has before them old', async () => {
    const first = await read();
    const second = await read();
    expect(second.headers.etag).toBe(first.headers.etag);
    expect(second.body.events).toHaveLength(1);
  });

  it('shows who viewed it to those who audit, and to nobody else', async () => {
    await read();
    const types = (answer: Awaited<ReturnType<typeof read>>) =>
      answer.body.events.map((event: { body: { type: string } }) => event.body.type);
    expect(types(await ask('GET', `/api/cases/${caseId}`, { roles: ['auditor'] }))).toContain('viewed');
    expect(types(await read())).not.toContain('viewed');
  });

  it('of an employee’s review leaves no trace that others could see', async () => {
    const subjectId = subjectIdOf('console:review');
    caseId = caseIdFor(subjectId);
    await append({ ...opening({ contactId }), subjectId } as CaseEventBody, 'employee-review');
    expect((await ask('GET', `/api/cases/${caseId}`, { roles: ['hr'] })).status).toBe(200);
    expect(await views()).toHaveLength(1);
    expect((await ask('GET', `/api/cases/${caseId}`)).status).toBe(404);
  });

  it('leaves nothing behind in a browser', async () => {
    for (const url of ['', `/${caseId}`, `/${caseId}/contacts/${contactId}`, '/case-unknown']) {
      const { headers } = await ask('GET', `/api/cases${url}`);
      expect(headers['cache-control']).toBe('no-store');
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
  });

  it('of a case that there is not, or an id that is none, is refused and leaves no trace', async () => {
    const unknown = `case-${'0'.repeat(32)}`;
    expect((await ask('GET', `/api/cases/${unknown}`)).status).toBe(404);
    expect((await services.store.read(unknown)).events).toEqual([]);
    const wrong = await ask('GET', '/api/cases/UT-1234-5678');
    expect(wrong).toMatchObject({ status: 422, body: { status: 422, detail: expect.stringContaining('caseId') } });
    expect(wrong.headers['content-type']).toContain('application/problem+json');
  });

  it('says when somebody changed the case behind its back, and shows it all the same', async () => {
    const { UpdateCommand } = await import('@aws-sdk/lib-dynamodb');
    const { documentClient } = await import('../../../functions/shared/clients.ts');
    await documentClient().send(
      new UpdateCommand({
        TableName: 'cases',
        Key: { pk: `CASE#${caseId}`, sk: 'EVENT#0001' },
        UpdateExpression: 'SET body.priority = :low',
        ExpressionAttributeValues: { ':low': 'P3' },
      }),
    );
    expect((await read()).body).toMatchObject({ priority: 'P3', custody: { intact: false, brokenAt: 1 } });
  });
});

describe('reading a contact', () => {
  it('shows what was said, and for each signal the words that it stands on', async () => {
    const { status, body } = await ask('GET', `/api/cases/${caseId}/contacts/${contactId}`);
    expect(status).toBe(200);
    expect(body.turns[0].text).toBe('I hope you get a taste of it, Dana.');
    expect(body.signals).toMatchObject([{ id: 'threat/implied/taste-of-it', quote: 'hope you get a taste of ' }]);
    expect(body.assessment).toMatchObject({ severity: 2, priority: 'P2' });
  });

  it('cuts the words from the turn by UTF-16 units, whatever stands before them', async () => {
    const text = '🔪🔪 I hope you get a taste of it, Dana.';
    const subjectId = subjectIdOf('console:emoji');
    const signal = assessment(1).signals[0];
    if (signal === undefined) throw new Error('the example has a signal');
    const span = { turn: 0, start: text.indexOf('hope'), end: text.indexOf('hope') + 4 };
    await services.put(
      contact(1, { contactId, subjectId }, text),
      assessment(1, {
        contactId,
        subjectId,
        signals: [
          { ...signal, span },
          { ...signal, span: null },
        ],
      }),
    );
    const { body } = await ask('GET', `/api/cases/${caseId}/contacts/${contactId}`);
    expect(body.signals.map(({ quote }: { quote: string | null }) => quote)).toEqual(['hope', null]);
  });

  it('shows whom else its subject may be to those who may read a subject, and to nobody else', async () => {
    const subjectId = subjectIdOf('console:linked');
    const other = subjectIdOf('console:linked-other');
    const finding = {
      ...{ id: 'conduct/new-address-after-block', title: 'Again', why: 'From another address.', severity: 2 as const },
      ...{ priority: 'P2' as const, opensCase: true, windowDays: 90, targetId: null, contactIds: [contactId] },
      ...{ copyIds: [], otherSubjectIds: [other], by: 'rules@test' },
    };
    const linked = [
      { subjectId: other, state: 'joined' as const, strength: 'strong' as const, kinds: ['phone' as const] },
    ];
    await services.put(
      contact(1, { contactId, subjectId }),
      assessment(1, { contactId, subjectId, linked, conduct: [finding] }),
    );
    for (const role of ['supervisor', 'security', 'hr', 'legal']) {
      const { body } = await ask('GET', `/api/cases/${caseId}/contacts/${contactId}`, { roles: [role] });
      expect(body.assessment.linked, role).toEqual(role === 'supervisor' ? null : linked);
      expect(body.assessment.conduct).toMatchObject([{ id: finding.id }]);
      expect(JSON.stringify(body).includes(other), role).toBe(role !== 'supervisor');
    }
  });

  it('shows an earlier act of a pattern that is not assessed yet', async () => {
    const early = caseContact(7, { part: 'contributing' });
    await append({ type: 'contact-added', contact: early, acknowledgeDueAt: null });
    await services.put(contact(7), null);
    const { status, body } = await ask('GET', `/api/cases/${caseId}/contacts/${early.contactId}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ assessment: null, signals: [] });
  });

  it('of another case is refused: an id does not open what somebody else sent', async () => {
    await services.put(contact(9), assessment(9));
    const { status } = await ask('GET', `/api/cases/${caseId}/contacts/${contact(9).contactId}`);
    expect(status).toBe(404);
    expect(await views()).toEqual([]);
  });
});

describe('acknowledging a case', () => {
  it('stops its clock, and is on the record with who and the note', async () => {
    const { headers } = await read();
    const { status, body } = await acknowledge(headers.etag, { note: 'I have Dana with me.' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'acknowledged', acknowledgeDueAt: null });
    const { events, summary } = await services.store.read(caseId);
    expect(events.at(-1)).toMatchObject({
      actor: { kind: 'person', id: 'sub-ruth', name: 'ruth' },
      body: { type: 'acknowledged', note: 'I have Dana with me.' },
    });
    expect(summary?.status).toBe('acknowledged');
  });

  it('needs no note and no body', async () => {
    const answer = await ask('POST', `/api/cases/${caseId}/acknowledge`, { headers: { 'if-match': '"1"' } });
    expect(answer.status).toBe(200);
  });

  it('is refused when the case has changed since it was read, saying what changed', async () => {
    const { headers } = await read();
    await append({ type: 'contact-added', contact: caseContact(2), acknowledgeDueAt: '2026-07-15T18:00:00.000Z' });
    const stale = await acknowledge(headers.etag);
    expect(stale).toMatchObject({
      status: 409,
      body: { changes: [{ number: 3, type: 'contact-added', by: 'open-case' }] },
    });
    expect((await services.store.read(caseId)).state?.status).toBe('open');
    expect((await acknowledge((await read()).headers.etag)).status).toBe(200);
  });

  it('is not refused because people were told, evidence was copied or somebody read it meanwhile', async () => {
    const { headers } = await read();
    await append({ type: 'notification-sent', about: 1, role: 'supervisor', deliveryId: 'ses-1' });
    await read();
    expect((await acknowledge(headers.etag)).status).toBe(200);
  });

  it('is refused to the second of two, who is told of the first', async () => {
    const { headers } = await read();
    const [one, two] = await Promise.all([acknowledge(headers.etag, {}, 'ruth'), acknowledge(headers.etag, {}, 'sam')]);
    expect([one.status, two.status].toSorted()).toEqual([200, 409]);
    const [won, lost] = one.status === 200 ? ['ruth', two] : ['sam', one];
    expect(lost.body.changes).toMatchObject([{ type: 'acknowledged', by: won }]);
  });

  it('is refused when it is done already, whichever version is named', async () => {
    await acknowledge('*');
    expect(await acknowledge('*')).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('acknowledged') },
    });
  });

  it.each<[string, string | undefined, number]>([
    ['without a version', undefined, 428],
    ['with something that is no version', '"yesterday"', 422],
    ['with a version that the case never had', '"99"', 422],
  ])('is refused %s', async (_, etag, status) => {
    expect((await acknowledge(etag)).status).toBe(status);
    expect((await services.store.read(caseId)).state?.status).toBe('open');
  });

  it.each<[string, Record<string, unknown>, number]>([
    ['a body that is not JSON', { rawBody: '{"note": ', headers: { 'content-type': 'application/json' } }, 400],
    [
      'a note as plain text, which would be lost',
      { rawBody: 'I have her.', headers: { 'content-type': 'text/plain' } },
      415,
    ],
    ['a member that nobody knows', { body: { note: 'x', severity: 0 } }, 422],
    ['a note without end', { body: { note: 'x'.repeat(4001) } }, 422],
  ])('is refused with %s', async (_, asking, status) => {
    const answer = await ask('POST', `/api/cases/${caseId}/acknowledge`, {
      ...asking,
      headers: { 'if-match': '"1"', ...(asking.headers as Record<string, string>) },
    });
    expect(answer.status).toBe(status);
    expect((await services.store.read(caseId)).state?.status).toBe('open');
  });
});

describe('the queue', () => {
  it('lists cases by status and lane, page by page', async () => {
    const found: string[] = [];
    let cursor = '';
    do {
      const { status, body } = await ask('GET', `/api/cases?status=open&lane=security&limit=2${cursor}`);
      expect(status).toBe(200);
      found.push(...body.cases.map((row: { caseId: string }) => row.caseId));
      cursor = body.cursor === null ? '' : `&cursor=${encodeURIComponent(body.cursor)}`;
    } while (cursor !== '');
    expect(found).toContain(caseId);
    expect(new Set(found).size).toBe(found.length);
    expect((await ask('GET', '/api/cases?lane=hr')).body.cases).toEqual([]);
  });

  it('finds the one case that people call by a number, of those of its status', async () => {
    const number = caseNumberOf(caseId);
    const { body } = await ask('GET', `/api/cases?status=open&limit=1&number=${number}`);
    expect(body.cases).toMatchObject([{ caseId, caseNumber: number }]);
    expect((await ask('GET', `/api/cases?status=closed&number=${number}`)).body.cases).toEqual([]);
  });

  it.each(['status=asleep', 'number=Carl', 'lane=legal', 'limit=0', 'limit=501', 'cursor=nonsense'])(
    'refuses %s',
    async (query) => {
      expect((await ask('GET', `/api/cases?${query}`)).status).toBe(422);
    },
  );
});

describe('an answer that refuses', () => {
  it('is a problem that says what was wrong and what to do', async () => {
    const { status, headers, body } = await ask('DELETE', `/api/cases/${caseId}`);
    expect(status).toBe(404);
    expect(headers['content-type']).toContain('application/problem+json');
    expect(body).toEqual({ type: 'about:blank', title: expect.any(String), status: 404, detail: expect.any(String) });
  });
});
