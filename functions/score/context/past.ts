import { isOfWords } from './categories.ts';
import type { Context, Finding } from './context.ts';
import { nearbyWords } from './nearby.ts';
import { findPhrase, isMentioned, type Scene } from './scene.ts';

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
    if (category === 'self-harm') return wishLongOver(scene);
    if (category === 'bomb-arson' || isOfWords(category) || scene.target === 'second') return null;
    if (!isMentioned(scene, LONG_AGO) || isMentioned(scene, STILL)) return null;
    const from = scene.act?.first ?? match.first;
    const words = scene.text.tokens.slice(Math.max(scene.sentence.first, from - 3), from + 1);
    if (!words.some((token) => PAST_FORM.test(token.text))) return null;
    return { why: 'It is told of a time long ago.', atMost: 1, type: null };
  },
};

/** A time of life that is over. "Last month" and "last year" are not, nor is "for years". */
const TIME_OF_LIFE =
  /\b(?:(?:years|decades) ago|(?:when|while) i was (?:still )?(?:(?:a|an|in|at) )?(?:\w+ )?(?:child|kid|teens?|teenager|young|younger|little|boy|girl|student|school|college|university|uni)|as a (?:\w+ )?(?:child|kid|teens?|teenager|boy|girl)|in my (?:\w+ )?(?:teens|teenage years|twenties|youth)|in (?:high|middle|secondary|primary) school|(?:back )?in (?:19|20)\d\d|back in (?:\w+ )?(?:school|college|university))\b/g;

/** A wish, and no attempt: an attempt weighs for many years. */
const WISHED =
  /\b(?:i|we) (?:\w+ )?(?:(?:wanted|wished|used to (?:want|wish|think)|thought|considered)(?: \w+){0,4} (?:die|dead|dying|myself|suicide|life|alive|all)|(?:was|felt) suicidal)\b/g;

/** It came back, never went, or was more than a wish. */
const NOT_OVER =
  /\b(?:again|still|since|always|same|until|ever|anymore|return(?:s|ed|ing)?|(?:came|come|comes|coming|is|are) back|tried|try|attempts?|attempted|hospital|failed|survived|regret|should have|(?:wish|wished) i had|nobody|no one|sorry|tonight|(?:i|we) do(?! not)|pills|tablets|rope|gun|voices|relapsed?|worse|alone|hopeless|(?:i|we) (?:\w+ )?(?:want|wish|need|hate|can not|think about)|i am (?:so |very )?(?:tired|done|sad|scared|there|back|suicidal))\b/;

/** "I wanted to kill myself in my teens, now I run a bakery": only where nothing near it says that it goes on. */
function wishLongOver(scene: Scene): Finding | null {
  if (!isMentioned(scene, TIME_OF_LIFE) || findPhrase(scene, WISHED, scene.match) === null) return null;
  if (NOT_OVER.test(nearbyWords(scene, 1, 1))) return null;
  return { why: 'A wish of years ago that is told as over; a person still looks at it.', atMost: 1 };
}
