import type { TokenRange } from '../text.ts';
import { type Scene, wordsOf } from './scene.ts';

/** So many words before and after a match are read for what the message is about: it keeps the cost of one match in bounds. */
const FARTHEST = 60;

/** The words of the sentences of a match and of so many before and after them, one space between. */
export function nearbyWords(scene: Scene, before: number, after: number): string {
  const { first, last } = around(scene, before, after);
  return wordsOf(scene, first, last).join(' ');
}

/** As `nearbyWords`, and without the match itself: what stands beside it. */
export function besideWords(scene: Scene, before: number, after: number): string {
  const { first, last } = around(scene, before, after);
  return [...wordsOf(scene, first, scene.match.first), '|', ...wordsOf(scene, scene.match.last, last)].join(' ');
}

function around(scene: Scene, before: number, after: number): TokenRange {
  const { text, match } = scene;
  const { sentences, tokens } = text;
  const first = sentences[Math.max(0, (tokens[match.first]?.sentence ?? 0) - before)]?.first ?? 0;
  const lastSentence = (tokens[Math.max(match.first, match.last - 1)]?.sentence ?? 0) + after;
  const last = sentences[Math.min(sentences.length - 1, lastSentence)]?.last ?? tokens.length;
  return { first: Math.max(first, match.first - FARTHEST), last: Math.min(last, match.last + FARTHEST) };
}

/** Words that no arrangement, thanks or report of a fault needs: beside one of them nothing ordinary explains a match. */
const MENACE =
  /\b(?:alone|nobody|no one|hurt|kill|killed|blood|bleed|regret|knife|gun|bullet|poison|shame|pity|scared|frightened|watch your|burn|suffer|dead|last chance|or else|revenge|deserves?|sleep|remember|lucky|accidents? happen|nothing to lose|without the (?:lawyers?|law|police|courts?)|just (?:you and|the two)|somewhere quiet|wherever|hide|every (?:morning|night|evening|day)|forever|always)\b/;

export const isMenacing = (words: string): boolean => MENACE.test(words);

/** What stands beside no thanks. */
const HOSTILE =
  /\b(?:hurt|kill|killed|blood|regret|knife|gun|bullet|shame|pity|burn|suffer|revenge|or else|last chance|get what|what (?:she|he|they) deserves?|careful|alone|accident)\b/;

export const isHostile = (words: string): boolean => HOSTILE.test(words);
