import { isOfViolence, isOfWords } from './categories.ts';
import type { Context, Finding } from './context.ts';
import { isMentioned, type Scene, wordAt, wordsOf } from './scene.ts';

const ASKS = new Set(
  'do does did is are was were can could will would should has have may might what how when where why which who'.split(
    ' ',
  ),
);

const LONGEST_UNMARKED = 15;

/** Asking what a policy or a law says, and not what would happen to someone. */
const RULES =
  /\b(?:policy|policies|insurance|insured|cover|covers|covered|coverage|allowed|permitted|permit|legal|rules?|claim|refundable|warranty|exclusion|excluded)\b/g;

/** Asked of no one in earnest: "what if I came to your house?", "do you want to die?", "have you ever been hit?" */
const MENACING =
  /\b(?:what if|why do not you|why not|why do you not|why does not|how would you|how will you|would you like|do you want|you want|have you ever|who would|wonder|what happens|what do you think|do you know what|who will|would anyone)\b/g;

/** "Are you going to kill the process?", "does your policy cover bomb threats?": asked, not threatened. */
export const question: Context = {
  name: 'question',
  alsoAsReported: true,
  weigh(scene: Scene): Finding | null {
    const { sentence, match } = scene;
    const { category } = match.detection;
    // Without its mark, only a short sentence is known for a question by its first word.
    const asked = ASKS.has(wordAt(scene, sentence.first)) && sentence.last - sentence.first <= LONGEST_UNMARKED;
    if (sentence.terminator !== '?' && !asked) return null;
    if (category === 'self-harm' || isMentioned(scene, MENACING)) return null;
    if (
      isOfViolence(category) &&
      isMentioned(scene, RULES) &&
      scene.actor !== 'first' &&
      scene.target !== 'second' &&
      sentence.terminator === '?'
    ) {
      return { why: 'The writer asks what a rule or a policy says.', atMost: 0, type: null };
    }
    if (scene.target === 'second' || scene.actor === 'first') return aboutTheWriter(scene);
    if (isOfWords(category)) return aboutTheWriter(scene);
    if (scene.actor === 'second' && scene.target !== null) {
      return { why: 'The writer asks what the company is going to do.', atMost: 0, type: null };
    }
    // In an employee's note, "he" is the subject and "me" the employee.
    if (scene.actor === 'third' && scene.target === 'first' && scene.speaker.standing === 'first-hand') {
      return { why: 'The writer asks whether someone else will harm them.', atMost: 0, type: null };
    }
    return null;
  },
};

/** "Am I stupid or is the form broken?" */
function aboutTheWriter(scene: Scene): Finding | null {
  const { sentence, match } = scene;
  const opening = wordsOf(scene, Math.max(sentence.first, match.first - 3), match.first + 2).join(' ');
  if (match.detection.category === 'abuse' && /\b(?:am i|are we|was i)\b/.test(opening)) {
    return { why: 'The writer asks about themselves.', atMost: 0, type: null };
  }
  return null;
}
