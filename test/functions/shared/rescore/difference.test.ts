import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../../../functions/contracts/assessment.ts';
import type { ConductFinding } from '../../../../functions/contracts/conduct.ts';
import type { RescoreDifference } from '../../../../functions/contracts/rescore.ts';
import { asksForCase, differenceOf, versionsHash } from '../../../../functions/shared/rescore/difference.ts';
import { totalsOf } from '../../../../functions/shared/rescore/totals.ts';
import { assessment } from '../../case-support/examples.ts';

const [taste] = assessment(1).signals;
if (taste === undefined) throw new Error('The example has a signal.');
const QUIET: Partial<Assessment> = { signals: [], flagged: false, priority: null, lane: null };
const NEW_VERSIONS = { rules: 'rules@new', model: 'none', policy: 'policy@1' };

const compare = (before: Partial<Assessment>, after: Partial<Assessment>) =>
  differenceOf(assessment(1, before), assessment(1, { versions: NEW_VERSIONS, ...after }));

const pattern = (opensCase: boolean): ConductFinding => ({
  id: 'conduct/fixation-on-one-target',
  title: 'Fixation',
  why: 'Returns to one person.',
  severity: 2,
  priority: 'P3',
  opensCase,
  windowDays: 90,
  targetId: null,
  contactIds: [],
  copyIds: [],
  by: 'rules@test',
});

describe('The difference of two assessments of one contact', () => {
  it('is none where only the versions, the time and the risk are others', () => {
    expect(compare({}, { scoredAt: '2026-08-01T00:00:00.000Z', risk: 0.9 })).toBeNull();
  });

  it('says that it is newly flagged, and what fires now', () => {
    expect(compare(QUIET, {})).toEqual({
      contactId: assessment(1).contactId,
      subjectId: assessment(1).subjectId,
      change: 'newly-flagged',
      before: { flagged: false, priority: null, lane: null },
      after: { flagged: true, priority: 'P2', lane: 'security' },
      firesNow: ['threat/implied/taste-of-it'],
      firesNoMore: [],
      moved: [],
    });
  });

  it('says that it is no longer flagged, and what fires no more', () => {
    expect(compare({}, QUIET)).toMatchObject({
      change: 'no-longer-flagged',
      firesNow: [],
      firesNoMore: ['threat/implied/taste-of-it'],
    });
  });

  it('says where the priority or the lane moved, with the severity that moved it', () => {
    const graver = { signals: [{ ...taste, severity: 3, severityBefore: 3 }] };
    expect(compare({}, { ...graver, priority: 'P1' })).toMatchObject({
      change: 'priority-raised',
      moved: [{ id: 'threat/implied/taste-of-it', from: 2, to: 3 }],
    });
    expect(compare({ ...graver, priority: 'P1' }, {})?.change).toBe('priority-lowered');
    expect(compare({}, { lane: 'crisis' })?.change).toBe('lane-moved');
  });

  it('counts a signal that context lowered to nothing as one that does not fire', () => {
    const lowered = { ...taste, severity: 0 };
    expect(compare({}, { signals: [lowered] })).toMatchObject({
      change: 'detections',
      firesNoMore: ['threat/implied/taste-of-it'],
    });
    expect(compare({ signals: [{ ...lowered, severityBefore: 0 }] }, { signals: [lowered] })?.firesNoMore).toHaveLength(
      1,
    );
  });

  it('looks at the gravest of several signals of one detection, wherever they stand', () => {
    const twice = { signals: [{ ...taste, severity: 1, span: { turn: 0, start: 40, end: 60 } }, taste] };
    expect(compare({}, twice)).toBeNull();
  });

  it('shows a pattern that opens a case no more as one that weighs nothing', () => {
    expect(compare({ conduct: [pattern(true)] }, { conduct: [pattern(false)] })?.moved).toEqual([
      { id: 'conduct/fixation-on-one-target', from: 2, to: 0 },
    ]);
    expect(compare({}, { conduct: [pattern(true)] })?.firesNow).toEqual(['conduct/fixation-on-one-target']);
  });
});

describe('Applying a difference', () => {
  it('asks for a case where something became graver, and never where something became lighter', () => {
    const changes = ['newly-flagged', 'priority-raised', 'lane-moved'] as const;
    expect(changes.every((change) => asksForCase({ change }))).toBe(true);
    const lighter = ['no-longer-flagged', 'priority-lowered', 'detections'] as const;
    expect(lighter.some((change) => asksForCase({ change }))).toBe(false);
  });

  it('keeps assessments of other rules, of another model and of another policy apart', () => {
    const versions = { rules: 'rules@1', model: 'model@1', policy: 'policy@1' };
    const others = [
      versions,
      { ...versions, rules: 'rules@2' },
      { ...versions, model: 'm' },
      { ...versions, policy: 'p' },
    ];
    expect(new Set(others.map(versionsHash)).size).toBe(4);
    expect(versionsHash({ policy: 'policy@1', model: 'model@1', rules: 'rules@1' })).toBe(versionsHash(versions));
  });
});

describe('The totals of a re-scoring', () => {
  it('count contacts for each change and each detection, those with most contacts first', () => {
    const of = (after: Partial<Assessment>) => compare(QUIET, after) as RescoreDifference;
    const knife = { ...taste, id: 'threat/direct/knife' };
    const differences = [
      of({}),
      of({ signals: [taste, knife] }),
      compare({}, QUIET) as RescoreDifference,
      compare({}, { signals: [{ ...taste, severity: 3 }] }) as RescoreDifference,
    ];
    const totals = totalsOf(differences);
    expect(totals.changes).toEqual({
      'newly-flagged': 2,
      'no-longer-flagged': 1,
      'priority-raised': 0,
      'priority-lowered': 0,
      'lane-moved': 0,
      detections: 1,
    });
    expect(totals.detections).toEqual([
      { id: 'threat/implied/taste-of-it', firesNow: 2, firesNoMore: 1, raised: 1, lowered: 0 },
      { id: 'threat/direct/knife', firesNow: 1, firesNoMore: 0, raised: 0, lowered: 0 },
    ]);
    expect(totalsOf([...differences].reverse())).toEqual(totals);
  });
});
