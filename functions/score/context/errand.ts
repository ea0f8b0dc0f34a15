import { isHarm } from './acts.ts';
import type { Context, Finding } from './context.ts';
import { besideWords, isMenacing, nearbyWords } from './nearby.ts';
import { type Scene, wordsOf } from './scene.ts';

const THING =
  '(?:keys?|papers?|documents?|forms?|deeds|parcels?|packages?|orders?|sofa|prescriptions?|glasses|shoes|umbrella|scarf|phone|laptop|passport|luggage|bags?|cases?|tickets?|boxes|box|dish|cake|hamper|card|flowers|books?|uniforms?|samples?|cheques?|checks?|tools?|parts?|casserole|piano|furniture|dress|suit|certificates?)';

/** What somebody comes, waits, calls or looks out for in the way of business or of a favour. */
const ERRAND = new RegExp(
  [
    `(?:collect|collecting|return|returning|fetch|hand over|hand in|swap|exchange) (?:the|my|our|your|those|these|his|her|a)(?: \\w+){0,2} ${THING}`,
    `(?:bring|bringing|take|pick|picking|drop|dropping)(?: off| up)? (?:the|my|our|your|those|these|his|her|you|back)(?: \\w+){0,3} ${THING}`,
    '(?:drop|dropping|pick|picking|bring|bringing|post) (?:it|them|this|that|one)(?: \\w+)? (?:off|up|in|round|back|over)|have it with you by',
    '(?:to|will) (?:drop|pick) (?:off|up) (?:the|my|our|your|a)',
    '(?:to|will) swap (?:it|them)',
    '(?:for|about|after) (?:the|my|our|a|your) (?:\\w+ )?(?:viewing|interview|fitting|survey|inspection|inventory|lesson|rehearsal|haircut|check ?up|blood test|hearing|meeting|delivery|airport|taxi|lift)',
    '(?:will be|will come|am|are|is) (?:coming|here|round|there|over)(?: \\w+){0,8} to (?:check|read|service|test|fix|repair|fit|measure|inspect|replace|mend) (?:the|my|our|your)',
    '(?:courier|minibus|removal|locksmith|engineer|surveyor|driver|van) (?:is|was|has been)? ?(?:booked|coming|arrives|will be)',
    'see you (?:at|on|for) (?:\\w+ ){0,3}for (?:the|my|our|a)',
    '(?:a|the|my|our) \\w+ to deliver|if (?:that|it) is (?:convenient|all right|alright|ok|okay)|surprise party|hours? to the airport|be ready with your bags|sorry wrong number|prescription is ready|retirement|leaving (?:do|card|present|party)',
    'judging the|your presentation|nomination|employee of the (?:year|month)|book signing|sign my copy|fun run|car (?:lights|battery)|its lights on|the battery is (?:ok|flat)|hope the battery',
    'towpath|(?:road|path|street|lane) is (?:closed|closing)|closing the (?:road|path|bridge)|roadworks|diversion',
  ].join('|'),
);

/** A keepsake and a pretext: what is brought back was kept, and the hour is known. */
const KEPT = /\b(?:smell\w*|kept it|i know (?:you|when|that)|rather than)\b/;

/**
 * "I will be waiting in the car park, it is an hour to the airport": the sentence itself or the next says what for, and it is a favour, a delivery, an
 * appointment. Only for what is said without a word of harm, and not where anything menacing stands beside it; never to nothing, since a
 * pretext is the oldest of disguises and shows when it comes again.
 */
export const errand: Context = {
  name: 'errand',
  alsoAsReported: false,
  weigh(scene: Scene): Finding | null {
    const { match } = scene;
    const { category, severity } = match.detection;
    if (!SOFT.has(category) || severity > 3 || wordsOf(scene, match.first, match.last).some(isHarm)) return null;
    const words = nearbyWords(scene, 1, 2);
    if (!ERRAND.test(words) || KEPT.test(words) || isMenacing(besideWords(scene, 1, 2))) return null;
    return { why: 'It says for what: an errand, a delivery, an appointment or a favour.', atMost: 1, type: null };
  },
};

const SOFT = new Set([
  'surveillance-stalking',
  'approach',
  'obsessive-attachment',
  'concerning-behaviour',
  'violence-recipient',
  'ultimatum',
  'leakage',
  'bomb-arson',
]);
