import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ConsoleRole } from '../../../functions/contracts/vocabulary.ts';
import { openPage, signInAs } from './browser.ts';
import { consoleInBrowser } from './console-in-browser.ts';
import { appendEvents, type Seeded, seedCase } from './seed.ts';

/* What a usual desktop, 1280 pixels wide, shows of a page without anything in it being scrolled sideways. */

const met = consoleInBrowser();
let seeded: Seeded;
beforeAll(async () => {
  seeded = await seedCase(met.under.services, 'desktop', {
    caseContact: { categories: ['surveillance-stalking', 'obsessive-attachment', 'personal-report'] },
  });
}, 60_000);

async function open(role: ConsoleRole, path: string): Promise<Page> {
  const { page } = await openPage(met.browser, met.under.url, path);
  await signInAs(page, role);
  return page;
}

/** How much of each table, and of each row of tabs, lies out of sight at its side. */
const outOfSight = (page: Page) =>
  page.evaluate(`[...document.querySelectorAll('table, [role="tablist"]')].flatMap((wide) => {
    for (let at = wide; at !== document.body; at = at.parentElement) {
      const hidden = at.scrollWidth - at.clientWidth;
      if (['auto', 'scroll', 'hidden'].includes(getComputedStyle(at).overflowX) && hidden > 1)
        return [wide.textContent.slice(0, 40) + ': ' + hidden];
    }
    return [];
  })`);

describe('a usual desktop', () => {
  it.each<[string, ConsoleRole, string, string]>([
    ['the queue, with why each case is in it', 'security', '/', 'UT-'],
    ['every tab of a case, also to whom most are there for', 'hr', '/cases/CASE', 'What to do now'],
  ])('shows all of %s', async (_, role, path, seen) => {
    const page = await open(role, path.replace('CASE', seeded.caseId));
    await page.getByText(seen).first().waitFor();
    await page.waitForLoadState('networkidle');
    expect(await outOfSight(page)).toEqual([]);
    await page.context().close();
  });

  it('shows a case with its tabs in the same window, and first of all whom to call', async () => {
    const page = await open('supervisor', `/cases/${seeded.caseId}`);
    const always = page.getByText(/call the emergency services yourself/);
    const [first, steps, tabs] = [
      await always.boundingBox(),
      await page.getByRole('heading', { name: 'An employee is watched, followed or sought out' }).boundingBox(),
      await page.getByRole('tablist').boundingBox(),
    ];
    expect(Number(first?.y)).toBeLessThan(Number(steps?.y));
    expect(Number(tabs?.y) + Number(tabs?.height)).toBeLessThan(900);
    await page.context().close();
  });

  it('shows of a case that is closed that nothing is to do, and steps only to who asks for them', async () => {
    const closed = await seedCase(met.under.services, 'desktop-closed', {
      caseContact: { categories: ['surveillance-stalking'] },
    });
    await appendEvents(met.under.services, closed.caseId, new Date().toISOString(), [
      { type: 'acknowledged', note: null },
      { type: 'closed', disposition: 'harassment-pattern', note: '' },
    ]);
    const page = await open('security', `/cases/${closed.caseId}`);
    await page.getByText(/opens again by itself when the subject writes again/).waitFor();
    expect(await page.getByText('Speak with the employee today').isVisible()).toBe(false);
    await page.getByRole('button', { name: 'An employee is watched, followed or sought out' }).click();
    await page.getByText('Speak with the employee today').waitFor();
    await page.context().close();
  });
});
