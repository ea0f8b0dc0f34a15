import type { Context, Finding } from './context.ts';
import { findPhrase, type Scene, wordsOf } from './scene.ts';

/** Sorry for what was said, and the saying named: "sorry I have to do this" and "you will be sorry" are none of these. */
const SORRY =
  /\b(?:(?:sorry|apologi[sz]e|apologi[sz]ing|apologies|apology|forgive me|regret|ashamed)(?: \w+){0,6} (?:said|saying|wrote|writing|called|calling|threatened|threatening|told|telling|yelled|yelling|shouted|shouting|behavio(?:u?)r|outburst|comment|comments|message|email|words|language)|(?:should|would) not have (?:said|written|called|threatened|told|yelled|sent)|(?:did|do) not (?:really |actually )?mean (?:it|to (?:threaten|say|scare|frighten|upset|offend)|what i said|that|any of it)|take (?:it|that|everything|what i said) back|take back (?:what|everything|all|that|it)|was (?:wrong|out of line) (?:to|of me|when i))(?: \w+){0,14}/g;
const UNSORRY =
  /\b(?:not sorry|sorry but|sorry not|but you (?:deserve|deserved|had)|but i will|but if|next time|this time)\b/;

/** "I'm sorry I said I would kill him": kept as abuse, since it was said. */
export const apology: Context = {
  name: 'apology',
  alsoAsReported: true,
  weigh(scene: Scene): Finding | null {
    const { match, sentence } = scene;
    if (match.detection.category === 'self-harm' || scene.scattered) return null;
    if (findPhrase(scene, SORRY, scene.act ?? match) === null) return null;
    const words = wordsOf(
      scene,
      Math.max(sentence.first, match.first - 24),
      Math.min(sentence.last, match.last + 24),
    ).join(' ');
    if (UNSORRY.test(words)) return null;
    return { why: 'The writer apologises for having said it.', atMost: 1, type: null };
  },
};
