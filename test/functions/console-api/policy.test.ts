import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Disposition } from '../../../functions/contracts/vocabulary.ts';
import { policy } from '../case-support/examples.ts';
import { type ServicesUnderTest, startCaseServices } from '../case-support/services.ts';
import { clientOf } from './client.ts';

let services: ServicesUnderTest;
let ask: ReturnType<typeof clientOf>;
beforeAll(async () => {
  services = await startCaseServices();
  ask = clientOf((await import('../../../functions/console-api/handler.ts')).handler);
});
afterAll(() => services.stop());

describe('the policy that people decide by', () => {
  it('defines every disposition, and says what closing with it asks for', async () => {
    const { status, body } = await ask('GET', '/api/policy');
    expect(status).toBe(200);
    expect(Object.keys(body.dispositions).sort()).toEqual([...Disposition.options].sort());
    for (const disposition of Disposition.options) {
      expect(body.dispositions[disposition].definition).toBe(policy.dispositions[disposition].definition);
      expect(body.dispositions[disposition].asks).toEqual(policy.dispositions[disposition].asks);
    }
  });

  it('holds no threshold by which a sender could be tipped off', async () => {
    const { body } = await ask('GET', '/api/policy');
    expect(Object.keys(body).sort()).toEqual(['dispositions', 'longestSnoozeDays', 'priorities', 'purposes']);
  });
});
