import type { NormalizedText, TokenRange } from '../text.ts';

/** About a paragraph. A sentence without an end, which costs its sender nothing, is cut here, so that work per window is bounded. */
export const LONGEST_WINDOW_WORDS = 80;

/**
 * What the model reads one at a time: each sentence, and each with the one after it, so that one line in a long and polite mail does
 * not drown, and a threat in two halves is met whole. Each word is in at most three windows.
 */
export function windowsOf(text: NormalizedText): TokenRange[] {
  const pieces: TokenRange[] = [];
  for (const sentence of text.sentences) {
    for (let first = sentence.first; first < sentence.last; first += LONGEST_WINDOW_WORDS) {
      pieces.push({ first, last: Math.min(first + LONGEST_WINDOW_WORDS, sentence.last) });
    }
  }
  const windows: TokenRange[] = [];
  for (const [index, piece] of pieces.entries()) {
    windows.push(piece);
    const next = pieces[index + 1];
    if (next !== undefined && next.last - piece.first <= LONGEST_WINDOW_WORDS)
      windows.push({ first: piece.first, last: next.last });
  }
  return windows;
}
