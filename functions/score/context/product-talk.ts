import type { TokenRange } from '../text.ts';
import { isOfViolence } from './categories.ts';
import type { Context, Finding } from './context.ts';
import { findPhrase, isPhraseAt, type Scene } from './scene.ts';
import { PRODUCTS, ROLES } from './things.ts';

/** Done to a thing: "kill the process", "shoot the weeds", "destroy my old card", "burn a DVD". */
const DONE_TO_THING = new RegExp(
  `\\b(?:\\w+) (?:off |down |up |out |all |of )?(?:the|a|an|this|that|these|those|my|our|its|some|any|all|every|each|both|old|dead|two|three|more)(?: (?!(?:you|your|yours|him|her|his|them|me|us|who|and|or|if|so|then|because|${ROLES})\\b)\\w+){0,2} ${PRODUCTS}\\b(?! ${ROLES}\\b)`,
  'y',
);
/** Done to things without an article: "kills weeds", "killing ants". */
const DONE_TO_KIND =
  /\b\w+ (?:all )?(?:weeds|bugs|ants|roaches|cockroaches|mice|rats|rodents|termites|mosquitoes|wasps|hornets|spiders|fleas|bedbugs|moths|flies|germs|bacteria|mold|mould|viruses|fungus|processes|tasks|zombies|enemies|orcs|goblins|dragons|bosses|monsters|aliens|sessions|grass|dandelions|moss|99)\b/y;
/** A thing does it: "the app keeps crashing and dying", "my phone died", "the printer is dead". */
const DONE_BY_THING = new RegExp(
  `\\b${PRODUCTS}(?: (?!(?:you|he|she|i|we|they|if|for|to|her|his|him|them|me|us|who|that|${ROLES})\\b)\\w+){0,4} (?:die|dies|died|dying|dead|killed|crash|crashes|crashed|crashing|burn|burned|burning|burnt|explode|exploded|exploding|explodes|blew|blow|blows|blown|choke|chokes|choking|hang|hangs|hanging|hung|shot|broke|broken|bleeding|bleeds|hit|hits|cut|cuts|strangles|smashed|crushed|destroyed|ruined|hurts)\\b`,
  'g',
);
/** Somebody is told by what they do with a thing, and it is they who die: "the next person to pick up this phone dies". */
const TOLD_BY_A_THING = new RegExp(
  `\\b(?:(?:next|first|last) (?:person|one|${ROLES}) (?:to|who|that)|whoever|anyone (?:to|who|that)|anybody (?:to|who|that))(?: (?!(?:if|because|and|but|says|said|when|so)\\b)\\w+){1,6} ${PRODUCTS} (?:dies|is dead|bleeds|burns|hangs)\\b`,
  'g',
);
/** Weapons as goods, tools and toys, and what trades say. */
const WEAPON =
  '(?:guns?|rifles?|shotguns?|pistols?|kni(?:fe|ves)|axes?|hatchets?|machetes?|hammers?|swords?|ammo|ammunition|bullets|bows?|crossbows?|cartridges|scopes?|blades?|pepper spray|tasers?)';
/** Between a weapon and what is done with goods: no word that begins another thought ("a gun if my refund is late"). */
const WITHIN =
  '(?: (?!(?:if|until|unless|when|because|cause|and|or|for|to|at|you|your|i|we|will|would|so|then|but|who|next|see|know)\\b)\\w+){0,4}';
const GOODS = new RegExp(
  `\\b(?:gun (?:safes?|cabinets?|holsters?|shop|store|show|owners?|cleaning|oil|cases?|locks?|rack|laws?|dealer)|kni(?:fe|ves) (?:sets?|blocks?|sharpeners?|holder|rack|in the (?:set|box|drawer|dishwasher)|drawer|skills|roll)|(?:kitchen|chef|chefs|steak|bread|paring|butter|utility|carving|cheese|palette|fish|oyster|sushi|japanese|santoku|ceramic|serrated|plastic|putty|hobby) kni(?:fe|ves)|(?:ordered|return|returned|returning|exchange|exchanging|delivered|shipped|sell|sells|selling|stock|engraved|replace|replacement|warranty|declare|declared|fly with|travel with|for sale|in stock|out of stock|catalog(?:ue)?|gift wrap)${WITHIN} ${WEAPON}|${WEAPON} (?:that |which )?(?:i|we) (?:ordered|returned|received|was sent|were sent)|${WEAPON}${WITHIN} (?:order|ordered|delivery|refund|return|warranty|blunt|rusty?|handle|dishwasher|box|arrived|shipped|in (?:my|our|the|a) (?:checked|hold|hand|carry on)? ?(?:luggage|bag|bags|baggage|suitcase)|on (?:the plane|a plane|board|your flight|the flight)|on sale|out of stock|back in stock|catalog(?:ue)?|permit|sharpener|model)|pest control|exterminators?|weed ?killer|bug spray|insecticide|pesticide|herbicide|mouse ?traps?|rat traps?|hunting (?:season|trip|permit|boots|gear|lodge|dog)|(?:duck|deer|turkey|elk|pheasant|boar) (?:hunt|hunting|season)|clay pigeons?|paintball|airsoft|laser tag|nerf|fire extinguishers?|smoke (?:alarm|detector)|self defen[cs]e class(?:es)?|martial arts|karate|kickbox\\w+|boxing (?:gloves|class|gym|match))\\b`,
  'g',
);
/** Games: it is done to a character, or in one. */
const GAMES =
  /\b(?:video ?games?|in (?:the|this|that|my|your) (?:\w+ )?game|in game|gameplay|multiplayer|pvp|pve|respawn\w*|boss (?:fight|battle)|final boss|level \d+|headshots?|kill ?streak|kill count|npcs?|mmo|rpg|fortnite|minecraft|call of duty|warzone|overwatch|zelda|skyrim|elden ring|gta|valorant|counter ?strike|league of legends|diablo|warcraft|xbox|playstation|nintendo|leaderboard|ranked match|zombies)\b/g;

/** What is done to things, by things, in games and with goods. Never where the act has the reader for its target. */
export const productTalk: Context = {
  name: 'product',
  alsoAsReported: true,
  weigh(scene: Scene): Finding | null {
    const { match } = scene;
    const { category } = match.detection;
    if (scene.scattered || !isOfViolence(category)) return null;
    const range = scene.act ?? match;
    if (scene.act !== null && !isAimedAtReader(scene)) {
      if (category !== 'bomb-arson' && isPhraseAt(scene, DONE_TO_THING, range.last - 1))
        return thing('The act is done to a thing, not to a person.');
      if (category !== 'bomb-arson' && isPhraseAt(scene, DONE_TO_KIND, range.last - 1))
        return thing('The act is done to pests, programs or figures in a game.');
      if (
        scene.actor !== 'first' &&
        findPhrase(scene, DONE_BY_THING, range) !== null &&
        findPhrase(scene, TOLD_BY_A_THING, range) === null
      )
        return thing('It is a thing that breaks or dies.');
    }
    if (!isSaidToReader(scene) && findPhrase(scene, GAMES, near(scene)) !== null) return thing('It is said of a game.');
    const means = match.captures.means ?? range;
    if (findPhrase(scene, GOODS, means) !== null && !isAimedAtReader(scene))
      return thing('It is said of goods, a sport or a trade.');
    return null;
  },
};

function thing(why: string): Finding {
  return { why, atMost: 0, type: null };
}

function isAimedAtReader(scene: Scene): boolean {
  const { match, text } = scene;
  const target = match.captures.target;
  const from = target?.first ?? scene.act?.last ?? match.first;
  const to = target?.last ?? Math.max(match.last, from + 1);
  for (let at = from; at < Math.min(to, from + 8); at++) {
    if (
      /^(?:you|yourself|yourselves|ya|him|her|them|someone|somebody|everyone|everybody|people|myself|me|us)$/.test(
        text.tokens[at]?.text ?? '',
      )
    )
      return true;
  }
  return false;
}

/** The reader is spoken to beside the act: then no game makes it harmless. */
function isSaidToReader(scene: Scene): boolean {
  const { match, sentence, text } = scene;
  for (let at = match.first; at < Math.min(match.last + 4, sentence.last); at++) {
    if (/^(?:you|your|yours|yourself|yourselves)$/.test(text.tokens[at]?.text ?? '')) return true;
  }
  return scene.target === 'second';
}

function near(scene: Scene): TokenRange {
  const { match, sentence } = scene;
  return { first: Math.max(sentence.first, match.first - 10), last: Math.min(sentence.last, match.last + 10) };
}
