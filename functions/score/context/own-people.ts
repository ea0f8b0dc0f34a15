import type { Context, Finding } from './context.ts';
import { COMPANY, OTHERS, SECOND } from './people.ts';
import { type Scene, wordAt, wordsOf } from './scene.ts';

const PRONOUNS = new Set('he she him her his hers they them their'.split(' '));
const MINE = /^(?:my|our)$/;
const STRANGER = /^(?:man|woman|lad|lads|boy|girl|guy|guys|stranger|youth|youths|bloke|teenager|gang)$/;
/** So far back a pronoun's noun is looked for. */
const FARTHEST = 60;

const ABOUT_A_PERSON = new Set([
  'surveillance-stalking',
  'protected-trait',
  'obsessive-attachment',
  'concerning-behaviour',
]);

/**
 * "My daughter's teacher texts her. She is fifteen": the one who is spoken of is the writer's own, a neighbour or a stranger, and not an employee. Found by
 * the nearest noun of a person before the pronoun; a name or a role of the company's is not looked past.
 */
export const ownPeople: Context = {
  name: 'own-people',
  alsoAsReported: false,
  weigh(scene: Scene): Finding | null {
    const { match } = scene;
    const { category, type } = match.detection;
    if (!ABOUT_A_PERSON.has(category) || type === 'perceived') return null;
    const words = wordsOf(scene, match.first, match.last);
    if (!words.some((word) => PRONOUNS.has(word)) || words.some((word) => SECOND.has(word) || COMPANY.has(word)))
      return null;
    for (let at = match.first - 1; at >= Math.max(0, match.first - FARTHEST); at--) {
      const word = wordAt(scene, at);
      if (COMPANY.has(word) || SECOND.has(word) || isName(scene, at)) return null;
      if (!OTHERS.has(word)) continue;
      const before = wordsOf(scene, at - 3, at);
      if (before.some((one) => MINE.test(one))) {
        return scene.actor === 'first'
          ? null
          : { why: "The one who is spoken of is the writer's own kin or friend.", atMost: 1, type: null };
      }
      return scene.actor === 'first' && before.includes('a') && STRANGER.test(word)
        ? { why: 'The one who is spoken of is a stranger, and not an employee.', atMost: 1, type: null }
        : null;
    }
    return null;
  },
};

/** A capital inside a sentence: perhaps an employee. */
function isName(scene: Scene, at: number): boolean {
  const token = scene.text.tokens[at];
  if (token === undefined || scene.text.sentences[token.sentence]?.first === at) return false;
  return /^\p{Lu}\p{Ll}/u.test(scene.original.slice(token.start, token.start + 2));
}
