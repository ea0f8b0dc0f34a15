import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { handler as Handler } from '../../../functions/clock/handler.ts';
import { runClock } from '../../../functions/clock/run-clock.ts';
import type { CaseEventBody } from '../../../functions/contracts/case.ts';
import { caseIdFor, subjectIdOf } from '../../../functions/shared/ids.ts';
import { OPENED, opening, policy, RUTH, roster, STAGE } from '../case-support/examples.ts';
import { type ServicesUnderTest, startCaseServices } from '../case-support/services.ts';

let services: ServicesUnderTest;
let handler: typeof Handler;
beforeAll(async () => {
  services = await startCaseServices();
  ({ handler } = await import('../../../functions/clock/handler.ts'));
});
afterAll(() => services.stop());

let cases = 0;
let caseId: string;
/** The open case of the test before must not be due in this one. */
beforeEach(async () => {
  await services.takeNotifications();
  caseId = caseIdFor(subjectIdOf(`clock:${cases++}`));
  await append(opening(), OPENED);
  await services.store.saveSummary(await services.store.read(caseId));
});
afterEach(async () => {
  const record = await services.store.read(caseId);
  if (record.state?.status === 'open') await append({ type: 'acknowledged', note: null }, OPENED);
  await services.store.saveSummary(await services.store.read(caseId));
});

async function append(body: CaseEventBody, at: string): Promise<void> {
  const actor = body.type === 'acknowledged' ? RUTH : STAGE;
  await services.store.append(await services.store.read(caseId), () => ({ at, actor, track: 'handling', body }));
}

/** Minutes after the deadline of the case, which is four hours after it was opened. */
const late = (minutes: number) => new Date(Date.parse(OPENED) + (240 + minutes) * 60_000).toISOString();

function setting(at: string, requested: number[] = []) {
  const requestNotification = async (_: string, eventNumber: number) => {
    requested.push(eventNumber);
  };
  return { store: services.store, policy, roster, at, requestNotification };
}

const types = async () => (await services.store.read(caseId)).events.map(({ body }) => body.type);

describe('the clock, each minute', () => {
  it('writes a missed deadline down, asks for the next level to be told, and moves the case on in the queue', async () => {
    const requested: number[] = [];
    expect(await runClock(setting(late(1), requested))).toMatchObject({ missed: 1, failures: [] });
    expect(await types()).toEqual(['case-opened', 'clock-missed']);
    expect(requested).toEqual([2]);
    const { summary } = await services.store.read(caseId);
    expect(summary).toMatchObject({ escalationStep: 1, dueAt: late(241) });
    expect(await runClock(setting(late(2), requested))).toMatchObject({ missed: 0 });
  });

  it('leaves alone what is not due', async () => {
    const requested: number[] = [];
    expect(await runClock(setting(late(-1), requested))).toMatchObject({ missed: 0, records: [] });
    expect(requested).toEqual([]);
  });

  it('climbs once when two runs overlap', async () => {
    const runs = await Promise.all([runClock(setting(late(1))), runClock(setting(late(1.5)))]);
    expect(runs.map(({ missed }) => missed).toSorted()).toEqual([0, 1]);
    expect(await types()).toEqual(['case-opened', 'clock-missed']);
  });

  it('asks again for a level that was not told, because a crash came before it could ask', async () => {
    const dying = { ...setting(late(1)), requestNotification: () => Promise.reject(new Error('killed')) };
    expect((await runClock(dying)).failures).toHaveLength(1);
    const requested: number[] = [];
    expect(await runClock(setting(late(2), requested))).toMatchObject({ missed: 0, failures: [] });
    expect(requested).toEqual([2]);
    expect(await types()).toEqual(['case-opened', 'clock-missed']);
  });

  it('mends a queue that still shows a case as open that somebody acknowledged', async () => {
    await append({ type: 'acknowledged', note: null }, OPENED); // And a crash before the summary was written.
    expect(await runClock(setting(late(1)))).toMatchObject({ missed: 0 });
    expect((await services.store.read(caseId)).summary?.status).toBe('acknowledged');
  });

  it('does not let one case that fails keep the others waiting', async () => {
    const first = caseId;
    caseId = caseIdFor(subjectIdOf(`clock:${cases++}`));
    await append(opening(), OPENED);
    await services.store.saveSummary(await services.store.read(caseId));
    const failing = setting(late(1));
    const run = await runClock({
      ...failing,
      requestNotification: async (id, number) => {
        if (id === first) throw new Error('no queue');
        await failing.requestNotification(id, number);
      },
    });
    expect(run.failures).toHaveLength(1);
    expect(run.missed).toBe(1);
    expect((await services.store.read(first)).state?.escalationStep).toBe(1);
    await services.store.append(await services.store.read(first), () => ({
      at: OPENED,
      actor: RUTH,
      track: 'handling',
      body: { type: 'acknowledged', note: null },
    }));
    await services.store.saveSummary(await services.store.read(first));
  });

  it('runs as the schedule runs it, by the time of the machine', async () => {
    process.env.UNDERTONE_NOW_OFFSET_MS = String(Date.parse(late(1)) - Date.now());
    try {
      await handler();
    } finally {
      delete process.env.UNDERTONE_NOW_OFFSET_MS;
    }
    expect(await types()).toEqual(['case-opened', 'clock-missed']);
    expect(await services.takeNotifications()).toEqual([{ caseId, eventNumber: 2 }]);
  });
});
