import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServices } from '../../infra/local/services/start-services.ts';
import type { Built } from '../../infra/local/start/build.ts';
import type { System } from '../../infra/local/system.ts';
import { type FaultProxies, startFaultProxies } from './fault-proxy.ts';
import { buildOnce, caseOf, contactOf, deliver, outline, startTestSystem } from './harness.ts';

const FIRST = 'I hope you get a taste of what it is like. You will regret this.';
const SECOND = 'I know where you park. I will hurt you when you leave the office tonight.';

let built: Built;
let system: System;
let proxies: FaultProxies;
beforeAll(async () => {
  built = await buildOnce();
  const services = await startServices({ stateFolder: null, verifiedSenders: [] });
  proxies = await startFaultProxies(services.endpoints);
  system = await startTestSystem(built, { services, environment: proxies.environment });
  system.run();
}, 120_000);
afterAll(async () => {
  await system?.stop();
  await proxies?.stop();
});

/** Two letters of a new person: a case is opened, then joined and raised. Gives the outline of what came of it. */
async function run(from: string): Promise<object> {
  await deliver(system, { from, text: FIRST, at: '2026-03-02T10:00:00Z' });
  await system.settled();
  const key = await deliver(system, { from, text: SECOND, at: '2026-03-03T10:00:00Z' });
  await system.settled();
  const found = await caseOf(system, (await contactOf(system, key)).subjectId);
  if (!found) throw new Error(`${from} has no case.`);
  return outline(found);
}

const crash = async (): Promise<void> => {
  for (const worker of system.functions.values()) if (worker.busy) await worker.kill();
};

describe('a function that crashes', () => {
  it('before or after a write of any kind leaves what an undisturbed run leaves', async () => {
    proxies.reset();
    const undisturbed = await run('undisturbed@customer.test');
    const writes = [...proxies.writes];
    expect(undisturbed).toMatchObject({ opened: 1, contacts: 2, evidence: 2, intact: true });
    expect(writes.length).toBeGreaterThan(15);

    // To die before a write is to die after the one before it, so one case of it is enough: the first. Writes of one kind are made by
    // the same lines: the first and the last of each, one for each letter, stand for those between them.
    const kinds = writes.map(({ service, what }) => `${service} ${what}`);
    const after = kinds.flatMap((kind, index) =>
      kinds.indexOf(kind) === index || kinds.lastIndexOf(kind) === index ? [index + 1] : [],
    );
    expect(new Set(kinds).size).toBeGreaterThan(15);
    const crashes = [
      { number: 1, when: 'before' as const },
      ...after.map((number) => ({ number, when: 'after' as const })),
    ];
    const different: string[] = [];
    for (const { number, when } of crashes) {
      proxies.reset();
      proxies.failAt(number, when, crash);
      const left = await run(`crash-${number}-${when}@customer.test`);
      if (JSON.stringify(left) === JSON.stringify(undisturbed)) continue;
      const { service, what } = writes[number - 1] ?? { service: '', what: '' };
      different.push(`${when} write ${number} (${service} ${what.slice(0, 60)}): ${JSON.stringify(left)}`);
    }
    expect(different).toEqual([]);
    expect(await system.deadLetters()).toEqual([]);
  }, 600_000);
});
