import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { caseNumberOf } from '../../../functions/shared/ids.ts';
import { openPage, signInAs } from './browser.ts';
import { consoleInBrowser } from './console-in-browser.ts';
import { seedCase, seedSecondContact } from './seed.ts';

const met = consoleInBrowser();

const stateOf = async (caseId: string) => (await met.under.services.store.read(caseId)).state;
const open = async (path: string, role: 'security' | 'hr' = 'security') => {
  const opened = await openPage(met.browser, met.under.url, path);
  await signInAs(opened.page, role);
  return opened;
};

/** Names the other case by its number, as people write it. */
async function join(page: Page, otherId: string, how: RegExp) {
  await page.getByRole('button', { name: 'Link or merge another case' }).click();
  const dialog = page.getByRole('dialog', { name: 'Another case' });
  await dialog.getByRole('textbox', { name: 'The other case' }).fill(caseNumberOf(otherId).toLowerCase());
  await dialog.getByRole('button', { name: 'Find' }).click();
  await dialog.getByText(`${caseNumberOf(otherId)}: P2 Threat`).waitFor();
  await dialog.getByRole('radio', { name: how }).click();
  await dialog.getByRole('textbox', { name: 'Why' }).fill('The same telephone.');
  await dialog.getByRole('button', { name: 'Link or merge another case' }).click();
}

describe('a case and others', () => {
  it('are linked, and both say so; what is not one person’s is not merged, and the page says why', async () => {
    const one = await seedCase(met.under.services, 'relation-one');
    const two = await seedCase(met.under.services, 'relation-two');
    const { page, faults } = await open(`/cases/${one.caseId}?tab=work`);
    await join(page, two.caseId, /stay two cases/);
    await page.getByText('Both cases say so.').waitFor();
    expect((await stateOf(two.caseId))?.relations.links).toMatchObject([{ caseId: one.caseId }]);
    await join(page, two.caseId, /go on in this case/);
    await page.getByText('nobody has said that these are one person').waitFor();
    expect((await stateOf(two.caseId))?.relations.mergedInto).toBeNull();
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('part contacts that do not belong, go on as one again, and are parted again', async () => {
    const seeded = await seedCase(met.under.services, 'split');
    const second = await seedSecondContact(met.under.services, seeded);
    const { page } = await open(`/cases/${seeded.caseId}?tab=work`);
    await page.getByRole('button', { name: 'Split contacts off' }).click();
    const dialog = page.getByRole('dialog', { name: 'Split contacts off' });
    await dialog.getByRole('button', { name: /Which contacts/ }).click();
    await page.getByRole('option', { name: /Phone/ }).click();
    await page.keyboard.press('Escape');
    await dialog.getByRole('textbox', { name: 'Why' }).fill('Another caller.');
    await dialog.getByRole('button', { name: 'Split contacts off' }).click();
    await page.getByText('They have a case of their own.').waitFor();
    const [split] = (await stateOf(seeded.caseId))?.relations.splitOff ?? [];
    expect(split?.contactIds).toEqual([second]);

    const otherId = String(split?.caseId);
    await join(page, otherId, /go on in this case/);
    await page.getByText(`${caseNumberOf(otherId)} goes on in this case.`).waitFor();
    expect((await stateOf(otherId))?.relations.mergedInto?.caseId).toBe(seeded.caseId);
    await page.getByRole('button', { name: 'Undo the merge' }).click();
    const undo = page.getByRole('dialog', { name: 'Undo the merge' });
    await undo.getByRole('textbox', { name: 'Why' }).fill('Two callers after all.');
    await undo.getByRole('button', { name: 'Undo the merge' }).click();
    await page.getByText('They are two cases again.').waitFor();
    expect((await stateOf(otherId))?.relations.mergedInto).toBeNull();
    await page.context().close();
  });
});

describe('the incident log', () => {
  it('has the row that a person completes, and refuses one that names somebody', async () => {
    const { caseId } = await seedCase(met.under.services, 'incident');
    const { page } = await open(`/cases/${caseId}?tab=custody`);
    await page.getByRole('button', { name: 'Complete the row' }).click();
    await page.getByRole('textbox', { name: 'Location' }).fill('By email');
    await page.getByRole('button', { name: /Where it occurred/ }).click();
    await page.getByRole('option', { name: 'Workplace', exact: true }).click();
    await page.getByRole('button', { name: /What happened/ }).click();
    await page.getByRole('option', { name: /Threat of physical force/ }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('textbox', { name: 'Description' }).fill('A customer wrote to Dana Whitfield.');
    await page.getByRole('textbox', { name: 'What was done to protect employees' }).fill('Calls are screened.');
    await page.getByRole('textbox', { name: 'Your job title' }).fill('Investigator');
    await page.getByRole('button', { name: 'Record the row' }).click();
    await page.getByText(/must not tell who anybody is/).waitFor();
    await page.getByRole('textbox', { name: 'Description' }).fill('A customer wrote to the employee.');
    await page.getByRole('button', { name: 'Record the row' }).click();
    await page.getByText('The row is in the log.').waitFor();
    expect((await stateOf(caseId))?.custody.incident).toMatchObject({
      recorded: { description: 'A customer wrote to the employee.', completedBy: { title: 'Investigator' } },
    });
    await page.goto(`${met.under.url}/incidents`);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download the log' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^violent-incident-log-.*\.csv$/);
    await page.context().close();
  });
});

describe('a form', () => {
  it('shows what was saved before', async () => {
    const { caseId } = await seedCase(met.under.services, 'history');
    const { page } = await open(`/cases/${caseId}?tab=forms`);
    await page
      .getByRole('button', { name: /Threat/ })
      .first()
      .click();
    for (const words of ['Five mails.', 'Six mails.']) {
      await page.getByRole('textbox', { name: /Summary/ }).fill(words);
      await expect
        .poll(async () => JSON.stringify((await stateOf(caseId))?.forms ?? []), { timeout: 15_000 })
        .toContain(words);
    }
    await page.getByRole('button', { name: 'What was saved before' }).click();
    await page.getByText(/: Five mails\./).waitFor();
    await page.getByText(/: Six mails\./).waitFor();
    await page.context().close();
  });
});

describe('several cases', () => {
  it('are closed together, and of each the page says what became of it', async () => {
    const plain = { categories: ['abuse' as const], threatType: null, priority: 'P3' as const, targetIds: [] };
    const spam = await seedCase(met.under.services, 'spam', { caseContact: plain, minutes: 1 });
    const threat = await seedCase(met.under.services, 'no-spam', {
      caseContact: { threatType: 'direct', targetIds: [] },
      minutes: 2,
    });
    const { page } = await open('/?view=active');
    await page.getByRole('button', { name: 'Choose several' }).click();
    for (const { caseId } of [spam, threat]) {
      await page.getByRole('checkbox', { name: `Choose ${caseNumberOf(caseId)}` }).click();
    }
    await page.getByRole('button', { name: 'Close 2 cases' }).click();
    const dialog = page.getByRole('dialog', { name: 'Close 2 cases' });
    await dialog.getByRole('radio', { name: /Misdirected or spam/ }).click();
    await dialog.getByRole('textbox', { name: /By what it is known/ }).fill('A newsletter.');
    await dialog.getByRole('button', { name: 'Close them' }).click();
    const outcomes = dialog.getByRole('list', { name: 'What became of each' }).getByRole('listitem');
    await outcomes.first().waitFor();
    expect(await outcomes.allTextContents()).toEqual([
      expect.stringMatching(/Closed/),
      expect.stringMatching(/Stays as it is.*direct threat/),
    ]);
    expect([(await stateOf(spam.caseId))?.status, (await stateOf(threat.caseId))?.status]).toEqual(['closed', 'open']);
    await page.context().close();
  });
});
