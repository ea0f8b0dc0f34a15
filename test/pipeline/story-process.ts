import { readFileSync } from 'node:fs';
import type { Built } from '../../infra/local/start/build.ts';
import { feedStory } from '../../infra/local/start/feed.ts';
import { readStory } from '../../infra/local/start/story.ts';
import { readSummary } from '../../infra/local/start/summary.ts';
import { redrive } from '../../infra/local/state/redrive.ts';
import { findUnfinished } from '../../infra/local/state/unfinished.ts';
import { startSystem } from '../../infra/local/system.ts';

// What `npm start -- --once` does after the build, in a process of its own, so that a test can kill it. A line a step on standard output.
const [builtFile = '', stateFolder = '', fixtures = '', items = ''] = process.argv.slice(2);
const built = JSON.parse(readFileSync(builtFile, 'utf8')) as Built;
const system = await startSystem({
  ...built,
  stateFolder,
  webHost: '127.0.0.1:8787',
  logFolder: null,
  retryDelayMs: 10,
  loadWhenWoken: true,
});
system.run();
console.log('started');
const unfinished = await findUnfinished(system, built.policy, built.roster);
console.log(`redriven ${await redrive(system, unfinished)}`);
await system.settled();
const whole = await readStory(fixtures, built.roster, 'customers@harborline.example');
const story = whole.slice(0, Number(items));
await feedStory(system, story, (_, index) => console.log(`item ${index + 1} of ${story.length}`));
await system.settled();
const summary = await readSummary(system);
const dead = await system.deadLetters();
const left = await findUnfinished(system, built.policy, built.roster);
console.log(
  `summary ${JSON.stringify({
    contacts: summary.contacts,
    flagged: summary.flagged,
    unscored: summary.unscored,
    notifications: summary.notifications,
    cases: summary.cases
      // No ids: a subject without an address gets one from its contact, and that from the version of its object.
      .map(({ priority, lane, contacts, told, evidence }) => ({
        priority,
        lane,
        contacts: contacts.length,
        told: told.length,
        evidence: evidence.length,
      }))
      .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    deadLetters: dead.length,
    unfinished: Object.values(left).flat().length,
  })}`,
);
await system.stop();
