import type { Token } from '../text.ts';
import { emojiWords } from './emoji.ts';
import { isKnownWord } from './known-words.ts';
import type { Written } from './written.ts';

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** What people are called by. A name that these hold back from nothing is found by its capital. */
const ADDRESS = set(
  `mate mates pal buddy bud bro bruv bruh fam dude dudes man lady ladies sir sirs madam maam mam miss mister missus girl boy boys girls darling
  sweetheart sweetie sweety honey hun babe baby dear friend folks guys fellas lads lad boss chief sunshine princess
  bitch bitches cunt cunts asshole assholes bastard bastards whore slut scum scumbag pig pigs fucker fuckers motherfucker motherfuckers dickhead
  prick twat wanker idiot idiots moron morons loser losers clown clowns fool freak liar liars thief thieves rat snake`,
);
/** First names that are ordinary words too, where they are written small: "i will find you mark". */
const NAMES_THAT_ARE_WORDS = set(
  `mark will grace rose faith hope joy dawn may june art bill rob frank jack nick pat sue drew chase dean grant hunter david mary john paul
  peter james michael chris mike tom tim jim ben dan sam joe max ray roy guy gene dick harry charlie jason kelly lee lane page eve ruby lily
  daisy iris ivy violet amber crystal jade angel christian austin dale glen heath cliff clay miles wade victor robin carol penny`,
);
/** A name goes on behind one of these. */
const TITLES = set('mr mrs ms miss mister dr doctor officer agent nurse manager sir madam lady');
/** What is added to a sentence that is over. */
const ADDED = set(
  'lol lmao lmfao haha hahaha tho though fr frfr rn asap ok okay btw smh xx xoxo then anyway anyways please too either also alright period ' +
    'understand understood seriously literally honestly finally eventually amen bye',
);
const ADDED_PHRASES: readonly (readonly string[])[] = [
  ['i', 'swear'],
  ['i', 'promise'],
  ['trust', 'me'],
  ['believe', 'me'],
  ['you', 'hear'],
  ['you', 'hear', 'me'],
  ['mark', 'my', 'words'],
  ['for', 'sure'],
  ['for', 'real'],
  ['no', 'joke'],
  ['swear', 'down'],
  ['swear', 'to', 'god'],
  ['i', 'swear', 'to', 'god'],
  ['one', 'day'],
  ['do', 'not', 'worry'],
  ['so', 'help', 'me', 'god'],
];
const PHRASES_BY_LAST_WORD: ReadonlyMap<string, readonly (readonly string[])[]> = new Map(
  ADDED_PHRASES.map((phrase) => [phrase.at(-1) ?? '', ADDED_PHRASES.filter((other) => other.at(-1) === phrase.at(-1))]),
);
/** Behind one of these comes what they govern, and not somebody who is called. */
const GOVERNS = set(
  `a an the my your his her its our their this that these those some any no every each of to in on at by for from with into onto about as than like
  and or nor but if because is are am was were be been being called named hi hello hey dear thanks thank via per near under over behind
  before after until till since between against through within without i we he she they who whose which what when where will would can could
  shall should may might must do does did not`,
);
/** With one of these before it, an unknown word at the end is the name of the one who is spoken to. */
const OBJECTS = set('you ya yourself yourselves him her them dead die burn bleed suffer regret off pay rot');
/** A name or a word that opens a sentence and is followed by one of these calls somebody. */
const SPEAKS_TO = set('you your i we');
/** Pictures have greater numbers than this. */
const LAST_OF_LETTERS = 0x2000;
const OPENS = set('yo oi ok okay lol well so look listen and but now hey hello hi then also ps btw');

/**
 * How many words at the end of a clause only call the one who is spoken to, or add nothing ("mate", "Mr Novak", "I swear", a picture); 0 where
 * none do, or where nothing would be left. A capital tells a name from a word; without one, a word that is not English behind "you" is a name.
 */
export function wordsCalledBehind(tokens: readonly Token[], first: number, last: number, written: Written): number {
  if (last - first < 2) return 0;
  const final = (tokens[last - 1] as Token).text;
  const before = (tokens[last - 2] as Token).text;
  if (written.original !== null && isPicture(tokens, last - 1, written)) return 1;
  if (ADDED.has(final)) return 1;
  for (const phrase of PHRASES_BY_LAST_WORD.get(final) ?? []) {
    const from = last - phrase.length;
    if (from > first && phrase.every((part, at) => tokens[from + at]?.text === part)) return phrase.length;
  }
  if (TITLES.has(before) && last - first > 2 && isLetters(final)) return 2;
  if (GOVERNS.has(before) && !OBJECTS.has(before)) return 0;
  if (ADDRESS.has(final) || isCapitalised(written.text, written.places[last - 1 - written.offset] as number)) return 1;
  return OBJECTS.has(before) && isLetters(final) && (!isKnownWord(final) || NAMES_THAT_ARE_WORDS.has(final)) ? 1 : 0;
}

/** The same for the beginning of a clause: "Lady you will pay". */
export function wordsCalledBefore(tokens: readonly Token[], first: number, last: number, written: Written): number {
  if (last - first < 2) return 0;
  if (written.original !== null && isPicture(tokens, first, written)) {
    let next = first + 1;
    while (next < last && isPicture(tokens, next, written)) next += 1;
    return next < last ? next - first : 0;
  }
  if (!SPEAKS_TO.has((tokens[first + 1] as Token).text)) return 0;
  const opening = (tokens[first] as Token).text;
  return ADDRESS.has(opening) || OPENS.has(opening) || (!isKnownWord(opening) && isLetters(opening)) ? 1 : 0;
}

function isPicture(tokens: readonly Token[], at: number, { original, base }: Written): boolean {
  const codePoint = original?.codePointAt((tokens[at] as Token).start - base);
  return codePoint !== undefined && codePoint > LAST_OF_LETTERS && emojiWords(codePoint) !== undefined;
}

/** "Tomas", and not "TOMAS" or "tomas". */
function isCapitalised(text: string, at: number): boolean {
  const first = text.charAt(at);
  const second = text.charAt(at + 1);
  return first >= 'A' && first <= 'Z' && second >= 'a' && second <= 'z';
}

function isLetters(word: string): boolean {
  return /^[a-z'-]+$/.test(word);
}
