import { scoresOf } from '../../functions/score/decide/scores.ts';
import type { Engine } from '../../functions/score/engine.ts';
import type { Reading } from '../../functions/score/read-signals.ts';

/** What a contact scores by its detections, by the model's readers, and by both. */
export function scoresByWay({ signals, modelScores }: Reading, { policy }: Engine) {
  return {
    rules: scoresOf(signals, {}, policy),
    model: scoresOf([], modelScores, policy),
    both: scoresOf(signals, modelScores, policy),
  };
}
