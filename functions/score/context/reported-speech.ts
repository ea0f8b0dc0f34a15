import { isOfWords } from './categories.ts';
import type { Context, Finding } from './context.ts';
import { isOfUs } from './of-us.ts';
import { quotationAround, type Scene, wordsOf } from './scene.ts';
import { type Frame, reportedBy } from './speech.ts';

/**
 * "He said he would kill me", `your agent told me "you will regret it"`: what someone else is said to have said. A threat to the reader
 * or the company stays, whoever is said to have made it; so does a bomb, and a third person's wish to die, which is how most are heard of.
 */
export const reportedSpeech: Context = {
  name: 'reported-speech',
  alsoAsReported: false,
  weigh(scene: Scene): Finding | null {
    const { category } = scene.match.detection;
    if (category === 'bomb-arson' || category === 'self-harm' || category === 'leakage') return null;
    const frame = reportedBy(scene);
    if (frame === null) return wasReceived(scene);
    // A slur that someone is told of is still the writer's word for them, unless it is quoted.
    if (isOfWords(category) && !isQuoted(scene)) return null;
    if (frame.speaker === 'company') {
      return { why: 'The writer says that someone at the company said this.', atMost: 0, type: null };
    }
    return byAnother(scene, frame);
  },
};

function byAnother(scene: Scene, frame: Frame): Finding | null {
  const quoted = isQuoted(scene);
  if (frame.listener === 'second') return null;
  if (scene.target === 'first') {
    return { why: "The writer reports what someone else said to them: a victim's account.", atMost: 0, type: null };
  }
  if (scene.target === 'second') {
    if (!quoted) return null;
    return frame.listener === 'first'
      ? { why: "Quoted words that someone else said to the writer: a victim's account.", atMost: 0, type: null }
      : { why: 'Quoted words of someone else; whom they were said to is not clear.', atMost: 1 };
  }
  if (isOfUs(scene)) return null;
  return { why: 'The writer reports what someone else said.', atMost: 1, type: null };
}

/** `I received this text: "I will find you"`: who wrote it is not known, and it is not said to be meant for the reader. */
const RECEIVED =
  /\b(?:i|we|my \w+) (?:have |just |also )*(?:received|got|get|found|was sent|were sent|keep getting|keep receiving) (?:\w+ ){0,4}(?:texts?|messages?|emails?|letters?|notes?|calls?|voicemails?|dms?|comments?)\b/g;

function wasReceived(scene: Scene): Finding | null {
  if (scene.target !== 'second' || !isQuoted(scene)) return null;
  const before = wordsOf(scene, scene.sentence.first, scene.match.first).join(' ');
  RECEIVED.lastIndex = 0;
  if (!RECEIVED.test(before) || /\b(?:you|your)\b/.test(before)) return null;
  return { why: 'Quoted from something that the writer says they received.', atMost: 1 };
}

function isQuoted(scene: Scene): boolean {
  return quotationAround(scene, scene.match) !== null;
}
