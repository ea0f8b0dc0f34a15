import type { Context, Finding } from './context.ts';
import { findPhrase, type Scene, wordsOf } from './scene.ts';
import { PRODUCTS } from './things.ts';

const TRIFLE = `(?:${PRODUCTS}|hold|hold music|wait|waiting|queue|call|calls|calling|survey|form|forms|menu|elevator music|meeting|meetings|captcha|password|login|ad|ads|commercial|commercials|traffic|homework|test|exam|class|coffee|season|team|diet|monday|mondays|line|robot|again|another|one more|this slow|crashes|loads?|loading|buffer\\w*)`;
/** Said of a trifle: a condition whose subject is a thing, "this music makes me want to". */
const OF_TRIFLE = new RegExp(
  `\\b(?:(?:if|when|every time|whenever|once) (?:this|that|the|my|your|it|i (?:have to|hear|see|get|need to|must))(?: (?!you|refund|money|do not|not)\\w+){0,7} ${TRIFLE}|(?:this|that|the|your|these|it|which) (?:\\w+ ){0,4}(?:make|makes|made|making) (?:me|us|anyone) (?:\\w+ )?(?:want|wanna|wish|feel)|${TRIFLE}(?: \\w+){0,3} (?:make|makes|made|making) me (?:want|wish))`,
  'g',
);
const LAUGHTER = /(?:\b(?:lol|lmao|lmfao|rofl|haha\w*|hehe\w*|jk|just kidding|kidding|joking)\b)/;
const FIGURE =
  /\b(?:(?:just )?(?:kill|shoot|end) me (?:now|already|please)|shoot me|kill me now|die of (?:embarrassment|boredom|shame|laughter|cringe)|dying (?:of|from) (?:boredom|embarrassment|laughter|cringe)|bored to death|social suicide|career suicide|gouge (?:my|out my) eyes|stab (?:my|out my) eyes|wanted to (?:crawl|sink|disappear) (?:into|under|through)|want to scream)\b/;
/** In earnest, whatever else stands beside it. */
const EARNEST =
  /\b(?:you (?:do not|did not|refuse|will not|have not|never)|if you|unless you|goodbye|note|will be your fault|blood on|on your (?:hands|head|conscience)|pills|rope|gun|bridge tonight|tonight|can not go on|no reason to live|nothing (?:left )?to live|every (?:day|night)|for (?:months|years)|hate my life|alone|therapist|tried (?:to|before)|plan|planned|ashamed|depress\w+|suicidal|hopeless|worthless|evict\w*|homeless|lose my (?:house|home|kids|children)|lost (?:my|everything)|bankrupt\w*|debt)\b/;

/**
 * "I'll kill myself if this app crashes again": a figure of speech about oneself. Requirement 12: it never falls below routine review,
 * because some who say it so mean it. Beside any sign of earnest it is not lowered at all.
 */
export const selfHarmIdiom: Context = {
  name: 'self-harm-idiom',
  alsoAsReported: true,
  weigh(scene: Scene): Finding | null {
    const { match, sentence } = scene;
    if (match.detection.category !== 'self-harm' || scene.scattered) return null;
    const words = wordsOf(
      scene,
      Math.max(sentence.first, match.first - 24),
      Math.min(sentence.last, match.last + 24),
    ).join(' ');
    if (EARNEST.test(words)) return null;
    const figurative =
      LAUGHTER.test(words) ||
      FIGURE.test(words) ||
      findPhrase(scene, OF_TRIFLE, {
        first: Math.max(sentence.first, match.first - 14),
        last: Math.min(sentence.last, match.last + 14),
      }) !== null;
    return figurative
      ? { why: 'A figure of speech about oneself over a trifle; a person still looks at it.', atMost: 1 }
      : null;
  },
};
