import type { Context, Finding } from './context.ts';
import { quotationAround, type Scene, wordsOf } from './scene.ts';

/** What is quoted from: words that nobody says to anybody. */
const SOURCES =
  /\b(?:ad|advert|advertisement|sign|poster|slogan|motto|title|titled|entitled|called|named|song|lyric|lyrics|film|movie|book|chapter|episode|game|level|error|message reads|screen says|label|headline|article|review|commercial|banner|sticker|shirt|menu|policy says|terms say|website says|line from|quote|quoted|the phrase|the word|the words|the term|password|username|product|album|track|show|series|play)\b/;

/** In quotation marks beside the name of what is quoted: a title, a sign, an error message. Quotation marks alone lower nothing. */
export const quotation: Context = {
  name: 'quotation',
  alsoAsReported: false,
  weigh(scene: Scene): Finding | null {
    const { match } = scene;
    const quote = quotationAround(scene, match);
    if (quote === null) return null;
    const before = wordsOf(scene, Math.max(scene.sentence.first, quote.first - 8), quote.first).join(' ');
    const after = wordsOf(scene, quote.last, Math.min(quote.last + 4, scene.sentence.last)).join(' ');
    if (!SOURCES.test(before) && !SOURCES.test(after)) return null;
    return { why: 'It is quoted from a title, a sign or a text of someone else.', atMost: 0, type: null };
  },
};
