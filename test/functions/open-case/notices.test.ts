import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConductFinding } from '../../../functions/contracts/conduct.ts';
import type { handler as Handler } from '../../../functions/open-case/handler.ts';
import { fifoEvent, lambdaContext, type ServicesUnderTest, startCaseServices } from '../case-support/services.ts';
import { freshSubject } from './fresh-subject.ts';

let services: ServicesUnderTest;
let handler: typeof Handler;
beforeAll(async () => {
  services = await startCaseServices();
  ({ handler } = await import('../../../functions/open-case/handler.ts'));
});
afterAll(() => services.stop());

const run = (message: unknown) => handler(fifoEvent(message), lambdaContext);
const told = (n: number, kind: 'notice-to-stop' | 'block' | 'promise-to-answer', at: string) => ({
  noticeId: `notice-${String(n).padStart(32, '0')}`,
  kind,
  targetId: null,
  at,
});
const STOP = told(1, 'notice-to-stop', '2026-07-10T09:00:00.000Z');
const BLOCK = told(2, 'block', '2026-07-12T09:00:00.000Z');

const inSpiteOf = (contactId: string, ...notices: ReturnType<typeof told>[]): { conduct: ConductFinding[] } => ({
  conduct: [
    {
      id: 'conduct/contact-after-notice',
      title: 'Writes again',
      why: 'Writes again after being told to stop.',
      severity: 2,
      priority: 'P2',
      opensCase: true,
      windowDays: 90,
      targetId: null,
      contactIds: [contactId],
      copyIds: [],
      notices,
      by: 'rules@test',
    },
  ],
});

describe('a case that a contact opens in spite of a notice', () => {
  it('has the notice as its baseline, though it was given before there was a case, and tells people of the contact', async () => {
    const subject = freshSubject();
    await services.put(subject.contact(1), subject.assessment(1, inSpiteOf(subject.idOf(1), STOP, BLOCK)));
    await run(subject.message(1));
    const { state, custody } = await services.store.read(subject.caseId);
    expect(state?.warnings).toEqual([
      { noticeId: STOP.noticeId, kind: 'notice-to-stop', targetId: null, toldAt: STOP.at, contactsSince: 1 },
      { noticeId: BLOCK.noticeId, kind: 'block', targetId: null, toldAt: BLOCK.at, contactsSince: 1 },
    ]);
    expect(custody.intact).toBe(true);
    expect(await services.takeNotifications()).toEqual([{ caseId: subject.caseId, eventNumber: 1 }]);
  });

  it('has each notice once, however often it is run and whatever comes next', async () => {
    const subject = freshSubject();
    await services.put(subject.contact(1), subject.assessment(1, inSpiteOf(subject.idOf(1), STOP)));
    for (let time = 0; time < 2; time++) await run(subject.message(1));

    await services.put(subject.daily(2), subject.assessment(2, inSpiteOf(subject.idOf(2), STOP)));
    await run(subject.message(2));
    const { state } = await services.store.read(subject.caseId);
    expect(state?.warnings).toMatchObject([{ noticeId: STOP.noticeId, contactsSince: 2 }]);
  });

  it('has no promise for a baseline', async () => {
    const subject = freshSubject();
    const promise = told(3, 'promise-to-answer', STOP.at);
    await services.put(subject.contact(1), subject.assessment(1, inSpiteOf(subject.idOf(1), promise)));
    await run(subject.message(1));
    expect((await services.store.read(subject.caseId)).state?.warnings).toEqual([]);
  });
});
