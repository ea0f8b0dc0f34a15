import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ConductDetection, ExampleAct } from '../../../../functions/score/conduct/conduct-detection.ts';
import { createEngine } from '../../../../functions/score/create-engine.ts';
import type { Detection } from '../../../../functions/score/detections/detection.ts';
import type { Engine } from '../../../../functions/score/engine.ts';
import { loadEncoders } from '../../../../functions/score/load-encoders.ts';
import { compileRules } from '../../../../functions/score/match/compile-rules.ts';
import { decodeRules } from '../../../../functions/score/match/decode-rules.ts';
import { encodeRules } from '../../../../functions/score/match/encode-rules.ts';
import { policy } from '../../case-support/examples.ts';
import { detectionOf } from '../match/detections.ts';

const model = join(import.meta.dirname, '../../../../rules/model');

/** Where the second reader's second encoder has its weights. */
export const CLOSE_ENCODER = join(model, 'close-encoder.bin');

/** What each engine here is made of: rules of a few words that the model has no opinion on. */
export const parts = (detections: readonly Detection[], conduct: readonly ConductDetection[] = []) => ({
  rules: encodeRules(compileRules([...detections], [])),
  conduct,
  policy,
  weights: readFileSync(join(model, 'weights.bin')),
  secondReader: readFileSync(join(model, 'second-reader.bin')),
});

/** The engine that a function makes of what it ships with. */
export const deployedBy = (made: ReturnType<typeof parts>): Engine =>
  createEngine({
    ...made,
    rules: decodeRules(made.rules),
    encoders: loadEncoders(() => readFileSync(CLOSE_ENCODER)),
  });

/** An engine of these detections and patterns, with the model as it is shipped. */
export const engineOf = (detections: readonly Detection[], conduct: readonly ConductDetection[] = []): Engine =>
  deployedBy(parts(detections, conduct));

/** Names a colour. Harmless words, so that nothing but the detection makes the difference. */
export const naming = (
  colour: string,
  severity: number,
  category: Detection['category'] = 'concerning-behaviour',
): Detection =>
  detectionOf({
    id: `concern/colour/${colour}`,
    type: null,
    category,
    severity,
    match: [`a ${colour} form`],
  });

const GREEN_ACTS = [0, 1, 2].map((day) => ExampleAct.parse({ day, signals: ['concern/colour/green'] }));

/** Opens a case at the third contact that names green. */
export const THRICE_GREEN: ConductDetection = {
  id: 'conduct/thrice-green',
  title: 'Green three times',
  why: 'Three of their contacts name green.',
  severity: 2,
  priority: 'P3',
  opens_case: true,
  window: '90 days',
  group_by: 'subject',
  at_least: 3,
  where: { any_signal: ['concern/colour/green'] },
  false_positives: ['Gardeners'],
  examples: { inside: [GREEN_ACTS], outside: [GREEN_ACTS.slice(1)] },
};
