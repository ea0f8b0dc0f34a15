import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ConductFinding } from '../../functions/contracts/conduct.ts';
import { Policy } from '../../functions/contracts/policy.ts';
import type { Signal } from '../../functions/contracts/signal.ts';
import type { Category, Lane, Priority } from '../../functions/contracts/vocabulary.ts';
import { decide, type Findings } from '../../functions/shared/decide.ts';
import { readPolicy } from '../../infra/assets/policy.ts';

const policy = readPolicy(join(import.meta.dirname, '../../rules/policy.yml'));

describe('the clocks of the policy', () => {
  const days = { business_days: 1 };
  const faultOf = (changed: unknown) => Policy.safeParse(changed).error?.issues[0]?.message;

  it.each(['P0', 'P1'] as const)('are minutes for %s: what is serious waits for no office to open', (priority) => {
    const { priorities, clocks } = policy;
    const { [priority]: clock } = clocks;
    const message = 'must be in minutes for P0 and P1: there are no quiet hours for them';
    const acknowledge = { ...priorities[priority], acknowledge: days };
    expect(faultOf({ ...policy, priorities: { ...priorities, [priority]: acknowledge } })).toBe(message);
    for (const one of ['first_action', 'review'])
      expect(faultOf({ ...policy, clocks: { ...clocks, [priority]: { ...clock, [one]: days } } })).toBe(message);
  });

  it('may be business days for what is not', () => {
    const clocks = { ...policy.clocks, P2: { first_action: days, review: days } };
    expect(faultOf({ ...policy, clocks })).toBeUndefined();
  });
});

const QUIET: Findings = { signals: [], imminence: 0, specificity: 0, conduct: [], problems: [], report: null };

function signal(category: Category, severity: number, type: Signal['type'] = 'implied'): Signal {
  return {
    id: `threat/implied/${category}`,
    category,
    type,
    severity,
    severityBefore: severity,
    confidence: 1,
    span: null,
    captures: {},
    lowered: [],
    why: 'A test.',
    by: 'rules@test',
  };
}

function finding(priority: Priority, opensCase = true): ConductFinding {
  return {
    id: 'conduct/test',
    title: 'A test',
    why: 'A test.',
    severity: 2,
    priority,
    opensCase,
    windowDays: 30,
    targetId: null,
    contactIds: ['a', 'b'],
    copyIds: [],
    by: 'rules@test',
  };
}

const unread = (extent: 'whole' | 'part') => [{ code: 'encrypted' as const, message: 'It is encrypted.', extent }];

const TABLE: [string, Partial<Findings>, Priority, Lane][] = [
  ['bomb-or-arson', { signals: [signal('bomb-arson', 3)] }, 'P0', 'security'],
  ['active-self-harm', { signals: [signal('self-harm', 3, null)] }, 'P0', 'crisis'],
  ['violence-now', { signals: [signal('violence-recipient', 3, 'direct')], imminence: 4 }, 'P0', 'security'],
  ['arrival-with-violence', { signals: [signal('violence-others', 4, 'direct')], imminence: 3 }, 'P0', 'security'],
  ['serious-violence', { signals: [signal('violence-recipient', 3, 'direct')], imminence: 1 }, 'P1', 'security'],
  ['surveillance', { signals: [signal('obsessive-attachment', 3, null)] }, 'P1', 'security'],
  ['arrival-stated', { signals: [signal('approach', 2)], imminence: 3 }, 'P1', 'security'],
  ['imminent-threat', { signals: [signal('wish-harm', 2)], imminence: 3 }, 'P1', 'security'],
  ['surveillance-implied', { signals: [signal('surveillance-stalking', 2)], imminence: 1 }, 'P1', 'security'],
  ['conduct-serious', { conduct: [finding('P1')] }, 'P1', 'security'],
  ['self-harm-mentioned', { signals: [signal('self-harm', 2, null)], imminence: 1 }, 'P1', 'crisis'],
  ['conduct-threat', { conduct: [finding('P2')] }, 'P2', 'security'],
  ['threat', { signals: [signal('wish-harm', 2)], imminence: 1 }, 'P2', 'security'],
  ['perceived-threat', { report: { kind: 'note', perceived: true } }, 'P2', 'security'],
  ['unscored', { problems: unread('whole') }, 'P2', 'unscored'],
  ['personal-report', { signals: [signal('personal-report', 1, null)] }, 'P3', 'hr'],
  ['sexual-harassment', { signals: [signal('sexual-harassment', 1, null)] }, 'P3', 'security'],
  ['protected-trait', { signals: [signal('protected-trait', 2, null)] }, 'P3', 'security'],
  ['conduct-pattern', { conduct: [finding('P3')] }, 'P3', 'security'],
  ['targeted-abuse', { signals: [signal('abuse', 2, null)] }, 'P3', 'security'],
  ['self-harm-idiom', { signals: [signal('self-harm', 1, null)] }, 'P3', 'crisis'],
  ['unscored-in-part', { problems: unread('part') }, 'P3', 'unscored'],
  ['employee-report', { report: { kind: 'forwarded-inline', perceived: false } }, 'P3', 'security'],
];

describe('The decision table of the policy', () => {
  it.each(TABLE)('row %s gives its priority and lane', (row, findings, priority, lane) => {
    const decision = decide({ ...QUIET, ...findings }, policy);
    expect(decision).toMatchObject({ flagged: true, priority, lane });
    expect(decision.reasons[0]?.row).toBe(row);
  });

  it('has a test for every row', () => {
    expect(TABLE.map(([row]) => row)).toEqual(policy.decision.map(({ row }) => row));
  });

  it('opens nothing for a contact in which nothing was found', () => {
    expect(decide(QUIET, policy)).toEqual({ flagged: false, priority: null, lane: null, reasons: [] });
  });

  it('opens nothing for a conduct finding that is only shown', () => {
    expect(decide({ ...QUIET, conduct: [finding('P1', false)] }, policy).flagged).toBe(false);
  });

  it('asks category and severity of the same signal', () => {
    const signals = [signal('bomb-arson', 1), signal('abuse', 4, null)];
    expect(decide({ ...QUIET, signals }, policy).reasons.map(({ row }) => row)).not.toContain('bomb-or-arson');
  });

  it('shows the rows that hold besides the deciding one', () => {
    const findings = {
      ...QUIET,
      signals: [signal('bomb-arson', 4)],
      report: { kind: 'note' as const, perceived: true },
    };
    const rows = decide(findings, policy).reasons.map(({ row }) => row);
    expect(rows[0]).toBe('bomb-or-arson');
    expect(rows).toEqual(expect.arrayContaining(['serious-violence', 'perceived-threat', 'employee-report']));
  });

  it('opens a case for every threat of severity 2 or more, whatever its category (requirement 19)', () => {
    const threats: Category[] = policy.decision.find(({ row }) => row === 'threat')?.when.any_category ?? [];
    for (const category of threats)
      expect(decide({ ...QUIET, signals: [signal(category, 2)] }, policy).flagged).toBe(true);
    expect(threats.length).toBeGreaterThanOrEqual(10);
  });
});

describe('The policy', () => {
  it('gives the clocks of requirement 20', () => {
    expect(policy.priorities.P0.acknowledge).toEqual({ minutes: 5 });
    expect(policy.priorities.P1.acknowledge).toEqual({ minutes: 30 });
    expect(policy.priorities.P2.acknowledge).toEqual({ minutes: 4 * 60 });
    expect(policy.priorities.P3.acknowledge).toEqual({ business_days: 1 });
  });

  it('tells the supervisor of every case, and HR and Corporate Security of every threat (requirement 21)', () => {
    expect(policy.notify.every_case).toContain('supervisor');
    expect(policy.notify.every_threat).toEqual(expect.arrayContaining(['human-resources', 'corporate-security']));
  });

  it('holds evidence for five years at least (requirement 36)', () => {
    expect(policy.evidence.retention_years).toBeGreaterThanOrEqual(5);
  });
});
