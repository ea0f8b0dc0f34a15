import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Contact } from '../../../../functions/contracts/contact.ts';
import type { handler as OpenCase } from '../../../../functions/open-case/handler.ts';
import type { handler as Rescore } from '../../../../functions/score/rescore-handler.ts';
import { readConduct } from '../../../../infra/assets/conduct.ts';
import { clientOf } from '../../console-api/client.ts';
import { type Company, startCompany } from './company.ts';
import { deployedBy, naming, parts } from './engines.ts';

const conduct = readConduct(join(import.meta.dirname, '../../../../rules/conduct'));
const shipped = parts(
  [naming('blue', 0)],
  conduct.filter(({ id }) => id === 'conduct/contact-after-notice'),
);
const HARMLESS = 'Please send me a new form for the account.';
const DAY_TOLD = '2026-06-03T12:00:00.000Z';

let company: Company;
let rescore: typeof Rescore;
let openCase: typeof OpenCase;
let ask: ReturnType<typeof clientOf>;
beforeAll(async () => {
  company = await startCompany(deployedBy(shipped), shipped);
  ({ handler: rescore } = await import('../../../../functions/score/rescore-handler.ts'));
  ({ handler: openCase } = await import('../../../../functions/open-case/handler.ts'));
  ask = clientOf((await import('../../../../functions/console-api/handler.ts')).handler);
}, 120_000);
afterAll(() => company.stop());

const tell = (subjectId: string, kind: string, key: string) =>
  ask('POST', `/api/subjects/${subjectId}/notices`, {
    roles: ['security'],
    headers: { 'idempotency-key': key },
    body: { kind, at: DAY_TOLD },
  });
const caseOf = async ({ subjectId }: Contact) => {
  const [pointer] = await company.services.store.casesOf(subjectId);
  return pointer === undefined ? null : (await company.services.store.read(pointer.caseId)).state;
};

describe('A notice that is recorded after contacts that came in spite of it', () => {
  it('is what they are judged by anew, however harmless their words, and what came before it is not', async () => {
    await company.takeIn(HARMLESS, 'late', 1);
    const { contact, assessment } = await company.takeIn(HARMLESS, 'late', 5);
    expect(assessment.flagged).toBe(false);
    expect((await tell(contact.subjectId, 'notice-to-stop', 'late-notice-0001')).body).toMatchObject({
      judgedAgain: 1,
    });
    await company.work('rescore', rescore);
    await company.work('cases', openCase);
    const state = await caseOf(contact);
    expect(state).toMatchObject({ status: 'open', priority: 'P2', warnings: [{ kind: 'notice-to-stop' }] });
    expect(state?.contacts.map(({ contactId, conductIds }) => [contactId, conductIds])).toEqual([
      [contact.contactId, ['conduct/contact-after-notice']],
    ]);
  }, 60_000);

  it('changes nothing more where it is sent again', async () => {
    const { contact } = await company.takeIn(HARMLESS, 'again', 5);
    await tell(contact.subjectId, 'block', 'late-notice-0002');
    await company.work('rescore', rescore);
    await company.work('cases', openCase);
    const before = await caseOf(contact);
    expect((await tell(contact.subjectId, 'block', 'late-notice-0002')).body).toMatchObject({ judgedAgain: 1 });
    await company.work('rescore', rescore);
    await company.work('cases', openCase);
    expect((await caseOf(contact))?.contacts).toEqual(before?.contacts);
  }, 60_000);

  it('asks for nothing where it is a promise, or nothing came after it', async () => {
    const { contact } = await company.takeIn(HARMLESS, 'promised', 5);
    expect((await tell(contact.subjectId, 'promise-to-answer', 'late-notice-0003')).body).toMatchObject({
      judgedAgain: 0,
    });
    const early = await company.takeIn(HARMLESS, 'early', 1);
    expect((await tell(early.contact.subjectId, 'block', 'late-notice-0004')).body).toMatchObject({ judgedAgain: 0 });
    expect(await company.work('rescore', rescore)).toBe(0);
    expect(await caseOf(contact)).toBeNull();
  }, 60_000);
});
