import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CaseEventBody } from '../../../functions/contracts/case.ts';
import { countFirings } from '../../../functions/shared/feedback/detection-counts.ts';
import { caseNumberOf, contactIdOf, subjectIdOf } from '../../../functions/shared/ids.ts';
import { assessment, contact, OPENED, opening, STAGE } from '../case-support/examples.ts';
import { type ServicesUnderTest, startCaseServices } from '../case-support/services.ts';
import { clientOf } from './client.ts';

let services: ServicesUnderTest;
let ask: ReturnType<typeof clientOf>;
beforeAll(async () => {
  services = await startCaseServices();
  ask = clientOf((await import('../../../functions/console-api/handler.ts')).handler);
});
afterAll(() => services.stop());

const TEXT = 'I hope you get a taste of it, Dana. My card is 4417123456789113.';
let cases = 0;
let caseId: string;
let contactId: string;
let signalId: string;
const span = { turn: 0, start: 2, end: 26 };
beforeEach(async () => {
  const subjectId = subjectIdOf(`feedback:${cases++}`);
  signalId = `threat/implied/taste-${cases}`;
  caseId = await services.store.claimCaseOf(subjectId);
  contactId = contactIdOf({ key: subjectId, versionId: null, sha256: '0'.repeat(64) });
  const { record } = await services.store.append(await services.store.read(caseId), () => ({
    at: OPENED,
    actor: STAGE,
    track: 'handling',
    body: { ...opening({ contactId }), subjectId } as CaseEventBody,
  }));
  await services.store.saveSummary(record);
  const [signal] = assessment(1).signals;
  const scored = assessment(1, {
    contactId,
    subjectId,
    signals: [{ ...(signal as NonNullable<typeof signal>), id: signalId }],
  });
  await services.put(contact(1, { contactId, subjectId }, TEXT), scored);
});

const day = () => new Date().toISOString().slice(0, 10);
const period = () => `from=${day()}T00:00:00.000Z&to=${day()}T23:59:59.999Z`;
const wrong = (because = 'idiom') => ({ verdict: 'wrong', signalId, span, because });
const give = (said: unknown, asking: Record<string, unknown> = {}, shareQuote = true) =>
  ask('POST', `/api/cases/${caseId}/contacts/${contactId}/feedback`, {
    roles: ['security'],
    headers: { 'if-match': '*' },
    body: { said, shareQuote },
    ...asking,
  });
const examples = async (role = 'operator') =>
  (await ask('GET', `/api/feedback?${period()}&signalId=${signalId}`, { roles: [role] })).body.examples;

describe('a reviewer’s word on a signal', () => {
  it('is an event of the case without a word of the message, and a labelled example for the operator', async () => {
    const { status, body } = await give(wrong());
    expect(status).toBe(200);
    expect(body.feedback).toEqual([expect.objectContaining({ contactId, said: wrong() })]);
    expect(JSON.stringify(body.events)).not.toContain('taste of it');

    const [example] = await examples();
    expect(example).toMatchObject({
      caseId: null,
      caseNumber: null,
      quote: { text: 'I hope you get a taste of it, Alex.', marked: 'hope you get a taste of' },
      proposal: { look: `rules/${signalId}.yml` },
    });
    expect(example.proposal.yaml).toContain('must_not_match');
    expect(JSON.stringify(example)).not.toMatch(/Dana|Carl|4417|case-/);
  });

  it('is counted once for each person, by what they said last', async () => {
    await give(wrong());
    await give(wrong('quotation'));
    await give({ verdict: 'right', signalId, span }, { person: 'sam' });
    const { body } = await ask('GET', `/api/detections?${period()}`, { roles: ['operator'] });
    expect(body.detections.find(({ id }: { id: string }) => id === signalId)).toMatchObject({
      ...{ right: 1, wrong: 1, wrongBecause: { quotation: 1 }, rightShare: null, fired: 0 },
    });
  });

  it('says the same again without another event', async () => {
    const first = await give(wrong());
    const again = await give(wrong());
    expect(again.body.feedback).toEqual(first.body.feedback);
    expect(await examples()).toHaveLength(1);
  });

  it('shows the operator no sentence that its reviewer does not share, and shows it to who sees the case', async () => {
    await give(wrong(), {}, false);
    expect((await examples())[0]).toMatchObject({ quote: null, proposal: { yaml: null } });
    expect((await examples('security'))[0]).toMatchObject({
      caseId,
      caseNumber: caseNumberOf(caseId),
      quote: { marked: 'hope you get a taste of' },
    });
  });

  it('names words that were missed, and its category is counted', async () => {
    const missed = { verdict: 'missed', span: { turn: 0, start: 36, end: 63 }, category: 'doxxing' };
    expect((await give(missed)).status).toBe(200);
    const { body } = await ask('GET', `/api/detections?${period()}`, { roles: ['security'] });
    expect(
      body.missed.find(({ category }: { category: string }) => category === 'doxxing').missed,
    ).toBeGreaterThanOrEqual(1);
  });

  it('is refused of what is not there', async () => {
    expect((await give({ ...wrong(), signalId: 'threat/direct/other' })).status).toBe(422);
    expect((await give({ ...wrong(), span: { turn: 0, start: 0, end: 4 } })).status).toBe(422);
    expect(
      (await give({ verdict: 'missed', span: { turn: 0, start: 0, end: 9999 }, category: 'abuse' })).body.detail,
    ).toContain('must lie within');
    const other = contactIdOf({ key: 'other', versionId: null, sha256: '0'.repeat(64) });
    const { status } = await ask('POST', `/api/cases/${caseId}/contacts/${other}/feedback`, {
      roles: ['security'],
      headers: { 'if-match': '*' },
      body: { said: wrong() },
    });
    expect(status).toBe(404);
  });

  it('is for those who read contacts; what comes of it for operators and security', async () => {
    for (const role of ['auditor', 'operator']) expect((await give(wrong(), { roles: [role] })).status).toBe(403);
    for (const role of ['supervisor', 'security', 'hr', 'legal'])
      expect((await give(wrong(), { roles: [role] })).status).toBe(200);
    for (const role of ['supervisor', 'hr', 'legal', 'auditor']) {
      for (const path of ['/api/feedback', '/api/detections']) {
        expect((await ask('GET', `${path}?${period()}`, { roles: [role] })).status).toBe(403);
      }
    }
  });
});

describe('the record of a detection', () => {
  it('has how often it fired, was flagged, and was lowered to nothing, by day', async () => {
    const [signal] = assessment(1).signals;
    const at = `${day()}T10:00:00.000Z`;
    const firing = (severity: number) => [{ ...(signal as NonNullable<typeof signal>), id: signalId, severity }];
    await countFirings(services.documents, 'history', assessment(1, { scoredAt: at, signals: firing(2) }));
    await countFirings(
      services.documents,
      'history',
      assessment(1, { scoredAt: at, signals: firing(0), flagged: false }),
    );
    const { body } = await ask('GET', `/api/detections?${period()}`, { roles: ['operator'] });
    expect(body.detections.find(({ id }: { id: string }) => id === signalId)).toMatchObject({
      ...{ fired: 2, flagged: 1, lowered: 1, lastFired: day(), right: 0, wrong: 0 },
    });
    const before = await ask('GET', '/api/detections?from=2026-01-01T00:00:00.000Z&to=2026-02-01T00:00:00.000Z', {
      roles: ['operator'],
    });
    expect(before.body.detections).toEqual([]);
  });
});
