import type { Versions } from '../contracts/assessment.ts';
import type { Policy } from '../contracts/policy.ts';
import type { ConductDetection } from './conduct/conduct-detection.ts';
import type { Matcher } from './match/match.ts';
import type { Model } from './model/model.ts';
import type { SecondReader } from './model/second-reader.ts';

/** Everything that decides what a contact is: the same engine, contact and history give the same assessment. */
export interface Engine {
  readonly matcher: Matcher;
  readonly model: Model;
  readonly secondReader: SecondReader;
  readonly conduct: readonly ConductDetection[];
  readonly policy: Policy;
  /** The roster's, IANA: what "Friday" and "at five" are read by (requirement 13). */
  readonly timeZone: string;
  readonly versions: Versions;
}
