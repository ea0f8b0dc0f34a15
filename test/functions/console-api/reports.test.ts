import { GetObjectCommand, ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MAX_FILES_BYTES } from '../../../functions/console-api/reports/report-body.ts';
import type { Contact } from '../../../functions/contracts/contact.ts';
import { readContact } from '../../../functions/ingest/read-contact.ts';
import { readOriginal } from '../../../functions/ingest/read-original.ts';
import { caseIdFor } from '../../../functions/shared/ids.ts';
import { assessment, OPENED, opening, roster, STAGE } from '../case-support/examples.ts';
import { type ServicesUnderTest, startCaseServices } from '../case-support/services.ts';
import { type Asking, clientOf } from './client.ts';
import { loggedBy } from './logged-by.ts';

let services: ServicesUnderTest;
let ask: ReturnType<typeof clientOf>;
beforeAll(async () => {
  services = await startCaseServices();
  ask = clientOf((await import('../../../functions/console-api/handler.ts')).handler);
});
afterAll(() => services.stop());

let keys = 0;
let key: string;
beforeEach(() => {
  key = `report-test-key-${keys++}`;
});

const claims = {
  sub: 'sub-priya',
  name: 'Priya N.',
  email: 'Priya.Nair@harborline.example',
  email_verified: 'true',
};
/** Someone in no group, as API Gateway passes their ID token on. */
const report = (body: unknown, asking: Asking = {}) =>
  ask('POST', '/api/reports', { body, claims, ...asking, headers: { 'idempotency-key': key, ...asking.headers } });
const keyOf = (reportId: string): string => `form/${reportId}.json`;
const stored = async (reportId: string) => {
  const { Body } = await services.s3.send(new GetObjectCommand({ Bucket: 'intake', Key: keyOf(reportId) }));
  return JSON.parse((await Body?.transformToString()) ?? '');
};
const versionsOf = async (reportId: string): Promise<number> => {
  const { Versions } = await services.s3.send(
    new ListObjectVersionsCommand({ Bucket: 'intake', Prefix: keyOf(reportId) }),
  );
  return Versions?.length ?? 0;
};
/** What `ingest` makes of it. */
const read = async (reportId: string): Promise<Contact> =>
  readContact({ ...(await readOriginal('intake', keyOf(reportId), null)), directory: roster });

describe('a report by the form', () => {
  it('is taken from anyone who is signed in, and says what happens next', async () => {
    const { status, body, headers } = await report({ said: 'I will find you.' });
    expect(status).toBe(202);
    expect(body).toEqual({
      reportId: expect.stringMatching(/^report-[0-9a-f]{32}$/),
      receivedAt: expect.stringMatching(/Z$/),
      next: expect.stringContaining('opens a case'),
    });
    expect(headers.location).toBe(`/api/reports/${body.reportId}`);
  });

  it('keeps every field, the exact words to the last sign, and the person of the token as reporter', async () => {
    const said = '  I\u00A0will find you\u0301.\r\n\t"Soon" \uD83D\uDD2A  ';
    const form = {
      when: '2026-07-14 09:00',
      where: 'Mill Street branch',
      place: 'Office',
      who: 'Joe Marsh',
      person: 'Former Employee',
      phone: '+1 603 555 0177',
      accountNumber: '4471-0093',
      channel: 'phone',
      classification: 'Telephone',
      threatType: 'direct',
      targets: ['Dana Whitfield'],
      said,
      done: 'Hung up.',
      felt: 'I was scared.',
      response: 'Told Ruth.',
      witnesses: ['Tomas Reyes'],
      summary: 'One call.',
      additionalInformation: 'Traffic behind him.',
      district: 'North',
      recordedLine: 'yes, line 4',
      incidentNumber: 'IN-7',
    };
    const { body } = await report(form);
    const object = await stored(body.reportId);
    expect(object.said).toBe(said);
    expect(object.reportedBy).toEqual({
      id: 'sub-priya',
      name: 'Priya N.',
      address: 'priya.nair@harborline.example',
    });
    const contact = await read(body.reportId);
    expect(contact).toMatchObject({
      format: 'form',
      channel: 'phone',
      relation: 'former-employee',
      occurredAt: '2026-07-14T09:00:00.000Z',
      subject: { name: 'Joe Marsh', address: '+16035550177' },
      targets: [{ name: 'Dana Whitfield' }],
      reporter: { address: 'priya.nair@harborline.example' },
      report: { kind: 'form', perceived: true },
      problems: [],
    });
    const texts = contact.turns.map(({ text }) => text).join('\n');
    for (const value of Object.values(form).flat()) {
      if (!/^2026|Joe Marsh|Former|603|4471|phone|Dana/.test(value)) expect(texts).toContain(value);
    }
    expect(contact.turns[0]).toMatchObject({ speaker: 'subject', text: said });
  });

  it('takes nobody’s word for who reports', async () => {
    expect((await report({ said: 'I will find you.', reporter: 'Ruth Okafor' })).status).toBe(422);
    const unproven = { ...claims, email: 'ruth.okafor@harborline.example', email_verified: 'false' };
    const { body } = await report({ said: 'I will find you.' }, { claims: unproven });
    expect((await stored(body.reportId)).reportedBy.address).toBeNull();
  });

  it('counts without a word, by an act or a feeling', async () => {
    for (const body of [{ done: 'Stared at me for an hour.' }, { felt: 'Uneasy.' }]) {
      key = `report-test-key-${keys++}`;
      const answer = await report(body);
      expect(answer.status).toBe(202);
      expect((await read(answer.body.reportId)).report).toEqual({ kind: 'form', perceived: true });
    }
  });

  it('is taken half filled', async () => {
    expect((await report({ who: 'Joe Marsh' })).status).toBe(202);
  });

  it.each([{}, { said: ' \n' }, { channel: 'phone', person: 'Customer', files: [], targets: [''] }])(
    'that holds nothing is refused, saying what to fill in: %j',
    async (body) => {
      const answer = await report(body);
      expect(answer).toMatchObject({
        status: 422,
        body: { detail: expect.stringContaining('said (the exact words)') },
      });
      expect(answer.headers['content-type']).toContain('application/problem+json');
    },
  );

  it.each([
    [{ said: 7 }, 'said'],
    [{ said: 'x', channel: 'fax' }, 'channel'],
    [{ said: 'x', targets: ['a', 5] }, 'targets.1'],
    [{ said: 'x'.repeat(100_001) }, 'said'],
    [{ files: [{ name: 'a.txt', base64: 'SSB3aWxs IGZpbmQgeW91' }] }, 'files.0.base64'],
    [{ said: 'x', when: 'y'.repeat(400) }, 'when'],
  ])('with a fault is refused, naming the field and none of its words: %#', async (body, field) => {
    const answer = await report(body);
    expect(answer.status).toBe(422);
    expect(answer.body.detail).toContain(`${field}:`);
    expect(answer.body.detail).not.toMatch(/xxx|yyy|SSB3/);
  });
});

describe('a retry after a lost answer', () => {
  it('is the same report, stored once', async () => {
    const first = await report({ said: 'I will find you.', felt: 'Uneasy.' });
    const again = await report({ felt: 'Uneasy.', said: 'I will find you.' });
    expect(again).toMatchObject({ status: 202, body: first.body });
    expect(await versionsOf(first.body.reportId)).toBe(1);
  });

  it('stores what a first try left unstored', async () => {
    const { ReportStore, ReportConflictError } = await import('../../../functions/console-api/reports/report-store.ts');
    const { documentClient } = await import('../../../functions/shared/clients.ts');
    const nowhere = new ReportStore(documentClient(), 'cases', 'no-such-bucket');
    const reportId = `report-${'a'.repeat(32)}`;
    const form = { form: 'report' as const, report: reportId, reportedBy: { id: 'a', name: 'a', address: null } };
    const actor = { kind: 'person' as const, id: 'a', name: 'a', roles: [] };
    const receipt = { reportId, at: OPENED, actor, formSha256: 'b'.repeat(64) };
    await expect(nowhere.accept(form, receipt)).rejects.toThrow();
    const store = new ReportStore(documentClient(), 'cases', 'intake');
    const later = { ...receipt, at: '2026-07-15T18:00:00.000Z' };
    expect(await store.accept(form, later)).toEqual({ receipt, first: false });
    expect(await versionsOf(reportId)).toBe(1);
    await expect(store.accept(form, { ...receipt, formSha256: 'c'.repeat(64) })).rejects.toThrow(ReportConflictError);
  });

  it('by several requests at once lands once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => report({ said: 'I will find you.' })));
    expect(answers.every(({ status }) => status === 202 || status === 503)).toBe(true);
    const taken = answers.filter(({ status }) => status === 202);
    expect(new Set(taken.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(await versionsOf(taken[0]?.body.reportId)).toBe(1);
  });

  it('with other words is refused, and the first report stays', async () => {
    const first = await report({ said: 'I will find you.' });
    const other = await report({ said: 'I will find you!' });
    expect(other).toMatchObject({ status: 422, body: { detail: expect.stringContaining('Idempotency-Key') } });
    expect((await stored(first.body.reportId)).said).toBe('I will find you.');
  });

  it('of another person with the same key is another report', async () => {
    const first = await report({ said: 'I will find you.' });
    const other = await report({ said: 'See you.' }, { claims: { sub: 'sub-owen', name: 'Owen' } });
    expect(other.status).toBe(202);
    expect(other.body.reportId).not.toBe(first.body.reportId);
  });

  it.each([{}, { 'idempotency-key': 'short' }, { 'idempotency-key': 'with spaces in the key' }])(
    'needs a key that can be told from others: %j',
    async (headers) => {
      const answer = await ask('POST', '/api/reports', { body: { felt: 'Uneasy.' }, claims, headers: { ...headers } });
      expect(answer).toMatchObject({ status: 422, body: { detail: expect.stringContaining('idempotency-key') } });
    },
  );

  it('takes the key in quotation marks for the same', async () => {
    const first = await report({ felt: 'Uneasy.' });
    const again = await report({ felt: 'Uneasy.' }, { headers: { 'idempotency-key': `"${key}"` } });
    expect(again.body.reportId).toBe(first.body.reportId);
  });
});

describe('what a report passes on', () => {
  it('is read as what it is, and its reporter is known', async () => {
    const eml =
      'From: Joe Marsh <joe.marsh@example.com>\r\nTo: dana.whitfield@harborline.example\r\nSubject: You\r\n\r\nI will find you.\r\n';
    const file = { name: 'you.eml', mediaType: 'message/rfc822', base64: Buffer.from(eml).toString('base64') };
    const { body } = await report({ felt: 'I was scared.', files: [file] });
    expect(await read(body.reportId)).toMatchObject({
      format: 'form',
      channel: 'email',
      subject: { address: 'joe.marsh@example.com' },
      reporter: { address: 'priya.nair@harborline.example' },
      attachments: [{ name: 'you.eml', read: true }],
    });
  });

  it('may be as large as its limit, and beyond it is refused with another way', async () => {
    const file = (bytes: number) => ({ name: 'a.bin', base64: Buffer.alloc(bytes, 1).toString('base64') });
    const taken = await report({ files: [file(MAX_FILES_BYTES - 1000), file(1000)] });
    expect(taken.status).toBe(202);
    key = `report-test-key-${keys++}`;
    const refused = await report({ files: [file(MAX_FILES_BYTES), file(1)] });
    expect(refused).toMatchObject({ status: 413, body: { detail: expect.stringContaining('Forward') } });
  });
});

describe('asking after one’s own report', () => {
  const askAfter = (reportId: string, asking: Asking = {}) =>
    ask('GET', `/api/reports/${reportId}`, { claims, ...asking });

  it('says how far it is, and the number of the case to those alone who may read cases', async () => {
    const { body } = await report({ said: 'I will find you.', who: `Some One${keys}` });
    expect((await askAfter(body.reportId)).body).toEqual({
      reportId: body.reportId,
      receivedAt: body.receivedAt,
      state: 'received',
      caseNumber: null,
    });
    const contact = await read(body.reportId);
    const { contactId, subjectId } = contact;
    await services.put(contact, assessment(1, { contactId, subjectId }), Buffer.from('elsewhere'));
    expect((await askAfter(body.reportId)).body.state).toBe('read');

    await services.store.claimCaseOf(subjectId);
    const caseId = caseIdFor(subjectId);
    await services.store.append(await services.store.read(caseId), () => ({
      at: OPENED,
      actor: STAGE,
      track: 'handling',
      body: { ...opening({ contactId }), subjectId },
    }));
    expect((await askAfter(body.reportId)).body).toMatchObject({ state: 'case-open', caseNumber: null });
    const security = { ...claims, 'cognito:groups': '[security]' };
    const { state } = await services.store.read(caseId);
    expect((await askAfter(body.reportId, { claims: security })).body.caseNumber).toBe(state?.caseNumber);
  });

  it('is refused for another’s, whoever asks', async () => {
    const { body } = await report({ said: 'I will find you.' });
    for (const roles of [['supervisor'], ['security', 'hr'], []]) {
      expect((await ask('GET', `/api/reports/${body.reportId}`, { person: 'sam', roles })).status).toBe(404);
    }
    expect((await askAfter(`report-${'0'.repeat(32)}`)).status).toBe(404);
    expect((await askAfter('UT-1234-5678')).status).toBe(422);
  });
});

describe('who reported what', () => {
  it('is on record without a word of it, in the log and in the table', async () => {
    const asking = { claims, headers: { 'idempotency-key': key } };
    const { log, result } = await loggedBy(async (loud) => {
      const { body } = await loud('POST', '/api/reports', { ...asking, body: { said: 'pineapple', who: 'Zebedee' } });
      await loud('POST', '/api/reports', { ...asking, body: { said: 'pineapple', nobody: 'Zebedee' } });
      return body;
    });
    expect(log).toContain(result.reportId);
    expect(log).toContain('sub-priya');
    expect(log).not.toMatch(/pineapple|Zebedee/);

    const { ReportStore } = await import('../../../functions/console-api/reports/report-store.ts');
    const { documentClient } = await import('../../../functions/shared/clients.ts');
    const receipt = await new ReportStore(documentClient(), 'cases', 'intake').receiptOf(result.reportId);
    expect(receipt).toMatchObject({ reportId: result.reportId, actor: { id: 'sub-priya', roles: [] } });
    expect(JSON.stringify(receipt)).not.toMatch(/pineapple|Zebedee/);
  });
});
