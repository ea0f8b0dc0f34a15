import { describe, expect, it } from 'vitest';
import type { ConsoleRole } from '../../../functions/contracts/vocabulary.ts';
import { openPage, signInAs, waitAhead } from './browser.ts';
import { consoleInBrowser } from './console-in-browser.ts';
import { seedCase } from './seed.ts';

const met = consoleInBrowser();

/** Where, what is asked for there, and what the page says of nothing, which is false of what could not be fetched. */
const PARTS: readonly [ConsoleRole, string, string, string | null][] = [
  ['security', '/cases/CASE?tab=access', '**/roster', null],
  ['security', '/cases/CASE?tab=forms', '**/api/cases/*/forms', null],
  ['security', '/cases/CASE?tab=texts', '**/templates', null],
  ['security', '/cases/CASE?tab=work', '**/account-decision', 'Nothing is decided yet.'],
  ['security', '/cases/CASE?tab=work', '**/api/dispositions', null],
  ['legal', '/cases/CASE?tab=custody', '**/custody-log', null],
  ['legal', '/retention', '**/api/deletion-requests', 'Nobody has asked.'],
  ['legal', '/retention', '**/api/ended-evidence', 'None is.'],
  ['auditor', '/audit', '**/api/access-log*', 'Nothing in this time.'],
  ['operator', '/rescore?run=rescore-1', '**/api/rescores/*', 'Begin a dry run to see what would change.'],
];

describe('what could not be fetched', () => {
  it.each(PARTS)(
    'is not shown as nothing, nor as on its way for ever: %s %s, %s',
    async (role, path, asked, nothing) => {
      const { caseId } = await seedCase(met.under.services, `not-fetched-${asked.replace(/\W/g, '')}`);
      const { page, faults } = await openPage(met.browser, met.under.url, path.replace('CASE', caseId));
      await page.route(asked, (route) => route.abort());
      await page.clock.install();
      await signInAs(page, role);
      await waitAhead(page, page.getByText('This could not be fetched'));
      await page.getByText('The network is lost').first().waitFor();
      if (nothing !== null) expect(await page.getByText(nothing).count()).toBe(0);
      expect(faults).toEqual([]);
      await page.context().close();
    },
  );

  it('is fetched where somebody asks for it again', async () => {
    const { caseId } = await seedCase(met.under.services, 'fetched-again');
    const { page } = await openPage(met.browser, met.under.url, `/cases/${caseId}`);
    await page.route('**/contacts/*', (route) => route.abort());
    await page.clock.install();
    await signInAs(page, 'security');
    await waitAhead(page, page.getByText('This could not be fetched'));
    await page.unroute('**/contacts/*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await waitAhead(page, page.getByText('Language of concern'));
    await page.context().close();
  });

  it('is said within the console where it is a whole page: with whom to call, and the way to the others', async () => {
    const { caseId } = await seedCase(met.under.services, 'page-failed');
    const { page } = await openPage(met.browser, met.under.url, `/cases/${caseId}`);
    await page.route('**/api/cases/*', (route) => route.fulfill({ status: 503, body: 'busy' }));
    await page.clock.install();
    await signInAs(page, 'security');
    await waitAhead(page, page.getByRole('heading', { name: 'This page could not be shown' }));
    await page.getByText('The server answered 503.').waitFor();
    await page.getByText('call the emergency services yourself').waitFor();
    await page.unroute('**/api/cases/*');
    await page.getByRole('link', { name: 'Queue', exact: true }).click();
    await waitAhead(page, page.locator('[data-case]'));
    await page.context().close();
  });
});
