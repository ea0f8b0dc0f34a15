import type { Context, Finding } from './context.ts';
import { besideWords, isHostile, nearbyWords } from './nearby.ts';
import { SECOND } from './people.ts';
import { type Scene, wordsOf } from './scene.ts';

/** Thanks and praise for what somebody did at work. */
const PRAISE =
  /\b(?:thank you for (?:giving|coming|talking|looking|helping|staying|being)|(?:thank you|thanks)(?: \w+){0,2} to (?:the|your|all|dr|mr|mrs|ms|everyone)|(?:so|very|how|truly|really|eternally|most) (?:grateful|thankful|kind|touched)|pass (?:on|this on|it on) (?:my|our|to)|pass on (?:my|our)|worth (?:his|her|their) weight|(?:is|was|are|were|been|being) (?:a|an|such a|an absolute) (?:\w+ )?(?:treasure|gem|star|saint|angel|hero|credit|delight|lifesaver|godsend|marvel|legend)|angels|patience of a saint|went out of (?:his|her|their)|put (?:his|her|their) arm|held my hand|saved my life|the kindest|(?:so|was|very) (?:kind|gentle|patient|caring|helpful)(?: \w+){0,2} (?:to|with|on)|made (?:my|her|his|our|mums|dads) (?:day|week)|(?:so nice|lovely|so lovely|great|good) to (?:see|bump|meet|hear)|sat (?:me|with)(?: \w+)? (?:in|down|and|with)|kept me talking|the making of|look after (?:him|her|them)|deserves? a (?:raise|medal|pay rise)|(?:rang|called|phoned) me every|how wonderful|how (?:kind|patient|good|lovely)|to say thank you|to thank (?:him|her|them)|shake (?:his|her) hand|best part of my|be nice to|voice of an angel|i (?:enjoyed|loved) the|(?:staff|service) award|to nominate|what you pay (?:him|her|them)|lovely (?:man|woman|lady|lad|girl|fellow)|nicest|thanks for|was wonderful|were wonderful)\b/;

/** "Grateful to you and to your wife": the sentence that names them thanks them. */
const TO_THE_READER = /\b(?:grateful|thanks|thank you|gratitude|indebted)(?: \w+){0,6} to (?:you|your)\b/;

/**
 * A letter of thanks tells of the nurse's little girl and of meeting the teacher in the park. It speaks of the employee to others: what is said to the
 * employee of their own life stays as it is, since admirers who follow people also thank them.
 */
export const thanks: Context = {
  name: 'thanks',
  alsoAsReported: false,
  weigh(scene: Scene): Finding | null {
    const { match } = scene;
    if (!ABOUT_A_LIFE.has(match.detection.category) || match.detection.severity > 3) return null;
    const ofTheReader = wordsOf(scene, match.first, match.last).some((word) => SECOND.has(word));
    if (ofTheReader && !TO_THE_READER.test(nearbyWords(scene, 0, 0))) return null;
    const near = OF_THEIR_LIFE.has(match.detection.category) ? WHOLE_LETTER : BESIDE;
    const words = nearbyWords(scene, near, near);
    if (!PRAISE.test(words) || isHostile(besideWords(scene, 1, 1))) return null;
    return {
      why: 'It stands among thanks or praise, told to others, for what the employee did.',
      atMost: 1,
      type: null,
    };
  },
};

/** Sentences either way. Where somebody speaks of an employee's life, the whole letter says what it is for; a vow or a mood is read by itself. */
const WHOLE_LETTER = 6;
const BESIDE = 2;
const OF_THEIR_LIFE = new Set(['surveillance-stalking', 'obsessive-attachment']);

const ABOUT_A_LIFE = new Set([
  'surveillance-stalking',
  'obsessive-attachment',
  'concerning-behaviour',
  'wish-harm',
  'ultimatum',
]);
