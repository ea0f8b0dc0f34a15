import type { CaptureName } from '../../contracts/signal.ts';
import type { Category } from '../../contracts/vocabulary.ts';

/** What one threatening signal, in its sentence, says of the particulars. */
export interface Particulars {
  readonly captured: readonly CaptureName[];
  readonly category: Category;
  readonly namesTarget: boolean;
  readonly statesTime: boolean;
}

const MEANS: readonly Category[] = ['weapon-capability', 'bomb-arson'];
const PREPARATION: readonly Category[] = ['surveillance-stalking', 'doxxing'];

/**
 * Requirement 13: one each for a named target, a place or time, means, a preparatory act; over all the contact's threats
 * together, since a careful writer spreads them over sentences. 0 to 4.
 */
export function specificityOf(threats: readonly Particulars[]): number {
  const any = (test: (threat: Particulars) => boolean) => (threats.some(test) ? 1 : 0);
  return (
    any((threat) => threat.namesTarget) +
    any((threat) => threat.statesTime || threat.captured.includes('place') || threat.captured.includes('time')) +
    any((threat) => threat.captured.includes('means') || MEANS.includes(threat.category)) +
    any((threat) => threat.captured.includes('preparation') || PREPARATION.includes(threat.category))
  );
}
