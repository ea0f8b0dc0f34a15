import type { Versions } from '../../contracts/assessment.ts';
import type { RescoreRun } from '../../contracts/rescore.ts';
import { isSameVersions } from './difference.ts';
import type { RescoreProgress } from './store.ts';

/**
 * `scoring`: contacts are listed and scored. `scored`: all are, and it may be applied. `outdated`: other rules, another model or another policy
 * is deployed, and it can no longer be. `applying` and `applied`: an operator had it applied.
 */
export const RESCORE_STATES = ['scoring', 'scored', 'outdated', 'applying', 'applied'] as const;
export type RescoreState = (typeof RESCORE_STATES)[number];

/** How far a re-scoring is. Pure. @param deployed what contacts are scored with now. */
export function rescoreState(run: RescoreRun, progress: RescoreProgress, deployed: Versions): RescoreState {
  const { same, different, unscored, unreadable, applied } = progress;
  if (run.applied !== null && applied >= different) return 'applied';
  if (!isSameVersions(run.versions, deployed)) return 'outdated';
  if (run.applied !== null) return 'applying';
  return run.listedAll && same + different + unscored + unreadable >= run.listed ? 'scored' : 'scoring';
}
