import { KEY_WORDS } from './key-words.ts';
import { isKnownWord } from './known-words.ts';
import { spellingOf } from './spellings.ts';

/** Words that a threat needs beside the key words: of bodies, of places where somebody is found, of lying in wait. */
const SOUGHT =
  'where watch watching office building house follow following throat knock corner behind tomorrow tonight'.split(' ');

/** Of a word of five letters four are left, and those are seldom another; shorter ones make other words and abbreviations. */
const SHORTEST = 5;
const SHORTEST_MASKED = 4;
const VOWEL = /[aeiou]/;
/** Written as it sounds: "deth", "nife", "wach", "howse". */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/ea/, 'e'],
  [/ck/, 'k'],
  [/^kn/, 'n'],
  [/tch/, 'ch'],
  [/ou/, 'ow'],
  [/([bdfglmnprst])\1/, '$1'],
];
/** What comes out of it and is a name, a thing or a word of its own. */
const ITS_OWN = new Set(
  'hose morn morns niger nigers bating rping nock dath brnd rtrd rtrded rtrds slts ndes psnd corps brest'.split(' '),
);

/** "mrder", "deth", "ofice": what a word that matters is written as with a vowel left out or by its sound, where that is no word itself. */
const SOUNDED: ReadonlyMap<string, string> = table((word) =>
  word.length < SHORTEST
    ? []
    : [...withoutVowel(word), ...SOUNDS.map(([sound, written]) => word.replace(sound, written))],
);

/** "mxrder", "kxll", "shxxt": its vowels crossed out. */
const CROSSED_OUT: ReadonlyMap<string, string> = table((word) =>
  word.length < SHORTEST_MASKED
    ? []
    : [
        ...[...word].flatMap((letter, at) =>
          VOWEL.test(letter) && at > 0 ? [`${word.slice(0, at)}x${word.slice(at + 1)}`] : [],
        ),
        word.charAt(0) + word.slice(1).replace(/[aeiou]/g, 'x'),
      ],
);

/** The word that matters which was written so, or undefined. Takes lower case; one look. */
export function soundedOf(written: string): string | undefined {
  return SOUNDED.get(written);
}

/** The key word whose vowels were crossed out, or undefined. Takes lower case; one look. */
export function crossedOutOf(written: string): string | undefined {
  return CROSSED_OUT.get(written);
}

function withoutVowel(word: string): string[] {
  const one = [...word].flatMap((letter, at) =>
    VOWEL.test(letter) && at > 0 && at < word.length - 1 ? [word.slice(0, at) + word.slice(at + 1)] : [],
  );
  const none = word.charAt(0) + word.slice(1).replace(/[aeiou]/g, '');
  return none.length >= SHORTEST_MASKED ? [...one, none] : one;
}

/** The likelier word first: one that two words are written as stays with the first. */
function table(spellings: (word: string) => readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const word of [...KEY_WORDS, ...SOUGHT]) {
    for (const written of spellings(word)) {
      if (written.length < SHORTEST_MASKED || written === word || found.has(written)) continue;
      if (!isKnownWord(written) && spellingOf(written) === undefined && !ITS_OWN.has(written)) found.set(written, word);
    }
  }
  return found;
}
