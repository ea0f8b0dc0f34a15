import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { htmlToText } from '../../../functions/ingest/html-text.ts';

const seen = (html: string): string => {
  const { text, hidden } = htmlToText(html, false);
  return [...text]
    .map((sign, at) => (hidden.some(({ start, end }) => at >= start && at < end) ? '' : sign))
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
};

describe('HTML as its reader sees it', () => {
  it('keeps lines and paragraphs, and drops scripts, styles and titles', () => {
    const { text } = htmlToText(
      '<title>T</title><style>p{}</style><p>One <b>two</b></p><p>three<br>four</p><script>five()</script><ul><li>six<li>seven</ul>',
      false,
    );
    expect(text).toBe('One two\n\nthree\nfour\n\nsix\nseven');
  });

  it('decodes entities and joins words that tags cut', () => {
    expect(htmlToText('k<span></span>i<b>l</b>l &amp; &#x68;&#117;rt&nbsp;you', false).text).toBe(
      'kill & hurt\u00a0you',
    );
  });

  it.each([
    ['display:none', '<div style="display: none !important">secret</div>'],
    ['visibility', '<span style="visibility:hidden">secret</span>'],
    ['no size', '<span style="font-size:0px">secret</span>'],
    ['one pixel', '<span style="font-size:1px">secret</span>'],
    ['no height', '<div style="max-height:0;overflow:hidden">secret</div>'],
    ['off screen', '<div style="position:absolute;left:-9999px">secret</div>'],
    ['white on white', '<font color="white">secret</font>'],
    ['nearly white on white', '<p style="color:#fdfdfd">secret</p>'],
    ['black on black', '<td bgcolor="#000000"><span style="color:black">secret</span></td>'],
    ['a class', '<style>.q{display:none}</style><p class="a q">secret</p>'],
    ['the attribute', '<p hidden>secret</p>'],
    ['inside something hidden', '<div style="display:none"><p style="color:red">secret</p></div>'],
  ])('knows text hidden by %s, and still has it', (_, html) => {
    expect(htmlToText(`before ${html} after`, false).text).toContain('secret');
    expect(seen(`before ${html} after`)).not.toContain('secret');
  });

  it('takes text that can be seen for what it is', () => {
    expect(seen('<div style="background:#123456"><span style="color:#fff">plain</span></div>')).toBe('plain');
    expect(seen('<div style="background:url(x.png)"><span style="color:#fff">plain</span></div>')).toBe('plain');
    expect(seen('<span style="color:white"><b style="color:black">plain</b></span>')).toBe('plain');
  });

  it('takes a block quote for a quote where the element says so or the mail answers one', () => {
    expect(htmlToText('<blockquote>mine</blockquote>', false).quotes).toEqual([]);
    expect(htmlToText('<blockquote>mine</blockquote>', true).quotes).toHaveLength(1);
    expect(htmlToText('<blockquote type="cite">theirs</blockquote>', false).quotes).toHaveLength(1);
  });

  it('reads any text without failing, its stretches within it', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '<b>',
        '</b>',
        '<p style="display:none">',
        '<!--',
        '-->',
        '<blockquote type=cite>',
        '<td',
        '&amp',
        '</',
        '<style>',
        '<![CDATA[',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.boolean(), (pieces, isReply) => {
        const { text, hidden, quotes } = htmlToText(pieces.join(''), isReply);
        for (const { start, end } of [...hidden, ...quotes])
          expect(0 <= start && start <= end && end <= text.length).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
