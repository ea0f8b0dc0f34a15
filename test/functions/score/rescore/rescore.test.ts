import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Contact } from '../../../../functions/contracts/contact.ts';
import type { RescoreDifference, RescoreRun } from '../../../../functions/contracts/rescore.ts';
import type { handler as OpenCase } from '../../../../functions/open-case/handler.ts';
import { listPage } from '../../../../functions/score/rescore/fan-out.ts';
import type { handler as Rescore } from '../../../../functions/score/rescore-handler.ts';
import { rescoreIdOf } from '../../../../functions/shared/ids.ts';
import { versionsHash } from '../../../../functions/shared/rescore/difference.ts';
import { contact as exampleContact } from '../../case-support/examples.ts';
import { fifoEvent, lambdaContext } from '../../case-support/services.ts';
import { clientOf } from '../../console-api/client.ts';
import { type Company, startCompany } from './company.ts';
import { deployedBy, engineOf, naming, parts, THRICE_GREEN } from './engines.ts';

const asking = (colour: string): string => `Please send me a ${colour} form for the account.`;
const then = engineOf([naming('green', 0), naming('red', 2, 'wish-harm'), naming('yellow', 2)]);
const shipped = parts([naming('green', 0), naming('red', 3, 'wish-harm'), naming('blue', 2)], [THRICE_GREEN]);
const deployed = deployedBy(shipped).versions;

let company: Company;
let rescore: typeof Rescore;
let openCase: typeof OpenCase;
let ask: ReturnType<typeof clientOf>;
const who: Record<'blue' | 'green1' | 'green2' | 'green3' | 'red' | 'yellow' | 'calm', Contact> = {} as never;

beforeAll(async () => {
  company = await startCompany(then, shipped);
  ({ handler: rescore } = await import('../../../../functions/score/rescore-handler.ts'));
  ({ handler: openCase } = await import('../../../../functions/open-case/handler.ts'));
  ask = clientOf((await import('../../../../functions/console-api/handler.ts')).handler);
  for (const [name, text, from, day] of [
    ['blue', asking('blue'), 'anna', 1],
    ['green1', asking('green'), 'ben', 1],
    ['green2', asking('green'), 'ben', 4],
    ['green3', asking('green'), 'ben', 9],
    ['red', asking('red'), 'cora', 2],
    ['yellow', asking('yellow'), 'dora', 3],
    ['calm', asking('new'), 'eve', 5],
  ] as const) {
    const { contact, assessment } = await company.takeIn(text, from, day);
    who[name] = contact;
    // What was flagged then has its case.

    const message = { contactId: contact.contactId, subjectId: contact.subjectId };
    if (assessment.flagged) await openCase(fifoEvent(message), lambdaContext);
  }
  // Intake deletes what nobody flagged when its time is over.
  const { key: Key, versionId } = who.blue.original;
  await company.services.s3.send(
    new DeleteObjectCommand({ Bucket: 'intake', Key, ...(versionId === null ? {} : { VersionId: versionId }) }),
  );
  await company.services.put(exampleContact(901), null);
  const broken = { contactId: 'contact-of-another-version' };
  const first = JSON.parse((await company.held()).objects.get(`assessments/${who.calm.contactId}.json`) ?? '');
  for (const [Key, value] of [
    [`contacts/${broken.contactId}.json`, broken],
    [`assessments/${broken.contactId}.json`, { ...first, contactId: broken.contactId }],
  ] as const) {
    await company.services.s3.send(new PutObjectCommand({ Bucket: 'contacts', Key, Body: JSON.stringify(value) }));
  }
}, 120_000);
afterAll(() => company.stop());

const OPERATOR = { person: 'olga', roles: ['operator'] } as const;
const begin = (key: string) =>
  ask('POST', '/api/rescores', { ...OPERATOR, headers: { 'idempotency-key': key }, body: { dryRun: true } });
const look = (id: string, query = '') => ask('GET', `/api/rescores/${id}${query}`, OPERATOR);
const apply = (id: string, etag = '*') =>
  ask('POST', `/api/rescores/${id}/apply`, { ...OPERATOR, headers: { 'if-match': etag } });
const work = (most?: number) => company.work('rescore', rescore, most);
const caseOf = async ({ subjectId }: Contact) => {
  const [pointer] = await company.services.store.casesOf(subjectId);
  return pointer === undefined ? null : (await company.services.store.read(pointer.caseId)).state;
};
const differenceFor = (differences: RescoreDifference[], { contactId }: Contact) =>
  differences.find((difference) => difference.contactId === contactId);

describe('A re-scoring', () => {
  const first = rescoreIdOf('sub-olga', 'rescore-first-0001');

  it('shows an operator exactly what differs, and changes nothing', async () => {
    const before = await company.held();
    expect((await begin('rescore-first-0001')).body).toMatchObject({ rescoreId: first, state: 'scoring' });
    await work();
    const { body } = await look(first);
    expect(body.state).toBe('scored');
    expect(body.contacts).toEqual({ listed: 9, same: 3, different: 4, unscored: 1, unreadable: 1 });
    expect(body.differences).toHaveLength(4);
    expect(differenceFor(body.differences, who.blue)).toMatchObject({
      change: 'newly-flagged',
      before: { flagged: false, priority: null, lane: null },
      after: { flagged: true, priority: 'P3', lane: 'security' },
      firesNow: ['concern/colour/blue'],
    });
    expect(differenceFor(body.differences, who.green3)).toMatchObject({
      change: 'newly-flagged',
      firesNow: ['conduct/thrice-green'],
    });
    expect(differenceFor(body.differences, who.red)).toMatchObject({
      change: 'priority-raised',
      moved: [{ id: 'concern/colour/red', from: 2, to: 3 }],
    });
    expect(differenceFor(body.differences, who.yellow)).toMatchObject({
      change: 'no-longer-flagged',
      firesNoMore: ['concern/colour/yellow'],
    });
    expect(body.totals.changes).toMatchObject({ 'newly-flagged': 2, 'no-longer-flagged': 1, 'priority-raised': 1 });
    expect(await company.held()).toEqual(before);
    expect(await company.lose('cases')).toBe(0);
    expect(JSON.stringify(body)).not.toContain('account');
  });

  it('pages its differences', async () => {
    const found: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body } = await look(first, `?limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`);
      expect(body.totals === null).toBe(cursor !== '');
      found.push(...body.differences.map(({ contactId }: RescoreDifference) => contactId));
      cursor = body.cursor;
    }
    expect(new Set(found).size).toBe(4);
    expect(found).toHaveLength(4);
  });

  it('goes on after it was interrupted anywhere, and counts no contact twice', async () => {
    const id = rescoreIdOf('sub-olga', 'rescore-interrupted');
    await begin('rescore-interrupted');
    for (const most of [1, 3, 2]) {
      await work(most);
      await company.lose('rescore');
      const { body } = await look(id);
      expect(body.state).toBe('scoring');
      expect((await apply(id)).status).toBe(409);
      await begin('rescore-interrupted');
    }
    await work();
    const [again, once] = [(await look(id)).body, (await look(first)).body];
    expect(again.contacts).toEqual(once.contacts);
    expect(again.differences).toEqual(once.differences);
  });

  it('lists page by page, and a page that is listed twice is counted once', async () => {
    const run: RescoreRun = {
      rescoreId: rescoreIdOf('sub-olga', 'paged'),
      by: 'sub-olga',
      at: '2026-07-01T00:00:00.000Z',
      versions: deployed,
      listed: 0,
      after: null,
      listedAll: false,
      applied: null,
      revision: 1,
    };
    const store = company.services.rescores;
    await store.begin(run);
    const sent: unknown[] = [];
    const setting = {
      store,
      contactsBucket: 'contacts',
      pageSize: 4,
      send: async (m: readonly unknown[]) => void sent.push(...m),
    };
    let after: string | null = null;
    let pages = 0;
    do {
      for (const _ of ['once', 'again'])
        await listPage((await store.read(run.rescoreId)) as RescoreRun, after, setting);
      const next = sent.findLast((message) => (message as { step: string }).step === 'list') as { after: string };
      after = (await store.read(run.rescoreId))?.listedAll ? null : next.after;
      pages++;
    } while (after !== null);
    expect(pages).toBe(3);
    expect(await store.read(run.rescoreId)).toMatchObject({ listed: 9, listedAll: true });
    const asked = sent.flatMap((message) => (message as { contactId?: string }).contactId ?? []);
    expect(new Set(asked).size).toBe(9);
  });

  it('is applied only by who has seen it as it is', async () => {
    expect((await ask('POST', `/api/rescores/${first}/apply`, OPERATOR)).status).toBe(428);
    expect((await apply(first, '"0000000000000000"')).status).toBe(409);
    expect(
      (await ask('POST', `/api/rescores/${first}/apply`, { roles: ['security'], headers: { 'if-match': '*' } })).status,
    ).toBe(403);
    expect((await begin('short')).status).toBe(422);
    expect(
      (
        await ask('POST', '/api/rescores', {
          ...OPERATOR,
          headers: { 'idempotency-key': 'not-a-dry-run-01' },
          body: { dryRun: false },
        })
      ).status,
    ).toBe(422);
  });

  it('opens cases for what is newly flagged and raises what is graver; nothing is closed, lowered or overwritten', async () => {
    const before = await company.held();
    const { headers } = await look(first);
    expect((await apply(first, headers.etag)).status).toBe(202);
    await work();
    await company.work('cases', openCase);
    expect((await look(first)).body).toMatchObject({ state: 'applied', applied: { by: 'sub-olga', differences: 4 } });

    const version = versionsHash(deployed);
    expect(await caseOf(who.blue)).toMatchObject({
      status: 'open',
      priority: 'P3',
      contacts: [{ assessment: version }],
      evidence: [],
    });
    const pattern = await caseOf(who.green3);
    expect(pattern?.contacts.map(({ contactId }) => contactId).sort()).toEqual(
      [who.green1, who.green2, who.green3].map(({ contactId }) => contactId).sort(),
    );
    expect(pattern?.evidence).toHaveLength(3);
    expect(await caseOf(who.red)).toMatchObject({ status: 'open', priority: 'P1' });
    expect(await caseOf(who.yellow)).toMatchObject({ status: 'open', priority: 'P3' });
    expect(await caseOf(who.calm)).toBeNull();

    const after = await company.held();
    for (const [key, bytes] of before.objects) expect(after.objects.get(key), key).toBe(bytes);
    const added = [...after.objects.keys()].filter((key) => !before.objects.has(key));
    expect(added.sort()).toEqual(
      [who.blue, who.green3, who.red, who.yellow]
        .map(({ contactId }) => `assessments/${contactId}/${version}.json`)
        .sort(),
    );
  });

  it('shows the console the assessment that a case stands on', async () => {
    const state = await caseOf(who.blue);
    const { body } = await ask('GET', `/api/cases/${state?.caseId}/contacts/${who.blue.contactId}`, {
      roles: ['security'],
    });
    expect(body.signals.map(({ id }: { id: string }) => id)).toContain('concern/colour/blue');
  });

  it('adds nothing when it is applied again, or made again', async () => {
    const before = [await company.held(), await caseOf(who.blue), await caseOf(who.red)];
    expect((await apply(first)).status).toBe(202);
    await work();
    await company.work('cases', openCase);
    expect([await company.held(), await caseOf(who.blue), await caseOf(who.red)]).toEqual(before);

    const second = rescoreIdOf('sub-olga', 'rescore-second-001');
    await begin('rescore-second-001');
    await work();
    expect((await look(second)).body).toMatchObject({ state: 'scored', differences: [], contacts: { same: 7 } });
  });

  it('is not applied once other rules are deployed', async () => {
    const old: RescoreRun = {
      rescoreId: rescoreIdOf('sub-olga', 'of-other-rules'),
      by: 'sub-olga',
      at: '2026-07-01T00:00:00.000Z',
      versions: { ...deployed, rules: 'rules@before' },
      listed: 0,
      after: null,
      listedAll: true,
      applied: null,
      revision: 1,
    };
    await company.services.rescores.begin(old);
    expect((await look(old.rescoreId)).body.state).toBe('outdated');
    const refused = await apply(old.rescoreId);
    expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringContaining('were changed since') } });
    expect((await company.services.rescores.read(old.rescoreId))?.applied).toBeNull();
  });
});
