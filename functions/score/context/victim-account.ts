import type { Context, Finding } from './context.ts';
import { findPhrase, type Scene } from './scene.ts';

/** "My ex wants to kill me", "you are harassing me": the writer is the one it is done to. */
const DONE_TO_WRITER =
  /\b(?:(?:he|she|they|who|someone|somebody|ex|husband|wife|boyfriend|girlfriend|father|mother|brother|son|neighbor|landlord|stalker|man|guy|scammers?|people|roommate|partner)(?: \w+){0,5} (?:me|us|my (?:\w+ )?(?:family|kids?|children|son|daughter|mother|house|home|car|life|dog|account))|(?:i|we) (?:was|were|am|are|have been|had been|got|been|keep getting|am being|are being|feel|felt) (?:\w+ )?(?:threatened|stalked|harassed|followed|attacked|assaulted|beaten|hurt|robbed|abused|stabbed|shot|raped|watched|bullied)|(?:threatened|attacked|assaulted|stalked|stalking|harassed|harassing|abused|robbed|beat|followed|following|hit|bullied|threatening) (?:me|us)|(?:afraid|scared|terrified|fear|worried) (?:that )?(?:he|she|they|someone|for my)(?: \w+){0,6})/g;

/** Names that were called are the caller's: "your agent called me a stupid cow", "made me feel like an idiot". */
const NAMED_WRITER =
  /\b(?:(?:call(?:ed|s|ing)?|named|labelled|labeled) (?:me|us|my \w+)|(?:treat(?:ed|s|ing)?|look(?:ed|s|ing)? at) (?:me|us|my \w+) (?:like|as)|ma(?:de|ke|kes|king) (?:me|us) (?:feel|look|out to be)|spoke to me)(?: \w+){0,8}/g;

export const victimAccount: Context = {
  name: 'victim-account',
  alsoAsReported: false,
  weigh(scene: Scene): Finding | null {
    const { category } = scene.match.detection;
    const range = scene.act ?? scene.match;
    if (category === 'self-harm' || category === 'bomb-arson') return null;
    if (category === 'abuse' || category === 'protected-trait' || category === 'sexual-harassment') {
      if (findPhrase(scene, NAMED_WRITER, scene.match) === null) return null;
      return { why: 'The writer says that they were called this.', atMost: 0, type: null };
    }
    if (scene.actor === 'first' || scene.target === 'second') return null;
    if (scene.actor === 'second' && scene.target === 'first') {
      return { why: 'The writer complains of what the company does to them.', atMost: 0, type: null };
    }
    if (scene.target !== 'first' && scene.target !== null) return null;
    if (findPhrase(scene, DONE_TO_WRITER, range) === null) return null;
    return {
      why: "The writer tells what is done to them or what they fear: a victim's account.",
      atMost: 0,
      type: null,
    };
  },
};
