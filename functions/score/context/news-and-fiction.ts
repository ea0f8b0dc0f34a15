import { isOfViolence } from './categories.ts';
import type { Context, Finding } from './context.ts';
import { SECOND } from './people.ts';
import { isMentioned, type Scene, wordsOf } from './scene.ts';

const NEWS =
  /\b(?:(?:in|on|from|watching|saw|read|reading|according to|heard on|heard about|per|reported by|reported in) (?:(?:the |this mornings |todays |a |an |my )(?:local |evening |nightly |world |bbc |cnn |fox |six oclock )?(?:news|newspaper|newspapers|paper|papers|radio|article|headlines?|documentary|podcast|press|guardian|times|tribune)|bbc|cnn|tv)|news (?:story|report|article|item|coverage|about|of)|breaking news|(?:president|senator|minister|police|officials?|authorities|government|troops|army|soldiers|terrorists|isis|taliban|russia\w*|ukrain\w*|israel\w*|gaza|hamas) (?:\w+ ){0,4}(?:said|say|says|killed|shot|bombed|attacked|murdered|executed|arrested))\b/g;
const FICTION =
  /\b(?:(?:the|a|an|this|that|your|my|new|old|latest|last|first|second|third|final|whole|in|of|watching|watched|season|same) (?:\w+ )?(?:movies?|films?|tv shows?|series|episodes?|novels?|books?|chapters?|trailers?|sequel|thriller|horror film|comics?|manga|anime|lyrics?|songs?|musical|opera|audiobook|documentary|screenplay)|(?:chapter|episode|season|act|volume) (?:\d+|one|two|three|four|five|six|seven)|(?:the|that|opening|final|last) (?:scene|plot|ending|show)|main character|netflix|hbo|hulu|amazon prime|disney plus|imdb|kill bill|john wick|game of thrones|walking dead|true crime|sherlock|agatha christie)\b/;
/** "The film where he says I will find you". */
const LINE_OF_FICTION =
  /\b(?:movies?|films?|episodes?|scenes?|songs?|books?|novels?|shows?|series|trailers?) (?:where|in which|when|that goes|with the line) (?:\w+ ){0,3}(?:says?|said|sings?|tells?|shouts?|goes|whispers?|line)\b/g;
/** "Like in the film": the writer's own plan, with a model. */
const LIKENED =
  /\b(?:like|as) (?:in|on|that|the|they do in|a) (?:\w+ ){0,3}(?:movies?|films?|show|series|news|book|books|episode|scene|song|headlines?|paper)\b|\b(?:be|end up|see (?:you|yourself|it|me)|read about (?:you|it|me)) (?:\w+ )?(?:on|in) the (?:\w+ )?(?:news|papers?|headlines|newspapers?)\b/g;

/** News, films, books, songs: told, with neither writer nor reader in it. */
export const newsAndFiction: Context = {
  name: 'news',
  alsoAsReported: true,
  weigh(scene: Scene): Finding | null {
    const { match, sentence } = scene;
    const { category } = match.detection;
    if (scene.scattered || !(isOfViolence(category) || category === 'surveillance-stalking')) return null;
    if (isMentioned(scene, LINE_OF_FICTION) && !isMentioned(scene, LIKENED)) {
      return { why: 'It is the line of somebody in a film, a book or a song.', atMost: 1, type: null };
    }
    if (!isOfViolence(category)) return null;
    if (scene.actor === 'first' || scene.target === 'second') return null;
    const near = wordsOf(scene, Math.max(sentence.first, match.first - 3), Math.min(sentence.last, match.last + 1));
    if (near.some((word) => SECOND.has(word)) || isMentioned(scene, LIKENED)) return null;
    if (isMentioned(scene, NEWS)) return { why: 'It tells what was in the news.', atMost: 0, type: null };
    if (isMentioned(scene, FICTION))
      return { why: 'It tells what happens in a film, a book or a song.', atMost: 0, type: null };
    return null;
  },
};
