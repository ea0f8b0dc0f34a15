import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { identifyingIn } from '../../../functions/console-api/custody/identifying.ts';
import { incidentCsv } from '../../../functions/console-api/custody/incident-csv.ts';
import type { CaseEventBody } from '../../../functions/contracts/case.ts';
import type { IncidentForm, IncidentRow } from '../../../functions/contracts/incident.ts';
import { CaseStore } from '../../../functions/shared/case/store.ts';
import { sha256Hex } from '../../../functions/shared/hash.ts';
import { caseIdFor, contactIdOf, subjectIdOf } from '../../../functions/shared/ids.ts';
import { assessment, contact, opening, roster, STAGE } from '../case-support/examples.ts';
import { type ServicesUnderTest, startCaseServices } from '../case-support/services.ts';
import { clientOf } from './client.ts';

/* Cal. Labor Code 6401.9(d): what a row of the violent incident log holds, and that it names nobody. */

let services: ServicesUnderTest;
let ask: ReturnType<typeof clientOf>;
beforeAll(async () => {
  services = await startCaseServices();
  ask = clientOf((await import('../../../functions/console-api/handler.ts')).handler);
});
afterAll(() => services.stop());

const FORM: IncidentForm = {
  date: '2026-07-15',
  time: '10:00',
  location: 'Main office, by email',
  violenceTypes: ['2'],
  description: 'A customer wrote to the employee that they would be waiting outside.',
  committedBy: ['client or customer'],
  circumstances: ['usual job duties'],
  where: 'workplace',
  incidentTypes: ['threat of physical force, or of the use of a weapon or other object'],
  consequences: {
    securityContacted: true,
    lawEnforcementContacted: false,
    response: 'Security walked the employee to the car.',
    protectiveActions: 'The contact was given to another team.',
  },
  title: 'Security manager',
};

let cases = 0;
let caseId: string;
beforeEach(() => openCase({}));

/** Opened on a day of its own in July, so that a test can ask for it alone. */
async function openCase(over: Parameters<typeof opening>[0]): Promise<void> {
  const subjectId = subjectIdOf(`incident:${cases++}`);
  caseId = caseIdFor(subjectId);
  const contactId = contactIdOf({ key: subjectId, versionId: null, sha256: '0'.repeat(64) });
  const at = `2026-07-${day()}T14:00:00.000Z`;
  const body = { ...opening({ contactId, occurredAt: at, receivedAt: at, ...over }), subjectId } as CaseEventBody;
  const { record } = await services.store.append(await services.store.read(caseId), () => ({
    at,
    actor: STAGE,
    track: 'handling',
    body,
  }));
  await services.store.saveSummary(record);
  await services.put(contact(1, { contactId, subjectId }), assessment(1, { contactId, subjectId }));
}

const day = () => String(cases).padStart(2, '0');
const record = (form: unknown = FORM, roles = ['security']) =>
  ask('PUT', `/api/cases/${caseId}/incident`, { roles, person: 'sam', headers: { 'if-match': '*' }, body: form });
const exclude = (reason: string) =>
  ask('PUT', `/api/cases/${caseId}/incident/exclusion`, {
    roles: ['legal'],
    headers: { 'if-match': '*' },
    body: { reason },
  });
const acknowledge = () =>
  ask('POST', `/api/cases/${caseId}/acknowledge`, { roles: ['security'], headers: { 'if-match': '*' }, body: {} });
const log = (from = `2026-07-${day()}`, to = from) =>
  ask('GET', `/api/incident-log?from=${from}&to=${to}`, { roles: ['legal'], person: 'lena' });
const rowsOf = (csv: string) =>
  csv
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n')
    .slice(1);

describe('the row of the violent incident log', () => {
  it('holds what the law asks for, and who completed it', async () => {
    const { status, body } = await record();
    expect(status).toBe(200);
    const { title: _, ...row } = FORM;
    expect(body.custody.incident.recorded).toMatchObject({
      ...row,
      completedBy: { name: 'sam', title: 'Security manager', date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
    });
    const { body: csv } = await log();
    expect(rowsOf(csv)).toHaveLength(1);
    expect(csv).toContain('"Type 2"');
    expect(csv).toContain('"client or customer"');
    expect(csv).toContain('"sam","Security manager"');
  });

  it('is refused where it tells who anybody is, saying what and where', async () => {
    for (const [field, text, what] of [
      ['description', 'Dana was told that she would see.', 'the name Dana'],
      ['description', 'Carl’s mail came at night.', 'the name Carl'],
      ['location', 'At dana.whitfield@harborline.example', 'a mail address'],
      ['description', 'He called from (603) 555-0142.', 'a telephone, account or other number'],
    ] as const) {
      const { status, body } = await record({ ...FORM, [field]: text });
      expect([status, body.detail]).toEqual([422, expect.stringContaining(`${field}: holds ${what}`)]);
    }
    expect((await services.store.read(caseId)).state?.custody.incident).toBeNull();
  });

  it('takes dates, times and plain words for what they are', () => {
    const text = 'On 2026-07-15 at 10:00 a customer rose and left. The employee will be at Main Street 12.';
    expect(identifyingIn(text, [contact(1)], roster)).toEqual([]);
  });
});

describe('the log over a period', () => {
  it('has a row for each case of violence or threat, completed or not, and makes nothing up', async () => {
    const { status, headers, body } = await log();
    expect([status, headers['content-disposition']]).toEqual([
      200,
      `attachment; filename="violent-incident-log-2026-07-${day()}-to-2026-07-${day()}.csv"`,
    ]);
    const [row = ''] = rowsOf(body);
    expect(row).toContain('"by email"');
    expect(row).toContain('"client or customer"');
    expect(row.match(/NOT COMPLETED/g)?.length).toBe(11);
    expect(body).not.toMatch(/Dana|Carl|customer\.example/);
  });

  it('leaves out what is no incident: by itself, or because somebody says why', async () => {
    const { caseNumber } = (await services.store.read(caseId)).state ?? {};
    expect((await log()).body).toContain(caseNumber);
    expect((await exclude('The words were about a football match.')).status).toBe(200);
    expect(rowsOf((await log()).body)).toEqual([]);
    await openCase({ threatType: null, categories: ['abuse'], severity: 1 });
    expect(rowsOf((await log()).body)).toEqual([]);
    // A person may say that it is one all the same.
    await record();
    expect(rowsOf((await log()).body)).toHaveLength(1);
  });

  it('is on the record of each case in it, by its hash', async () => {
    const { body } = await log();
    expect((await services.store.read(caseId)).events.at(-1)).toMatchObject({
      actor: { id: 'sub-lena' },
      body: { type: 'exported', what: 'incident-log', sha256: sha256Hex(body) },
    });
  });

  it('has a case once that is acknowledged while the log is read, and says so once on its record', async () => {
    const { list } = CaseStore.prototype;
    const read = vi.spyOn(CaseStore.prototype, 'list').mockImplementation(async function (this: CaseStore, listing) {
      const page = await list.call(this, listing);
      if (listing.status === 'open') await acknowledge();
      return page;
    });
    const { body } = await log();
    read.mockRestore();
    expect(rowsOf(body)).toHaveLength(1);
    const { events, state } = await services.store.read(caseId);
    expect(state?.status).toBe('acknowledged');
    expect(events.filter((event) => event.body.type === 'exported')).toHaveLength(1);
  });

  it('is refused for a period that ends before it begins', async () => {
    expect((await log('2026-07-10', '2026-07-01')).status).toBe(422);
  });
});

describe('the file of the log', () => {
  const rowOf = (over: Partial<IncidentRow>) => {
    const { title: _, ...row } = FORM;
    const completedBy = { name: 'Sam', title: 'Manager', date: '2026-07-16' };
    return incidentCsv([{ caseNumber: 'UT-0000-0000', recorded: { ...row, completedBy, ...over } }]);
  };

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '  =1', '＝1', '%0A', '|cmd'])(
    'is no formula where a cell begins as one: %j',
    (text) => {
      expect(rowOf({ description: text })).toContain(`"'${text}"`);
    },
  );

  it('keeps what a cell holds: commas, quotation marks, line ends', () => {
    const csv = rowOf({ description: 'He said "you, there"\r\nand left.' });
    expect(csv).toContain('"He said ""you, there""\r\nand left."');
    expect(csv.startsWith('\uFEFF"Record","Date"')).toBe(true);
  });
});

describe('the police liaison of the roster', () => {
  const people = [{ ...roster.people[0], name: 'Officer J. Lindqvist, Portmouth Police' }] as typeof roster.people;

  it('is a person whom a row does not name, and their town and agency are none', () => {
    expect(identifyingIn('Lindqvist came.', [], { people })).toEqual(['the name Lindqvist']);
    expect(identifyingIn('Portmouth branch. Police came; the Officer took a report.', [], { people })).toEqual([]);
  });
});
