import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MOST_BEARERS } from '../../functions/score/identity/link.ts';
import type { FunctionWorker } from '../../infra/local/runtime/function-worker.ts';
import { startServices } from '../../infra/local/services/start-services.ts';
import type { Built } from '../../infra/local/start/build.ts';
import type { System } from '../../infra/local/system.ts';
import { type FaultProxies, isSameKind, startFaultProxies, type Write } from './fault-proxy.ts';
import { buildOnce, caseOf, contactOf, deliver, outline, startTestSystem } from './harness.ts';

const LETTERS = [
  'I hope you get a taste of what it is like. You will regret this.',
  'I know where you park. I will hurt you when you leave the office tonight.',
];

let built: Built;
let system: System;
let proxies: FaultProxies;
beforeAll(async () => {
  built = await buildOnce();
  const services = await startServices({ stateFolder: null, verifiedSenders: [] });
  proxies = await startFaultProxies(services.endpoints);
  system = await startTestSystem(built, { services, environment: proxies.environmentOf });
  system.run();
}, 120_000);
afterAll(async () => {
  await system?.stop();
  await proxies?.stop();
});

interface Crash extends Write {
  when: 'before' | 'after';
}

interface Outcome {
  outline: object;
  writes: Write[];
  /** Where a function could not crash, since nothing of the kind was written. */
  missed: Write[];
}

function functionOf({ by }: Write): FunctionWorker {
  const worker = system.functions.get(by);
  if (!worker) throw new Error(`There is no function ${by}.`);
  return worker;
}

/** Two letters of a new person: a case is opened, then joined and raised. At each functions may crash; gives what came of it after each. */
async function run(from: string, crashes: readonly (readonly Crash[])[] = []): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const [at, text] of LETTERS.entries()) {
    proxies.failAt((crashes[at] ?? []).map((crash) => ({ ...crash, crash: () => functionOf(crash).kill() })));
    const key = await deliver(system, { from, text, at: `2026-03-0${at + 2}T10:00:00Z` });
    await system.settled();
    const found = await caseOf(system, (await contactOf(system, key)).subjectId);
    if (!found) throw new Error(`${from} has no case.`);
    outcomes.push({ outline: outline(found), writes: proxies.writes.splice(0), missed: proxies.disarm() });
  }
  return outcomes;
}

/** The first write of each kind: those of one kind are made by the same lines. */
const kindsOf = (writes: readonly Write[]): Write[] =>
  writes.filter((write, at) => writes.findIndex((other) => isSameKind(other, write)) === at);

/** The first of each function together, then the second of each, and so on: one letter can meet a crash of every function on its way. */
function oneOfEachFunction(crashes: readonly Crash[]): Crash[][] {
  const roundOf = (crash: Crash): number => crashes.filter(({ by }) => by === crash.by).indexOf(crash);
  const last = Math.max(...crashes.map(roundOf));
  return Array.from({ length: last + 1 }, (_, round) => crashes.filter((crash) => roundOf(crash) === round));
}

const wordsOf = ({ by, service, what, when }: Write & Partial<Crash>): string =>
  `${by} ${when ?? ''} ${service} ${what}`;

describe('a function that crashes', () => {
  it('before or after a write of any kind, at a first letter or a later one, leaves what an undisturbed run leaves', async () => {
    // What many wrote links nobody: each of those that follow is met as the undisturbed one is.
    for (let at = 0; at < MOST_BEARERS.words; at++) await run(`before-them-${at}@customer.test`);
    const undisturbed = await run('undisturbed@customer.test');
    expect(undisturbed.map((outcome) => outcome.outline)).toMatchObject([
      { opened: 1, contacts: 1, evidence: 1, intact: true },
      { opened: 1, contacts: 2, evidence: 2, raised: 1, intact: true },
    ]);

    // To die before a write is to die after the one before it, so one case of it is enough: the first.
    const [first = [], second = []] = undisturbed.map(({ writes }) =>
      kindsOf(writes).map((write): Crash => ({ ...write, when: 'after' })),
    );
    expect(new Set([...first, ...second].map(functionOf)).size).toBe(4);
    expect(first.length).toBeGreaterThan(20);
    expect(second.length).toBeGreaterThan(15);
    first.unshift({ ...(first[0] as Crash), when: 'before' });

    const rounds = [oneOfEachFunction(first), oneOfEachFunction(second)];
    const different: string[] = [];
    for (let at = 0; at < Math.max(...rounds.map(({ length }) => length)); at++) {
      const crashes = rounds.map((ofLetter) => ofLetter[at] ?? []);
      const left = await run(`crash-${at}@customer.test`, crashes);
      for (const [letter, { outline, missed }] of left.entries()) {
        const where = `letter ${letter + 1}: ${crashes[letter]?.map(wordsOf).join(', ')}`;
        different.push(...missed.map((write) => `${where}: nothing like ${wordsOf(write)} was written`));
        if (!isDeepStrictEqual(outline, undisturbed[letter]?.outline)) {
          different.push(`${where}: ${JSON.stringify(outline)}`);
        }
      }
    }
    expect(different).toEqual([]);
    expect(await system.deadLetters()).toEqual([]);
  }, 600_000);
});
