/** Fewer letters are a name, an order number, a formula. */
const FEWEST_LETTERS = 20;
/** Of the letters: even Vietnamese has accents on fewer than half of them. */
const MOST_ACCENTED = 0.5;
/** Of the characters: text has none, and a broken letter here and there keeps nobody from reading it. */
const MOST_BROKEN = 0.05;

/**
 * Whether text is no text of any language: its character set or its encoding is wrongly named, so that it came out as accented
 * letters in a row ("Úäòáûóô") or as control characters. A mail program may show its reader what is meant; the score cannot.
 */
export function isGarbled(text: string): boolean {
  const signs = text.match(/\S/gu)?.length ?? 0;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is counted
  const broken = text.match(/[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f\uFFFD]/g)?.length ?? 0;
  if (signs >= FEWEST_LETTERS && broken > signs * MOST_BROKEN) return true;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  // Two alphabets are no language's, but one that is not Latin is: that is for the check of languages.
  const accented = text.match(/[\u00AA-\u024F]/g)?.length ?? 0;
  return letters >= FEWEST_LETTERS && accented > letters * MOST_ACCENTED;
}
