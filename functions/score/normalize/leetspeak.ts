import { isKeyWord } from './key-words.ts';
import { isKnownWord } from './known-words.ts';
import { soundedOf } from './sounded.ts';
import { spellingOf } from './spellings.ts';
import { squeeze } from './squeeze.ts';

/** What a sign may stand for, the likelier first. */
const STANDS_FOR: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'il',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '6': 'gb',
  '7': 't',
  '8': 'b',
  '9': 'g',
  '@': 'a',
  $: 's',
  '!': 'il',
  '|': 'li',
  '+': 't',
};

/** "5lb", "9mm", "200k", "3rd": a number and its unit, whatever word it could spell. */
const UNIT =
  /^\d+(?:st|nd|rd|th|am|pm|k|m|mil|bn|b|g|gb|mb|tb|kb|kg|lb|lbs|oz|mg|ml|l|cm|mm|km|ft|in|yd|mi|mph|kph|hz|mhz|ghz|w|kw|v|a|hr|hrs|h|min|mins|sec|secs|s|d|wk|wks|mo|mos|yr|yrs|yo|x|p|px|pt|pts|pc|pcs|pk|c|f|e|i|d|nt|bps|mbps|gbps|fps|ish|ers?|s)$/;

/** More signs that could be two letters are read one way only: the work must not double with each sign of a hostile word. */
const MAXIMUM_DOUBTFUL = 6;
const MAXIMUM_LENGTH = 24;

export interface LeetReading {
  readonly word: string;
  /** False: only worth believing beside a surer one, such as "t0" in "c0ming t0 y0u". */
  readonly sure: boolean;
}

/**
 * Reads letters mixed with digits and signs ("k1ll", "t@ste", "$hoot", "5h1t") as the word they spell, or null where they spell none.
 * Takes lower case. Left alone: ordinals, times, amounts with a unit, versions, identifiers ("b2b", "4x4", "h1b", "gate5") and what
 * has more digits than letters, unless it spells one of the key words.
 */
export function readLeetspeak(written: string): LeetReading | null {
  if (written.length < 2 || written.length > MAXIMUM_LENGTH) return null;
  if (UNIT.test(written)) return null;
  let letters = 0;
  let signs = 0;
  let doubtful = 0;
  for (const sign of written) {
    const options = STANDS_FOR[sign];
    if (options === undefined) letters += 1;
    else {
      signs += 1;
      if (options.length > 1) doubtful += 1;
    }
  }
  if (letters === 0 || signs === 0) return null;

  const readings = spellings(written, doubtful);
  for (const reading of readings) {
    if (reading.length >= 3 && isKeyWord(reading)) return { word: reading, sure: true };
    const meant = spellingOf(reading);
    if (meant?.length === 1 && isKeyWord(meant[0] as string)) return { word: meant[0] as string, sure: true };
    const sounded = reading === 'bom' ? 'bomb' : soundedOf(reading);
    if (sounded !== undefined && isKeyWord(sounded)) return { word: sounded, sure: true };
  }
  const [head = ''] = /^[a-z]*/.exec(written) ?? [];
  // "gate5", "form1", "room4": a word and a number, not a word with its last letter disguised.
  const namesAndNumbers = head.length >= 3 && isKnownWord(head) && /^[0-9]+$/.test(written.slice(head.length));
  if (namesAndNumbers) return null;
  if (signs > letters) return null;
  for (const reading of readings) {
    if (!isKnownWord(reading)) continue;
    return { word: reading, sure: reading.length >= 3 && /^[a-z@$]/.test(written) };
  }
  return null;
}

function spellings(written: string, doubtful: number): string[] {
  let ways = [''];
  for (const sign of written) {
    const options = STANDS_FOR[sign] ?? sign;
    if (options.length === 1 || doubtful > MAXIMUM_DOUBTFUL) ways = ways.map((way) => way + options[0]);
    else ways = ways.flatMap((way) => [...options].map((letter) => way + letter));
  }
  return [
    ...ways,
    ...ways.map(squeeze),
    ...ways.filter((way) => way.endsWith('z')).map((way) => `${way.slice(0, -1)}s`),
  ];
}
