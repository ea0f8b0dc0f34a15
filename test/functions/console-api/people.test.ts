import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DANA, roster } from '../case-support/examples.ts';
import { type ServicesUnderTest, startCaseServices } from '../case-support/services.ts';
import { clientOf } from './client.ts';

let services: ServicesUnderTest;
let ask: ReturnType<typeof clientOf>;
beforeAll(async () => {
  services = await startCaseServices();
  ask = clientOf((await import('../../../functions/console-api/handler.ts')).handler);
});
afterAll(() => services.stop());

describe('the employees of the roster', () => {
  it('are named, with the pseudonyms under which cases name them, and without an address', async () => {
    const { status, body } = await ask('GET', '/api/people');
    expect(status).toBe(200);
    expect(body.timeZone).toBe('America/New_York');
    expect(body.people).toHaveLength(roster.people.length);
    const dana = body.people.find(({ targetIds }: { targetIds: string[] }) => targetIds.includes(DANA));
    expect(dana).toMatchObject({ name: 'Dana Whitfield', location: 'Portmouth main office' });
    expect(JSON.stringify(body)).not.toContain('@');
  });

  it('say who of them is asking, by a proven address', async () => {
    const asRuth = { sub: 'sub-x', 'cognito:groups': '[supervisor]', email: 'ruth.okafor@harborline.example' };
    const you = async (claims: object) => (await ask('GET', '/api/people', { claims: claims as never })).body.you;
    expect(await you({ ...asRuth, email_verified: 'true' })).toEqual({ id: 'sub-x', employeeId: 'ruth-okafor' });
    expect(await you({ ...asRuth, email_verified: 'false' })).toEqual({ id: 'sub-x', employeeId: null });
  });

  it('are not for who works no cases', async () => {
    expect((await ask('GET', '/api/people', { roles: ['operator'] })).status).toBe(403);
    expect((await ask('GET', '/api/people', { roles: [] })).status).toBe(403);
  });
});
