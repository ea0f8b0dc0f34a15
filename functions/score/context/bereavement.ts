import { isOfWords } from './categories.ts';
import type { Context, Finding } from './context.ts';
import { findPhrase, type Scene, wordsOf } from './scene.ts';

const KIN =
  '(?:husband|wife|mother|father|mom|mum|mommy|dad|daddy|son|daughter|brother|sister|baby|child|kid|grand(?:mother|father|ma|pa|son|daughter)|gran|nan|nana|aunt|uncle|cousin|partner|fiance|boyfriend|girlfriend|friend|neighbor|dog|cat|puppy|kitten|pet|horse|parents?|spouse|tenant|account holder|policy ?holder|insured|patient)';
const ILLNESS =
  '(?:cancer|tumou?r|leuk[a]?emia|dementia|alzheimers?|covid|coronavirus|pneumonia|diabetes|stroke|heart (?:attack|failure|disease)|kidney failure|liver failure|als|parkinsons?|sepsis|overdose|illness|disease|virus|flu|copd|allerg\\w+|asthma|chemo(?:therapy)?|migraines?|arthritis|infection|old age|natural causes|smoking|drinking|heat stroke)';

/** A death or an injury in the writer's or another's family, told as something that happened. */
const LOSS_OF_KIN = new RegExp(
  `\\b(?:(?:my|our|his|her|their|whose|late|(?:the|an?) (?=account|policy|patient|insured|tenant))(?: ?\\w+){0,2} ?${KIN}(?: \\w+){0,5} (?:died|passed away|passed on|passed|dying|dead|die|dies|killed|hurt|injured|shot|suffering|suffers?|suffered|burned|drowned|choked|choking|bled|bleeding|hit|attacked|beaten|murdered|poisoned)|(?:he|she|they|who)(?: \\w+){0,2} (?:died|passed away|passed on)|(?:since|after|before|when) (?:my|our|the|his|her) \\w+ (?:death|dying|died|passed|funeral))\\b`,
  'g',
);
/** Illness, accident and the papers of a death, whoever it is. */
const ILLNESS_OR_PAPERS = new RegExp(
  `\\b(?:(?:died|dying|dead|death|killed|suffer(?:s|ed|ing)?|die|bleed(?:s|ing)?|pain|hurts?|choked)(?: \\w+){0,4} (?:of|from|by|with|due to|because of|after|during|in)(?: \\w+){0,3} (?:${ILLNESS}|surgery|(?:car |plane |road |motorcycle |work )?(?:accident|crash|flood|hospital|hospice|childbirth|earthquake|storm))|${ILLNESS}(?: \\w+){0,3} (?:is|are|was|were|has been|almost|nearly|finally|will|could|can)? ?(?:kill\\w*|took|hurt\\w*|destroy\\w*|attack\\w*)|death (?:certificates?|benefits?|claims?|in (?:the|our|my) family|duties|grant|notice|notification)|funeral (?:home|director|flowers|costs?|expenses|plan|cover|for my|of my)|terminally ill|life support|palliative|hospice|bereave\\w+|next of kin|deceased|late (?:husband|wife|father|mother|son|daughter|brother|sister)|stillb\\w+|miscarr\\w+)\\b`,
  'g',
);
/** Wished on someone, or said of the reader's own. */
const WISHED = new RegExp(
  `\\b(?:hope|hopes|hoping|wish|wishes|pray|praying|deserves?|shame|pity|your(?: \\w+){0,2} ${KIN}|you (?:will|are|deserve|should|can|could|and))\\b`,
);
/** A loss that is hoped for, foretold or imagined is none. */
const NOT_YET =
  /\b(?:if|hope|hopes|hoping|wish|wishes|wishing|imagine|shame|pity|pray|praying|deserves?|should|will|going to|would|next|until|unless|watch)\b/;

const MEDICAL_SELF = new RegExp(
  `\\b(?:(?:i|we|me|my)(?: \\w+){0,6} (?:died|die|dying|hurt|injured|bleeding|burned|choked|suffer\\w*|poisoned|killed|cut|broke)(?: \\w+){0,6} (?:${ILLNESS}|hospital|surgery|doctor|medication|medicine|insulin|ambulance|injury|injuries|allergic|reaction|accident|diagnos\\w+|prognosis|treatment)|(?:diagnos\\w+|prognosis|doctors? (?:said|say|told|says|gave)|months to live|treatment|insulin|medication)(?: \\w+){0,8} (?:die|dying|dead|kill\\w*))\\b`,
  'g',
);

/** "My husband died", "cancer is killing her", "she bled after surgery": loss and illness, with no word of doing it to the reader. */
export const bereavement: Context = {
  name: 'bereavement',
  alsoAsReported: true,
  weigh(scene: Scene): Finding | null {
    const { match } = scene;
    const { category } = match.detection;
    if (scene.scattered || isOfWords(category)) return null;
    const range = scene.act ?? match;
    const words = wordsOf(scene, match.first, match.last);
    if (category === 'self-harm') {
      return findPhrase(scene, MEDICAL_SELF, range) !== null &&
        !/\b(?:myself|my life|suicid\w*|want|wish|hope|hoping|overdose|better off)\b/.test(words.join(' '))
        ? { why: 'It is said of an illness or an injury.', atMost: 1, type: null }
        : null;
    }
    if (scene.actor === 'first' || words.some((word) => word === 'you' || word === 'your' || word === 'yourself'))
      return null;
    const near = wordsOf(scene, Math.max(scene.sentence.first, match.first - 6), match.last).join(' ');
    if (WISHED.test(near)) return null;
    const told = !NOT_YET.test(near) && findPhrase(scene, LOSS_OF_KIN, range) !== null;
    const ill = [ILLNESS_OR_PAPERS, MEDICAL_SELF].some((phrase) => findPhrase(scene, phrase, range) !== null);
    if (!told && !ill) return null;
    return { why: 'It is said of a death, an illness or an injury.', atMost: 0, type: null };
  },
};
