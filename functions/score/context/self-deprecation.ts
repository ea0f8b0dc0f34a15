import type { Context, Finding } from './context.ts';
import { findPhrase, type Scene } from './scene.ts';

const SELF =
  /\b(?:i (?:am|was|feel|felt|look|looked|must be|must have been|must have)|am i|(?:i|me) (?:feel|felt|look) like|silly me|stupid me|my own|myself|i guess i am|call me)(?: \w+){0,6}/g;
const I_SAID_FIRST = /\b(?:i|me|my|myself)\b/g;
const NOT_ONLY_SELF = /\b(?:you|your|you are|they|them|he|she)\b/g;

/** "I feel like an idiot", "sorry, my stupid mistake": the writer means themselves. */
export const selfDeprecation: Context = {
  name: 'self-deprecation',
  alsoAsReported: true,
  weigh(scene: Scene): Finding | null {
    const { match } = scene;
    if (match.detection.category !== 'abuse') return null;
    if (
      findPhrase(scene, SELF, match) === null ||
      (findPhrase(scene, I_SAID_FIRST, match) === null && scene.actor !== 'first')
    )
      return null;
    if (findPhrase(scene, NOT_ONLY_SELF, match) !== null) return null;
    return { why: 'The writer says it of themselves.', atMost: 0, type: null };
  },
};
