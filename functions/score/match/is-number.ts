/** Digits, with the marks that people write inside numbers. */
export function isNumber(word: string): boolean {
  const first = word.charCodeAt(0);
  return first >= 48 && first <= 57 && /^\d+(?:[.,:]\d+)*$/.test(word);
}
