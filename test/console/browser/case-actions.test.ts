import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { recordSighting } from '../../../functions/score/history-store.ts';
import { readNotices } from '../../../functions/shared/history/notices.ts';
import { caseNumberOf } from '../../../functions/shared/ids.ts';
import { RUTH } from '../../functions/case-support/examples.ts';
import { direct } from '../../functions/score/conduct/sightings.ts';
import { openPage, signInAs, signInAsPerson } from './browser.ts';
import { consoleInBrowser } from './console-in-browser.ts';
import { appendEvents, seedCase, seedSecondContact } from './seed.ts';

const met = consoleInBrowser();

const stateOf = async (caseId: string) => (await met.under.services.store.read(caseId)).state;
const open = async (path: string, role: 'security' | 'hr' = 'security') => {
  const opened = await openPage(met.browser, met.under.url, path);
  await signInAs(opened.page, role);
  return opened;
};

const now = () => new Date().toISOString();
/** A day from today as the field for it is typed into. */
const typedDay = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '/');

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

describe('what the subject was told', () => {
  it('is recorded with the case, and what came since is read again by it', async () => {
    const { documents, store } = met.under.services;
    const { caseId, contactId, subjectId } = await seedCase(met.under.services, 'told');
    expect(await store.claimCaseOf(subjectId)).toBe(caseId);
    const sighting = direct(contactId, Date.now() + 60_000, { subjectId });
    await recordSighting(documents, 'history', sighting);
    const { page, faults } = await open(`/cases/${caseId}?tab=work`);
    await page.getByRole('button', { name: /^What/ }).click();
    await page.getByRole('option', { name: 'A notice to stop' }).click();
    await page.getByRole('button', { name: 'Record it' }).click();
    await page.getByText('One contact that came since then is being read again.').waitFor();
    expect(await readNotices(documents, 'history', subjectId)).toMatchObject([{ kind: 'notice-to-stop' }]);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

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

  it('leaves out a case of which somebody says why it is no incident, until somebody completes its row', async () => {
    const { caseId } = await seedCase(met.under.services, 'no-incident');
    const { page, faults } = await open(`/cases/${caseId}?tab=custody`);
    await page.getByRole('button', { name: 'It is no incident' }).click();
    const dialog = page.getByRole('dialog', { name: 'It is no incident for the log' });
    await dialog.getByRole('textbox', { name: 'Why' }).fill('The words were about a football match.');
    await dialog.getByRole('button', { name: 'It is no incident' }).click();
    await page.getByText('The case is left out of the log.').waitFor();
    await page.getByText(/It is no incident for the log, since .*: The words were about a football match\./).waitFor();
    expect((await stateOf(caseId))?.custody.incident).toMatchObject({
      excluded: { reason: 'The words were about a football match.' },
    });
    await page.getByRole('button', { name: 'It is no incident' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Complete the row' }).waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

describe('a case that waits', () => {
  it('rests until a day that a person names, and wakes when one says so', async () => {
    const { caseId } = await seedCase(met.under.services, 'rest');
    await appendEvents(met.under.services, caseId, now(), [{ type: 'acknowledged', note: null }], RUTH);
    const { page, faults } = await open(`/cases/${caseId}?tab=work`);
    await page.getByRole('button', { name: 'Let it rest' }).click();
    const dialog = page.getByRole('dialog', { name: 'Let the case rest' });
    await dialog.getByRole('textbox', { name: 'Why' }).fill('The police answer then.');
    expect(await dialog.getByRole('button', { name: 'Let it rest' }).isDisabled()).toBe(true);
    // Not seven: at night, nine o'clock of the seventh day is further away than the seven days that a case of P2 may rest.
    await dialog.getByRole('textbox', { name: 'Until' }).fill(typedDay(6));
    await dialog.getByRole('button', { name: 'Let it rest' }).click();
    await page.getByText('It rests until then.').waitFor();
    await page.getByText(/until .*: The police answer then\./).waitFor();
    const { snooze } = (await stateOf(caseId))?.work ?? {};
    // 9 in the morning of New York, in which the browser is.
    expect(snooze).toMatchObject({
      until: expect.stringMatching(/T1[34]:00:00\.000Z$/),
      reason: 'The police answer then.',
    });
    await page.getByRole('button', { name: 'Wake it' }).click();
    await page.getByText('It rests no longer.').waitFor();
    expect((await stateOf(caseId))?.work.snooze).toBeNull();
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('and is watched asks to be looked at again: until a further day, and then no more', async () => {
    const { caseId } = await seedCase(met.under.services, 'watched');
    await appendEvents(
      met.under.services,
      caseId,
      now(),
      [
        { type: 'acknowledged', note: null },
        { type: 'closed', disposition: 'credible-monitor', note: '', lookAgainAt: now() },
      ],
      RUTH,
    );
    const { page, faults } = await open(`/cases/${caseId}?tab=work`);
    const look = async (note: string, next: string | null) => {
      await page.getByText('It asks to be looked at again').waitFor();
      await page.getByRole('button', { name: 'I have looked at it' }).click();
      const dialog = page.getByRole('dialog', { name: 'Say that you have looked' });
      await dialog.getByRole('textbox', { name: 'Why' }).fill(note);
      await dialog.getByRole('textbox', { name: /When it is looked at/ }).fill(next ?? '');
      await dialog.getByRole('button', { name: 'I have looked at it' }).click();
    };
    await look('Quiet since.', typedDay(30));
    await page.getByText('It is on record, and the case is watched on.').waitFor();
    expect(await stateOf(caseId)).toMatchObject({
      status: 'closed',
      clocks: { lookAgainAt: expect.stringContaining(typedDay(30).replaceAll('/', '-')) },
    });
    await look('Still quiet.', null);
    await page.getByText('It is on record.', { exact: true }).waitFor();
    await page.getByText('It asks to be looked at again').waitFor({ state: 'detached' });
    expect((await stateOf(caseId))?.clocks.lookAgainAt).toBeNull();
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

describe('the customer’s account', () => {
  it('is decided in a dialog that stays open when somebody else does something with the case', async () => {
    const { caseId } = await seedCase(met.under.services, 'account');
    const { page, faults } = await openPage(met.browser, met.under.url, `/cases/${caseId}?tab=work`);
    await signInAsPerson(page, 'gerald.ashworth@harborline.example', 'supervisor');
    await page.getByRole('button', { name: 'Decide' }).click();
    const dialog = page.getByRole('dialog', { name: 'Decide on the account' });
    await dialog.getByRole('textbox', { name: 'Why' }).fill('The dispute is settled.');
    await appendEvents(met.under.services, caseId, now(), [{ type: 'acknowledged', note: null }], RUTH);
    await expect
      .poll(
        async () => {
          // As when somebody comes back to the window: the page looks again.
          await page.evaluate("dispatchEvent(new Event('visibilitychange'))");
          return page.locator('main').getByText('acknowledged', { exact: false }).count();
        },
        { timeout: 15_000, interval: 500 },
      )
      .toBeGreaterThan(0);
    await page.waitForLoadState('networkidle');
    expect(await dialog.getByRole('textbox', { name: 'Why' }).inputValue()).toBe('The dispute is settled.');
    await dialog.getByRole('button', { name: /What becomes of it/ }).click();
    await page.getByRole('option', { name: 'Keep' }).click();
    await dialog.getByRole('button', { name: 'Decide' }).click();
    await page.getByText('It is decided').waitFor();
    expect((await stateOf(caseId))?.account).toMatchObject([{ option: 'keep', by: { name: 'Gerald Ashworth' } }]);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

describe('the end of a case', () => {
  it('is what somebody says it comes to, with what that asks for; what is not theirs to say is there and not to be chosen', async () => {
    const { caseId } = await seedCase(met.under.services, 'end');
    await appendEvents(met.under.services, caseId, now(), [{ type: 'acknowledged', note: null }], RUTH);
    const { page, faults } = await open(`/cases/${caseId}?tab=work`);
    const reviewed = page.getByRole('radio', { name: 'Report of an employee, reviewed' });
    await reviewed.waitFor();
    expect(await reviewed.isDisabled()).toBe(true);
    await page.getByRole('radio', { name: 'Harassment pattern' }).click();
    const close = page.getByRole('button', { name: 'Close the case' });
    expect(await close.isDisabled()).toBe(true);
    await page
      .getByRole('textbox', { name: /court and number \(one of these is needed\)/ })
      .fill('Superior Court, 26-CV-17');
    await close.click();
    await page.getByText('The case is closed.').waitFor();
    await page.getByRole('heading', { name: 'How it was closed' }).waitFor();
    expect(await stateOf(caseId)).toMatchObject({
      ...{ status: 'closed', disposition: 'harassment-pattern' },
      work: { closedWith: { facts: { 'order-reference': 'Superior Court, 26-CV-17' } } },
    });
    expect(faults).toEqual([]);
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
