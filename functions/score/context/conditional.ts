import type { Context, Finding } from './context.ts';
import { type Scene, wordsOf } from './scene.ts';

const CONDITION =
  /\b(?:if|unless|until|otherwise|or else|or i will|or i am going to|or we will|as soon as|the moment|next time|one more time|once more|when i do not|without (?:a|my|the) refund)\b/;

/** "Refund me or I will kill you": requirement 9 counts a conditional threat as implied. It lowers nothing: most threats have a condition. */
export const conditional: Context = {
  name: 'conditional',
  alsoAsReported: true,
  weigh(scene: Scene): Finding | null {
    const { match, sentence } = scene;
    const { severity, type } = match.detection;
    if (type !== 'direct' || scene.actor === 'third') return null;
    const words = wordsOf(
      scene,
      Math.max(sentence.first, match.first - 24),
      Math.min(sentence.last, match.last + 24),
    ).join(' ');
    if (match.captures.condition === undefined && !CONDITION.test(words)) return null;
    return { why: 'The threat is tied to a condition.', atMost: severity, type: 'implied' };
  },
};
