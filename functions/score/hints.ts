import type { Policy } from '../contracts/policy.ts';
import type { Signal } from '../contracts/signal.ts';
import { CONFIDENCE_LOWERED } from './context/weigh-context.ts';
import type { DetectionMetadata } from './detections/detection.ts';
import { probability } from './model/log-odds.ts';
import type { PassagesReading } from './model/read-passages.ts';

/**
 * Whether what a detection finds is a hint: implied or felt, in words that many a harmless letter has as well. A hint of self-harm is none, since
 * what is missed there cannot be made good.
 */
export function isHint({ type, category, stands_alone }: DetectionMetadata): boolean {
  return (type === 'implied' || type === 'perceived') && category !== 'self-harm' && !stands_alone;
}

/**
 * A hint as it counts: at its detection's severity where the second reader hears as much as the policy asks for, or has not read all of a long contact;
 * at the policy's severity for hints where it does not, with the reason. Detections find a hint and the model raises it (requirement 14).
 */
export function asHint(signal: Signal, passages: PassagesReading | null, { concern }: Policy): Signal {
  const { severity, raise_from } = concern.hint;
  if (signal.severity <= severity || passages === null || !passages.whole) return signal;
  const heard = probability(passages.concern);
  if (heard >= raise_from) return signal;
  const why = `By itself this is a hint, as harmless letters hold too. The model reads the whole as language of concern at ${heard.toFixed(2)} of 1; from ${raise_from.toFixed(2)} on the hint counts in full.`;
  return {
    ...signal,
    severity,
    confidence: Math.min(signal.confidence, CONFIDENCE_LOWERED),
    lowered: [
      ...signal.lowered,
      { context: 'standing-alone', why, fromSeverity: signal.severity, toSeverity: severity },
    ],
  };
}
