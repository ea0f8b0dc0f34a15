import { isOfWords } from './categories.ts';
import type { Context, Finding } from './context.ts';
import { nearbyWords } from './nearby.ts';
import { FIRST, SECOND } from './people.ts';
import { findPhrase, isMentioned, type Scene, wordsOf } from './scene.ts';

/** Names that were called are the caller's: "your agent called me a stupid cow". */
const CALLED =
  /\b(?:(?:call(?:ed|s|ing)?|named|labelled|labeled) (?:me|us|my \w+)|(?:treat(?:ed|s|ing)?|spoke to|speaks? to|talks? to|talked to) (?:me|us|my \w+) (?:like|as))(?: \w+){0,8}/g;
/** "Made me feel like an idiot." */
const MADE_TO_FEEL = /\bma(?:de|ke|kes|king) (?:me|us) (?:feel|look)(?: \w+){0,6}/g;
/** What was done to the writer, in the passive or as a fear: "I was followed home", "I am afraid he will kill me". */
const SUFFERED =
  /\b(?:(?:i|we) (?:was|were|am|are|have been|had been|got|been|keep getting|keep being|am being|are being)(?: \w+)? (?:threatened|stalked|harassed|followed|attacked|assaulted|beaten|hurt|robbed|abused|stabbed|shot|raped|watched|bullied|hit|punched|poisoned|burned)|(?:afraid|scared|terrified|fear|worried)(?: that)? (?:he|she|they|someone|somebody|for my|my \w+)(?: \w+){0,6})/;

/** A customer who felt threatened complains; an employee who did reports a perceived threat, and their words are as reported. */
const FELT =
  /\b(?:i|we) (?:\w+ )?(?:feel|felt|am|was|were) (?:\w+ )?(?:threatened|unsafe|intimidated|scared|frightened|afraid|terrified|uncomfortable)\b/;

/** Whoever speaks to the company, or of what they have with it, is its customer. */
const TO_THE_COMPANY =
  /\b(?:you|your|yours|please|claim|insured|insurer|policy ?holder|my (?:ex|claim|policy|account|order|tenancy|flat|neighbou?rs?|landlord|client|interpreter))\b/;
/** Whoever speaks of customers, or of a place of work of theirs, is an employee, however the note came in. */
const AT_WORK =
  /\b(?:customers?|callers?|clients?|patients?|guests?|visitors?|claimants?|subscribers?|(?:my|our|end of|on) shifts?|my (?:manager|supervisor|colleagues?|coworkers?|team|till|desk|counter|station|window|line)|our (?:staff|receptionists?|desk|team|counter)|the (?:till|counter)|staff (?:door|entrance|exit|car|room)|(?:after|leaving) work|at work|told (?:housekeeping|reception|security))\b/;
/** A customer who says what they will do about it. */
const ANSWERED_IN_KIND =
  /\b(?:i (?:will|am going to|am) (?:\w+ )?(?:smash|kill|hurt|hit|break|shoot|stab|burn)\w*|(?:is|are) getting a|hammer|gun|knife to)\b/;
/** What others are said to have done, as whoever makes a claim or reports a crime tells it. */
const DONE_BY_OTHERS =
  /\b(?:someone|somebody|they|he|she|men|vandals|thieves|robbers|burglars|lads|youths|who|tenants?|neighbou?rs?|driver)(?: (?:had|has|have|then|also|came and))? (?:poured|smashed|slashed|threw|set|broke|shot|keyed|burned|burnt|kicked|put|left|fired|hit|stabbed|torched|attacked|robbed|pointed|punched|posted)\b/;
const CLAIMED =
  /\b(?:police|crime (?:number|reference)|claim(?:ing)?|insured|cctv|excess|covered|assessor|adjuster|hospital|witness(?:es)?|statement|policy|reference|stitches|estimate)\b/;
/** A note on what somebody did is short: so many sentences either way say who writes it. */
const NOTE_SENTENCES = 12;

const DONE_TO_PEOPLE = new Set([
  'violence-recipient',
  'violence-others',
  'weapon-capability',
  'surveillance-stalking',
  'approach',
  'doxxing',
  'wish-harm',
  'concerning-behaviour',
]);

/** "My ex wants to kill me", "you are harassing me", "she called me an idiot": the writer is the one it is done to. */
export const victimAccount: Context = {
  name: 'victim-account',
  alsoAsReported: false,
  weigh(scene: Scene): Finding | null {
    const { category, type } = scene.match.detection;
    if (type === 'perceived' && scene.speaker.speaker === 'subject' && isMentioned(scene, FELT)) {
      return { why: 'The writer, not an employee, says that they felt threatened.', atMost: 1, type: null };
    }
    if (type === 'perceived' && isCustomersOwn(scene)) {
      return { why: 'A customer, not an employee, tells what was done to them.', atMost: 1, type: null };
    }
    if (isOfWords(category)) {
      const called = findPhrase(scene, CALLED, scene.match) !== null;
      const felt = category === 'abuse' && findPhrase(scene, MADE_TO_FEEL, scene.match) !== null;
      return called || felt ? { why: 'The writer says that they were called this.', atMost: 0, type: null } : null;
    }
    if (isIncident(scene)) {
      return { why: 'The writer reports or claims for what others did.', atMost: 1, type: null };
    }
    if (!DONE_TO_PEOPLE.has(category) || scene.actor === 'first' || scene.act === null) return null;
    if (scene.target === 'first' && scene.actor === 'second') {
      return { why: 'The writer complains of what the company does to them.', atMost: 0, type: null };
    }
    if (scene.target !== 'first' || !(scene.actor === 'third' || isMentioned(scene, SUFFERED))) return null;
    return {
      why: "The writer tells what is done to them or what they fear: a victim's account.",
      atMost: 0,
      type: null,
    };
  },
};

function isCustomersOwn(scene: Scene): boolean {
  const { match } = scene;
  // That an employee is followed is worth knowing, whoever tells it.
  const followed = match.detection.category === 'surveillance-stalking';
  if (followed && !wordsOf(scene, match.first, match.last).some((word) => FIRST.has(word))) return false;
  const words = nearbyWords(scene, NOTE_SENTENCES, NOTE_SENTENCES);
  return TO_THE_COMPANY.test(words) && !AT_WORK.test(words) && !ANSWERED_IN_KIND.test(words);
}

function isIncident(scene: Scene): boolean {
  const { category } = scene.match.detection;
  if (!DONE_TO_PEOPLE.has(category) && category !== 'bomb-arson') return false;
  if (scene.actor === 'first' || wordsOf(scene, scene.match.first, scene.match.last).some((word) => SECOND.has(word)))
    return false;
  return DONE_BY_OTHERS.test(nearbyWords(scene, 0, 0)) && CLAIMED.test(nearbyWords(scene, 2, 6));
}
