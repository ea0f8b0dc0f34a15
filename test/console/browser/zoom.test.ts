import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ConsoleRole } from '../../../functions/contracts/vocabulary.ts';
import { DESKTOP, openPage, type PageUnderTest, preferScheme, seriousFindings, signInAs } from './browser.ts';
import { consoleInBrowser } from './console-in-browser.ts';
import { cutOff, overlapsInBar } from './reflow.ts';
import { type Seeded, seedCase } from './seed.ts';

/*
 * A window of 1280 by 1024 that somebody zooms: at 200% (WCAG 2.2, 1.4.4) the page has half as many pixels of its own to lay itself out in, at
 * 400% (1.4.10) a quarter. Its colours are looked at in light at the one and in dark at the other: they do not depend on the size.
 */
const ZOOMED = { '200%': { width: 640, height: 512 }, '400%': { width: 320, height: 256 } } as const;
const SCHEMES = { '200%': 'light', '400%': 'dark' } as const;

const met = consoleInBrowser();
let seeded: Seeded;
beforeAll(async () => {
  seeded = await seedCase(met.under.services, 'zoomed', {
    caseContact: { categories: ['wish-harm', 'personal-report'] },
  });
  await met.under.services.store.addCaseOf(seeded.subjectId, seeded.caseId);
  await seedCase(met.under.services, 'beside-it', { minutes: 5 });
}, 60_000);

const PAGES: readonly [ConsoleRole, string, string][] = [
  ['security', '/', 'Queue'],
  ['security', '/cases/CASE', 'What to do now'],
  ['security', '/cases/CASE?tab=timeline', 'Acts'],
  ['security', '/cases/CASE?tab=work', 'Notes'],
  ['security', '/cases/CASE?tab=forms', 'What to do now'],
  ['security', '/cases/CASE?tab=texts', 'What to do now'],
  ['hr', '/cases/CASE?tab=review', 'Open a review by hand'],
  ['legal', '/cases/CASE?tab=custody', 'Custody log'],
  ['security', '/cases/CASE?tab=access', 'Who may see it'],
  ['legal', '/subjects/SUBJECT', 'They ask for deletion'],
  ['security', '/employees/dana-whitfield', 'Cases'],
  ['legal', '/consistency', 'Consistency'],
  ['auditor', '/incidents', 'Violent incident log'],
  ['legal', '/retention', 'Retention'],
  ['operator', '/detections', 'Detections'],
  ['operator', '/dead-letters', 'Dead letters'],
  ['auditor', '/audit', 'Audit log'],
  ['operator', '/rescore', 'Score past contacts again'],
  ['supervisor', '/report', 'Report what a customer said or did'],
  ['supervisor', '/nowhere', 'There is nothing here'],
];

/** Each role's page, once somebody has signed in on it: to sign in anew for each path would only take time. */
const opened = new Map<ConsoleRole, PageUnderTest>();

async function openAs(role: ConsoleRole, path: string): Promise<PageUnderTest> {
  const known = opened.get(role);
  if (known) {
    await known.page.setViewportSize(DESKTOP);
    await known.page.goto(`${met.under.url}${path}`);
    return known;
  }
  const first = await openPage(met.browser, met.under.url, path);
  await signInAs(first.page, role);
  opened.set(role, first);
  return first;
}

describe('a page that is zoomed', () => {
  it.each(PAGES)('to 200% and to 400% has room for all of it: %s %s', async (role, path, heading) => {
    const { page, faults } = await openAs(
      role,
      path.replace('CASE', seeded.caseId).replace('SUBJECT', seeded.subjectId),
    );
    await page.getByRole('heading', { name: heading }).first().waitFor();
    await page.waitForLoadState('networkidle');
    for (const [zoom, viewport] of Object.entries(ZOOMED)) {
      await page.setViewportSize(viewport);
      await hasRoom(page, zoom);
      await preferScheme(page, SCHEMES[zoom as keyof typeof SCHEMES]);
      expect([zoom, await seriousFindings(page)]).toEqual([zoom, []]);
    }
    expect(faults).toEqual([]);
  });

  it.each(Object.entries(ZOOMED))('to %s has room for what opens above it', async (zoom, viewport) => {
    const { caseId } = await seedCase(met.under.services, `opens-at-${zoom}`);
    const { page, faults } = await openPage(met.browser, met.under.url, `/cases/${caseId}?tab=work`, { viewport });
    await signInAs(page, 'security');
    await page.getByRole('button', { name: 'Claim' }).click();
    await page.getByText('The case is yours.').waitFor();
    await hasRoom(page, zoom);
    await page.getByRole('button', { name: 'Hand over' }).click();
    await page.getByRole('dialog', { name: 'Hand the case over' }).waitFor();
    await hasRoom(page, zoom);
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page
      .getByRole('button', { name: /Samuel Greer/ })
      .first()
      .click();
    await page.getByRole('menuitem', { name: 'Sign out' }).waitFor();
    await hasRoom(page, zoom);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Open side navigation' }).click();
    await page.getByRole('link', { name: 'Incident log' }).waitFor();
    await hasRoom(page, zoom);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('and has no room is found: words that stick out or are cut off, a bar whose parts lie over each other', async () => {
    const page = await met.browser.newPage({ viewport: ZOOMED['400%'] });
    await page.setContent(`
      <div id="top"><a href="/" style="position: absolute; left: 0">Undertone</a><button style="position: absolute; left: 9px">Sam</button></div>
      <p style="white-space: nowrap; margin-top: 3rem">${'Too long. '.repeat(40)}</p>
      <p style="white-space: nowrap; overflow: hidden">${'Cut off. '.repeat(40)}</p>
      <div style="overflow: auto"><p style="white-space: nowrap">${'A wide table. '.repeat(40)}</p></div>`);
    expect(await cutOff(page)).toEqual([
      expect.stringMatching(/Too long.* sticks out/),
      expect.stringMatching(/Cut off.* sticks out/),
      expect.stringMatching(/Cut off.* is cut off/),
    ]);
    expect(await overlapsInBar(page)).toEqual(['Undertone and Sam']);
    await page.context().close();
  });
});

/** The page as it is now fits its window and cuts nothing off. */
async function hasRoom(page: Page, zoom: string): Promise<void> {
  // Until what follows the size of the window has followed it.
  await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))');
  const found = async () => [
    zoom,
    Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth')) > 0
      ? 'wider than the window'
      : 'fits',
    await cutOff(page),
    await overlapsInBar(page),
  ];
  await expect.poll(found).toEqual([zoom, 'fits', [], []]);
}
