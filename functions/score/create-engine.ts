import type { Policy } from '../contracts/policy.ts';
import { canonicalJson, sha256Hex } from '../shared/hash.ts';
import type { ConductDetection } from './conduct/conduct-detection.ts';
import type { Engine } from './engine.ts';
import type { CompiledRules } from './match/compiled-rules.ts';
import { createMatcher } from './match/create-matcher.ts';
import { createModel } from './model/model.ts';
import { createSecondReader, type Encoders } from './model/second-reader.ts';

export interface EngineParts {
  readonly rules: CompiledRules;
  readonly conduct: readonly ConductDetection[];
  readonly policy: Policy;
  /** The roster's, IANA; UTC where nothing says otherwise. */
  readonly timeZone?: string;
  /** The model's weights as the training wrote them. */
  readonly weights: Uint8Array;
  /** The second reader's, likewise. */
  readonly secondReader: Uint8Array;
  readonly encoders: Encoders;
}

/**
 * Puts detections, conduct detections, policy and model together, and names the versions of all.
 * @throws ModelError when the weights are damaged: a missing model is an error, never a score of zero (requirement 14).
 */
export function createEngine({
  rules,
  conduct,
  policy,
  timeZone = 'UTC',
  weights,
  secondReader,
  encoders,
}: EngineParts): Engine {
  const matcher = createMatcher(rules);
  const model = createModel(weights);
  const second = createSecondReader(secondReader, encoders);
  const versions = {
    rules: `rules@${sha256Hex(`${matcher.version}\n${canonicalJson(conduct)}`).slice(0, 12)}`,
    model: `${model.version}+${second.version}`,
    policy: `policy@${sha256Hex(canonicalJson(policy)).slice(0, 12)}`,
  };
  return { matcher, model, secondReader: second, conduct, policy, timeZone, versions };
}
