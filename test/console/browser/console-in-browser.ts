import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchBrowser } from '../../../infra/local/screenshots/photographer.ts';
import { type ConsoleUnderTest, startConsole } from './console-under-test.ts';

export interface ConsoleInBrowser {
  readonly under: ConsoleUnderTest;
  readonly browser: Browser;
}

/** A console and a browser for the tests of a file: there from before the first of them until after the last, and not before. */
export function consoleInBrowser(): ConsoleInBrowser {
  let started: ConsoleInBrowser | undefined;
  beforeAll(async () => {
    const [under, browser] = await Promise.all([startConsole(), launchBrowser()]);
    started = { under, browser };
  }, 120_000);
  afterAll(async () => {
    await started?.browser.close();
    await started?.under.stop();
  });
  const there = (): ConsoleInBrowser => {
    if (started === undefined)
      throw new Error('The console is started before the first test, and not while a file is read.');
    return started;
  };
  return {
    get under() {
      return there().under;
    },
    get browser() {
      return there().browser;
    },
  };
}
