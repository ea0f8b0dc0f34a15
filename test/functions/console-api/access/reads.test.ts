import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CaseEventBody } from '../../../../functions/contracts/case.ts';
import { caseNumberOf, contactIdOf, subjectIdOf, targetIdOf } from '../../../../functions/shared/ids.ts';
import { assessment, contact, OPENED, opening, STAGE } from '../../case-support/examples.ts';
import { type ServicesUnderTest, startCaseServices } from '../../case-support/services.ts';
import { clientOf } from '../client.ts';

let services: ServicesUnderTest;
let ask: ReturnType<typeof clientOf>;
beforeAll(async () => {
  services = await startCaseServices();
  ask = clientOf((await import('../../../../functions/console-api/handler.ts')).handler);
});
afterAll(() => services.stop());

let cases = 0;
let caseId: string;
let contactId: string;
let subjectId: string;
beforeEach(async () => {
  subjectId = subjectIdOf(`reads:${cases++}`);
  contactId = contactIdOf({ key: subjectId, versionId: null, sha256: '0'.repeat(64) });
  caseId = await services.store.claimCaseOf(subjectId);
  const { record } = await services.store.append(await services.store.read(caseId), () => ({
    ...{ at: OPENED, actor: STAGE, track: 'handling' },
    body: { ...opening({ contactId }), subjectId } as CaseEventBody,
  }));
  await services.store.saveSummary(record);
  await services.put(contact(1, { contactId, subjectId }), assessment(1, { contactId, subjectId }));
});

const read = (person: string, path = '', asking: Parameters<typeof ask>[2] = {}) =>
  ask('GET', `/api/cases/${caseId}${path}`, { person, ...asking });
const change = (person: string, path: string, body: unknown, asking: Parameters<typeof ask>[2] = {}) =>
  ask('POST', `/api/cases/${caseId}${path}`, { person, body, headers: { 'if-match': '*' }, ...asking });
const AUDITOR = { roles: ['auditor'] };
const today = () => {
  const day = new Date().toISOString().slice(0, 10);
  return `from=${day}T00:00:00.000Z&to=${day}T23:59:59.999Z`;
};

describe('who the subject is', () => {
  const named = async (person: string) => {
    const { body } = await read(person, `/contacts/${contactId}`);
    return { subject: body.subject, turn: body.turns[0].name, masked: body.masked, text: body.turns[0].text };
  };
  const MASKED = { subject: { name: null, address: null }, turn: null, masked: ['name', 'address'] };
  const SHOWN = {
    ...{ subject: { name: 'Carl Careful', address: 'careful@customer.example' }, turn: 'Carl Careful', masked: [] },
  };

  it('is masked until somebody says why they ask, and then shown to them alone, and in that case alone', async () => {
    const text = 'I hope you get a taste of it, Dana.';
    expect(await named('ruth')).toEqual({ ...MASKED, text });
    const { status, body } = await change('ruth', '/unmask', { reason: 'I have to know whether Dana knows them.' });
    expect(status).toBe(200);
    expect(Date.parse(body.unmaskedUntil) - Date.now()).toBeGreaterThan(7.9 * 3_600_000);
    expect(await named('ruth')).toEqual({ ...SHOWN, text });
    expect(await named('sam')).toEqual({ ...MASKED, text });
    expect((await read('sam')).body.unmaskedUntil).toBeNull();
  });

  it('is masked again when the time is over', async () => {
    await change('ruth', '/unmask', { reason: 'For the letter.' });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 8 * 3_600_000 + 1000 });
    try {
      expect(await named('ruth')).toMatchObject(MASKED);
    } finally {
      vi.useRealTimers();
    }
  });

  it.each([{}, { reason: '' }, { reason: '   ' }, { reason: 'x'.repeat(1001) }])(
    'is not shown for %j',
    async (body) => {
      expect((await change('ruth', '/unmask', body)).status).toBe(422);
      expect(await named('ruth')).toMatchObject(MASKED);
    },
  );

  it('and why somebody asked is on the record', async () => {
    await change('ruth', '/unmask', { reason: 'For the letter.' });
    const { events } = await services.store.read(caseId);
    expect(events.find(({ body }) => body.type === 'viewed')).toMatchObject({
      ...{ actor: { id: 'sub-ruth' }, body: { what: 'identity', reason: 'For the letter.' } },
    });
  });
});

describe('the custody log of a case', () => {
  it('says who did and saw what, and why, and that it was read itself', async () => {
    await read('ruth');
    await change('ruth', '/unmask', { reason: 'For the letter.' });
    const { body } = await read('ines', '/custody-log', AUDITOR);
    expect(body.entries.map(({ byId, what, reason }: Record<string, unknown>) => [byId, what, reason])).toEqual([
      ['open-case', 'case-opened', null],
      ['sub-ruth', 'viewed: case', null],
      ['sub-ruth', 'viewed: identity', 'For the letter.'],
      ['sub-ines', 'viewed: custody-log', null],
    ]);
  });

  it('is given as CSV of which no cell is a formula', async () => {
    await change('ruth', '/unmask', { reason: '=HYPERLINK("https://evil.example")' });
    const { body, headers } = await read('ines', '/custody-log?format=csv', AUDITOR);
    expect(headers['content-disposition']).toContain('custody-log.csv');
    expect(body).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
    expect(body).not.toMatch(/(^|,)"?[=+@-]/m);
  });
});

describe('the log over all cases', () => {
  const log = async (query: string, asking: Parameters<typeof ask>[2] = {}) => {
    const { body } = await ask('GET', `/api/access-log?${today()}&${query}`, { person: 'ines', ...AUDITOR, ...asking });
    return body;
  };

  it('says who looked at what, of a case, a contact, a list and a subject', async () => {
    const sam = { roles: ['security'], person: `sam-${cases}` };
    await read(sam.person, '', sam);
    await read(sam.person, `/contacts/${contactId}`, sam);
    await ask('GET', '/api/cases?limit=100', sam);
    await ask('GET', `/api/subjects/${subjectId}`, sam);
    await change(sam.person, '/acknowledge', {}, { ...sam, headers: { 'if-match': '*' } });
    const { entries } = await log(`personId=sub-${sam.person}`);
    const said = entries.map(
      ({ what, caseId: of, contactId: one, subjectId: whom, caseIds }: Record<string, unknown>) => [
        ...[what, of, one ?? whom, (caseIds as string[]).includes(caseId)],
      ],
    );
    expect(said).toEqual(
      expect.arrayContaining([
        ['case', caseId, null, false],
        ['contact', caseId, contactId, false],
        ['list', null, null, true],
        ['subject', null, subjectId, false],
        ['change: acknowledged', caseId, null, false],
      ]),
    );
  });

  it('names the event of the case that says the same, by which it can be checked', async () => {
    await read('ruth');
    const { entries } = await log(`caseId=${caseId}`);
    expect(new Set(entries.map(({ caseNumber }: Record<string, unknown>) => caseNumber))).toEqual(
      new Set([caseNumberOf(caseId)]),
    );
    const { events } = await services.store.read(caseId);
    const viewed = events.find(({ body }) => body.type === 'viewed');
    expect(entries).toContainEqual(
      expect.objectContaining({ personId: 'sub-ruth', event: { number: viewed?.number, hash: viewed?.hash } }),
    );
  });

  it('is given page by page, each entry once, the newest first', async () => {
    const person = `paged-${cases}`;
    for (let n = 0; n < 5; n++) await read(person);
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await log(`personId=sub-${person}&limit=2${cursor}`);
      expect(page.entries.length).toBeLessThanOrEqual(2);
      seen.push(...page.entries.map(({ event }: { event: { number: number } }) => event.number));
      cursor = page.cursor === null ? '' : `&cursor=${page.cursor}`;
    } while (cursor !== '');
    expect(seen).toEqual([6, 5, 4, 3, 2]);
  });

  it('keeps from an auditor what is about themselves', async () => {
    const own = subjectIdOf('mail:ines.calloway@harborline.example');
    const ownCase = await services.store.claimCaseOf(own);
    const { record } = await services.store.append(await services.store.read(ownCase), () => ({
      ...{ at: OPENED, actor: STAGE, track: 'handling' },
      body: { ...opening({ contactId }), subjectId: own } as CaseEventBody,
    }));
    await services.store.saveSummary(record);
    const sam = { roles: ['security'], person: `own-${cases}` };
    await ask('GET', `/api/cases/${ownCase}`, sam);
    await ask('GET', '/api/cases?limit=100', sam);
    expect(JSON.stringify(await log(`personId=sub-${sam.person}`))).not.toContain(ownCase);
    const other = { address: 'another.auditor@harborline.example' };
    expect(JSON.stringify(await log(`personId=sub-${sam.person}`, other))).toContain(ownCase);
  });

  it.each([
    'from=2026-07-02T00:00:00.000Z&to=2026-07-01T00:00:00.000Z',
    'from=2026-01-01T00:00:00.000Z&to=2026-07-01T00:00:00.000Z',
    'from=2026-07-01&to=2026-07-02',
    'from=2026-07-01T00:00:00.000Z&to=2026-07-01T00:00:00.000Z&cursor=nonsense',
  ])('refuses %s', async (query) => {
    expect((await ask('GET', `/api/access-log?${query}`, AUDITOR)).status).toBe(422);
  });
});

describe('the roster of a case', () => {
  const OWEN = targetIdOf({ name: null, address: 'owen.barrett@harborline.example' });
  const owen = { address: 'owen.barrett@harborline.example' };
  const security = { roles: ['security'], headers: { 'if-match': '*' } };
  const roster = async () => (await read('sam', '/roster', { roles: ['security'] })).body;

  it('says who is on it, as what and why', async () => {
    const { people } = await roster();
    const said = people.map(({ name, role, because }: Record<string, unknown>) => [name, role, because]);
    expect(said).toEqual([
      ['Ruth Okafor', 'supervisor', ['supervises']],
      ['Martin Hale', 'supervisor', ['supervises']],
      ['Gerald Ashworth', 'supervisor', ['supervises']],
      ['Lena Fischer', 'hr', ['hr-threat']],
      ['Samuel Greer', 'security', ['security']],
      ['Ines Calloway', 'auditor', ['auditor']],
    ]);
  });

  it('takes in whom security names, who is told, and lets them go when it is withdrawn', async () => {
    expect((await read('owen', '', owen)).status).toBe(404);
    await services.takeNotifications();
    const granted = await change('sam', '/access', { employeeId: OWEN, reason: 'He knows the account.' }, security);
    expect(granted.status).toBe(200);
    expect(await services.takeNotifications()).toHaveLength(1);
    expect((await read('owen', '', owen)).status).toBe(200);
    const listed = await ask('GET', '/api/cases?limit=100', { ...owen, person: 'owen' });
    expect(listed.body.cases.map((row: { caseId: string }) => row.caseId)).toEqual([caseId]);
    await change('sam', '/access/withdrawal', { employeeId: OWEN, reason: 'It is done.' }, security);
    expect((await read('owen', '', owen)).status).toBe(404);
    expect((await roster()).withdrawn).toEqual([{ employeeId: OWEN, name: 'Owen Barrett' }]);
  });

  it.each([
    ['oneself', { employeeId: targetIdOf({ name: null, address: 'samuel.greer@harborline.example' }) }],
    ['nobody of the company', { employeeId: `target-${'0'.repeat(32)}` }],
    ['a time that is past', { employeeId: OWEN, until: OPENED }],
  ])('is not changed for %s', async (_, body) => {
    expect((await change('sam', '/access', { reason: 'For once.', ...body }, security)).status).toBe(422);
  });
});
