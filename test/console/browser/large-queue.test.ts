import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeLongQueue } from '../../../bench/queue/long-queue.ts';
import type { CaseSummary } from '../../../functions/shared/case/summary.ts';
import { DANA } from '../../functions/case-support/examples.ts';
import { openPage, signInAs } from './browser.ts';
import { consoleInBrowser } from './console-in-browser.ts';

const CASES = 10_000;
const met = consoleInBrowser();
let rows: CaseSummary[];
beforeAll(async () => {
  rows = await writeLongQueue(met.under.services.documents, 'cases', CASES, [DANA]);
}, 180_000);

const numbersOn = (page: Page) => page.locator('[data-case]').allTextContents();

describe('a queue of ten thousand cases', () => {
  it('shows what breaks first before the rest is there, then all of it, page by page and filtered', async () => {
    const { page, faults } = await openPage(met.browser, met.under.url, '/?view=active');
    page.setDefaultTimeout(60_000);
    await signInAs(page, 'security');
    await page.locator('[data-case]').first().waitFor();
    const first = rows.slice(0, 50).map(({ caseNumber }) => caseNumber);
    expect(await numbersOn(page)).toEqual(first);
    await page.getByText(`(${CASES})`, { exact: true }).waitFor();

    await page.getByRole('button', { name: 'Next page' }).click();
    await expect.poll(() => numbersOn(page)).toEqual(rows.slice(50, 100).map(({ caseNumber }) => caseNumber));

    const filter = page.getByRole('combobox', { name: 'Find cases' });
    await filter.fill('Lane = Crisis');
    await filter.press('Enter');
    const crisis = rows.filter(({ lane }) => lane === 'crisis');
    await page.getByText(`(${crisis.length})`, { exact: true }).waitFor();
    expect(await numbersOn(page)).toEqual(crisis.slice(0, 50).map(({ caseNumber }) => caseNumber));
    expect(faults).toEqual([]);
    await page.context().close();
  }, 180_000);
});
