import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Policy } from '../../../functions/contracts/policy.ts';
import type { Signal } from '../../../functions/contracts/signal.ts';
import { asHint, isHint } from '../../../functions/score/hints.ts';
import type { PassagesReading } from '../../../functions/score/model/read-passages.ts';
import { readPolicy } from '../../../infra/assets/policy.ts';

const shipped = readPolicy(join(import.meta.dirname, '../../../rules/policy.yml'));
const policy: Policy = { ...shipped, concern: { ...shipped.concern, hint: { severity: 1, raise_from: 0.2 } } };

const detection = {
  id: 'threat/implied/example',
  title: 'An example',
  category: 'surveillance-stalking',
  type: 'implied',
  severity: 3,
  why: 'To show a hint.',
} as const;

const signal: Signal = {
  ...{ id: detection.id, category: detection.category, type: detection.type, why: detection.why, by: 'rules@test' },
  ...{ severity: 3, severityBefore: 3, confidence: 1, captures: {} },
  span: { turn: 0, start: 0, end: 4 },
  lowered: [],
};

/** What the second reader makes of a contact that it takes for language of concern at so much, 0..1. */
const heard = (concern: number, whole = true): PassagesReading => {
  const where = {} as PassagesReading['where'];
  const groups = new Float64Array();
  const odds = Math.log(concern / (1 - concern));
  return { concern: odds, whole, groups, kind: groups, where, selfHarm: { odds, where } };
};

describe('What a detection of an implied threat finds', () => {
  it('is a hint, as is a threat that somebody felt', () => {
    expect(isHint(detection)).toBe(true);
    expect(isHint({ ...detection, type: 'perceived' })).toBe(true);
  });

  it('is none where it is said outright, or no threat at all', () => {
    expect(isHint({ ...detection, type: 'direct' })).toBe(false);
    expect(isHint({ ...detection, type: null })).toBe(false);
  });

  it('is none where its words are hardly ever harmless, or of self-harm, which cannot be made good', () => {
    expect(isHint({ ...detection, stands_alone: true })).toBe(false);
    expect(isHint({ ...detection, category: 'self-harm' })).toBe(false);
  });
});

describe('A hint', () => {
  it('counts in full where the second reader hears something too', () => {
    expect(asHint(signal, heard(0.2), policy)).toBe(signal);
  });

  it('is worth what the policy says where it hears nothing, and says why, with what was heard and what it takes', () => {
    const hint = asHint(signal, heard(0.07), policy);
    expect(hint).toMatchObject({ severity: 1, severityBefore: 3, confidence: 0.5 });
    expect(hint.lowered).toEqual([
      { context: 'standing-alone', why: expect.stringMatching(/0\.07.*0\.20/), fromSeverity: 3, toSeverity: 1 },
    ]);
  });

  it('keeps what context lowered before, and its reason', () => {
    const lowered = [{ context: 'question', why: 'Asked.', fromSeverity: 3, toSeverity: 2 }];
    const hint = asHint({ ...signal, severity: 2, confidence: 0.5, lowered }, heard(0.07), policy);
    expect(hint.lowered.map(({ context }) => context)).toEqual(['question', 'standing-alone']);
    expect(asHint({ ...signal, severity: 1 }, heard(0.07), policy).lowered).toEqual([]);
  });

  it('counts in full in a contact that is too long to be read whole, and where there was nothing to read', () => {
    expect(asHint(signal, heard(0.07, false), policy)).toBe(signal);
    expect(asHint(signal, null, policy)).toBe(signal);
  });
});
