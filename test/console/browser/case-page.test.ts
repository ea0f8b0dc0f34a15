import { describe, expect, it } from 'vitest';
import { contactIdOf, targetIdOf } from '../../../functions/shared/ids.ts';
import { caseContact } from '../../functions/case-support/examples.ts';
import { openPage, PHONE, seriousInBothSchemes, signInAs } from './browser.ts';
import { consoleInBrowser } from './console-in-browser.ts';
import { appendEvents, seedCase } from './seed.ts';

const met = consoleInBrowser();

const TOMAS = targetIdOf({ name: null, address: 'tomas.reyes@harborline.example' });
const stateOf = async (caseId: string) => (await met.under.services.store.read(caseId)).state;

describe('the page of a case', () => {
  it('is worked by its keys: acknowledged, claimed, noted, corrected, and left', async () => {
    const { caseId } = await seedCase(met.under.services, 'keys');
    const { page, faults } = await openPage(met.browser, met.under.url, `/cases/${caseId}`);
    await signInAs(page, 'security');
    await page.getByRole('heading', { name: 'What to do now' }).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).getByText('Back to the queue').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('a');
    await page.getByText('its clock has stopped').waitFor();
    await page.keyboard.press('c');
    await page.getByText('The case is yours.').waitFor();
    await page.keyboard.press('n');
    const note = page.getByRole('textbox', { name: 'A note' });
    await expect.poll(() => note.evaluate((field) => field === field.ownerDocument.activeElement)).toBe(true);
    await page.keyboard.type('cab');
    await page.getByRole('button', { name: 'Save the note' }).click();
    await page.getByText('The note is on record.').waitFor();
    await page.getByRole('button', { name: /Correct it/ }).click();
    await page.getByRole('textbox', { name: /In the place of note/ }).fill('A cab waited.');
    await page.getByRole('button', { name: 'Save the correction' }).click();
    await page.getByText('stands in its place').waitFor();
    // What was done is said where it is seen, however far down the page it was asked for.
    expect((await page.getByText('The correction is on record').boundingBox())?.y).toBeGreaterThan(0);
    const state = await stateOf(caseId);
    expect(state).toMatchObject({ status: 'acknowledged', work: { holder: { name: 'Samuel Greer' } } });
    expect(state?.work.notes.map(({ text }) => text)).toEqual(['cab', 'A cab waited.']);
    await page.getByRole('heading', { name: 'What to do now' }).click();
    await page.keyboard.press('b');
    await page.waitForURL(`${met.under.url}/`);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('says first what could not be read of a contact, and warns before it hands over the original', async () => {
    const seeded = await seedCase(met.under.services, 'unread', {
      caseContact: { lane: 'unscored', threatType: null, categories: [] },
      contact: {
        problems: [{ code: 'malformed', extent: 'whole', message: 'The character set is not one that is known.' }],
      },
    });
    const at = new Date().toISOString();
    const evidence = {
      ...{ contactId: seeded.contactId, bucket: 'vault', key: 'originals/unread', versionId: 'v1' },
      ...{ sha256: '0'.repeat(64), sizeBytes: 1, retainUntil: at },
    };
    await appendEvents(met.under.services, seeded.caseId, at, [{ type: 'evidence-preserved', evidence }]);
    const { page } = await openPage(met.browser, met.under.url, `/cases/${seeded.caseId}`);
    await signInAs(page, 'security');
    await page.getByText('It could not be read: look at the original').waitFor();
    const text = String(await page.locator('main').textContent());
    expect(text.indexOf('The character set is not one')).toBeLessThan(text.indexOf('Sender proven'));
    expect(text).toContain('Not known: it was not read');
    await page.getByRole('button', { name: /Download the original/ }).click();
    await page.getByRole('dialog', { name: 'It may be harmful' }).waitFor();
    await page.context().close();
  });

  it.each(['work', 'forms', 'custody'])(
    'has nothing on its tab “%s” over which sight or a reader stumbles',
    async (tab) => {
      const { caseId } = await seedCase(met.under.services, `tab-${tab}`);
      const { page } = await openPage(met.browser, met.under.url, `/cases/${caseId}?tab=${tab}`, {
        viewport: PHONE,
      });
      await signInAs(page, 'security');
      await page.waitForLoadState('networkidle');
      expect(await seriousInBothSchemes(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      await page.context().close();
    },
  );

  it('shows acts toward one person alone, each channel by its shape, and says the same in a table', async () => {
    const { caseId } = await seedCase(met.under.services, 'timeline');
    const at = new Date(Date.now() + 1000).toISOString();
    const contactId = contactIdOf({ key: 'call', versionId: null, sha256: '1'.repeat(64) });
    const call = { contactId, channel: 'phone' as const, targetIds: [TOMAS], receivedAt: at, occurredAt: at };
    await appendEvents(met.under.services, caseId, at, [
      { type: 'contact-added', contact: caseContact(2, call), acknowledgeDueAt: at },
    ]);
    const { page } = await openPage(met.browser, met.under.url, `/cases/${caseId}?tab=timeline`, {
      viewport: PHONE,
    });
    await signInAs(page, 'security');
    const marks = page.locator('.acts-chart .act');
    await marks.first().waitFor();
    expect(await marks.evaluateAll((all) => all.map((mark) => mark.getAttribute('data-channel')))).toEqual([
      'email',
      'phone',
    ]);
    await page.getByRole('button', { name: /Toward/ }).click();
    await page.getByRole('option', { name: /Dana/ }).click();
    await expect.poll(() => marks.count()).toBe(1);
    expect(await page.getByRole('table').first().getByRole('row').count()).toBe(2);
    expect(await seriousInBothSchemes(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await page.context().close();
  });
});
