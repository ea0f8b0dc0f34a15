import { afterAll, beforeAll, expect, it } from 'vitest';
import type { handler as Handler } from '../../../functions/clock/handler.ts';
import { CASE, OPENED, opening, STAGE } from '../case-support/examples.ts';
import { lambdaContext, type ServicesUnderTest, startCaseServices } from '../case-support/services.ts';

let services: ServicesUnderTest;
let handler: typeof Handler;
beforeAll(async () => {
  services = await startCaseServices();
  ({ handler } = await import('../../../functions/clock/handler.ts'));
});
afterAll(() => services.stop());

it('runs as the schedule runs it, by the time of the machine', async () => {
  const read = await services.store.read(CASE);
  const draft = { at: OPENED, actor: STAGE, track: 'handling' as const, body: opening() };
  await services.store.saveSummary((await services.store.append(read, () => draft)).record);
  process.env.UNDERTONE_NOW_OFFSET_MS = String(Date.parse(OPENED) + 241 * 60_000 - Date.now());
  try {
    await handler({}, lambdaContext);
  } finally {
    delete process.env.UNDERTONE_NOW_OFFSET_MS;
  }
  const { events } = await services.store.read(CASE);
  expect(events.map(({ body }) => body.type)).toEqual(['case-opened', 'clock-missed']);
  const asked = await services.takeNotifications();
  expect(asked.map(({ eventNumber }) => eventNumber)).toEqual([1, 2]);
});
