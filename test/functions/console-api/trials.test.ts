import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServicesUnderTest, startCaseServices } from '../case-support/services.ts';
import { clientOf } from './client.ts';
import { loggedBy } from './logged-by.ts';

let services: ServicesUnderTest;
let ask: ReturnType<typeof clientOf>;
beforeAll(async () => {
  services = await startCaseServices();
  ask = clientOf((await import('../../../functions/console-api/handler.ts')).handler);
});
afterAll(() => services.stop());

const TEXT = 'Pineapple! I hope you get a taste of what it is like, Zebedee.';
const tryText = (body: unknown, roles: readonly string[] = ['operator']) =>
  ask('POST', '/api/detections/try', { roles, body });

describe('a text that is tried', () => {
  it.each(['operator', 'security'])(
    'tells %s what was found where and why, what the model says and what would be decided',
    async (role) => {
      const { status, body, headers } = await tryText({ text: TEXT }, [role]);
      expect(status).toBe(200);
      expect(headers['cache-control']).toBe('no-store');
      expect(body).toMatchObject({
        flagged: true,
        priority: 'P2',
        lane: 'security',
        versions: { rules: expect.stringMatching(/^rules@/), model: expect.stringMatching(/^model@/) },
      });
      const found = body.signals.find(({ id }: { id: string }) => id === 'threat/implied/taste-of-it');
      expect(TEXT.slice(found.span.start, found.span.end)).toMatch(/^hope you get a taste/);
      expect(body.opinions.length).toBeGreaterThan(1);
    },
  );

  it('is read with the names that it is addressed to', async () => {
    const specificityOf = async (targetNames: string[]) =>
      (await tryText({ text: 'I will kill you, Jane Doe.', targetNames })).body.specificity;
    expect(await specificityOf(['Jane Doe'])).toBe((await specificityOf([])) + 1);
  });

  it.each(['supervisor', 'hr', 'legal', 'auditor'])('is not for %s, who tunes no rules', async (role) => {
    expect((await tryText({ text: TEXT }, [role])).status).toBe(403);
  });

  it.each([
    ['is too long', { text: 'x'.repeat(20_001) }, 'text: is longer than 20000 characters'],
    ['has no words', { text: ' \n ' }, 'text: has no words in it'],
    ['is none', {}, 'text: is asked for'],
    ['has something beside it', { text: 'x', from: 'a' }, 'it: has from, for which there is no place here'],
  ])('is refused where it %s, and told what is wrong', async (_, body, detail) => {
    expect(await tryText(body)).toMatchObject({ status: 422, body: { detail } });
  });

  it('is on record by who tried one and when, and no word of it is in any table or log', async () => {
    const { log } = await loggedBy(async (loud) => {
      await loud('POST', '/api/detections/try', { roles: ['operator'], person: 'olga', body: { text: TEXT } });
      await loud('POST', '/api/detections/try', { roles: ['operator'], body: { text: TEXT, from: 'Zebedee' } });
    });
    expect(log).toContain('A text was tried');
    expect(log).not.toMatch(/pineapple|zebedee|taste of/i);
    const items = await everyItem();
    expect(items).toContainEqual(
      expect.objectContaining({ what: 'try-text', personId: 'sub-olga', personName: 'olga', reason: null }),
    );
    expect(JSON.stringify(items)).not.toMatch(/pineapple|zebedee|taste of/i);
  });

  it('whose function fails is refused without a word of it, in the answer or the log', async () => {
    services.serveFunction('try', async (event) => {
      throw new TypeError(`Cannot read ${JSON.stringify(event)}`);
    });
    const { log, result } = await loggedBy((loud) =>
      loud('POST', '/api/detections/try', { roles: ['operator'], body: { text: TEXT } }),
    );
    expect(result.status).toBe(500);
    expect(log).toContain('TrialFailedError');
    expect(log + JSON.stringify(result.body)).not.toMatch(/pineapple|zebedee/i);
  });

  it('is refused as well where the function answers something else', async () => {
    services.serveFunction('try', async (event) => ({ said: event }));
    const { log, result } = await loggedBy((loud) =>
      loud('POST', '/api/detections/try', { roles: ['operator'], body: { text: TEXT } }),
    );
    expect(result.status).toBe(500);
    expect(log).toContain('TrialFailedError');
    expect(log + JSON.stringify(result.body)).not.toMatch(/pineapple|zebedee/i);
  });
});

async function everyItem(): Promise<unknown[]> {
  const tables = ['cases', 'history', 'rescores', 'retention'];
  const scans = await Promise.all(tables.map((TableName) => services.documents.send(new ScanCommand({ TableName }))));
  return scans.flatMap(({ Items = [] }) => Items);
}
