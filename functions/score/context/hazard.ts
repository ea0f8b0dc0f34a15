import { isOfViolence } from './categories.ts';
import type { Context, Finding } from './context.ts';
import { nearbyWords } from './nearby.ts';
import { type Scene, wordsOf } from './scene.ts';

/** What is broken, unguarded or badly driven. */
const FAULT =
  /\b(?:cables?|wir(?:e|es|ing)|scaffold\w*|junction|(?:level |pedestrian )?crossing|road|pavement|pothole|manhole|cladding|fire (?:door|doors|exit|exits)|railings?|banisters?|stair(?:case|s|well)?|steps?|lorry|lorries|trucks?|vans?|bus|brakes|lift|ramp|ceiling|balcony|gas|boiler|socket|fence|trees?|branch(?:es)?|playground|swings?|pool|plant|machine|roof|wall|sign|gate|gritted|ice|icy|bridge|platform|glass|fumes|asbestos|mould|ladder|poles?|stock|product|limb|battery|batteries|recall)\b/;

/** What makes a report of it. */
const REPORT =
  /\b(?:report\w*|fix\w*|repair\w*|mend\w*|please (?:send|get|come)|someone (?:needs|has|ought) to|send (?:someone|somebody)|dangerous|death trap|unsafe|hazard\w*|near miss|loose|broken|faulty|failed|hanging|wedged|blocked|live|leak\w*|smell|council|inspect\w*|speeding|on (?:his|her|the) phone|cut me up|wiped us out|in writing|risk assessment|health and safety|gritted|tripp?ed|fell|slipped|trapped|made safe|not safe|check your|crack(?:s|ed|ing)|recall\w*|(?:came|come|comes|coming|falling|caving) (?:down|off|in)|(?:gave|gives|giving) way|collaps\w*|crumbl\w*|rotten|exposed|sparks?|sparking|wobbl\w*|mould)\b/;

const OURS =
  /\b(?:you will|your (?:staff|people|family|kids|children|wife|husband)|one of (?:you|yours)|(?:i|we) will (?!be the first|show|report|call|ring|send|write|hold)|i am going to|or else|unless you (?:pay|refund))\b/;

/** "Somebody is going to get hurt on that staircase": whoever reports what is broken or badly driven says what may come of it. */
export const hazard: Context = {
  name: 'hazard',
  alsoAsReported: false,
  weigh(scene: Scene): Finding | null {
    const { match } = scene;
    const { category, type } = match.detection;
    if (!isOfViolence(category) || type === null) return null;
    if (scene.actor === 'first' || scene.actor === 'second' || scene.target === 'second') return null;
    if (wordsOf(scene, match.first, match.last).some((word) => word === 'you' || word === 'yourself')) return null;
    const words = nearbyWords(scene, 2, 2);
    if (!FAULT.test(words) || !REPORT.test(words) || OURS.test(nearbyWords(scene, 0, 0))) return null;
    return {
      why: 'It says what may come of a fault or of bad driving that the message reports.',
      atMost: 1,
      type: null,
    };
  },
};
