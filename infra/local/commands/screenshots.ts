import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CaseState } from '../../../functions/contracts/case.ts';
import { ConsoleRole } from '../../../functions/contracts/vocabulary.ts';
import { buildSite } from '../../assets/site.ts';
import { launchBrowser, Photographer, type Seen, WINDOWS } from '../screenshots/photographer.ts';
import { casesToShow, nameOf, pagesOf } from '../screenshots/views.ts';
import { build } from '../start/build.ts';
import { serveConsole } from '../start/console.ts';
import { feedStory } from '../start/feed.ts';
import { freePort } from '../start/free-port.ts';
import { Screen } from '../start/screen.ts';
import { readStory } from '../start/story.ts';
import { readSummary } from '../start/summary.ts';
import { startSystem } from '../system.ts';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

// Photographs every page and tab of the console with the story in it, for each role, wide and narrow, light and dark. Of its own state and
// ports: it may run beside `npm start`.  npm run screenshots [-- ROLE…]
const ROOT = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
const TARGET = join(ROOT, '.build', 'screenshots');
const screen = new Screen(process.stdout);
const named = process.argv.slice(2).map((role) => ConsoleRole.parse(role));
const roles = named.length > 0 ? named : ConsoleRole.options;

const stateFolder = await mkdtemp(join(tmpdir(), 'undertone-screenshots-'));
const stops: (() => Promise<void>)[] = [() => rm(stateFolder, { recursive: true, force: true })];
try {
  const { url, cases } = await startConsoleWithStory();
  const browser = await launchBrowser();
  stops.push(() => browser.close());
  const seen: Seen[] = [];
  for (const role of roles) {
    const at = performance.now();
    await rm(join(TARGET, role), { recursive: true, force: true });
    for (const window of Object.keys(WINDOWS) as (keyof typeof WINDOWS)[]) {
      const photographer = await Photographer.signIn(browser, url, join(TARGET, role), window, role);
      await photographAll(photographer, role, await casesOf(role, url, cases));
      seen.push(...photographer.seen.map(({ file, what }) => ({ file: `${role}/${file}`, what })));
      await photographer.close();
    }
    screen.step(`Photographed what ${role} sees`, performance.now() - at);
  }
  for (const { file, what } of seen) screen.warn(`${file} ${what}`);
  screen.line(`They are in ${TARGET}.`);
} finally {
  for (const stop of stops.reverse()) await stop();
}

async function startConsoleWithStory(): Promise<{ url: string; cases: CaseState[] }> {
  const at = performance.now();
  const [built, siteFolder] = await Promise.all([
    build(ROOT, join(stateFolder, 'build')),
    buildSite(ROOT, join(stateFolder, 'site')),
  ]);
  const port = await freePort(0);
  const system = await startSystem({
    ...built,
    stateFolder: join(stateFolder, 'state'),
    webHost: `127.0.0.1:${port}`,
    logFolder: join(stateFolder, 'logs'),
    onFailure: (name, _, reason) => screen.warn(`${name}: ${reason}`),
  });
  stops.push(() => system.stop());
  system.run();
  const recipient = system.plan.receipt?.recipients[0] ?? 'intake@localhost';
  const story = await readStory(join(ROOT, 'fixtures'), built.roster, recipient);
  await feedStory(system, story, ({ path }, index) => screen.progress(`${index + 1} of ${story.length}  ${path}`));
  await system.settled();
  const { people } = built.roster;
  const console = await serveConsole({ system, port, keyFile: null, people, siteFolder });
  stops.push(() => console.stop());
  screen.step(`Built the console and fed ${story.length} messages`, performance.now() - at);
  return { url: console.endpoint, cases: (await readSummary(system)).cases };
}

/** Those that the role is shown in its queue. */
async function casesOf(role: ConsoleRole, url: string, cases: readonly CaseState[]): Promise<CaseState[]> {
  const token = await (await fetch(`${url}/sign-in?role=${role}&format=text`)).text();
  const response = await fetch(`${url}/api/cases?limit=500`, { headers: { authorization: `Bearer ${token}` } });
  const listed = response.ok ? ((await response.json()) as { cases: { caseId: string }[] }).cases : [];
  return cases.filter(({ caseId }) => listed.some((row) => row.caseId === caseId));
}

async function photographAll(photographer: Photographer, role: ConsoleRole, cases: CaseState[]): Promise<void> {
  for (const view of [...pagesOf(role), { name: 'nothing-here', path: '/nowhere' }]) await photographer.goTo(view);
  const { whole, others } = casesToShow(cases);
  for (const { caseId, lane } of others) await photographer.goTo({ name: `case-${lane}`, path: `/cases/${caseId}` });
  if (whole === null) return;
  await photographer.goTo({ name: 'case', path: `/cases/${whole.caseId}` });
  const linked = [];
  for (const label of await photographer.tabs()) {
    await photographer.tab(label, `case-tab-${nameOf(label)}`);
    linked.push(await photographer.linked('/subjects/'), await photographer.linked('/employees/'));
  }
  for (const [name, beginning] of [
    ['subject', '/subjects/'],
    ['employee', '/employees/'],
  ] as const) {
    const path = linked.find((href) => href?.startsWith(beginning));
    if (path) await photographer.goTo({ name, path });
  }
}
