import type { Signal } from '../contracts/signal.ts';

/** A signal of severity 0 counts in a history where its detection says so, and not where context lowered it to nothing. */
export function counts(signal: Signal): boolean {
  return signal.severity > 0 || signal.severityBefore === 0;
}
