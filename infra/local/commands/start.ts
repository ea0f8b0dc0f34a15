import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import pc from 'picocolors';
import { isInUse, StateInUseError } from '../services/dynamodb.ts';
import type { Built } from '../start/build.ts';
import { describeDeadLetters } from '../start/dead-letters.ts';
import { freePort } from '../start/free-port.ts';
import { readOptions, type StartOptions, UsageError } from '../start/options.ts';
import { Screen } from '../start/screen.ts';
import type { System } from '../system.ts';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

const ROOT = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
const screen = new Screen(process.stdout);

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const started = performance.now();
  const { built, system } = await start(options);
  await finishEarlierWork(built, system);
  if (options.fixtures) await feed(built, system);
  await system.settled();

  const { readSummary, summaryText } = await import('../start/summary.ts');
  const summary = await readSummary(system);
  screen.line();
  screen.line(summaryText(summary, built.policy, (performance.now() - started) / 1000, screen.columns));
  const deadLetters = await system.deadLetters();
  if (deadLetters.length > 0) {
    screen.warn('Some messages could not be processed and wait for a person:');
    for (const line of await describeDeadLetters(system.clients.sqs, deadLetters)) screen.line(`  ${line}`);
  }
  if (options.once) {
    await system.stop();
    process.exitCode = deadLetters.length > 0 ? 1 : 0;
    return;
  }
  const { serve } = await import('../start/serve.ts');
  await serve({ system, roster: built.roster, options, root: ROOT, screen });
}

async function start(options: StartOptions): Promise<{ built: Built; system: System }> {
  const stateFolder = resolve(ROOT, options.stateFolder);
  await mkdir(stateFolder, { recursive: true });
  // Before the build, which would change files under the one that runs.
  if (await isInUse(stateFolder)) throw new StateInUseError(stateFolder);
  let at = performance.now();
  const lap = (what: string): void => {
    screen.step(what, performance.now() - at);
    at = performance.now();
  };
  screen.progress('Bundling the functions and synthesizing the template');
  const [{ build }, { startSystem }] = await Promise.all([import('../start/build.ts'), import('../system.ts')]);
  const built = await build(ROOT, join(stateFolder, 'build'));
  lap('Bundled the functions and synthesized the CDK template');

  screen.progress('Creating what the template asks for');
  options.port = await freePort(options.port);
  const system = await startSystem({
    ...built,
    stateFolder,
    webHost: `127.0.0.1:${options.port}`,
    logFolder: join(stateFolder, 'logs'),
    onFailure: (name, messages, reason) => {
      screen.warn(`${name}: ${messages > 0 ? `${messages} of a batch come again; ` : ''}${reason}`);
    },
  });
  const { buckets, queues, tables, functions } = system.plan;
  lap(
    `Created ${buckets.length} buckets, ${queues.length} queues, ${tables.length} tables and loaded ${functions.length} functions`,
  );
  system.run();
  return { built, system };
}

/** The queues were in memory: what an earlier run took in and did not finish goes back on them first. */
async function finishEarlierWork({ policy, roster }: Built, system: System): Promise<void> {
  const at = performance.now();
  const [{ findUnfinished }, { redrive }] = await Promise.all([
    import('../state/unfinished.ts'),
    import('../state/redrive.ts'),
  ]);
  const count = await redrive(system, await findUnfinished(system, policy, roster));
  await system.settled();
  if (count > 0) screen.step(`Finished what an earlier run had begun (${count} messages)`, performance.now() - at);
}

async function feed({ roster }: Built, system: System): Promise<void> {
  const at = performance.now();
  const [{ readStory }, { feedStory }] = await Promise.all([import('../start/story.ts'), import('../start/feed.ts')]);
  const recipient = system.plan.receipt?.recipients[0] ?? 'intake@localhost';
  const story = await readStory(join(ROOT, 'fixtures'), roster, recipient);
  await feedStory(system, story, (item, index) => {
    screen.progress(`Feeding the story: ${index + 1} of ${story.length}  ${item.path}`);
  });
  screen.step(`Fed ${story.length} messages of the story in fixtures/, in their order`, performance.now() - at);
}

try {
  await main();
} catch (error) {
  const { name, message } = error as Error;
  screen.line();
  if (error instanceof UsageError) {
    console.error(message);
    process.exit(2);
  }
  console.error(`${pc.red('Undertone did not start.')} ${name}: ${message}`);
  if (process.env.DEBUG) console.error(error);
  process.exit(1);
}
