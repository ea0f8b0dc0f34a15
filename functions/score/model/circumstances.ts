import type { Policy } from '../../contracts/policy.ts';
import type { Signal } from '../../contracts/signal.ts';

/** What stands beside the passages of a contact. */
export interface Circumstances {
  /** A detection found something, however slight. */
  readonly besideDetection: boolean;
  /** All of weight that detections found are somebody else's words, or tell what was done to the writer. */
  readonly explained: boolean;
  /** A machine or a list sent it. */
  readonly automated: boolean;
}

/** Contexts that say whose words or deeds they are: what explains the words to a detection explains them to the model too. */
const EXPLAINING: ReadonlySet<string> = new Set(['reported-speech', 'quotation', 'victim-account', 'hazard']);

/** @param detected what detections found in the contact, weighed by context. */
export function circumstancesOf(detected: readonly Signal[], automated: boolean): Circumstances {
  return {
    besideDetection: detected.length > 0,
    explained: !detected.some(stands) && detected.some(isExplained),
    automated,
  };
}

/** The score of concern from which the second reader raises a signal. */
export function concernRaisesFrom(
  concern: Policy['concern'],
  { besideDetection, explained, automated }: Circumstances,
): number {
  if (automated) return concern.raise_in_automated_from;
  if (explained) return concern.raise_explained_from;
  return besideDetection ? concern.raise_beside_detection_from : concern.raise_from;
}

/** The score halfway between concern and self-harm from which the second reader raises self-harm. */
export function selfHarmRaisesFrom(concern: Policy['concern'], { automated }: Circumstances): number {
  return automated ? concern.raise_in_automated_from : concern.raise_self_harm_from;
}

/** What context left of a signal, before the second reader was asked about a hint. */
const leftByContext = ({ severity, lowered }: Signal): number =>
  lowered.find(({ context }) => context === 'standing-alone')?.fromSeverity ?? severity;

/** A slight signal that context left alone stands too; one that it made slight does not. */
function stands(signal: Signal): boolean {
  const left = leftByContext(signal);
  return left >= 2 || (left > 0 && left === signal.severityBefore);
}

const isExplained = ({ severityBefore, lowered }: Signal): boolean =>
  severityBefore >= 2 && lowered.some(({ context }) => EXPLAINING.has(context));
