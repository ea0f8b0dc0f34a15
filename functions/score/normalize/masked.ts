import { KEY_WORDS } from './key-words.ts';

/** A single visible letter is read only where custom has settled what it hides. */
const CUSTOMARY: Readonly<Record<string, string>> = {
  'f***': 'fuck',
  's***': 'shit',
  'b****': 'bitch',
  'c***': 'cunt',
  'sh**': 'shit',
  'a**': 'ass',
  'k***': 'kill',
  'd**': 'die',
  'm*****': 'murder',
  'r***': 'rape',
};

const MAXIMUM_LENGTH = 16;

/**
 * Reads a word with hidden letters ("f**k", "k*ll", "sh#t", "mur**r") as the key word it hides, or null. Takes lower case; `*`, `#`,
 * `%`, `_` and `-` each stand for one letter, two or more stars also for any number of letters.
 */
export function readMasked(written: string): string | null {
  if (written.length < 3 || written.length > MAXIMUM_LENGTH) return null;
  const customary = CUSTOMARY[written];
  if (customary !== undefined) return customary;
  const visible = written.replace(/[^a-z]/g, '');
  if (visible.length < 2 || !/^[a-z].*[*#%_-]/.test(written)) return null;
  const exact = KEY_WORDS.find((word) => word.length === written.length && agrees(word, written));
  if (exact !== undefined) return exact;
  const parts = /^([a-z]+)\*{2,}([a-z]+)$/.exec(written);
  if (parts === null) return null;
  const [, start = '', end = ''] = parts;
  return KEY_WORDS.find((word) => word.length > visible.length && word.startsWith(start) && word.endsWith(end)) ?? null;
}

function agrees(word: string, written: string): boolean {
  for (let at = 0; at < word.length; at++) {
    const sign = written.charAt(at);
    if (sign >= 'a' && sign <= 'z' && sign !== word.charAt(at)) return false;
  }
  return true;
}
