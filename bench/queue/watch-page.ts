import type { Page } from 'playwright-core';

/*
 * What a person waits for, measured in the page itself by its own clock: nothing of the browser's driver is in it. Expressions, since
 * they run in the page.
 */

/** From the navigation until a row of the queue is painted, in milliseconds. */
export async function firstRow(page: Page, url: string): Promise<number> {
  await page.goto(url, { waitUntil: 'commit' });
  return Number(
    await page.evaluate(`new Promise((resolve) => {
      const look = () =>
        document.querySelector('[data-case]') === null
          ? requestAnimationFrame(look)
          : requestAnimationFrame(() => resolve(performance.now()));
      look();
    })`),
  );
}

/** From the last key of a filter until what it leaves is painted: the counter above the table says that it is there. */
export async function filterFor(page: Page, typed: string): Promise<number> {
  const field = page.getByRole('combobox', { name: 'Find cases' });
  await field.fill(typed);
  await page.evaluate(`window.filtered = new Promise((resolve) => {
    const counter = () => [...document.querySelectorAll('h1')].map((heading) => heading.textContent).join();
    const before = counter();
    addEventListener('keydown', () => {
      const began = performance.now();
      const look = () =>
        counter() === before && performance.now() < began + 10_000
          ? requestAnimationFrame(look)
          : requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
      look();
    }, { capture: true, once: true });
  }); true`);
  await field.press('Enter');
  const milliseconds = Number(await page.evaluate('window.filtered'));
  await page
    .getByRole('button', { name: /clear filters/i })
    .first()
    .click();
  return milliseconds;
}

export interface Smoothness {
  readonly longTasks: number;
  /** Milliseconds. */
  readonly longest: number;
}

/** Tasks of more than 50 ms (W3C Long Tasks API) while something is done. */
export async function longTasksWhile(page: Page, act: () => Promise<void>): Promise<Smoothness> {
  await page.evaluate(`window.tasks = []; window.watch = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.tasks.push(duration);
  }); window.watch.observe({ entryTypes: ['longtask'] })`);
  await act();
  const tasks = (await page.evaluate('window.watch.disconnect(); window.tasks')) as number[];
  return { longTasks: tasks.length, longest: Math.max(0, ...tasks) };
}
