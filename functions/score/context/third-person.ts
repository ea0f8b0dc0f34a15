import type { Context, Finding } from './context.ts';
import { isOfUs } from './of-us.ts';
import { COMPANY, OTHERS, SECOND } from './people.ts';
import { type Scene, wordsOf } from './scene.ts';

/** "Somebody could get hurt": a threat without an agent names no one, and is not about anyone else. */
const VAGUE = new Set('someone somebody anyone anybody everyone everybody people nobody no one who person'.split(' '));
const SOMEONE_SPECIFIC = new Set([...OTHERS, 'he', 'she', 'they']);

const HANDED_ON = /^(?:\w+ ){0,2}(?:tell|warn|inform) (?!me\b|us\b)/;

/**
 * "My son will kill his brother over this", "the dog bit her": neither the writer does it nor is it done to the reader. It stays a
 * signal, since a violent household is a concern; self-harm, bombs and plans that someone tells of are how they become known, and stay.
 */
export const thirdPerson: Context = {
  name: 'third-person',
  alsoAsReported: false,
  weigh(scene: Scene): Finding | null {
    const { match, sentence } = scene;
    const { category } = match.detection;
    if (category !== 'violence-others' && category !== 'violence-recipient' && category !== 'weapon-capability')
      return null;
    if (scene.actor !== 'third' || scene.target !== 'third') return null;
    if (scene.act === null || isOfUs(scene)) return null;
    // "Tell Darren that he is dead" hands the threat on.
    const opening = wordsOf(scene, sentence.first, Math.min(scene.act.first, sentence.first + 5)).join(' ');
    if (HANDED_ON.test(opening)) return null;
    const from = scene.act.first;
    const subject = wordsOf(scene, Math.max(sentence.first, from - 6), from);
    if (!subject.some((word) => SOMEONE_SPECIFIC.has(word)) || subject.some((word) => VAGUE.has(word))) return null;
    const words = wordsOf(scene, Math.max(sentence.first, match.first - 4), Math.min(sentence.last, match.last + 6));
    if (words.some((word) => SECOND.has(word) || COMPANY.has(word))) return null;
    return {
      why: 'It tells what someone else may do to a third person, neither writer nor reader.',
      atMost: 1,
      type: null,
    };
  },
};
