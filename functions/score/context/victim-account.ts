import { isOfWords } from './categories.ts';
import type { Context, Finding } from './context.ts';
import { findPhrase, isMentioned, type Scene } from './scene.ts';

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
    if (isOfWords(category)) {
      const called = findPhrase(scene, CALLED, scene.match) !== null;
      const felt = category === 'abuse' && findPhrase(scene, MADE_TO_FEEL, scene.match) !== null;
      return called || felt ? { why: 'The writer says that they were called this.', atMost: 0, type: null } : null;
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
