import { slipOf } from './slips.ts';
import { spellingOf } from './spellings.ts';

/** Before 's these mean "is": "that's", "who's", "somebody's". Before other words 's is a possessive. */
const IS_WORDS = new Set(
  (
    'it that he she what who where when why how there here this which everything nothing something anything ' +
    'everybody nobody somebody anybody everyone noone someone anyone'
  ).split(' '),
);
/** Of those, the ones that can own something: "somebody's house", "everyone's going to die". */
const CAN_OWN = new Set('everybody nobody somebody anybody everyone noone someone anyone this'.split(' '));

/** After a noun with 's, these show that it means "is": "your time's up", "the clock's ticking". */
const AFTER_IS = new Set(
  'going gonna coming not dead gone up over out about running ticking watching waiting getting done finished here there always never still so too very just all a an the dying burning your my on at'.split(
    ' ',
  ),
);

const IRREGULAR: Readonly<Record<string, readonly string[]>> = {
  "can't": ['can', 'not'],
  "won't": ['will', 'not'],
  "shan't": ['shall', 'not'],
  "let's": ['let', 'us'],
  "o'clock": ['oclock'],
  "ma'am": ['maam'],
  "y'know": ['you', 'know'],
  "'em": ['them'],
  "might've": ['might', 'have'],
};

const BE_FOR: Readonly<Record<string, string>> = {
  i: 'am',
  you: 'are',
  we: 'are',
  they: 'are',
  these: 'are',
  those: 'are',
};

/**
 * The words of one that has an apostrophe: "don't" -> do not, "you'd've" -> you would have, "mother's" -> mother.
 * `previous` and `next` are the words beside it in its sentence, empty where there are none.
 */
export function expandContraction(written: string, previous: string, next: string): readonly string[] {
  const irregular = IRREGULAR[written];
  if (irregular !== undefined) return irregular;
  if (written === "ain't") return [BE_FOR[previous] ?? 'is', 'not'];
  const at = written.lastIndexOf("'");
  const head = written.slice(0, at);
  const tail = written.slice(at + 1);
  if (tail === 't' && head.endsWith('n') && head.length > 2)
    return [...wordsOf(head.slice(0, -1), previous, 'not'), 'not'];
  const follows = afterApostrophe(head, tail, next);
  if (follows === null) return [written.replaceAll("'", '')];
  return [...wordsOf(head, previous, follows[0] ?? next), ...follows];
}

function wordsOf(head: string, previous: string, next: string): readonly string[] {
  if (head === 'u' || head === 'ya') return ['you'];
  if (head === 'ca') return ['can'];
  if (head === 'wo') return ['will'];
  return head.includes("'") ? expandContraction(head, previous, next) : [head];
}

function afterApostrophe(head: string, tail: string, next: string): readonly string[] | null {
  if (tail === 'll') return ['will'];
  if (tail === 're') return ['are'];
  if (tail === 've') return ['have'];
  if (tail === 'm') return ['am'];
  if (tail === 'd') return [next === 'better' || next === 'been' ? 'had' : 'would'];
  if (tail === 'all') return ['all'];
  if (tail === 'em') return ['them'];
  if (tail === 's') {
    if (IS_WORDS.has(head) && !(CAN_OWN.has(head) && !isAfterIs(next))) return ['is'];
    return isAfterIs(next) && head.length > 2 ? ['is'] : [];
  }
  return null;
}

function isAfterIs(next: string): boolean {
  return (
    AFTER_IS.has(next) ||
    (next.length > 5 &&
      next.endsWith('ing') &&
      !/^(?:build|even|morn|wedd|feel|meet|cloth|park|liv|wait|dur|noth|someth|anyth|everyth|hear|offer|belong|earn|sav|mean|shopp|train|find)ing/.test(
        next,
      ))
  );
}

/** "your" written for "you are", and "ur" for either. */
const AFTER_YOU_ARE = new Set(
  'going gonna gunna gona not a an the so such gone next done finished fired lucky nothing pathetic worthless stupid too very just still always never all welcome right wrong being in on'.split(
    ' ',
  ),
);
/** Words that follow "dead" where it is said of the person and not of their mother. */
const AFTER_DEAD = new Set([
  '',
  ...'to if when and meat man now unless soon tomorrow tonight bitch asshole ur u you your i im bro mate already because bc'.split(
    ' ',
  ),
]);

/** Base forms and adverbs that follow "I will" and "I would", and do not follow "ill" and "id". */
const AFTER_WILL = new Set(
  (
    'be have do go get come see make take find kill hurt hunt shoot stab burn break beat show tell give let put call send wait watch ' +
    'never not always just still also keep stop drive bring blow cut rip smash destroy ruin end teach deal handle ' +
    'report sue leave meet visit follow track look know try start pay remember forget hang slit choke strangle punch kick slap ' +
    'haunt murder die jump overdose rather love like hate happily gladly personally probably definitely certainly ' +
    'say ask use need want run mail slice skin stick gut sort smack knee grab drag pull push throw pour set chop carve poison bury hit hang drown ' +
    'snap crush bash batter torch bomb post leak dox shove plant rape torture hospitalise hospitalize whack smoke pop wait knock stomp shank gouge scratch slam haunt'
  ).split(' '),
);
const BEFORE_ILLNESS = new Set(
  'is am are was were be been being feel feels felt fell fall very so too mentally terminally critically seriously chronically get got gets getting the an and or really quite physically'.split(
    ' ',
  ),
);
const BEFORE_IDENTITY = new Set(
  'my your the an a our his her their photo user account order customer employee ticket case caller driver this that reference valid fake apple email'.split(
    ' ',
  ),
);
const BASE_AFTER_TO = new Set(
  'kill hurt shoot stab burn find get see do be go come make take have die you your me him her them hell jail court'.split(
    ' ',
  ),
);
const BEFORE_TO = new Set(
  'going want wants wanted have has had need needs used got trying about try supposed able like love ready happy happens happen'.split(
    ' ',
  ),
);
/** "cum 2 ur house", "what happens 2 u". */
const BEFORE_TO_YOU = new Set(
  'come comes coming cum go goes going back over round around drive driving walk happen happens happened do did next close near said say says talk talking'.split(
    ' ',
  ),
);
const YOU = /^(?:u|ur|you|your)$/;
const BEFORE_VERB = /^(?:will|would|gonna|to|and|must|can|could|should|just)$/;
/** "I know were u live". */
const SPOT_AFTER = new Set('live lives work works park parks sleep sleeps sit sits stay stays hide'.split(' '));
const WAS_BEFORE = new Set('you we they there if as'.split(' '));
const AFTER_FOR = new Set('u you me him her them us it that this your ur real sure life ever good'.split(' '));
const BEFORE_FOR = new Set(
  'wait waiting come coming look looking ask asking pay sorry out good thanks thank hunting gunning'.split(' '),
);

/** A number before them: "20 kms" are kilometres. */
const isNumber = (word: string): boolean => /^\d/.test(word);

/** What a short spelling means here, beside these neighbours; null where it means itself. `afterNext` is the word after the next. */
export function expandByNeighbours(
  written: string,
  previous: string,
  next: string,
  afterNext: string,
  capitals: boolean,
): readonly string[] | null {
  switch (written) {
    case 'ur':
      return isYouAre(next, afterNext) ? ['you', 'are'] : ['your'];
    case 'your':
      return isYouAre(next, afterNext) ? ['you', 'are'] : null;
    case 'u':
      return capitals && previous !== '' && next === '' ? null : ['you'];
    case 'ill':
      return (AFTER_WILL.has(meant(next)) || (next === 'f' && /^(?:u|you|ya)$/.test(afterNext))) &&
        !BEFORE_ILLNESS.has(previous)
        ? ['i', 'will']
        : null;
    case 'id':
      return AFTER_WILL.has(meant(next)) && !BEFORE_IDENTITY.has(previous) && !(capitals && next !== 'kill')
        ? ['i', 'would']
        : null;
    case 'lets':
      return previous === '' && next !== '' ? ['let', 'us'] : null;
    case 'aint':
      return [BE_FOR[previous] ?? 'is', 'not'];
    case 'n':
      return previous !== '' && next !== '' && !isNumber(next) && previous.length > 1 && next !== 'n' ? ['and'] : null;
    case 'y':
      return previous === '' && /^(?:are|r|do|did|is|not|you|u|would|dont|don't)$/.test(next) ? ['why'] : null;
    case 'c':
      return /^(?:u|you|ya)$/.test(next) ? ['see'] : null;
    case 'b':
      return /^(?:will|going|gonna|to|can|ll|would|should|not)$/.test(previous) || (previous === 'to' && next !== '')
        ? ['be']
        : null;
    case 'were':
      return /^(?:u|you|ya|ur|he|she|they)$/.test(next) && SPOT_AFTER.has(afterNext) && !WAS_BEFORE.has(previous)
        ? ['where']
        : null;
    case 'dye':
      return next === '' && /^(?:to|will|must|shall)$/.test(previous) ? ['die'] : null;
    case 'w':
      return /^(?:a|an|my|the|ur|your|u|you|me|him|her|them|all|no|this)$/.test(next) && !capitals ? ['with'] : null;
    case 'bc':
      return /^(?:i|you|u|he|she|they|we|it|of|the|my|your|ur|this|that|im|youre)$/.test(next) ? ['because'] : null;
    case 'cos':
      return /^(?:i|you|u|he|she|they|we|it|of|the|my|your|ur|this|that|im|youre)$/.test(next) ? ['because'] : null;
    case '2':
      return (BEFORE_TO.has(previous) && BASE_AFTER_TO.has(next)) || (BEFORE_TO_YOU.has(previous) && YOU.test(next))
        ? ['to']
        : null;
    case 'cum':
      return next === '2' && YOU.test(afterNext) ? ['come'] : null;
    case '4':
      return AFTER_FOR.has(next) ||
        (BEFORE_FOR.has(previous) && !isNumber(next) && /^(?:u|ur|you|your|me|it|the|that)$/.test(next))
        ? ['for']
        : null;
    case 'no':
      return /^(?:i|we)$/.test(previous) &&
        /^(?:where|were|wher|whr|what|wat|wot|who|how|when|why|ur|your|u|you|that|everything|exactly|all)$/.test(next)
        ? ['know']
        : null;
    case 'f':
      return !capitals &&
        (/^(?:u|you|ya)$/.test(next) || (BEFORE_VERB.test(previous) && /^(?:him|her|them|it|this)$/.test(next)))
        ? ['fuck']
        : null;
    case 'ded':
      return /^(?:are|is|am|be|you|your|so|already|soon|them|him|her|drop|well)$/.test(previous) && !isNumber(next)
        ? ['dead']
        : previous === 'a' && /^(?:man|woman|body|bitch|meat)$/.test(next)
          ? ['dead']
          : null;
    case 'brn':
    case 'stb':
    case 'hrt':
      return BEFORE_VERB.test(previous) && /^(?:u|you|ya|ur|your|him|her|them|the|it)$/.test(next)
        ? [written === 'brn' ? 'burn' : written === 'stb' ? 'stab' : 'hurt']
        : null;
    case 'beet':
      return BEFORE_VERB.test(previous) && /^(?:u|you|ya|ur|your|him|her|them)$/.test(next) ? ['beat'] : null;
    case 'bom':
    case 'boms': {
      const bomb = written === 'bom' ? 'bomb' : 'bombs';
      if (capitals || next === 'dia') return null;
      const planted =
        /^(?:a|pipe|car|nail|dirty|letter|put|got|have|plant|make|made|making|plant(?:ed|ing)|build(?:ing)?|set)$/.test(
          previous,
        );
      const there =
        /^(?:|in|at|on|under|inside|outside|near|here|there|threat|planted|strapped|ready|set|to|and|that)$/.test(next);
      const goesOff = /^(?:goes|go|going|explodes|explode|threat|will)$/.test(next);
      const somebody = BEFORE_VERB.test(previous) && /^(?:u|you|ur|your|the|this|that|them|him|her|it)$/.test(next);
      return (planted && there) || goesOff || somebody ? [bomb] : null;
    }
    case 'l':
      return !capitals && previous === '' && /^(?:will|wil|am|know|kno|hope|swear|would|have|want)$/.test(next)
        ? ['i']
        : null;
    case 'kms':
      return isNumber(previous) || /^(?:few|many|per|several|hundred|thousand)$/.test(previous)
        ? null
        : ['kill', 'myself'];
    default:
      return null;
  }
}

/** "ill stabb u": the neighbour may be written in haste too. */
function meant(word: string): string {
  return spellingOf(word)?.[0] ?? slipOf(word) ?? word;
}

/** Whether a spelling means what its neighbours say. */
export const DEPENDS_ON_NEIGHBOURS: ReadonlySet<string> = new Set(
  'ur your u ill id lets aint n y c b w were dye bc cos 2 4 kms no f ded bom boms l beet brn stb hrt cum'.split(' '),
);

function isYouAre(next: string, afterNext: string): boolean {
  return AFTER_YOU_ARE.has(next) || ((next === 'dead' || next === 'ded') && AFTER_DEAD.has(meant(afterNext)));
}
