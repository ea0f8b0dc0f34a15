import { isOfWords } from './categories.ts';
import type { Context, Finding } from './context.ts';
import { isMentioned, type Scene } from './scene.ts';

/** A time long enough ago to make a story of it. "Last week" and "yesterday" are not: what was done then is recent conduct. */
const LONG_AGO =
  /\b(?:years? ago|decades? ago|(?:\w+ )?months? ago|when (?:i|we|he|she|they) (?:was|were) (?:a |an |in |at |little|young|younger|small|kids?|growing)|as a (?:child|kid|boy|girl|teenager|young \w+)|in (?:the )?(?:19|20)\d\d|back in|back then|in those days|used to|in the (?:war|army|navy|nineties|eighties|seventies|sixties)|during the war|last (?:year|summer|winter|century))\b/g;

const PAST_FORM =
  /(?:ed|shot|hit|beat|cut|hurt|was|were|had|did|went|came|said|told|burnt|broke|threw|blew|stole|fought|hung|bled|bit|slit|saw|knew|found|took|got|kept)$/;
const STILL =
  /\b(?:again|should|needs?|deserves?|ought|must|would|will|going|now|next|same|still|remember|like (?:you|him|her|them|i did)|you)\b/g;

/** "When I was in the army we shot people": told of a time long ago, with no word of now or of the reader. */
export const past: Context = {
  name: 'past',
  alsoAsReported: false,
  weigh(scene: Scene): Finding | null {
    const { match } = scene;
    const { category } = match.detection;
    if (category === 'self-harm' || category === 'bomb-arson' || isOfWords(category) || scene.target === 'second')
      return null;
    if (!isMentioned(scene, LONG_AGO) || isMentioned(scene, STILL)) return null;
    const from = scene.act?.first ?? match.first;
    const words = scene.text.tokens.slice(Math.max(scene.sentence.first, from - 3), from + 1);
    if (!words.some((token) => PAST_FORM.test(token.text))) return null;
    return { why: 'It is told of a time long ago.', atMost: 1, type: null };
  },
};
