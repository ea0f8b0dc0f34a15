import { describe, expect, it } from 'vitest';
import { openPage, PHONE, seriousInBothSchemes, signInAs } from './browser.ts';
import { consoleInBrowser } from './console-in-browser.ts';
import { seedCase } from './seed.ts';

const met = consoleInBrowser();

describe('a supervisor who is told of a case', () => {
  it('acknowledges it from the link in the mail with two actions, on a telephone', async () => {
    const { caseId } = await seedCase(met.under.services, 'two-actions');
    const { page, foreign, faults } = await openPage(met.browser, met.under.url, `/cases/${caseId}`, {
      viewport: PHONE,
    });
    await page.getByRole('button', { name: 'Sign in as Supervisor' }).click();
    await page.getByRole('heading', { name: 'What to do now' }).waitFor();
    const clock = await page.getByText(/^Acknowledge in 3 h/).boundingBox();
    expect(Number(clock?.y) + Number(clock?.height)).toBeLessThan(PHONE.height / 2);
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    await page.getByText('its clock has stopped').waitFor();
    expect((await met.under.services.store.read(caseId)).state).toMatchObject({ status: 'acknowledged' });
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect([foreign, faults]).toEqual([[], []]);
  });

  it('finds nothing that a screen reader or poor sight stumbles over, in light and in dark', async () => {
    const { caseId } = await seedCase(met.under.services, 'seen');
    const { page } = await openPage(met.browser, met.under.url, `/cases/${caseId}`);
    expect(await seriousInBothSchemes(page)).toEqual([]);
    await signInAs(page, 'supervisor');
    await page.getByRole('heading', { name: 'What to do now' }).waitFor();
    await page.getByText('hope you get a taste').first().waitFor();
    expect(await seriousInBothSchemes(page)).toEqual([]);
  });

  it('is told nothing of a case that is not theirs, as of one that there is not', async () => {
    const { caseId } = await seedCase(met.under.services, 'not-theirs', { caseContact: { targetIds: [] } });
    for (const path of [`/cases/${caseId.slice(0, -4)}0000`, '/cases/nonsense', '/nowhere']) {
      const { page } = await openPage(met.browser, met.under.url, path);
      await signInAs(page, 'supervisor');
      await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
      expect(await page.title()).not.toContain('UT-');
    }
  });
});
