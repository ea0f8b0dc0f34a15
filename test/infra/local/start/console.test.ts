import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HttpApi } from '../../../../infra/local/services/http-api.ts';
import { serveConsole } from '../../../../infra/local/start/console.ts';
import type { System } from '../../../../infra/local/system.ts';
import { roster } from '../../../functions/case-support/examples.ts';

/** As much of a system as signing in asks: which groups there are, and whose tokens the API takes. */
const authorizer = { issuer: 'https://issuer.example', audience: ['client'] };
const system = {
  plan: {
    api: { id: 'api', routes: [{ routeKey: 'ANY /api/{proxy+}', functionArn: 'arn', authorizer }] },
    functions: [],
    groups: ['supervisor', 'security', 'hr', 'legal', 'auditor', 'operator'],
  },
  functions: new Map(),
} as unknown as System;

let api: HttpApi;
beforeAll(async () => {
  api = await serveConsole({ system, port: 0, keyFile: null, people: roster.people });
});
afterAll(() => api.stop());

async function claimsOf(query: string): Promise<Record<string, unknown>> {
  const { token } = (await (await fetch(`${api.endpoint}/sign-in?${query}`)).json()) as { token: string };
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
}

describe('signing in on this machine', () => {
  it.each([
    ['supervisor', 'ruth.okafor@harborline.example', 'Ruth Okafor'],
    ['security', 'samuel.greer@harborline.example', 'Samuel Greer'],
    ['hr', 'lena.fischer@harborline.example', 'Lena Fischer'],
    ['auditor', 'ines.calloway@harborline.example', 'Ines Calloway'],
    ['legal', 'legal@localhost', 'Local legal'],
    ['operator', 'operator@localhost', 'Local operator'],
  ])('as %s is as the person of the roster who is that, where there is one', async (role, email, name) => {
    expect(await claimsOf(`role=${role}`)).toMatchObject({
      ...{ email, name, email_verified: true },
      'cognito:groups': [role],
    });
  });

  it('by an address is as that person, in the roles that are named and in no other', async () => {
    const martin = { email: 'martin.hale@harborline.example', name: 'Martin Hale' };
    expect(await claimsOf('role=supervisor&email=Martin.Hale@harborline.example')).toMatchObject(martin);
    expect(await claimsOf('email=martin.hale@harborline.example')).toMatchObject({ ...martin, 'cognito:groups': [] });
  });

  it('is the same person whichever way', async () => {
    const { sub } = await claimsOf('role=supervisor');
    expect((await claimsOf('email=ruth.okafor@harborline.example')).sub).toBe(sub);
  });

  it('lists the people of the company with the roles that they have', async () => {
    const page = await (await fetch(`${api.endpoint}/tokens`)).text();
    for (const { name, roles } of roster.people) expect(page.includes(name)).toBe(!roles.includes('law-enforcement'));
    expect(page).toContain('/sign-in?role=supervisor&amp;email=martin.hale%40harborline.example');
  });
});
