import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Roster } from '../../functions/contracts/roster.ts';
import type { Built } from '../../infra/local/start/build.ts';
import type { System } from '../../infra/local/system.ts';
import { buildOnce, caseOf, contactOf, deliver, startTestSystem } from './harness.ts';

/** SES's mailbox simulator takes a mail to it and says that it bounced. */
const BOUNCES = 'bounce+ruth@simulator.amazonses.com';

/** The deployment with another address for Ruth, who supervises whom the mail is aimed at. */
async function withBouncingSupervisor(built: Built, folder: string): Promise<Built> {
  const template = structuredClone(built.template);
  for (const resource of Object.values(template.Resources)) {
    const name = String(resource.Properties?.FunctionName ?? '');
    if (resource.Type !== 'AWS::Lambda::Function' || !/-(notify|mail-feedback|digest|clock)$/.test(name)) continue;
    const copy = join(folder, name);
    await cp(join(built.assemblyFolder, String(resource.Metadata?.['aws:asset:path'])), copy, { recursive: true });
    const roster = Roster.parse(JSON.parse(await readFile(join(copy, 'roster.json'), 'utf8')));
    const people = roster.people.map((one) => (one.id === 'ruth-okafor' ? { ...one, addresses: [BOUNCES] } : one));
    await writeFile(join(copy, 'roster.json'), JSON.stringify({ ...roster, people }));
    resource.Metadata = { ...resource.Metadata, 'aws:asset:path': relative(built.assemblyFolder, copy) };
  }
  return { ...built, template };
}

let folder: string;
let system: System;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'undertone-bounces-'));
  system = await startTestSystem(await withBouncingSupervisor(await buildOnce(), folder));
  system.run();
}, 120_000);
afterAll(async () => {
  await system?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('a supervisor whose mail bounces', () => {
  it('is on the case as not reached, and the next level is told, with nobody lifting a hand', async () => {
    const key = await deliver(system, {
      from: 'careful@customer.test',
      text: 'Dana, I hope you get a taste of what it is like. You will see.',
      at: '2026-03-02T10:00:00Z',
      to: 'dana.whitfield@harborline.example',
    });
    await system.settled();
    const { subjectId } = await contactOf(system, key);
    const roleTold = async (role: string) =>
      (await caseOf(system, subjectId))?.events.find(
        ({ body }) => body.type === 'notification-sent' && body.role === role,
      );
    await expect.poll(() => roleTold('next-level-manager'), { timeout: 30_000, interval: 100 }).toBeDefined();
    const theirs = await caseOf(system, subjectId);
    const sent = await roleTold('supervisor');
    const bounced = theirs?.events.find(({ body }) => body.type === 'notification-bounced');
    expect(bounced?.body).toEqual({
      type: 'notification-bounced',
      about: 1,
      to: 'supervisor',
      kind: 'bounce',
      reason: 'Permanent/General',
      deliveryId: sent?.body.type === 'notification-sent' ? sent.body.deliveryId : '',
      people: ['ruth-okafor'],
    });
    expect(theirs?.intact).toBe(true);
    expect(JSON.stringify(theirs?.events)).not.toContain('@');
    await system.settled();
    expect(await system.deadLetters()).toEqual([]);
  }, 60_000);
});
