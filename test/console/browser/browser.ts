import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { ConsoleRole } from '../../../functions/contracts/vocabulary.ts';
import { WINDOWS } from '../../../infra/local/screenshots/photographer.ts';

/** A page with what went wrong in it, and whom it asked beside its own origin. */
export interface PageUnderTest {
  readonly page: Page;
  /** Requests to anywhere but the console. */
  readonly foreign: string[];
  /** Errors of scripts, and what the page's own policy refused. */
  readonly faults: string[];
}

export const { desktop: DESKTOP, phone: PHONE } = WINDOWS;

/** Opens a page of the console. Without motion, unless it is asked for: there is nothing to wait for in it. */
export async function openPage(
  browser: Browser,
  url: string,
  path = '/',
  options: BrowserContextOptions = {},
): Promise<PageUnderTest> {
  const context = await browser.newContext({
    viewport: DESKTOP,
    locale: 'en-US',
    timezoneId: 'America/New_York',
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const foreign: string[] = [];
  const faults: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(`${url}/`) && !request.url().startsWith('blob:')) foreign.push(request.url());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    // That a request was refused is what some tests are about.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      faults.push(message.text());
  });
  await page.goto(`${url}${path}`);
  return { page, foreign, faults };
}

/** Has the person's system say which scheme they prefer, and waits until the page has followed. */
export async function preferScheme(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.locator(colorScheme === 'dark' ? 'body.awsui-dark-mode' : 'body:not(.awsui-dark-mode)').waitFor();
}

/** So far a page's clock runs ahead at each look. */
const AHEAD_MS = 2000;

/** Until something is there that the page does after a while, to which its clock runs ahead; `page.clock.install` comes before. */
export async function waitAhead(page: Page, awaited: Locator): Promise<void> {
  const isThere = async (): Promise<boolean> => {
    await page.clock.runFor(AHEAD_MS);
    return awaited.first().isVisible();
  };
  await expect.poll(isThere, { message: `${awaited}`, interval: 100 }).toBe(true);
}

/** Signs in as the laptop's page lets one. */
export async function signInAs(page: Page, role: ConsoleRole): Promise<void> {
  const name = {
    supervisor: 'Supervisor',
    security: 'Security',
    hr: 'Human resources',
    legal: 'Legal',
    auditor: 'Auditor',
    operator: 'Operator',
  };
  const button = page.getByRole('button', { name: `Sign in as ${name[role]}` });
  await button.click();
  // The session is there once nobody is asked for it any more.
  await button.waitFor({ state: 'detached' });
}

/** Signs in as somebody who is not the one that a role's button stands for. */
export async function signInAsPerson(page: Page, email: string, role: ConsoleRole): Promise<void> {
  const query = new URLSearchParams({ email, role }).toString();
  await page.evaluate(
    `fetch('/sign-in?${query}').then((answer) => answer.json()).then(({ token }) => sessionStorage.setItem('undertone.session', token))`,
  );
  await page.reload();
}

/** An attribute too many on its own navigation, which no reader of the screen speaks of: cloudscape-design/components, toolbar on small screens. */
const OF_CLOUDSCAPE = ['aria-label="Side navigation" aria-orientation="horizontal"'];

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds in light and in dark, each with which of them it is; the page stays dark. */
export async function seriousInBothSchemes(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const scheme of ['light', 'dark'] as const) {
    await preferScheme(page, scheme);
    found.push(...(await seriousFindings(page)).map((finding) => `${scheme}: ${finding}`));
  }
  return found;
}

/** What axe finds on the page as it is now that is serious or worse, by WCAG 2.2 AA. */
export async function seriousFindings(page: Page): Promise<string[]> {
  if (await page.evaluate('window.axe === undefined')) await page.evaluate(axe);
  // What it finds in order is not told: to name each element of that costs as much as to find it.
  const results = (await page.evaluate(
    "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] })",
  )) as AxeResults;
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => ({
      id,
      nodes: nodes.filter(({ html }) => !OF_CLOUDSCAPE.some((known) => html.includes(known))),
    }))
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
}
