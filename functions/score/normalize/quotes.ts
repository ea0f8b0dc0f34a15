import type { QuotationMark } from './raw-word.ts';

/** Longer than this between two marks, the first one was never closed. */
const LONGEST_QUOTATION = 2000;

/**
 * Pairs quotation marks into stretches of the folded text. A mark that opens and is not closed in its paragraph opens nothing: else one
 * inch sign would put the rest of a mail in quotation marks, and with it whatever it threatens.
 */
export function pairQuotes(marks: readonly QuotationMark[]): { start: number; end: number }[] {
  const stretches: { start: number; end: number }[] = [];
  for (const double of [true, false]) {
    let open: QuotationMark | null = null;
    for (const mark of marks) {
      if (mark.double !== double) continue;
      const stale: boolean =
        open !== null && (mark.paragraph !== open.paragraph || mark.at - open.at > LONGEST_QUOTATION);
      if (stale) open = null;
      if (open !== null && mark.canClose) {
        stretches.push({ start: open.at, end: mark.at + 1 });
        open = null;
      } else if (mark.canOpen) open = mark;
    }
  }
  return stretches.sort((one, other) => one.start - other.start);
}
