import type { Page } from 'playwright-core';

/* What a page does not have room for, found in the page itself. Expressions, since they run in it. */

/**
 * What sticks out of the window, and words that their own box cuts off with nothing that says so, one line each; empty on a page that fits.
 * What scrolls within itself, as wide tables do, has room for all that is in it (WCAG 2.2, 1.4.10).
 */
export async function cutOff(page: Page): Promise<string[]> {
  return (await page.evaluate(`(() => {
    const seen = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    const scrolls = (element) => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
    const isInScroller = (element) => {
      for (let at = element.parentElement; at !== null && at !== document.body; at = at.parentElement) if (scrolls(at)) return true;
      return false;
    };
    // Clipped away, or far out of the window: ways of hiding words from the eye and from nobody else.
    const isForReadersAlone = (element) => {
      if (element.getBoundingClientRect().right < -1000) return true;
      for (let at = element; at !== null; at = at.parentElement) {
        const { clipPath, clip } = getComputedStyle(at);
        if (clipPath !== 'none' || clip !== 'auto') return true;
      }
      return false;
    };
    const ofWords = [...document.querySelectorAll('body *')].filter((element) =>
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim() !== ''));
    const faults = [];
    for (const element of ofWords) {
      if (!seen(element) || isForReadersAlone(element) || isInScroller(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(element);
      const words = [...range.getClientRects()].filter(({ width }) => width > 0);
      const right = Math.max(...words.map((rect) => rect.right));
      const left = Math.min(...words.map((rect) => rect.left));
      const name = '“' + element.textContent.trim().slice(0, 60) + '”';
      if (right > innerWidth + 1 || left < -1) faults.push(name + ' sticks out of the window: ' + Math.round(left) + ' to ' + Math.round(right));
      for (let at = element; at !== null && at !== document.body; at = at.parentElement) {
        const { overflowX, textOverflow } = getComputedStyle(at);
        if (overflowX === 'visible' || textOverflow === 'ellipsis') continue;
        const box = at.getBoundingClientRect();
        if (right > box.right + 1 || left < box.left - 1) {
          faults.push(name + ' is cut off by ' + at.className);
          break;
        }
      }
    }
    return faults;
  })()`)) as string[];
}

/** Parts of the bar at the top that lie over each other, by what they say. */
export async function overlapsInBar(page: Page): Promise<string[]> {
  return (await page.evaluate(`(() => {
    const seen = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    const parts = [...document.querySelectorAll('#top a, #top button')]
      .filter((element) => seen(element) && element.getBoundingClientRect().width > 1);
    const faults = [];
    for (const [index, one] of parts.entries()) {
      for (const other of parts.slice(index + 1)) {
        const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
        if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)
          faults.push(one.textContent + ' and ' + other.textContent);
      }
    }
    return faults;
  })()`)) as string[];
}
