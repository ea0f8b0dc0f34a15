import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { targetIdsOf } from '../../functions/shared/case/people.ts';
import { buildSite } from '../../infra/assets/site.ts';
import { launchBrowser } from '../../infra/local/screenshots/photographer.ts';
import { build } from '../../infra/local/start/build.ts';
import { serveConsole } from '../../infra/local/start/console.ts';
import { freePort } from '../../infra/local/start/free-port.ts';
import { startSystem } from '../../infra/local/system.ts';
import { writeLongQueue } from './long-queue.ts';
import { filterFor, firstRow, longTasksWhile } from './watch-page.ts';

/** Each leaves some of the rows, and not all. */
const FILTERS = ['Priority = P0', 'Lane = Crisis', 'Aimed at : Dana', 'Case : UT-7', 'Subject : a1', 'dana'];

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const ms = (value: number): string => `${value.toFixed(0)} ms`;

/**
 * What who works a queue of `cases` waits for, on the laptop's system as it is shipped, in a browser: medians of `rounds`, and the same of a
 * queue of a hundredth of that beside it, so that the ratio holds on any machine.
 */
export async function measureQueue({
  root,
  cases,
  rounds,
}: {
  root: string;
  cases: number;
  rounds: number;
}): Promise<string> {
  const small = await measureOne(root, Math.max(60, Math.round(cases / 100)), rounds);
  const large = await measureOne(root, cases, rounds);
  const lines = [...large.figures].map(([name, value]) => {
    const ratio = value / (small.figures.get(name) ?? Number.NaN);
    return `${name.padEnd(34)} ${ms(value).padStart(9)}   ${ratio.toFixed(1)} × that of ${small.cases}`;
  });
  return [`${large.cases} cases, median of ${rounds}`, ...lines, ...large.notes].join('\n');
}

interface Measured {
  readonly cases: number;
  readonly figures: ReadonlyMap<string, number>;
  readonly notes: readonly string[];
}

async function measureOne(root: string, cases: number, rounds: number): Promise<Measured> {
  const stateFolder = await mkdtemp(join(tmpdir(), 'undertone-queue-'));
  const stops: (() => Promise<unknown>)[] = [() => rm(stateFolder, { recursive: true, force: true })];
  try {
    const built = await build(root, join(stateFolder, 'build'));
    const siteFolder = await buildSite(root, join(stateFolder, 'site'));
    const port = await freePort(0);
    const system = await startSystem({ ...built, stateFolder: null, webHost: `127.0.0.1:${port}`, logFolder: null });
    stops.push(() => system.stop());
    const { people } = built.roster;
    const targetIds = people.flatMap((person) => targetIdsOf(person).slice(0, 1));
    await writeLongQueue(system.clients.tables, String(system.names.CASE_TABLE), cases, targetIds);
    const served = await serveConsole({ system, port, keyFile: null, people, siteFolder });
    stops.push(() => served.stop());
    const browser = await launchBrowser();
    stops.push(() => browser.close());
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: 'en-US' });
    page.setDefaultTimeout(120_000);
    return { cases, ...(await measurePage(page, `${served.endpoint}/?view=active`, cases, rounds)) };
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

async function measurePage(page: Page, url: string, cases: number, rounds: number) {
  await page.goto(url);
  await page.getByRole('button', { name: 'Sign in as Security' }).click();
  await page.locator('[data-case]').first().waitFor();
  const figures = new Map<string, number>();
  const firsts: number[] = [];
  for (let round = 0; round < rounds; round++) firsts.push(await firstRow(page, url));
  figures.set('first row', median(firsts));
  const whole = `(${cases})`;
  await page.getByText(whole, { exact: true }).waitFor();
  figures.set('all of it', Number(await page.evaluate('performance.now()')));
  for (const typed of FILTERS) {
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      times.push(await filterFor(page, typed));
      await page.getByText(whole, { exact: true }).waitFor();
    }
    figures.set(`filter ${typed}`, median(times));
  }
  const wheel = await longTasksWhile(page, async () => {
    for (let n = 0; n < 40; n++) {
      await page.mouse.wheel(0, 120);
      await page.waitForTimeout(30);
    }
  });
  const keys = await longTasksWhile(page, async () => {
    for (let n = 0; n < 40; n++) await page.keyboard.press('j');
  });
  const notes = [
    `scrolling: ${wheel.longTasks} tasks of more than 50 ms, the longest ${ms(wheel.longest)}`,
    `forty rows by the keys: ${keys.longTasks} tasks of more than 50 ms, the longest ${ms(keys.longest)}`,
  ];
  return { figures, notes };
}
