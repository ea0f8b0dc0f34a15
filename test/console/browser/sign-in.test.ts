import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../../infra/local/screenshots/photographer.ts';
import { openPage, type PageUnderTest } from './browser.ts';
import { type ConsoleUnderTest, startConsole } from './console-under-test.ts';
import { type Seeded, seedCase } from './seed.ts';
import { type SignInProvider, startSignInProvider } from './sign-in-provider.ts';

const SAMUEL = { email: 'samuel.greer@harborline.example', name: 'Samuel Greer', groups: ['security'] };
const RUTH = { email: 'ruth.okafor@harborline.example', name: 'Ruth Okafor', groups: ['supervisor'] };

let provider: SignInProvider;
let under: ConsoleUnderTest;
let browser: Browser;
let seeded: Seeded;
beforeAll(async () => {
  provider = await startSignInProvider();
  [under, browser] = await Promise.all([startConsole(provider), launchBrowser()]);
  seeded = await seedCase(under.services, 'sign-in');
}, 120_000);
afterAll(async () => {
  await browser.close();
  await under.stop();
  await provider.stop();
});

let opened: PageUnderTest;
beforeEach(() => {
  Object.assign(provider, { tokenSeconds: 900, person: SAMUEL });
  provider.asked.length = 0;
});
afterEach(async () => {
  // Whom the page asked is the deployment's sign-in and nobody else, and its own policy refused nothing.
  expect(opened.foreign.filter((url) => !url.startsWith(`${provider.url}/`))).toEqual([]);
  expect(opened.faults).toEqual([]);
  await opened.page.context().close();
});

/** Opens the case and signs in by the window, which closes by itself. */
async function signIn(): Promise<Page> {
  opened = await openPage(browser, under.url, `/cases/${seeded.caseId}?tab=work`);
  const { page } = opened;
  const [window] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('button', { name: 'Sign in' }).click(),
  ]);
  if (!window.isClosed()) await window.waitForEvent('close');
  await noteOf(page).waitFor();
  return page;
}

const noteOf = (page: Page) => page.getByRole('textbox', { name: 'A note' });
const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Sign in again' });
const notes = async () => (await under.services.store.read(seeded.caseId)).state?.work.notes.map(({ text }) => text);

async function saveNote(page: Page, text: string): Promise<void> {
  await noteOf(page).fill(text);
  await page.getByRole('button', { name: 'Save the note' }).click();
}

describe('signing in as at Cognito', () => {
  it('is by a window that comes back and closes, with a code that only this page can use; and what the person then does is theirs', async () => {
    const page = await signIn();
    expect(provider.asked).toEqual(['authorize', 'login', 'code']);
    await saveNote(page, 'Signed in by the window.');
    await expect.poll(notes, { timeout: 15_000 }).toContain('Signed in by the window.');
    await page.getByRole('button', { name: 'Samuel Greer' }).first().waitFor();
  });

  it('outlives a reload, without another window', async () => {
    const page = await signIn();
    await page.reload();
    await noteOf(page).waitFor();
    expect(provider.asked).toEqual(['authorize', 'login', 'code']);
  });
});

describe('a session that is about to end', () => {
  it('is renewed by itself while somebody types: no dialog, no word lost', async () => {
    provider.tokenSeconds = 4;
    const page = await signIn();
    await noteOf(page).fill('Half a sentence');
    await expect
      .poll(() => provider.asked.filter((what) => what === 'refresh').length, { timeout: 20_000 })
      .toBeGreaterThan(1);
    expect(await noteOf(page).inputValue()).toBe('Half a sentence');
    expect(await dialogOf(page).count()).toBe(0);
    await saveNote(page, 'Half a sentence, and its end.');
    await expect.poll(notes, { timeout: 15_000 }).toContain('Half a sentence, and its end.');
    expect(provider.asked.filter((what) => what === 'authorize')).toHaveLength(1);
  });

  it('is renewed at the first refusal, where the machine slept past its end', async () => {
    const page = await signIn();
    await provider.endTokens();
    await saveNote(page, 'After an hour of sleep.');
    await expect.poll(notes, { timeout: 15_000 }).toContain('After an hour of sleep.');
    expect(await dialogOf(page).count()).toBe(0);
    expect(provider.asked).toEqual(['authorize', 'login', 'code', 'refresh']);
  });

  it('is renewed by a reload after its end', async () => {
    const page = await signIn();
    await page.evaluate("sessionStorage.removeItem('undertone.session')");
    await page.reload();
    await noteOf(page).waitFor();
    expect(provider.asked).toEqual(['authorize', 'login', 'code', 'refresh']);
  });

  it('asks the person once nothing holds any more, above the page, and sends what waited', async () => {
    const page = await signIn();
    await provider.endTokens();
    provider.forgetRefreshTokens();
    await saveNote(page, 'Typed before the end.');
    await dialogOf(page).getByRole('button', { name: 'Sign in' }).click();
    await expect.poll(notes, { timeout: 15_000 }).toContain('Typed before the end.');
    await dialogOf(page).waitFor({ state: 'detached' });
  });

  it('is not handed to somebody else, in whose name that would be sent', async () => {
    const page = await signIn();
    await provider.endTokens();
    provider.forgetRefreshTokens();
    await saveNote(page, 'What Samuel wrote.');
    provider.person = RUTH;
    await dialogOf(page).getByRole('button', { name: 'Sign in' }).click();
    await dialogOf(page).getByText('Sign in as Samuel Greer.').waitFor();
    expect(await notes()).not.toContain('What Samuel wrote.');
    provider.person = SAMUEL;
    await dialogOf(page).getByRole('button', { name: 'Sign in' }).click();
    await expect.poll(notes, { timeout: 15_000 }).toContain('What Samuel wrote.');
  });
});

describe('signing out', () => {
  it('ends the session at Cognito too: the next person is asked who they are', async () => {
    const page = await signIn();
    await page.getByRole('button', { name: 'Samuel Greer' }).first().click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Undertone' }).waitFor();
    expect(page.url()).toBe(`${under.url}/`);
    expect(provider.asked).toEqual(['authorize', 'login', 'code', 'revoke', 'logout']);
    provider.person = RUTH;
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Ruth Okafor' }).first().waitFor();
  });
});
