import { beforeAll, describe, expect, it } from 'vitest';
import { caseNumberOf } from '../../../functions/shared/ids.ts';
import { DESKTOP, openPage, PHONE, seriousFindings, signInAs, waitAhead } from './browser.ts';
import { consoleInBrowser } from './console-in-browser.ts';
import { type Seeded, seedCase } from './seed.ts';

const met = consoleInBrowser();
const seeded: Seeded[] = [];
beforeAll(async () => {
  // The first runs out first.
  for (let n = 0; n < 12; n++) seeded.push(await seedCase(met.under.services, `queue-${n}`, { minutes: 60 + n }));
}, 120_000);

const statusOf = async ({ caseId }: Seeded) => (await met.under.services.store.read(caseId)).state?.status;

describe('the queue', () => {
  it('is worked by the keyboard alone: ten cases, one after the other, by what breaks first', async () => {
    const { page, faults } = await openPage(met.browser, met.under.url);
    await signInAs(page, 'security');
    await page.locator('[data-case]').first().waitFor();
    const order = await page
      .locator('[data-case]')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-case')));
    expect(order).toEqual(seeded.map(({ caseId }) => caseId));
    for (let n = 0; n < 10; n++) {
      await page.keyboard.press('a');
      await expect
        .poll(() => statusOf(seeded[n] as Seeded), { timeout: 15_000, message: `case ${n}` })
        .toBe('acknowledged');
    }
    expect(await statusOf(seeded[10] as Seeded)).toBe('open');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/cases/${seeded[10]?.caseId}`);
    expect(faults).toEqual([]);
    await page.context().close();
  }, 120_000);

  it('takes a letter that is typed into a field as a letter', async () => {
    const { page } = await openPage(met.browser, met.under.url);
    await signInAs(page, 'security');
    await page.locator('[data-case]').first().waitFor();
    await page.getByRole('combobox', { name: 'Find cases' }).pressSequentially('aca');
    expect(await statusOf(seeded[11] as Seeded)).toBe('open');
    await page.context().close();
  });

  it('is searched within the view that is shown: what is typed leaves fewer cases, and not others as well', async () => {
    const { page, faults } = await openPage(met.browser, met.under.url);
    await signInAs(page, 'security');
    await page.locator('[data-case]').first().waitFor();
    const { caseId } = seeded[10] as Seeded;
    const filter = page.getByRole('combobox', { name: 'Find cases' });
    await filter.fill(caseNumberOf(caseId).slice(0, 7));
    await filter.press('Enter');
    await expect.poll(() => page.locator('[data-case]').count()).toBe(1);
    expect(await page.locator('[data-case]').getAttribute('data-case')).toBe(caseId);
    await filter.fill('Priority = P0');
    await filter.press('Enter');
    await page.getByText('No case is like that.').waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('does not say that nothing waits where it could not be read, and is read once it can be', async () => {
    const { page } = await openPage(met.browser, met.under.url, '/?view=active');
    await page.route('**/api/cases?*', (route) => route.abort());
    await page.clock.install();
    await signInAs(page, 'security');
    await waitAhead(page, page.getByText('The queue could not be read'));
    await page.getByText('It is not known what waits for you.').waitFor();
    await page.unroute('**/api/cases?*');
    await waitAhead(page, page.locator('[data-case]'));
    await page.getByText('The queue could not be read').waitFor({ state: 'detached' });
    // And where it cannot be read again, what was read stays.
    await page.route('**/api/cases?*', (route) => route.abort());
    await waitAhead(page, page.getByText('What is shown is what was read before.'));
    expect(await page.locator('[data-case]').count()).toBeGreaterThan(0);
    await page.context().close();
  });

  it('shows that somebody else has a case, and says so where one claims it too', async () => {
    const one = await openPage(met.browser, met.under.url);
    await signInAs(one.page, 'security');
    await one.page.goto(`${met.under.url}/cases/${seeded[11]?.caseId}?tab=work`);
    await one.page.getByRole('button', { name: 'Claim' }).click();
    await one.page.getByText('The case is yours.').waitFor();
    const two = await openPage(met.browser, met.under.url);
    await signInAs(two.page, 'supervisor');
    await two.page.goto(`${met.under.url}/?view=active`);
    await two.page.getByRole('cell', { name: 'Samuel Greer' }).first().waitFor();
    await one.page.context().close();
    await two.page.context().close();
  });

  it('fits a telephone and a reader of the screen', async () => {
    const { page } = await openPage(met.browser, met.under.url, '/?view=active', { viewport: PHONE });
    await signInAs(page, 'security');
    await page.locator('[data-case]').first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await page.context().close();
  });

  it.each([
    ['a telephone', PHONE, ['What breaks first']],
    ['a usual desktop', DESKTOP, ['Case, age', 'What breaks first', 'Who has it', 'Why']],
  ])('shows on %s without scrolling what it is worked by', async (_, viewport, names) => {
    const { page } = await openPage(met.browser, met.under.url, '/?view=active', { viewport });
    await signInAs(page, 'security');
    await page.locator('[data-case]').first().waitFor();
    for (const name of names) {
      const box = await page.getByRole('columnheader', { name, exact: true }).boundingBox();
      expect(box?.width, name).toBeGreaterThan(80);
      expect(Number(box?.x) + Number(box?.width), name).toBeLessThanOrEqual(viewport.width);
    }
    const row = page.getByRole('row', { name: /UT-/ }).first();
    expect((await row.boundingBox())?.height).toBeLessThan(90);
    const clock = await row.getByText(/^Acknowledge in/).boundingBox();
    expect(Number(clock?.x) + Number(clock?.width)).toBeLessThanOrEqual(viewport.width);
    expect(clock?.height, 'the clock is on one line').toBeLessThan(30);
    await page.context().close();
  });
});
