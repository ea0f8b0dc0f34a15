import type { NormalizedText, Sentence, Token } from '../../../../functions/score/text.ts';

/** The words of a rule, without the normaliser: small letters, split at spaces and hyphens. */
export const plainWords = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[\s-]+/)
    .filter((word) => word !== '');

/** Words between spaces; a sentence ends at . ! or ?, and a clause at a comma. */
export function plainText(text: string): NormalizedText {
  const tokens: Token[] = [];
  const sentences: Sentence[] = [];
  const clauses: number[] = [];
  for (const { 0: written, index } of text.matchAll(/[^.!?]+[.!?]?/g)) {
    const first = tokens.length;
    let parted = false;
    for (const { 0: word, index: at } of written.matchAll(/(?:[^\s.!?,]|(?<=\d),(?=\d))+|,/g)) {
      if (word === ',') {
        parted = tokens.length > first;
        continue;
      }
      if (parted) clauses.push(tokens.length);
      parted = false;
      tokens.push({
        text: word.toLowerCase(),
        start: index + at,
        end: index + at + word.length,
        sentence: sentences.length,
      });
    }
    if (tokens.length === first) continue;
    const terminator = (/[.!?]$/.exec(written)?.[0] ?? '') as Sentence['terminator'];
    sentences.push({ first, last: tokens.length, start: index, end: index + written.length, terminator });
  }
  return { tokens, sentences, clauses, evasions: [], quotes: [] };
}
