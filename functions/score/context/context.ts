import type { ThreatType } from '../../contracts/vocabulary.ts';
import type { Scene } from './scene.ts';

/** What a context makes of a match. Neither number nor type may rise: a context lowers, or says what kind of threat it is. */
export interface Finding {
  /** What a supervisor reads. */
  readonly why: string;
  /** The match is at most this severe. */
  readonly atMost: number;
  /** The kind of threat it is; left out where that stays. */
  readonly type?: ThreatType | null;
}

/** One circumstance that can make the words of a threat mean something else; null where it does not apply. */
export interface Context {
  readonly name: string;
  /** Someone else wrote the words down ("he said he would be waiting outside"): then who is quoted is the subject. */
  readonly alsoAsReported: boolean;
  weigh(scene: Scene): Finding | null;
}
