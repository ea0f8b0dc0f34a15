import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Signal } from '../../../../functions/contracts/signal.ts';
import { riskOf, scoresOf } from '../../../../functions/score/decide/scores.ts';
import { readPolicy } from '../../../../infra/assets/policy.ts';

const policy = readPolicy(join(import.meta.dirname, '../../../../rules/policy.yml'));

const signal = (severity: number, confidence = 1): Signal => ({
  id: 'threat/implied/test',
  category: 'wish-harm',
  type: 'implied',
  severity,
  severityBefore: severity,
  confidence,
  span: null,
  captures: {},
  lowered: [],
  why: 'A test.',
  by: 'rules@test',
});

const QUIET = { imminence: 0, specificity: 0, conductSeverity: 0 };

describe('Scores', () => {
  it('are 0 everywhere where nothing was found', () => {
    expect(new Set(Object.values(scoresOf([], {}, policy)))).toEqual(new Set([0]));
  });

  it('rise with severity and with confidence', () => {
    const threat = (...signals: Signal[]) => scoresOf(signals, {}, policy).threat ?? 0;
    expect(threat(signal(3))).toBeGreaterThan(threat(signal(2)));
    expect(threat(signal(2))).toBeGreaterThan(threat(signal(2, 0.5)));
  });

  it('never fall when the model adds its view: it can raise, and not cancel (requirement 14)', () => {
    for (const score of [0, 0.2, 0.9, 1]) {
      const rules = scoresOf([signal(2)], {}, policy);
      const both = scoresOf([signal(2)], { violence: score }, policy);
      for (const key of Object.keys(rules) as (keyof typeof rules)[])
        expect(both[key]).toBeGreaterThanOrEqual(rules[key]);
    }
  });

  it('count self-harm by itself and not as a threat to others', () => {
    const scores = scoresOf([{ ...signal(4), category: 'self-harm' }], {}, policy);
    expect(scores.self_harm).toBeGreaterThan(0.9);
    expect(scores.threat).toBe(0);
  });
});

describe('Risk', () => {
  const scores = scoresOf([signal(2)], {}, policy);

  it('ranks what is soon, specific or part of a pattern above what is not', () => {
    const plain = riskOf(scores, QUIET, policy);
    expect(riskOf(scores, { ...QUIET, imminence: 3 }, policy)).toBeGreaterThan(plain);
    expect(riskOf(scores, { ...QUIET, specificity: 2 }, policy)).toBeGreaterThan(plain);
    expect(riskOf(scores, { ...QUIET, conductSeverity: 2 }, policy)).toBeGreaterThan(plain);
  });

  it('stays between 0 and 1', () => {
    const worst = riskOf(
      scoresOf([signal(4), signal(4)], { violence: 1 }, policy),
      { imminence: 4, specificity: 4, conductSeverity: 4 },
      policy,
    );
    expect(worst).toBeLessThanOrEqual(1);
    expect(riskOf(scoresOf([], {}, policy), QUIET, policy)).toBe(0);
  });
});
