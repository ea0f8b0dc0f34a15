import { GetObjectCommand } from '@aws-sdk/client-s3';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openPage, PHONE } from './browser.ts';
import { consoleInBrowser } from './console-in-browser.ts';

const met = consoleInBrowser();

/** Signs in as an employee in no role does, who has this page and no other. */
async function openAsEmployee() {
  const opened = await openPage(met.browser, met.under.url, '/report', { viewport: PHONE });
  const { page } = opened;
  await page.getByRole('textbox', { name: 'An employee in no role' }).fill('dana.whitfield@harborline.example');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('heading', { name: 'Report what a customer said or did' }).waitFor();
  return opened;
}

/** What lies in intake of the report that the page says was taken in. */
async function reportOn(page: Page) {
  await page.getByText('Your report is taken in').first().waitFor();
  const reportId = /report-[0-9a-f]{32}/.exec(String(await page.locator('main').textContent()))?.[0];
  const place = { Bucket: 'intake', Key: `form/${reportId}.json` };
  const { Body } = await met.under.services.s3.send(new GetObjectCommand(place));
  return JSON.parse((await Body?.transformToString()) ?? '');
}

describe('an employee who reports', () => {
  it('says what happened in their own words, is told what happens next, and sees how far it is', async () => {
    const { page, faults, foreign } = await openAsEmployee();
    await page.getByRole('textbox', { name: 'What was said' }).fill('“Hope you get a taste of it.”');
    await page.getByRole('textbox', { name: 'How it was for you' }).fill('I do not dare to go to my car.');
    await page.getByRole('button', { name: /Who, when and where/ }).click();
    await page.getByRole('button', { name: /^How/ }).click();
    await page.getByRole('option', { name: 'In person' }).click();
    await page.getByRole('button', { name: 'Send the report' }).click();
    expect(JSON.stringify(await reportOn(page))).toMatch(/Hope you get a taste of it.*/);
    expect(await page.getByRole('textbox', { name: 'What was said' }).inputValue()).toBe('');
    expect(
      await page.getByRole('button', { name: /^How/ }).textContent(),
      'nor is the channel the next one’s',
    ).toContain('Choose one');
    const said = await page.getByText('Your report is taken in').first().boundingBox();
    expect(Number(said?.y), 'it is seen by who sent it at the foot of the page').toBeGreaterThan(0);
    expect(Number(said?.y)).toBeLessThan(PHONE.height);
    await page.getByRole('heading', { name: 'Your reports' }).waitFor();
    await page.getByText('Taken in; it is being read').waitFor();
    expect([faults, foreign]).toEqual([[], []]);
    await page.context().close();
  });

  it('is told in plain words what an empty report lacks, until they write', async () => {
    const { page } = await openAsEmployee();
    await page.getByRole('button', { name: 'Send the report' }).click();
    const lacks = page.getByText('Write at least one of these: what was said').first();
    await lacks.waitFor();
    await page.getByRole('textbox', { name: 'What they did' }).fill('He threw a chair.');
    await lacks.waitFor({ state: 'detached' });
    await page.context().close();
  });

  it('loses no word to a lost network: the page says so, and sends it when it is back', async () => {
    const { page } = await openAsEmployee();
    await page.getByRole('textbox', { name: 'What they did' }).fill('He threw a chair.');
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Send the report' }).click();
    await page.getByText('The network is lost').waitFor();
    expect(await page.getByRole('textbox', { name: 'What they did' }).inputValue()).toBe('He threw a chair.');
    await page.context().setOffline(false);
    expect(JSON.stringify(await reportOn(page))).toContain('He threw a chair.');
    await page.context().close();
  });

  it('has the way to this page, and to no case', async () => {
    const { page } = await openAsEmployee();
    await page.getByRole('button', { name: 'Open side navigation' }).click();
    const links = page.getByRole('navigation').getByRole('link');
    await links.first().waitFor();
    expect(await links.allTextContents()).toEqual(['Report']);
    // Nor do they begin at a queue that is not theirs.
    await page.goto(`${met.under.url}/`);
    await page.waitForURL('**/report');
    await page.context().close();
  });
});
