import { personIn } from './people.ts';
import { isMentioned, type Scene, wordsOf } from './scene.ts';

const EVERYBODY = /\b(?:everyone|everybody|anyone|anybody|whoever|them all|all of them)\b/;
/** A place or people of the company, said to the company. */
const OF_YOURS =
  /\b(?:your|this|the) (?:\w+ )?(?:branch|office|store|shop|building|lobby|reception|counter|desk|staff|employees|people|headquarters|hq|warehouse|depot|clinic|hospital|school|call cent(?:er|re)|call room)\b/;

/** What only a company or an authority has, so that "the" is enough: a shop or a house may be the customer's own. */
const OURS =
  /^(?:(?:your|the|this|that) (?:\w+ ){0,2}(?:depot|branch|offices?|surgery|ward|call cent(?:er|re)|job ?cent(?:er|re)|town hall|inspector|warden|officer|conductor|adjuster|receptionist|cashier)|your (?:\w+ ){0,2}(?:shop|store|warehouse|clinic|school|building|yard|site|vans?))$/;

/**
 * What is done to nobody that a pronoun names, and yet to the company: to an employee by name or by what they do, to a place of the company's,
 * or to everybody there. Whoever is said to plan it, and whoever tells it, somebody has to look.
 */
export function isOfUs(scene: Scene): boolean {
  return isNamed(scene) || isOurs(scene) || (isMentioned(scene, EVERYBODY) && isMentioned(scene, OF_YOURS));
}

function isOurs(scene: Scene): boolean {
  const { target } = scene.match.captures;
  return target !== undefined && OURS.test(wordsOf(scene, target.first, target.last).join(' '));
}

const DETERMINER = /^(?:the|a|an|my|his|her|its|our|their|this|that|these|those|your|some|any|one|no)$/;

/** A captured target that is no pronoun, no relative, no trade and no thing is a name, and detections know those of employees alone. */
function isNamed(scene: Scene): boolean {
  const { target } = scene.match.captures;
  if (target === undefined || target.last <= target.first) return false;
  const words = wordsOf(scene, target.first, target.last);
  return personIn(words) === null && words.every((word) => /^[a-z][a-z'-]*$/.test(word) && !DETERMINER.test(word));
}
