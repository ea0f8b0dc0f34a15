import { describe, expect, it } from 'vitest';
import { openPage, PHONE, seriousInBothSchemes, signInAs } from './browser.ts';
import { consoleInBrowser } from './console-in-browser.ts';
import { seedCase } from './seed.ts';

const met = consoleInBrowser();

const DETECTION = 'threat/implied/taste-of-it';
const saidOf = async (caseId: string) =>
  (await met.under.services.store.read(caseId)).state?.feedback.map(({ said }) => said) ?? [];

describe('who reads a contact', () => {
  it('says that a finding is wrong and why, then that it is right, and the last word counts', async () => {
    const { caseId } = await seedCase(met.under.services, 'judged');
    const { page, faults } = await openPage(met.browser, met.under.url, `/cases/${caseId}`);
    await signInAs(page, 'security');
    await page.getByRole('button', { name: `It is wrong: ${DETECTION}` }).click();
    await page.getByRole('menuitem', { name: 'An idiom' }).click();
    await page.getByText('You said that it is wrong: an idiom.').waitFor();
    expect(await saidOf(caseId)).toMatchObject([{ verdict: 'wrong', signalId: DETECTION, because: 'idiom' }]);
    await page.getByRole('button', { name: `It is right: ${DETECTION}` }).click();
    await page.getByText('You said that it is right.').waitFor();
    expect(await saidOf(caseId)).toMatchObject([{ verdict: 'right', signalId: DETECTION }]);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('says what was missed by words selected with the keys alone, counted in the text as it came', async () => {
    const text = 'Dear branch,\r\nI hope you get a taste of it.\r\nI know your car.';
    const { caseId } = await seedCase(met.under.services, 'missed', { text });
    const { page } = await openPage(met.browser, met.under.url, `/cases/${caseId}`);
    await signInAs(page, 'security');
    await page.getByRole('button', { name: 'Something was missed here' }).focus();
    await page.keyboard.press('Enter');
    const words = page.getByRole('textbox', { name: 'Which words' });
    await words.focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('x');
    await page.keyboard.press('Backspace');
    expect(await words.inputValue()).toBe(text.replaceAll('\r\n', '\n'));
    for (let n = 0; n < 'I know your car.'.length; n++) await page.keyboard.press('Shift+ArrowLeft');
    await page.getByText('16 characters').waitFor();
    await page.getByRole('button', { name: /What is in them/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: 'Surveillance or stalking' }).click();
    await page.getByRole('button', { name: 'Say so' }).click();
    await page.getByText('What was missed is on record.').waitFor();
    expect(await saidOf(caseId)).toEqual([
      {
        verdict: 'missed',
        category: 'surveillance-stalking',
        span: { turn: 0, start: text.indexOf('I know'), end: text.length },
      },
    ]);
    await page.context().close();
  });

  it('finds chosen what they selected with the mouse', async () => {
    const { caseId } = await seedCase(met.under.services, 'mouse', { text: 'I hope you get a taste of it. Watchful.' });
    const { page } = await openPage(met.browser, met.under.url, `/cases/${caseId}`);
    await signInAs(page, 'security');
    await page.getByText('Watchful.').dblclick({ position: { x: 70, y: 8 } });
    const selected = String(await page.evaluate('getSelection().toString().trim().length'));
    await page.getByRole('button', { name: 'Something was missed here' }).click();
    expect(Number(selected)).toBeGreaterThan(0);
    await page.getByText(/^\d+ characters$/).waitFor();
    await page.context().close();
  });

  it('is not kept from it by poor sight or a telephone', async () => {
    const { caseId } = await seedCase(met.under.services, 'sight');
    const { page } = await openPage(met.browser, met.under.url, `/cases/${caseId}`, { viewport: PHONE });
    await signInAs(page, 'security');
    await page.getByRole('button', { name: 'Something was missed here' }).click();
    await page.getByRole('textbox', { name: 'Which words' }).waitFor();
    expect(await seriousInBothSchemes(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await page.context().close();
  });
});
