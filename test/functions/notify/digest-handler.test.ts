import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseEventBody } from '../../../functions/contracts/case.ts';
import { caseIdFor, caseNumberOf, subjectIdOf } from '../../../functions/shared/ids.ts';
import { listOutbox, readSentMail } from '../../../infra/local/services/ses/outbox.ts';
import { opening, policy, STAGE } from '../case-support/examples.ts';
import { fifoEvent, lambdaContext, type ServicesUnderTest, startCaseServices } from '../case-support/services.ts';

let services: ServicesUnderTest;
beforeAll(async () => {
  services = await startCaseServices();
  // Midnight has passed at any time of day, so the mail of this day is due.
  const notify = { ...policy.notify, digest: { roles: ['human-resources'], at: '00:00' } };
  await writeFile(join(process.env.LAMBDA_TASK_ROOT ?? '', 'policy.json'), JSON.stringify({ ...policy, notify }));
});
afterAll(() => services.stop());

describe('the function of the mails of the day', () => {
  it('sends what notify let wait, once, from the embedded AWS', async () => {
    const [{ handler: notify }, { handler: digest }] = await Promise.all([
      import('../../../functions/notify/handler.ts'),
      import('../../../functions/notify/digest-handler.ts'),
    ]);
    const subjectId = subjectIdOf('digest-handler');
    const caseId = caseIdFor(subjectId);
    const { record } = await services.store.append(await services.store.read(caseId), () => ({
      at: new Date(Date.now() - 1000).toISOString(),
      actor: STAGE,
      track: 'handling',
      body: { ...opening(), subjectId } as CaseEventBody,
    }));
    await services.store.saveSummary(record);
    await notify(fifoEvent({ caseId, eventNumber: 1 }), lambdaContext);
    const toHr = async () =>
      (await listOutbox(services.outboxFolder)).filter(({ recipients }) => recipients[0]?.startsWith('lena.fischer@'));
    expect(await toHr()).toEqual([]);

    for (let run = 0; run < 2; run++) await digest();
    const [mail, ...more] = await toHr();
    expect([mail?.sends, more]).toEqual([1, []]);
    const bytes = (await readSentMail(services.outboxFolder, mail?.id ?? '')).toString('utf8');
    expect(bytes).toContain(caseNumberOf(caseId));
    expect(bytes).toMatch(/^Message-ID: <digest\.human-resources\.\d{4}-\d\d-\d\d@harborline\.example>/m);
    const { state } = await services.store.read(caseId);
    expect(state?.told.map(({ role }) => role)).toContain('human-resources');
    expect(state?.telling.deferred).toEqual([]);
  });
});
