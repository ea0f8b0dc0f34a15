import { personIn } from './people.ts';
import { isMentioned, type Scene, wordsOf } from './scene.ts';

const EVERYBODY = /\b(?:everyone|everybody|anyone|anybody|whoever|them all|all of them)\b/;
/** A place or people of the company, said to the company. */
const OF_YOURS =
  /\b(?:your|this|the) (?:\w+ )?(?:branch|office|store|shop|building|lobby|reception|counter|desk|staff|employees|people|headquarters|hq|warehouse|depot|clinic|hospital|school|call cent(?:er|re)|call room)\b/;

/**
 * What is done to nobody that a pronoun names, and yet to the company: to an employee by name, or to everybody at a place of the company's.
 * Whoever is said to plan it, and whoever tells it, somebody has to look.
 */
export function isOfUs(scene: Scene): boolean {
  return isNamed(scene) || (isMentioned(scene, EVERYBODY) && isMentioned(scene, OF_YOURS));
}

const DETERMINER = /^(?:the|a|an|my|his|her|its|our|their|this|that|these|those|your|some|any|one|no)$/;

/** A captured target that is no pronoun, no relative, no trade and no thing is a name, and detections know those of employees alone. */
function isNamed(scene: Scene): boolean {
  const { target } = scene.match.captures;
  if (target === undefined || target.last <= target.first) return false;
  const words = wordsOf(scene, target.first, target.last);
  return personIn(words) === null && words.every((word) => /^[a-z][a-z'-]*$/.test(word) && !DETERMINER.test(word));
}
