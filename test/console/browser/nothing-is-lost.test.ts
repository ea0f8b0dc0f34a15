import { describe, expect, it } from 'vitest';
import type { CaseEventBody } from '../../../functions/contracts/case.ts';
import { caseNumberOf } from '../../../functions/shared/ids.ts';
import { RUTH } from '../../functions/case-support/examples.ts';
import { openPage, signInAs } from './browser.ts';
import { consoleInBrowser } from './console-in-browser.ts';
import { appendEvents, seedCase } from './seed.ts';

const met = consoleInBrowser();

const stateOf = async (caseId: string) => (await met.under.services.store.read(caseId)).state;

describe('what somebody types', () => {
  it('outlives the end of their session: they sign in above the page, and it is kept', async () => {
    const { caseId } = await seedCase(met.under.services, 'session');
    const { page } = await openPage(met.browser, met.under.url, `/cases/${caseId}?tab=work`);
    await signInAs(page, 'security');
    const note = page.getByRole('textbox', { name: 'A note' });
    await note.fill('She knows him from the branch.');
    await met.under.endSessions();
    await page.getByRole('button', { name: 'Save the note' }).click();
    const dialog = page.getByRole('dialog', { name: 'Sign in again' });
    await dialog.getByRole('button', { name: 'Sign in as Security' }).click();
    await expect
      .poll(async () => (await stateOf(caseId))?.work.notes[0]?.text, { timeout: 15_000 })
      .toBe('She knows him from the branch.');
    await page.context().close();
  });

  it('into a form outlives a lost network: the page says so, and sends it when it is back', async () => {
    const { caseId } = await seedCase(met.under.services, 'network');
    const { page } = await openPage(met.browser, met.under.url, `/cases/${caseId}?tab=forms`);
    await signInAs(page, 'security');
    await page
      .getByRole('button', { name: /Threat/ })
      .first()
      .click();
    const summary = page.getByRole('textbox', { name: /Summary/ });
    await summary.waitFor();
    await page.context().setOffline(true);
    await summary.fill('Five mails in three weeks.');
    await page.getByText('The network is lost').waitFor();
    await page.context().setOffline(false);
    const saved = async () =>
      (await stateOf(caseId))?.forms.flatMap(({ fields }) =>
        fields.flatMap(({ values }) => values.map(({ value }) => value)),
      );
    await expect.poll(saved, { timeout: 20_000 }).toContain('Five mails in three weeks.');
    await page.context().close();
  }, 60_000);

  it('into one case is in no other to which they go back', async () => {
    const [one, other] = [await seedCase(met.under.services, 'one'), await seedCase(met.under.services, 'other')];
    const linked: CaseEventBody = { type: 'case-linked', caseId: other.caseId, reason: 'The same telephone.' };
    await appendEvents(met.under.services, one.caseId, new Date().toISOString(), [linked], RUTH);
    const { page } = await openPage(met.browser, met.under.url, `/cases/${one.caseId}?tab=work`);
    await signInAs(page, 'security');
    await page.getByRole('link', { name: caseNumberOf(other.caseId) }).click();
    await page.getByRole('heading', { name: caseNumberOf(other.caseId) }).waitFor();
    await page.getByRole('tab', { name: 'Work on it' }).click();
    const note = page.getByRole('textbox', { name: 'A note' });
    await note.fill('About the other.');
    await page.goBack();
    await page.getByRole('heading', { name: caseNumberOf(one.caseId) }).waitFor();
    expect(await note.inputValue()).toBe('');
    await page.context().close();
  });

  it('and what somebody else does meanwhile do not undo each other', async () => {
    const { caseId } = await seedCase(met.under.services, 'two-people');
    const [one, two] = await Promise.all([
      openPage(met.browser, met.under.url, `/cases/${caseId}`),
      openPage(met.browser, met.under.url, `/cases/${caseId}`),
    ]);
    await signInAs(one.page, 'supervisor');
    await signInAs(two.page, 'security');
    await two.page.getByRole('button', { name: 'Acknowledge' }).waitFor();
    await one.page.getByRole('button', { name: 'Acknowledge' }).click();
    await one.page.getByText('its clock has stopped').waitFor();
    await two.page.getByRole('button', { name: 'Acknowledge' }).click();
    await two.page
      .getByText(/Since you read the case|acknowledged already/)
      .first()
      .waitFor();
    expect(
      (await met.under.services.store.read(caseId)).events.filter(({ body }) => body.type === 'acknowledged'),
    ).toHaveLength(1);
    await one.page.context().close();
    await two.page.context().close();
  });
});

describe('the review of an employee', () => {
  it('is there for HR, and for a supervisor there is not even a tab', async () => {
    const { caseId } = await seedCase(met.under.services, 'review', {
      caseContact: { categories: ['personal-report'], lane: 'hr', priority: 'P3', threatType: null },
    });
    const hr = await openPage(met.browser, met.under.url, `/cases/${caseId}`);
    await signInAs(hr.page, 'hr');
    await hr.page.getByRole('tab', { name: 'Review', exact: true }).waitFor();
    const supervisor = await openPage(met.browser, met.under.url, `/cases/${caseId}`);
    await signInAs(supervisor.page, 'supervisor');
    await supervisor.page.getByRole('heading', { name: 'What to do now' }).waitFor();
    expect(await supervisor.page.getByRole('tab', { name: 'Review' }).count()).toBe(0);
    await hr.page.context().close();
    await supervisor.page.context().close();
  });
});
