import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CaseEventBody } from '../../../functions/contracts/case.ts';
import type { FieldValue } from '../../../functions/contracts/form.ts';
import { caseIdFor, subjectIdOf } from '../../../functions/shared/ids.ts';
import { contact, OPENED, opening, STAGE } from '../case-support/examples.ts';
import { type ServicesUnderTest, startCaseServices } from '../case-support/services.ts';
import { type Asking, clientOf } from './client.ts';

let services: ServicesUnderTest;
let ask: ReturnType<typeof clientOf>;
beforeAll(async () => {
  services = await startCaseServices();
  ask = clientOf((await import('../../../functions/console-api/handler.ts')).handler);
});
afterAll(() => services.stop());

/** In no role, as most employees are. */
const PRIYA: Asking = { person: 'priya', roles: [], address: 'priya.nair@harborline.example' };
const SAM: Asking = { person: 'sam', roles: ['security'] };

let reports = 0;
let reportId: string;
let caseId: string;
let openCase: () => Promise<void>;
beforeEach(async () => {
  const made = await ask('POST', '/api/reports', {
    ...PRIYA,
    body: { channel: 'phone', said: 'There is a bomb.' },
    headers: { 'idempotency-key': randomUUID() },
  });
  reportId = made.body.reportId;
  const { GetCommand } = await import('@aws-sdk/lib-dynamodb');
  const { Item } = await services.documents.send(
    new GetCommand({ TableName: 'cases', Key: { pk: `REPORT#${reportId}`, sk: 'STORED' } }),
  );
  const contactId = Item?.contactId as string;
  const subjectId = subjectIdOf(`own-form:${reports++}`);
  caseId = caseIdFor(subjectId);
  openCase = async () => {
    await services.put(
      contact(1, { contactId, subjectId, original: { ...contact(1).original, key: subjectId } }),
      null,
    );
    expect(await services.store.claimCaseOf(subjectId)).toBe(caseId);
    const body = {
      ...opening({ contactId, channel: 'phone', categories: ['bomb-arson'] }),
      subjectId,
    } as CaseEventBody;
    const draft = { at: OPENED, actor: STAGE, track: 'handling', body } as const;
    await services.store.append(await services.store.read(caseId), () => draft);
  };
});

type Typed = Record<string, { value: FieldValue; was?: number | null }>;
const fill = (fields: Typed, asking: Asking = PRIYA, key: string = randomUUID()) =>
  ask('PATCH', `/api/reports/${reportId}/forms/bomb`, {
    ...asking,
    body: { fields },
    headers: { 'idempotency-key': key },
  });
const own = (asking: Asking = PRIYA) => ask('GET', `/api/reports/${reportId}/forms/bomb`, asking);
const work = (fields: Typed) =>
  ask('PATCH', `/api/cases/${caseId}/forms/bomb`, {
    ...SAM,
    body: { fields },
    headers: { 'idempotency-key': randomUUID() },
  });
const whole = async () => (await ask('GET', `/api/cases/${caseId}/forms/bomb`, SAM)).body;
const valuesIn = async (name: string) =>
  (await whole()).fields
    .find((field: { name: string }) => field.name === name)
    .values.map(({ value, by }: { value: FieldValue; by: { id: string } }) => [value, by.id]);

describe('whoever has the caller on the line', () => {
  it('reads what to ask, in no role', async () => {
    const { status, body } = await ask('GET', '/api/forms', PRIYA);
    expect([status, body.forms.length]).toEqual([200, 3]);
  });

  it('fills in the form of the case that they reported, and finds their own words again', async () => {
    await openCase();
    const { status, body } = await fill({ whenWillItExplode: { value: 'noon' }, why: { value: 'Call Did not say' } });
    expect(status).toBe(200);
    expect((await own()).body).toEqual(body);
    expect(await valuesIn('whenWillItExplode')).toEqual([['noon', 'sub-priya']]);
    await fill({ whenWillItExplode: { value: 'noon today', was: 2 } });
    expect(await valuesIn('whenWillItExplode')).toEqual([['noon today', 'sub-priya']]);
  });

  it('sees nothing of the case: not what others wrote, and not that they did', async () => {
    await openCase();
    await work({ whereIsIt: { value: 'the lobby' }, why: { value: 'the fee' } });
    const { status, body } = await fill({ why: { value: 'his brother' } });
    expect([status, body.fields.map(({ value }: { value: unknown }) => value)]).toEqual([200, ['his brother']]);
    expect(JSON.stringify([body, (await own()).body])).not.toMatch(/lobby|the fee|sub-sam|case-/);
    expect(await valuesIn('why')).toEqual([
      ['the fee', 'sub-sam'],
      ['his brother', 'sub-priya'],
    ]);
    expect((await ask('GET', `/api/cases/${caseId}/forms/bomb`, PRIYA)).status).toBe(403);
  });

  it('keeps their words before them also when those who work the case put others in their place', async () => {
    await openCase();
    await fill({ why: { value: 'the fee' } });
    await work({ why: { value: 'the late fee', was: 2 } });
    expect((await own()).body.fields).toEqual([{ name: 'why', lastEvent: 2, value: 'the fee' }]);
    expect(await valuesIn('why')).toEqual([['the late fee', 'sub-sam']]);
  });

  it('saves nothing a second time when the answer was lost', async () => {
    await openCase();
    const key = randomUUID();
    await fill({ why: { value: 'the fee' } }, PRIYA, key);
    await work({ why: { value: 'the late fee', was: 2 } });
    await fill({ why: { value: 'the fee' } }, PRIYA, key);
    expect(await valuesIn('why')).toEqual([['the late fee', 'sub-sam']]);
  });

  it('is asked to wait as long as there is no case yet', async () => {
    const { status, body } = await fill({ why: { value: 'the fee' } });
    expect([status, body.detail]).toEqual([409, expect.stringContaining('save it again')]);
  });

  it('is nobody else: another’s report looks like none', async () => {
    await openCase();
    const owen: Asking = { person: 'owen', roles: [], address: 'owen.barrett@harborline.example' };
    expect((await fill({ why: { value: 'x' } }, owen)).status).toBe(404);
    expect((await own(owen)).status).toBe(404);
    expect((await own(SAM)).status).toBe(404);
    expect((await whole()).lastEvent).toBe(0);
  });

  it('is held to the form as everybody is', async () => {
    await openCase();
    expect((await fill({ customerValue: { value: '1' } })).status).toBe(422);
    expect((await fill({ why: { value: 'call did not say' } })).status).toBe(422);
  });

  it('by writing has not taken notice of the case for those who are to act', async () => {
    await openCase();
    await fill({ why: { value: 'the fee' } });
    const { state } = await services.store.read(caseId);
    expect(state?.telling.personAt).toBeNull();
    await work({ accent: { value: 'No accent' } });
    expect((await services.store.read(caseId)).state?.telling.personAt).not.toBeNull();
  });
});
