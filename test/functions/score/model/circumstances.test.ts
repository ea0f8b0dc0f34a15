import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Signal } from '../../../../functions/contracts/signal.ts';
import { circumstancesOf, concernRaisesFrom } from '../../../../functions/score/model/circumstances.ts';
import { readPolicy } from '../../../../infra/assets/policy.ts';

const { concern } = readPolicy(join(import.meta.dirname, '../../../../rules/policy.yml'));

/** A signal of that severity, lowered to what follows by each context in its turn. */
function signal(severityBefore: number, ...lowered: readonly (readonly [context: string, to: number])[]): Signal {
  let severity = severityBefore;
  const steps = lowered.map(([context, toSeverity]) => {
    const fromSeverity = severity;
    severity = toSeverity;
    return { context, why: 'An example.', fromSeverity, toSeverity };
  });
  return {
    ...{ id: 'threat/implied/example', category: 'violence-recipient', type: 'implied', why: 'An example.' },
    ...{ severity, severityBefore, confidence: 1, span: null, captures: {}, lowered: steps, by: 'rules@test' },
  };
}

const raisesFrom = (...detected: Signal[]): number => concernRaisesFrom(concern, circumstancesOf(detected, false));

describe('The score from which the second reader raises', () => {
  it('is the plain one where detections found nothing', () => {
    expect(raisesFrom()).toBe(concern.raise_from);
  });

  it.each([
    ['a threat', signal(3)],
    ['a slight signal that nothing lowered', signal(1)],
    ['what a condition left of a threat', signal(4, ['conditional', 3])],
    ['a hint, whatever it is worth by itself', signal(3, ['standing-alone', 1])],
    ['what a figure of speech left of one', signal(4, ['idiom', 0])],
  ])('is less beside %s', (_, detected) => {
    expect(raisesFrom(detected)).toBe(concern.raise_beside_detection_from);
  });

  it.each(['reported-speech', 'quotation', 'victim-account', 'hazard'])(
    'is more where all that was found is explained by %s, which the model cannot tell',
    (context) => {
      expect(raisesFrom(signal(4, [context, 1]))).toBe(concern.raise_explained_from);
      expect(raisesFrom(signal(4, [context, 1]), signal(1, [context, 0]))).toBe(concern.raise_explained_from);
    },
  );

  it('is not more where something else was found beside it', () => {
    expect(raisesFrom(signal(4, ['reported-speech', 1]), signal(2))).toBe(concern.raise_beside_detection_from);
  });

  it('is that of mail to many where a machine sent it', () => {
    expect(concernRaisesFrom(concern, circumstancesOf([signal(3)], true))).toBe(concern.raise_in_automated_from);
  });
});
