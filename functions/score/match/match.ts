import type { CaptureName } from '../../contracts/signal.ts';
import type { DetectionMetadata } from '../detections/detection.ts';
import type { NormalizedText, TokenRange } from '../text.ts';

/** One place where a detection's words stand, before context is weighed. `first` and `last` are token indexes, half-open. */
export interface Match extends TokenRange {
  readonly detection: DetectionMetadata;
  readonly captures: Readonly<Partial<Record<CaptureName, TokenRange>>>;
  /** Which of the detection's `match` patterns it was, from 0; left out for `match_all`. */
  readonly pattern?: number;
}

/** Names that are known only with the contact; of one word or several, as people write them. */
export interface RunTimeNames {
  readonly named_target?: readonly string[];
}

/** Finds every detection in one pass; time is linear in the text whatever the text is. */
export interface Matcher {
  /** Of the rules it was compiled from. */
  readonly version: string;
  /** In the order of the text; two matches of one detection never overlap. */
  match(text: NormalizedText, names?: RunTimeNames): Match[];
}
