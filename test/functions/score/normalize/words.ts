import { normalize } from '../../../../functions/score/normalize/normalize.ts';

/** The words of a text, one space between them. */
export const wordsOf = (text: string): string =>
  normalize(text)
    .tokens.map((token) => token.text)
    .join(' ');

/** The sentences of a text, each with its end mark. */
export function sentencesOf(text: string): string[] {
  const { tokens, sentences } = normalize(text);
  return sentences.map(
    ({ first, last, terminator }) =>
      tokens
        .slice(first, last)
        .map((token) => token.text)
        .join(' ') + terminator,
  );
}

/** What was disguised, as it was written, and how. */
export function evasionsOf(text: string): [string, string][] {
  const { tokens, evasions } = normalize(text);
  return evasions.map(({ first, last, how }) => [text.slice(tokens[first]?.start, tokens[last - 1]?.end), how]);
}
