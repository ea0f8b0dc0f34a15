import type { TokenRange } from '../text.ts';
import { isOfViolence } from './categories.ts';
import type { Context, Finding } from './context.ts';
import { IDIOMS } from './idioms.ts';
import { betweenWords, findPhrase, type Scene, wordsOf } from './scene.ts';

/** The beginnings of the words of harm that figures of speech hold: only idioms with the match's own word are tried. */
const STEMS =
  'kill die dy dead shoot shot gun bullet trigger target bomb blow blew explod explos fire burn stab knif cut chok strangl hang hung hit beat punch slaughter murder suicide slay butcher crush break brok smash kick slap bury buri bleed bled blood hunt execut poison tortur hostage attack threat ghost haunt grave nuke skin jump'.split(
    ' ',
  );

const BY_STEM: ReadonlyMap<string, readonly RegExp[]> = new Map(
  STEMS.map((stem) => [
    stem,
    IDIOMS.filter((idiom) => idiom.includes(stem)).map((idiom) => new RegExp(`\\b(?:${idiom})(?![a-z])`, 'g')),
  ]),
);

/** A match of more words than this is no figure of speech as a whole. */
const MOST_WORDS = 12;

/**
 * "Killing me", "shoot me an email", "I could kill for a coffee": a figure of speech that covers the act. Only of violence: a stalker who
 * hangs out by the house uses none, and a person in danger is read elsewhere.
 */
export const idiom: Context = {
  name: 'idiom',
  alsoAsReported: true,
  weigh(scene: Scene): Finding | null {
    const range = scene.act ?? scene.match;
    if (!isOfViolence(scene.match.detection.category) || scene.scattered) return null;
    for (const word of wordsOf(scene, range.first, Math.min(range.last, range.first + MOST_WORDS))) {
      for (const stem of STEMS) {
        if (!word.startsWith(stem)) continue;
        const phrases = BY_STEM.get(stem) ?? [];
        if (phrases.some((phrase) => isUnbroken(scene, findPhrase(scene, phrase, range)))) {
          return { why: 'A figure of speech that holds a word of harm and means none.', atMost: 0, type: null };
        }
      }
    }
    return null;
  },
};

/** "You are dead, line up" is no deadline: a figure of speech has no punctuation inside. */
function isUnbroken(scene: Scene, found: TokenRange | null): boolean {
  if (found === null) return false;
  for (let at = found.first; at + 1 < found.last; at++) {
    if (/[,;:.!?"\u201c\u201d\u2014]/.test(betweenWords(scene, at))) return false;
  }
  return true;
}
