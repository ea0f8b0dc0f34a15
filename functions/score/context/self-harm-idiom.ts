import type { Context, Finding } from './context.ts';
import { findPhrase, type Scene, wordsOf } from './scene.ts';

const TRIFLE = `(?:apps?|phones?|laptops?|computers?|screens?|websites?|sites?|pages?|browsers?|wifi|internet|routers?|modems?|updates?|printers?|batter(?:y|ies)|(?:chat)?bots?|games?|packages?|parcels?|deliver(?:y|ies)|orders?|flights?|trains?|bus|music|songs?|playlists?|buttons?|links?|forms?|coffee|hold|waiting|queues?|calls?|survey|surveys|menu|menus|meetings?|captchas?|passwords?|login|ads?|commercials?|traffic|robots?|jingle|ringtone|elevator music|hold music)`;
/** Said of a trifle: a condition whose subject is a thing, "this music makes me want to". */
const OF_TRIFLE = new RegExp(
  `\\b(?:(?:if|when|every time|whenever|once) (?:this|that|the|my|your|it)(?: (?!(?:you|refund|money|do|not|i|we)\\b)\\w+){0,2} ${TRIFLE}|(?:if|when|every time|whenever) i (?:(?:have to|must|need to) (?:wait|listen|hear|call|fill|sit|click|type|enter|restart|reset|log)|hear (?:that|this|your|the))|${TRIFLE}(?: \\w+)? (?:make|makes|made|making) (?:me|us) (?:want|wish|wanna)|fill in (?:this|that|another) form)`,
  'g',
);
const LAUGHTER = /\b(?:lol|lmao|lmfao|rofl|(?:ha){2,}h?|(?:he){2,}h?|jk|just kidding|only joking)\b/;
/** Laughter stands beside what it is about. */
const BESIDE = 4;
const FIGURE =
  /\b(?:(?:just )?(?:kill|shoot|end) me (?:now|already|please)|shoot me|kill me now|die of (?:embarrassment|boredom|shame|laughter|cringe)|dying (?:of|from) (?:boredom|embarrassment|laughter|cringe)|bored to death|social suicide|career suicide|gouge (?:my|out my) eyes|stab (?:my|out my) eyes|wanted to (?:crawl|sink|disappear) (?:into|under|through)|want to scream)\b/;
/** What is said to be worse than, or to be the price of, a trifle; what nobody lives without and everybody does. What else is said beside it is read by itself. */
const COMPARISON = new RegExp(
  `\\b(?:(?:rather|sooner) (?:\\w+ )?(?:kill|shoot|hang|stab|drown|strangle|poison) (?:myself|ourselves) than (?:(?:have to|ever|wait|sit|listen|talk|speak|call|ring|phone|deal|use|go|fill|hold|fly|travel|bank|shop|watch|hear|explain|be) (?:\\w+ ){0,3}|(?:\\w+ )?${TRIFLE})|(?:could|might) (?:\\w+ )?(?:kill|shoot|hit|slap|strangle) myself for (?:forgetting|losing|leaving|missing|not (?:reading|checking|asking|booking|backing|saving)|clicking|ordering|buying|booking|signing up|typing|deleting|locking)|(?:can not|could not|cannot) live without (?:it|(?:my|your|the|this|that|a|these|those) (?:\\w+ )?(?:card|app|phone|internet|wifi|coffee|car|laptop|tablet|television|tv|product|service|cream|shampoo|subscription|${TRIFLE})))\\b`,
  'g',
);
/** In earnest, whatever else stands beside it. */
const EARNEST =
  /\b(?:you (?:do not|did not|refuse|will not|have not|never)|if you|unless you|goodbye|(?:his|her|their|my) own life|note|will be your fault|blood on|on your (?:hands|head|conscience)|pills|rope|gun|bridge tonight|tonight|can not (?:go on|take|live|do this)|no reason to live|nothing (?:left )?to live|(?:to|not|anymore) (?:live|exist)|anymore|pain|suffering|badly|so bad|scared|my (?:whole|entire)? ?life|sometimes|thinking about|thoughts|every (?:day|night)|for (?:months|years)|hate my life|alone|therapist|tried (?:to|before)|plan|planned|ashamed|depress\w+|ibuprofen|paracetamol|tylenol|valium|overdose|how (?:much|many)|suicidal|hopeless|worthless|evict\w*|homeless|lose my (?:house|home|kids|children)|lost (?:my|everything)|bankrupt\w*|debt)\b/;

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
    if (EARNEST.test(withoutComparison)) return null;
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
      compared || LAUGHTER.test(beside.join(' ')) || FIGURE.test(words) || findPhrase(scene, OF_TRIFLE, near) !== null;
    return figurative
      ? { why: 'A figure of speech about oneself over a trifle; a person still looks at it.', atMost: 1 }
      : null;
  },
};
