import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { Policy } from '../../../functions/contracts/policy.ts';
import type { ConsoleRole } from '../../../functions/contracts/vocabulary.ts';
import { openPage, PHONE, seriousInBothSchemes, signInAs } from './browser.ts';
import { consoleInBrowser } from './console-in-browser.ts';

const met = consoleInBrowser();

const THREAT = 'Good morning.\nI hope you get a taste of what it is like, Dana.';
const BESIDE_DETECTION = Policy.parse(parse(readFileSync('rules/policy.yml', 'utf8'))).concern
  .raise_beside_detection_from;
const HARMLESS = 'Thank you for the new card, it arrived this morning.';

async function open(role: ConsoleRole, options: Parameters<typeof openPage>[3] = {}) {
  const opened = await openPage(met.browser, met.under.url, '/detections', options);
  await signInAs(opened.page, role);
  await textIn(opened.page).waitFor();
  return opened;
}
const textIn = (page: Page) => page.getByRole('textbox', { name: 'Text', exact: true });
const tryIt = (page: Page) => page.getByRole('button', { name: 'Try it' });
// Rules and model are read by the first trial.
const wait = { timeout: 60_000 };

describe('a text that is tried', () => {
  it.each(['operator', 'security'] as const)(
    'is shown to %s with the words that were found, why, what the model says, and what would be decided',
    async (role) => {
      const { page, faults, foreign } = await open(role);
      await textIn(page).fill(THREAT);
      await tryIt(page).click();
      await page
        .getByText(/^Findings: \d+\. It would open a case: P2 Threat, Security\.$/)
        .first()
        .waitFor(wait);
      // Two findings may share words, which are then cut where the one of them ends.
      const found = await page.locator('[data-found] [data-start]').allTextContents();
      expect(found.join('')).toContain('hope you get a taste of');
      await page.getByText('Wishes harm, implied threat').first().waitFor();
      await page.getByRole('link', { name: 'The record of threat/implied/taste-of-it' }).waitFor();
      const opinions = page.getByRole('row').filter({ hasText: /By its (words|meaning)/ });
      expect(await opinions.count()).toBeGreaterThan(1);
      const meaning = await opinions.filter({ hasText: 'By its meaning' }).textContent();
      expect(meaning).toMatch(/0\.\d\d(Yes|No): from 0\.\d\d/);
      expect(meaning).toContain(`: from ${BESIDE_DETECTION.toFixed(2)}`);
      const versions = await page.locator('.hash').allTextContents();
      expect(versions).toEqual([/^rules@/, /^model@/, /^policy@/].map((form) => expect.stringMatching(form)));
      expect(page.url()).toBe(`${met.under.url}/detections`);
      expect(await page.title()).not.toContain('taste');
      expect([faults, foreign]).toEqual([[], []]);
      await page.context().close();
    },
    90_000,
  );

  it('in which nothing is found is said to be so, with what the model says of it', async () => {
    const { page } = await open('operator');
    await textIn(page).fill(HARMLESS);
    await tryIt(page).click();
    await page.getByText('Nothing was found. By itself it would open no case.').first().waitFor(wait);
    await page.getByText('No score is as high as it has to be to raise a finding.').waitFor();
    expect(await page.locator('[data-found]').count()).toBe(0);
    await page.context().close();
  }, 90_000);

  it('leads to the record of what was found, and stays', async () => {
    const { page } = await open('operator');
    await textIn(page).fill(THREAT);
    await tryIt(page).click();
    await page.getByRole('link', { name: 'The record of threat/implied/taste-of-it' }).click(wait);
    const filter = page.getByLabel('Find a detection');
    await expect.poll(() => filter.inputValue()).toBe('threat/implied/taste-of-it');
    expect(await textIn(page).inputValue()).toBe(THREAT);
    await page.context().close();
  }, 90_000);

  it('is typed, tried and read by keyboard alone', async () => {
    const { page } = await open('operator');
    await textIn(page).focus();
    await page.keyboard.type(THREAT.replace('\n', ' '));
    await page.keyboard.press('Tab');
    await page.keyboard.type('Dana Whitfield');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const found = page.locator('[data-found]').first();
    await found.waitFor(wait);
    const why = page.getByRole('tooltip').filter({ hasText: 'Wishes the harm on a named person' }).first();
    // What a reader of the model marked may come before what the detection found.
    const findings = await page.locator('[data-found]').count();
    for (let at = 0; at < findings && !(await why.isVisible()); at++) {
      await page.keyboard.press('Tab');
      await page.locator('[data-found]:focus').waitFor();
      await page.getByRole('tooltip').first().waitFor();
    }
    await why.waitFor();
    await page.keyboard.press('Escape');
    await why.waitFor({ state: 'hidden' });
    await page.context().close();
  }, 90_000);

  it('that is too long is refused in words, and stays where it was typed', async () => {
    const { page } = await open('operator');
    await textIn(page).fill('long '.repeat(5000));
    await tryIt(page).click();
    await page.getByText('text: is longer than 20000 characters').first().waitFor();
    expect(await textIn(page).inputValue()).toHaveLength(25_000);
    await page.context().close();
  });

  it('outlives a lost network, and is tried when it is back', async () => {
    const { page } = await open('operator');
    await page.context().setOffline(true);
    await textIn(page).fill(HARMLESS);
    await tryIt(page).click();
    await page.getByText('The network is lost').waitFor();
    await page.context().setOffline(false);
    await page.getByText('Nothing was found').first().waitFor(wait);
    expect(await textIn(page).inputValue()).toBe(HARMLESS);
    await page.context().close();
  }, 90_000);

  it('is for everybody, on a telephone too, in light and in dark', async () => {
    const { page } = await open('operator', { viewport: PHONE });
    await textIn(page).fill(`${THREAT} I will k1ll u.`);
    await tryIt(page).click();
    await page.locator('[data-found]').first().waitFor(wait);
    await page.getByRole('button', { name: 'The words as detections see them' }).click();
    await page.getByText('Written to slip past a reader').waitFor();
    expect(await seriousInBothSchemes(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await page.context().close();
  }, 90_000);

  // Last: it ends the sessions of all.
  it('outlives the end of a session: who tried it signs in above the page, and it is tried', async () => {
    const { page } = await open('operator');
    await textIn(page).fill(HARMLESS);
    await met.under.endSessions();
    await tryIt(page).click();
    const dialog = page.getByRole('dialog', { name: 'Sign in again' });
    await dialog.getByRole('button', { name: 'Sign in as Operator' }).click();
    await page.getByText('Nothing was found').first().waitFor(wait);
    expect(await textIn(page).inputValue()).toBe(HARMLESS);
    await page.context().close();
  }, 90_000);
});
