import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openPage, signInAs } from './browser.ts';
import { consoleInBrowser } from './console-in-browser.ts';
import { seedCase } from './seed.ts';

const met = consoleInBrowser();

/** Of the heading's words, from 0 (black, on a light page) to 255 (white, on a dark one). */
const brightness = async (page: Page): Promise<number> =>
  Number(
    await page.evaluate(
      "getComputedStyle(document.querySelector('h1')).color.match(/\\d+/g).slice(0, 3).map(Number).reduce((sum, each) => sum + each) / 3",
    ),
  );

/** How many moving things a dialog sets off. */
async function motionsOfDialog(page: Page): Promise<number> {
  await page.evaluate(`window.motions = 0; for (const kind of ['animationstart', 'transitionrun'])
    document.addEventListener(kind, () => window.motions++, true)`);
  await page.getByRole('button', { name: 'Hand over' }).click();
  await page.getByRole('dialog', { name: 'Hand the case over' }).waitFor();
  await page.waitForTimeout(500);
  await page.keyboard.press('Escape');
  return Number(await page.evaluate('window.motions'));
}

describe('what somebody prefers in their system', () => {
  it('is dark or light from the first moment on, and when they change it', async () => {
    const { page } = await openPage(met.browser, met.under.url, '/', { colorScheme: 'dark' });
    await page.getByRole('heading', { name: 'Undertone' }).waitFor();
    expect(await brightness(page)).toBeGreaterThan(200);
    await signInAs(page, 'security');
    await page.getByRole('heading', { name: 'Queue' }).waitFor();
    expect(await brightness(page)).toBeGreaterThan(200);
    await page.emulateMedia({ colorScheme: 'light' });
    await expect.poll(() => brightness(page)).toBeLessThan(60);
    await page.context().close();
  });

  it('is a page on which nothing moves, where motion makes them ill', async () => {
    const { caseId } = await seedCase(met.under.services, 'still');
    const { page } = await openPage(met.browser, met.under.url, `/cases/${caseId}?tab=work`, {
      reducedMotion: 'no-preference',
    });
    await signInAs(page, 'security');
    await page.getByRole('button', { name: 'Hand over' }).waitFor();
    expect(await motionsOfDialog(page)).toBeGreaterThan(0);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await motionsOfDialog(page)).toBe(0);
    await page.reload();
    await page.getByRole('button', { name: 'Hand over' }).waitFor();
    expect(await motionsOfDialog(page)).toBe(0);
    await page.context().close();
  });
});
