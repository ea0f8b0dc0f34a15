import type { Span } from '../contracts/signal.ts';
import type { NormalizedText, TokenRange } from './text.ts';

/** From the first word's start to the last word's end in a turn's text as received. An empty range is that of its first word. */
export function spanOf({ tokens }: Pick<NormalizedText, 'tokens'>, { first, last }: TokenRange, turn: number): Span {
  return { turn, start: tokens[first]?.start ?? 0, end: tokens[Math.max(first, last - 1)]?.end ?? 0 };
}
