import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { beforeAll, describe, expect, it } from 'vitest';
import { caseNumberOf } from '../../../functions/shared/ids.ts';
import { openPage, PHONE, seriousInBothSchemes, signInAs } from './browser.ts';
import { consoleInBrowser } from './console-in-browser.ts';
import { type Seeded, seedCase } from './seed.ts';

const DETECTION = 'threat/implied/taste-of-it';
const met = consoleInBrowser();
let judged: Seeded;
beforeAll(async () => {
  judged = await seedCase(met.under.services, 'judged', { text: 'I hope you get a taste of it, Dana.' });
  const { page } = await openPage(met.browser, met.under.url, `/cases/${judged.caseId}`);
  await signInAs(page, 'security');
  await page.getByRole('button', { name: `It is wrong: ${DETECTION}` }).click();
  await page.getByRole('menuitem', { name: 'An idiom' }).click();
  await page.getByText('You said that it is wrong').waitFor();
  await page.context().close();
}, 120_000);

describe('the page of detections', () => {
  it('is reached from a finding, and has its record and what reviewers said of it', async () => {
    const { page, faults } = await openPage(met.browser, met.under.url, `/cases/${judged.caseId}`);
    await signInAs(page, 'security');
    await page.getByRole('link', { name: `The record of ${DETECTION}` }).click();
    await page.getByRole('cell', { name: '1: an idiom 1' }).waitFor();
    await page.getByText('Wrong, an idiom').waitFor();
    await page.getByRole('link', { name: caseNumberOf(judged.caseId) }).waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('gives an operator the sentence without names and the proposal to copy, and no case', async () => {
    const { page } = await openPage(met.browser, met.under.url, '/detections');
    await signInAs(page, 'operator');
    await page.getByText('must_not_match').waitFor();
    await page.getByRole('button', { name: 'Copy the proposal' }).waitFor();
    const shown = await page.locator('main').textContent();
    expect(shown).toContain('I hope you get a taste of it');
    expect(shown).not.toMatch(/Dana|Carl|UT-/);
    await page.context().close();
  });
});

describe('the page of dead letters', () => {
  it('has the operator put back what failed, and shows them no word of it', async () => {
    const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
    const QueueUrl = String(process.env.DEAD_LETTERS).replace('score=', '');
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify({ contactId: judged.contactId }) }));
    sqs.destroy();
    const { page, faults } = await openPage(met.browser, met.under.url, '/dead-letters');
    await signInAs(page, 'operator');
    await page.getByText(judged.contactId).waitFor();
    await page.getByRole('button', { name: 'Try again: score' }).click();
    await page.getByText('What lay in score is tried again.').waitFor();
    await page.getByText(judged.contactId).waitFor({ state: 'detached' });
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

describe('a request for deletion', () => {
  it('is entered by legal where the subject is shown, and is on the list with what came of it', async () => {
    const { subjectId, caseId } = await seedCase(met.under.services, 'deletion');
    await met.under.services.store.addCaseOf(subjectId, caseId);
    const { page, faults } = await openPage(met.browser, met.under.url, `/subjects/${subjectId}`);
    await signInAs(page, 'legal');
    await page.getByRole('button', { name: /By which law/ }).click();
    await page.getByRole('option', { name: 'CCPA' }).click();
    await page.getByRole('textbox', { name: 'Your own number for it' }).fill('DSR-17');
    await page.getByRole('button', { name: 'Enter the request' }).click();
    await page.getByRole('heading', { name: 'Requests for deletion' }).waitFor();
    await page
      .getByRole('cell', { name: 'DSR-17' })
      .or(page.getByRole('rowheader', { name: 'DSR-17' }))
      .waitFor();
    await page.getByText('It is not done yet').waitFor();
    await page.getByRole('heading', { name: 'Originals whose time is over' }).waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

describe('every page of a role', () => {
  it.each([
    ['operator', '/detections', 'Detections'],
    ['operator', '/dead-letters', 'Dead letters'],
    ['legal', '/retention', 'Retention'],
    ['auditor', '/incidents', 'Violent incident log'],
  ] as const)('is for everybody, in light and in dark: %s %s (%s)', async (role, path, heading) => {
    const { page } = await openPage(met.browser, met.under.url, path, { viewport: PHONE });
    await signInAs(page, role);
    await page.getByRole('heading', { name: heading, exact: true }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(await seriousInBothSchemes(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await page.context().close();
  });
});
