import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium as launcher, type Page, type Request } from 'playwright-core';
import type { ConsoleRole } from '../../../functions/contracts/vocabulary.ts';
import { browserProgram } from './browser-program.ts';
import type { View } from './views.ts';

/** A usual desktop, and the narrowest that WCAG 2.2 (1.4.10) and a small telephone ask for. */
export const WINDOWS = { desktop: { width: 1280, height: 900 }, phone: { width: 360, height: 740 } } as const;
const SCHEMES = ['light', 'dark'] as const;

/** Beyond it a page is cut off: nobody looks at more. */
const TALLEST_PIXELS = 6000;

/** A page is quiet that asked for nothing in so many looks: a part of it that is fetched asks again when it is there. */
const QUIET_LOOKS = 5;
const LOOK_MS = 100;

/** Something that was seen while a page was photographed and should not be. */
export interface Seen {
  readonly file: string;
  readonly what: string;
}

/** A browser from npm, without a display and without the sandbox that a container does not have. */
export async function launchBrowser(): Promise<Browser> {
  return launcher.launch({
    executablePath: await browserProgram(),
    args: [
      '--headless=shell',
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--disable-gpu',
      '--font-render-hinting=none',
    ],
  });
}

/** Signs in by a role, in a window of one size, and photographs what it is led to, light and dark. */
export class Photographer {
  readonly seen: Seen[] = [];
  private readonly underWay = new Set<Request>();

  private constructor(
    private readonly url: string,
    private readonly folder: string,
    private readonly window: keyof typeof WINDOWS,
    private readonly context: BrowserContext,
    private readonly page: Page,
  ) {
    page.on('request', (request) => this.underWay.add(request));
    page.on('requestfinished', (request) => this.underWay.delete(request));
    page.on('requestfailed', (request) => this.underWay.delete(request));
    page.on('pageerror', (error) => this.seen.push({ file: page.url(), what: error.message }));
  }

  static async signIn(
    browser: Browser,
    url: string,
    folder: string,
    window: keyof typeof WINDOWS,
    role: ConsoleRole,
  ): Promise<Photographer> {
    const context = await browser.newContext({
      viewport: WINDOWS[window],
      locale: 'en-US',
      timezoneId: 'America/New_York',
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    const photographer = new Photographer(url, folder, window, context, page);
    await mkdir(folder, { recursive: true });
    await page.goto(`${url}/`);
    const { token } = (await (await fetch(`${url}/sign-in?role=${role}`)).json()) as { token: string };
    await photographer.take('sign-in');
    await page.evaluate(`sessionStorage.setItem('undertone.session', ${JSON.stringify(token)})`);
    return photographer;
  }

  async goTo({ path, name }: View): Promise<void> {
    await this.page.goto(`${this.url}${path}`);
    await this.take(name);
  }

  /** The labels of the tabs of the page, in their order. */
  async tabs(): Promise<string[]> {
    const tabs = this.page.getByRole('tab');
    await tabs.first().waitFor();
    return (await tabs.allInnerTexts()).map((label) => label.trim());
  }

  async tab(label: string, name: string): Promise<void> {
    await this.page.getByRole('tab', { name: label, exact: true }).click();
    await this.take(name);
  }

  /** Where a link of the page that begins so leads; null without one. */
  async linked(beginning: string): Promise<string | null> {
    const links = this.page.locator(`a[href^="${beginning}"]`);
    return (await links.count()) > 0 ? links.first().getAttribute('href') : null;
  }

  async close(): Promise<void> {
    await this.context.close();
  }

  /** Until nothing that the page asked for is under way, and what it got is drawn. */
  private async quiet(): Promise<void> {
    for (let still = 0; still < QUIET_LOOKS; ) {
      await this.page.waitForTimeout(LOOK_MS);
      still = this.underWay.size === 0 ? still + 1 : 0;
    }
  }

  private async take(name: string): Promise<void> {
    for (const scheme of SCHEMES) {
      await this.page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      await this.quiet();
      const file = join(this.folder, `${name}-${this.window}-${scheme}.png`);
      const size = WINDOWS[this.window];
      const tall = Number(await this.page.evaluate('document.documentElement.scrollHeight'));
      const height = Math.min(TALLEST_PIXELS, Math.max(size.height, tall));
      // The page is made as tall as it is: what follows the window would else be photographed in its middle.
      await this.page.setViewportSize({ width: size.width, height });
      await this.page.screenshot({ path: file });
      await this.page.setViewportSize(size);
    }
    const wide = Number(await this.page.evaluate('document.documentElement.scrollWidth - innerWidth'));
    if (wide > 0) this.seen.push({ file: `${name}-${this.window}`, what: `is ${wide} pixels wider than the window` });
  }
}
