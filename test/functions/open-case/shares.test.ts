import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../../functions/contracts/assessment.ts';
import type { ConductFinding } from '../../../functions/contracts/conduct.ts';
import type { Report } from '../../../functions/contracts/contact.ts';
import { Policy } from '../../../functions/contracts/policy.ts';
import type { Signal } from '../../../functions/contracts/signal.ts';
import { Category, Priority } from '../../../functions/contracts/vocabulary.ts';
import { purposeOfCategories, sharesOf } from '../../../functions/open-case/shares.ts';
import { decide } from '../../../functions/shared/decide.ts';
import { assessment, policy } from '../case-support/examples.ts';

const [example] = assessment(1).signals as [Signal];
const signal = (category: Category, severity: number, type: Signal['type'] = null): Signal => ({
  ...example,
  id: `test/${category}`,
  category,
  severity,
  type,
  span: null,
});

const finding = (priority: Priority, contactIds: string[], opensCase = true): ConductFinding => ({
  id: `conduct/${contactIds.join('-')}`,
  title: 'A pattern',
  why: 'A test.',
  severity: 2,
  priority,
  opensCase,
  windowDays: 90,
  targetId: null,
  contactIds,
  copyIds: [],
  by: 'rules@test',
});

/** An assessment as `score` would conclude it. */
function scored(over: Partial<Assessment>, report: Report | null = null): Assessment {
  const base = assessment(1, { signals: [], threatType: null, problems: [], ...over });
  return { ...base, ...decide({ ...base, report }, policy) };
}

const shares = (over: Partial<Assessment>, report: Report | null = null, acts: Record<string, Category[]> = {}) =>
  sharesOf(scored(over, report), report, (id) => acts[id] ?? [], policy).map(({ purpose, priority, lane }) => [
    purpose,
    priority,
    lane,
  ]);

const FELT: Report = { kind: 'note', perceived: true };
const FORWARDED: Report = { kind: 'forwarded-inline', perceived: false };

describe('the cases that one contact asks for', () => {
  it('are two where it speaks of the writer’s death and of an agent’s job, each with its own lane and clock', () => {
    expect(shares({ signals: [signal('personal-report', 1), signal('self-harm', 3)] })).toEqual([
      ['self-harm', 'P0', 'crisis'],
      ['personal-report', 'P3', 'hr'],
    ]);
  });

  it('are two where it threatens an employee and wants their job', () => {
    expect(shares({ signals: [signal('violence-recipient', 3, 'direct'), signal('personal-report', 1)] })).toEqual([
      ['threat-and-pursuit', 'P1', 'security'],
      ['personal-report', 'P3', 'hr'],
    ]);
  });

  it('are one where a threat and a pursuit are of one purpose, or abuse and slurs come with the threat', () => {
    const threat = signal('violence-recipient', 2, 'implied');
    const one = [['threat-and-pursuit', 'P2', 'security']];
    expect(shares({ signals: [threat, signal('obsessive-attachment', 2), signal('approach', 2)] })).toEqual(one);
    const means = [signal('abuse', 2), signal('protected-trait', 1), signal('sexual-harassment', 1)];
    expect(shares({ signals: [threat, ...means] })).toEqual(one);
  });

  it('are one where the same words are a threat and may be read as a wish for the job', () => {
    const [from, to] = [0, 40];
    const at = (one: Signal, start: number, end: number) => ({ ...one, span: { turn: 0, start, end } });
    const threat = at(signal('violence-recipient', 2, 'implied'), from, to);
    const report = signal('personal-report', 2);
    const both = [
      ['threat-and-pursuit', 'P2', 'security'],
      ['personal-report', 'P3', 'hr'],
    ];
    expect(shares({ signals: [threat, at(report, from + 10, to + 10)] })).toEqual([both[0]]);
    expect(shares({ signals: [threat, at(report, from + 10, to), at(report, to, to + 20)] })).toEqual(both);
    expect(shares({ signals: [at(signal('self-harm', 2), from, to), at(report, from, to)] })).toHaveLength(2);
  });

  it('go by the gravest of what goes together', () => {
    const both = [signal('wish-harm', 2, 'implied'), signal('sexual-harassment', 3)];
    expect(shares({ signals: both })).toEqual([['threat-and-pursuit', 'P1', 'security']]);
  });

  it('are not more because of what would open no case alone', () => {
    expect(shares({ signals: [signal('self-harm', 3), signal('abuse', 1), signal('approach', 1)] })).toEqual([
      ['self-harm', 'P0', 'crisis'],
    ]);
  });

  it('are for what most acts of a pattern showed', () => {
    const acts: Record<string, Category[]> = { a: ['self-harm'], b: ['abuse'], c: ['abuse', 'concerning-behaviour'] };
    const conduct = [finding('P3', ['a', 'b', 'c'])];
    expect(shares({ conduct }, null, acts)).toEqual([['abuse', 'P3', 'security']]);
    expect(shares({ conduct, signals: [signal('self-harm', 2)] }, null, acts)).toEqual([
      ['self-harm', 'P1', 'crisis'],
      ['abuse', 'P3', 'security'],
    ]);
  });

  it('are for a threat where an employee felt one, also beside a wish for their job', () => {
    expect(shares({ signals: [signal('personal-report', 1)] }, FELT)).toEqual([
      ['threat-and-pursuit', 'P2', 'security'],
      ['personal-report', 'P3', 'hr'],
    ]);
  });

  it('are one for no purpose where it shows none: a report without words, what nobody could read, a pattern of anything', () => {
    const problems: Assessment['problems'] = [{ code: 'encrypted', message: 'It is encrypted.', extent: 'whole' }];
    expect(shares({}, FORWARDED)).toEqual([[null, 'P3', 'security']]);
    expect(shares({ problems })).toEqual([[null, 'P2', 'unscored']]);
    expect(shares({ conduct: [finding('P2', ['a', 'b'])] })).toEqual([[null, 'P2', 'security']]);
  });

  it('keep a threat’s type from the case of what is none', () => {
    const one = scored({
      threatType: 'direct',
      signals: [signal('violence-recipient', 3, 'direct'), signal('personal-report', 1)],
    });
    expect(sharesOf(one, null, () => [], policy).map(({ threatType }) => threatType)).toEqual(['direct', null]);
  });

  const Signals = fc.array(
    fc.record({
      category: fc.constantFrom(...Category.options),
      severity: fc.integer({ min: 0, max: 4 }),
      type: fc.constantFrom(null, 'direct' as const, 'implied' as const),
    }),
    { maxLength: 6 },
  );
  const Conduct = fc.array(
    fc.record({
      priority: fc.constantFrom(...Priority.options),
      opensCase: fc.boolean(),
      ids: fc.subarray(['a', 'b', 'c', 'd'], { minLength: 2 }),
    }),
    { maxLength: 3 },
  );
  const Acts = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.subarray([...Category.options], { maxLength: 3 }));

  it('are together never less urgent than the contact, each of another purpose, and the same whatever the order', () => {
    fc.assert(
      fc.property(
        Signals,
        Conduct,
        Acts,
        fc.constantFrom(null, FELT, FORWARDED),
        fc.integer({ min: 0, max: 4 }),
        (signals, conduct, acts, report, imminence) => {
          const given = {
            imminence,
            signals: signals.map(({ category, severity, type }) => signal(category, severity, type)),
            conduct: conduct.map(({ priority, ids, opensCase }) => finding(priority, ids, opensCase)),
          };
          const one = scored(given, report);
          fc.pre(one.flagged);
          const found = shares(given, report, acts);
          expect(found[0]?.[1]).toBe(one.priority);
          expect(found[0]?.[2]).toBe(one.lane);
          expect(new Set(found.map(([purpose]) => purpose)).size).toBe(found.length);
          const turned = { ...given, signals: given.signals.toReversed(), conduct: given.conduct.toReversed() };
          expect(shares(turned, report, acts)).toEqual(found);
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('the purposes of the policy', () => {
  it('hold each category once, or it is refused', () => {
    expect(Policy.safeParse(policy).success).toBe(true);
    const [first, ...others] = policy.purposes;
    expect(Policy.safeParse({ ...policy, purposes: others }).success).toBe(false);
    expect(Policy.safeParse({ ...policy, purposes: [first, first, ...others] }).success).toBe(false);
    const lost = policy.purposes.map((rule) => ({ ...rule, with: ['nothing-here'] }));
    expect(Policy.safeParse({ ...policy, purposes: lost }).success).toBe(false);
  });

  it('say what a case from before them was opened for', () => {
    expect(purposeOfCategories(['abuse', 'approach'], policy)).toBe('threat-and-pursuit');
    expect(purposeOfCategories(['personal-report'], policy)).toBe('personal-report');
    expect(purposeOfCategories([], policy)).toBeNull();
  });
});
