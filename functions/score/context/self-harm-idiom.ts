import type { TokenRange } from '../text.ts';
import type { Context, Finding } from './context.ts';
import { nearbyWords } from './nearby.ts';
import { findPhrase, type Scene, wordsOf } from './scene.ts';

const TRIFLE = `(?:apps?|phones?|laptops?|computers?|screens?|websites?|sites?|pages?|browsers?|wifi|internet|routers?|modems?|updates?|printers?|batter(?:y|ies)|(?:chat)?bots?|games?|packages?|parcels?|deliver(?:y|ies)|orders?|flights?|trains?|bus|music|songs?|playlists?|buttons?|links?|forms?|coffee|hold|waiting|queues?|calls?|survey|surveys|menu|menus|meetings?|captchas?|passwords?|login|ads?|commercials?|traffic|robots?|jingle|ringtone|elevator music|hold music)`;
/** Said of a trifle: a condition whose subject is a thing, "this music makes me want to". */
const OF_TRIFLE = new RegExp(
  `\\b(?:(?:if|when|every time|whenever|once) (?:this|that|the|my|your|it)(?: (?!(?:you|refund|money|do|not|i|we)\\b)\\w+){0,2} ${TRIFLE}|(?:if|when|every time|whenever) i (?:(?:have to|must|need to) (?:wait|listen|hear|call|fill|sit|click|type|enter|restart|reset|log)|hear (?:that|this|your|the))|${TRIFLE}(?: \\w+)? (?:make|makes|made|making) (?:me|us) (?:want|wish|wanna)|fill in (?:this|that|another) form)`,
  'g',
);
/** What nobody dies of, and everybody says so. What weighs on a life (work, exams, money, a neighbour) is left out on purpose. */
const PETTY =
  '(?:snore|snores|snoring|weather|drizzle|humidity|heatwave|heat wave|finale|last episode|cliffhanger|homework|maths?|algebra|geometry|hiccups|hangover|spoilers?|autocorrect|haircut|crossword|typos?|smell|stench)';
/** A petty thing that is named as the cause: "this homework makes me want to", "over my homework", "this weather is awful". */
const OF_PETTY = new RegExp(
  `\\b(?:${PETTY}(?: \\w+){0,2} (?:make|makes|made|making) (?:me|us) (?:\\w+ )?(?:want|wish|wanna)|(?:over|because of|due to|thanks to|from|after|every time|whenever)(?: \\w+){0,2} ${PETTY}|(?:this|that|the|my|this \\w+|that \\w+) ${PETTY}(?: class)? (?:is|was|has been)|(?:husband|wife|boyfriend|girlfriend|partner|roommate|flatmate|dad|dog)(?: is| will not stop)? snor(?:es|ing)|(?:he|she) (?:is|keeps|was|will not stop) snoring|(?:this|that|his|her|your) snoring|(?:so|too) much ${PETTY}|it is (?:so|too) (?:hot|cold|humid) (?:outside|out))\\b`,
  'g',
);
/** Delight that is put as strongly. */
const DELIGHT =
  /\b(?:in (?:a|the) (?:very |really )?(?:good|best|funny|festive|cute|nice|happy|fun) (?:kind of )?way|(?:best|favou?rite) (?:band|song|album|concert|show|gig|singer)|(?:what a|love (?:this|that|the|my)) (?:band|song|album|concert|singer)|(?:they|he|she|it|this|that) (?:is|are|was|were) (?:so|too) (?:cute|adorable|handsome))\b/;
/** Told of a dream that was had once; who dreams of it, or keeps having such dreams, wishes or fears it. */
const IN_A_DREAM =
  /\b(?:(?:had|having|in|from) (?:a|this|my|the) (?:\w+ ){0,2}(?:dream|nightmare)|(?:dreamed|dreamt|dreamed last night|dreamt last night) (?:that|i|we))\b/g;
const LAUGHTER = /\b(?:lol|lmao|lmfao|rofl|(?:ha){2,}h?|(?:he){2,}h?|jk|just kidding|only joking)\b/;
/** Laughter stands beside what it is about. */
const BESIDE = 4;
const FIGURE =
  /\b(?:(?:just )?(?:kill|shoot|end) me (?:now|already)|(?<!(?:would|could|to) )shoot me(?! (?:please|in|through)\b)|kill me now|die of (?:embarrassment|boredom|shame|laughter|cringe|cuteness|happiness|joy|envy|excitement)|dying (?:of|from) (?:boredom|embarrassment|laughter|cringe)|bored to death|social suicide|career suicide|gouge (?:my|out my) eyes|stab (?:my|out my) eyes|wanted to (?:crawl|sink|disappear) (?:into|under|through)|want to scream)\b/;
/** What is said to be worse than, or to be the price of, a trifle; what nobody lives without and everybody does. What else is said beside it is read by itself. */
const COMPARISON = new RegExp(
  `\\b(?:(?:rather|sooner) (?:\\w+ )?(?:kill|shoot|hang|stab|drown|strangle|poison) (?:myself|ourselves) than (?:(?:have to|ever|wait|sit|listen|talk|speak|call|ring|phone|deal|use|go|fill|hold|fly|travel|bank|shop|watch|hear|explain|be) (?:\\w+ ){0,3}|(?:\\w+ )?${TRIFLE})|(?:could|might) (?:\\w+ )?(?:kill|shoot|hit|slap|strangle) myself for (?:forgetting|losing|leaving|missing|not (?:reading|checking|asking|booking|backing|saving)|clicking|ordering|buying|booking|signing up|typing|deleting|locking)|(?:can not|could not|cannot) live without (?:it|(?:my|your|the|this|that|a|these|those) (?:\\w+ )?(?:card|app|phone|internet|wifi|coffee|car|laptop|tablet|television|tv|product|service|cream|shampoo|subscription|${TRIFLE})))\\b`,
  'g',
);
/** In earnest, whatever else stands beside it. */
const EARNEST =
  /\b(?:you (?:do not|did not|refuse|will not|have not|never)|if you|unless you|goodbye|(?:his|her|their|my) own life|note|will be your fault|blood on|on your (?:hands|head|conscience)|pills|rope|gun|bridge tonight|tonight|can not (?:go on|take|live|do this)|no reason to live|nothing (?:left )?to live|(?:to|not|anymore) (?:live|exist)|anymore|pain|suffering|badly|so bad|scared|my (?:whole|entire)? ?life|sometimes|thinking about|thoughts|every (?:day|night)|for (?:months|years)|hate my life|alone|therapist|tried (?:to|before)|plan|planned|ashamed|depress\w+|ibuprofen|paracetamol|tylenol|valium|overdose|how (?:much|many)|suicidal|hopeless|worthless|evict\w*|homeless|lose my (?:house|home|kids|children)|lost (?:my|everything)|bankrupt\w*|debt|not lol|i am serious|i mean it)\b/;

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
    const withoutComparison = words.replace(COMPARISON, ' ');
    const compared = withoutComparison !== words;
    if (EARNEST.test(asDreamt(scene, withoutComparison))) return null;
    const beside = wordsOf(
      scene,
      Math.max(sentence.first, match.first - BESIDE),
      Math.min(sentence.last, match.last + BESIDE),
    );
    const near = {
      first: Math.max(sentence.first, match.first - 14),
      last: Math.min(sentence.last, match.last + 14),
    };
    const figurative =
      compared ||
      LAUGHTER.test(beside.join(' ')) ||
      FIGURE.test(words) ||
      findPhrase(scene, OF_TRIFLE, near) !== null ||
      isPlainlyPetty(scene, words, near);
    return figurative
      ? { why: 'A figure of speech about oneself over a trifle; a person still looks at it.', atMost: 1 }
      : null;
  },
};

/** A petty cause, a dream, or delight of which one says that one dies of it; the sentences beside it must not sound of earnest either. */
function isPlainlyPetty(scene: Scene, words: string, near: TokenRange): boolean {
  const { match } = scene;
  const dies = wordsOf(scene, match.first, match.last).includes('die');
  const ofDelight = dies && DELIGHT.test(words);
  if (!ofDelight && findPhrase(scene, OF_PETTY, near) === null && !isDreamt(scene)) return false;
  return !EARNEST.test(asDreamt(scene, nearbyWords(scene, 1, 1)));
}

function isDreamt(scene: Scene): boolean {
  return findPhrase(scene, IN_A_DREAM, { first: scene.match.first - 14, last: scene.match.first + 1 }) !== null;
}

/** What somebody tried in a dream was not tried. */
function asDreamt(scene: Scene, words: string): string {
  return isDreamt(scene) ? words.replace(/\btried to\b/g, ' ') : words;
}
