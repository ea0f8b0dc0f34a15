import { randomUUID } from 'node:crypto';
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CaseEventBody } from '../../../functions/contracts/case.ts';
import type { Sighting } from '../../../functions/contracts/conduct.ts';
import { changeLink } from '../../../functions/shared/history/links.ts';
import { subjectIdOf, targetIdOf } from '../../../functions/shared/ids.ts';
import { caseContact, OPENED, opening, STAGE } from '../case-support/examples.ts';
import { type ServicesUnderTest, startCaseServices } from '../case-support/services.ts';
import { DAY, direct, instant } from '../score/conduct/sightings.ts';
import { type Asking, clientOf } from './client.ts';

let services: ServicesUnderTest;
let ask: ReturnType<typeof clientOf>;
beforeAll(async () => {
  services = await startCaseServices();
  ask = clientOf((await import('../../../functions/console-api/handler.ts')).handler);
});
afterAll(() => services.stop());

let subjects = 0;
let subjectId: string;
let otherId: string;
beforeEach(() => {
  subjectId = subjectIdOf(`subjects:${subjects++}`);
  otherId = subjectIdOf(`subjects-other:${subjects}`);
});

const WHEN = Date.parse(OPENED);
const DANA = targetIdOf({ name: null, address: 'dana.whitfield@harborline.example' });
const TOLD = { kind: 'notice-to-stop', at: OPENED };

async function hears(contactId: string, day: number, over: Partial<Sighting> = {}, of = subjectId): Promise<void> {
  const sighting = direct(contactId, WHEN + day * DAY, { subjectId: of, targetIds: [DANA], ...over });
  const key = { pk: `SUBJECT#${of}`, sk: `SIGHTING#${sighting.heardAt}#${contactId}` };
  const Item = { ...key, sighting: JSON.stringify(sighting) };
  await services.documents.send(new PutCommand({ TableName: 'history', Item }));
}

async function opens(of = subjectId, contact = caseContact(1, { conductIds: ['conduct/threats-repeated'] })) {
  const caseId = await services.store.claimCaseOf(of);
  await services.store.append(await services.store.read(caseId), () => ({
    at: OPENED,
    actor: STAGE,
    track: 'handling',
    body: { ...opening(contact), subjectId: of } as CaseEventBody,
  }));
  return caseId;
}

async function links(state: 'joined' | 'suggested', [one, other] = [subjectId, otherId]): Promise<void> {
  const evidence = [
    {
      kind: 'phone' as const,
      mark: 'a'.repeat(32),
      strength: 'weak' as const,
      why: 'Both give the same telephone number.',
      contactIds: ['contact-one', 'contact-other'] as [string, string],
    },
  ];
  const link = { state, strength: 'weak' as const, evidence, by: 'score', at: OPENED };
  for (const [subject, linked] of [
    [one, other],
    [other, one],
  ] as const) {
    await changeLink(services.documents, 'history', subject, linked, () => ({
      subjectId: subject,
      otherId: linked,
      ...link,
    }));
  }
}

const read = (asking: Asking = {}, query = '', of = subjectId) =>
  ask('GET', `/api/subjects/${of}${query}`, { roles: ['security'], ...asking });
const tell = (body: unknown, { key = randomUUID(), ...asking }: Asking & { key?: string } = {}) =>
  ask('POST', `/api/subjects/${subjectId}/notices`, { body, ...asking, headers: { 'idempotency-key': key } });
const decide = (decision: string, ifMatch: string | undefined = '*', asking: Asking = {}, other = otherId) =>
  ask('POST', `/api/subjects/${subjectId}/links/${other}`, {
    roles: ['security'],
    person: 'sam',
    body: { decision },
    headers: ifMatch === undefined ? {} : { 'if-match': ifMatch },
    ...asking,
  });
const eventsOf = async (caseId: string) => (await services.store.read(caseId)).events;
const items = async (prefix: string) => {
  const { Items = [] } = await services.documents.send(
    new QueryCommand({
      TableName: 'history',
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': `SUBJECT#${subjectId}`, ':prefix': prefix },
    }),
  );
  return Items;
};

describe('reading a subject', () => {
  it('shows what they did as it is kept, the newest first, with what each was found to be part of', async () => {
    await hears('contact-early', 0, { severity: 2, categories: ['ultimatum'], signalIds: ['threat/implied/or-else'] });
    await hears('contact-late', 3, { channel: 'phone', severity: 0, categories: [] });
    await opens(subjectId, caseContact(1, { contactId: 'contact-early', conductIds: ['conduct/threats-repeated'] }));
    const { status, body } = await read();
    expect(status).toBe(200);
    expect(body.acts).toMatchObject([
      { contactId: 'contact-late', at: instant(WHEN + 3 * DAY), channel: 'phone', conductIds: [] },
      {
        contactId: 'contact-early',
        severity: 2,
        categories: ['ultimatum'],
        targetIds: [DANA],
        signalIds: ['threat/implied/or-else'],
        conductIds: ['conduct/threats-repeated'],
      },
    ]);
    expect(body.cases).toMatchObject([{ status: 'open', priority: 'P2' }]);
    expect(body.may).toContain('decide-link');
    expect(JSON.stringify(body)).not.toMatch(/fingerprint|wordsHash|messageIdHash/);
  });

  it('gives a long history in pages, each act once', async () => {
    for (let day = 0; day < 5; day++) await hears(`contact-${day}`, day);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof read>> = await read(
        {},
        `?limit=2${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
      );
      seen.push(...page.body.acts.map(({ contactId }: { contactId: string }) => contactId));
      cursor = page.body.cursor;
    } while (cursor !== null);
    expect(seen).toEqual([4, 3, 2, 1, 0].map((day) => `contact-${day}`));
  });

  it('shows whom else they may be, on what evidence, without the hash of it', async () => {
    await hears('contact-one', 0);
    await links('suggested');
    const { body } = await read();
    expect(body.links).toMatchObject([
      { otherId, state: 'suggested', strength: 'weak', evidence: [{ kind: 'phone', why: expect.any(String) }] },
    ]);
    expect(JSON.stringify(body.links)).not.toContain('a'.repeat(32));
  });

  it('is on the record in their case, and with the subject where there is none, before it is answered', async () => {
    await hears('contact-one', 0);
    await read({ person: 'sam' });
    expect(await items('VIEW#')).toMatchObject([{ by: 'sub-sam' }]);
    const caseId = await opens();
    await read({ person: 'lena', roles: ['hr'] });
    expect((await eventsOf(caseId)).at(-1)).toMatchObject({
      actor: { id: 'sub-lena' },
      body: { type: 'viewed', what: 'subject' },
    });
  });

  it('of somebody of whom nothing is kept is refused, and leaves no trace', async () => {
    expect((await read()).status).toBe(404);
    expect(await items('VIEW#')).toEqual([]);
    expect((await read({}, '', 'subject-of-mine')).status).toBe(422);
    const wrong = await read({}, '?limit=1000');
    expect(wrong.status).toBe(422);
    expect(wrong.headers['content-type']).toContain('application/problem+json');
  });
});

describe('a notice to a subject', () => {
  it('is kept, once however often it is sent, and shown with the subject', async () => {
    await opens();
    const key = randomUUID();
    const first = await tell({ ...TOLD, targetId: DANA }, { key });
    expect(first).toMatchObject({
      status: 201,
      body: { notice: { kind: 'notice-to-stop', at: OPENED, targetId: DANA, by: 'sub-ruth' } },
    });
    expect(await tell({ ...TOLD, targetId: DANA }, { key })).toMatchObject({ status: 201, body: first.body });
    expect((await read()).body.notices).toEqual([first.body.notice]);
  });

  it('to stop, or of a block, is the baseline in each case of theirs, once; a promise is none', async () => {
    const caseId = await opens();
    const key = randomUUID();
    for (let time = 0; time < 2; time++) expect((await tell(TOLD, { key })).body.caseIds).toEqual([caseId]);
    await tell({ kind: 'block', at: OPENED });
    expect((await tell({ kind: 'promise-to-answer', at: OPENED })).body.caseIds).toEqual([]);
    const noted = (await eventsOf(caseId)).flatMap(({ body }) => (body.type === 'notice-recorded' ? body.kind : []));
    expect(noted).toEqual(['notice-to-stop', 'block']);
    const { state, custody } = await services.store.read(caseId);
    expect(state).toMatchObject({ status: 'open', warnings: [{ kind: 'notice-to-stop' }, { kind: 'block' }] });
    expect(custody.intact).toBe(true);
    const shown = await ask('GET', `/api/cases/${caseId}`);
    expect(shown.body.warnings).toHaveLength(2);
  });

  it('is noted in the case of another address that is joined to theirs', async () => {
    const caseId = await opens(otherId);
    await links('joined');
    await hears('contact-new', 1);
    expect((await tell(TOLD)).body.caseIds).toEqual([caseId]);
  });

  it('has what came between it and its recording judged anew, of every address that is joined, and machines left out', async () => {
    await opens();
    await links('joined');
    await hears('contact-before', -1);
    await hears('contact-since', 1);
    await hears('contact-machine', 1, { automated: true });
    await hears('contact-elsewhere', 2, {}, otherId);
    expect((await tell(TOLD)).body.judgedAgain).toBe(2);
    expect((await tell({ kind: 'answered', at: OPENED })).body.judgedAgain).toBe(0);
  });

  it('is a supervisor’s to record in a case that they see, and security’s of any subject', async () => {
    await hears('contact-one', 0);
    expect((await tell(TOLD)).status).toBe(404);
    expect((await tell(TOLD, { roles: ['security'] })).status).toBe(201);
    await opens();
    expect((await tell(TOLD)).status).toBe(201);
  });

  it('is refused without a key, with another target under a key, in the future, or of a kind that is none', async () => {
    await opens();
    const key = randomUUID();
    await tell(TOLD, { key });
    expect((await tell({ ...TOLD, targetId: DANA }, { key })).status).toBe(422);
    expect((await tell(TOLD, { key: 'short' })).status).toBe(422);
    expect((await tell({ ...TOLD, at: '2999-01-01T00:00:00.000Z' })).body.detail).toMatch(/future/);
    expect((await tell({ ...TOLD, kind: 'shouted' })).status).toBe(422);
    expect((await tell({ ...TOLD, note: 'what was said' })).status).toBe(422);
    expect((await read()).body.notices).toHaveLength(1);
  });
});

describe('joining and parting two subjects', () => {
  it('holds for both, can be undone, and stays on record with who and when', async () => {
    await links('suggested');
    await hears('contact-one', 0);
    await hears('contact-other', 0, {}, otherId);
    expect(await decide('joined')).toMatchObject({ status: 200, body: { state: 'joined', by: 'sub-sam' } });
    expect((await read({}, '', otherId)).body.links).toMatchObject([{ otherId: subjectId, state: 'joined' }]);
    expect((await decide('parted', '*', { person: 'lena' })).body).toMatchObject({ state: 'parted', by: 'sub-lena' });
    const { body } = await read();
    expect(body.links).toMatchObject([{ state: 'parted', by: 'sub-lena', evidence: [{ kind: 'phone' }] }]);
    expect(body.decisions).toMatchObject([
      { otherId, decision: 'parted', by: 'sub-lena' },
      { otherId, decision: 'joined', by: 'sub-sam' },
    ]);
  });

  it('is decided on what one has seen', async () => {
    await links('suggested');
    await hears('contact-one', 0);
    const { version } = (await read()).body.links[0];
    expect((await decide('joined', undefined, { headers: {} })).status).toBe(428);
    expect((await decide('joined', '"0000000000000000"')).status).toBe(409);
    const joined = await decide('joined', `"${version}"`);
    expect(joined.status).toBe(200);
    expect((await decide('parted', `"${version}"`)).status).toBe(409);
    expect((await decide('parted', joined.headers.etag)).status).toBe(200);
  });

  it('may join two that nothing links, and not one that is not there, or a subject with itself', async () => {
    await hears('contact-one', 0);
    expect((await decide('joined')).status).toBe(404);
    await hears('contact-other', 0, {}, otherId);
    expect((await decide('joined')).body).toMatchObject({ state: 'joined', evidence: [] });
    expect((await decide('joined', '*', {}, subjectId)).status).toBe(422);
    expect((await decide('perhaps')).status).toBe(422);
  });
});
