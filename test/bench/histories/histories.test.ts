import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type History, type NamedHistory, readHistories } from '../../../bench/histories/read-histories.ts';
import { openedBy, scanHistory, withoutModel } from '../../../bench/histories/scan-history.ts';
import type { Assessment } from '../../../functions/contracts/assessment.ts';
import { readEngine } from '../../../infra/assets/engine.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const engine = readEngine(join(root, 'rules'));
/** The model is trained again and again; a row is promised of what the detections see, and the model can only be earlier. */
const detectionsAlone = withoutModel(engine);
const histories = readHistories(join(root, 'fixtures', 'histories'));
const scans = new Map<NamedHistory, Promise<Assessment[]>>();
/** By the detections alone; once for all tests that look at it. */
function scanOnce(one: NamedHistory): Promise<Assessment[]> {
  const scan = scans.get(one) ?? scanHistory(one, detectionsAlone);
  scans.set(one, scan);
  return scan;
}
const count = (holds: (history: History) => boolean) => histories.filter(({ history }) => holds(history)).length;

describe('Of the histories in fixtures/histories', () => {
  it.each(histories)('$name is judged as expected', async (one) => {
    const { opens, also } = one.history;
    const assessments = await scanOnce(one);
    const first = assessments.findIndex((assessment) => openedBy(assessment).length > 0);
    expect(first === -1 ? null : first + 1).toBe(opens?.row ?? null);
    if (opens !== null) {
      const assessment = assessments[opens.row - 1] as Assessment;
      expect(openedBy(assessment)).toContain(opens.by);
      expect(assessment.flagged).toBe(true);
      for (const { contactIds } of assessment.conduct) expect(contactIds).toContain(assessment.contactId);
    }
    for (const { row, id, lowered } of also) {
      const finding = assessments[row - 1]?.conduct.find((one) => one.id === id);
      expect(finding).toBeDefined();
      if (lowered !== undefined) expect(finding?.lowered?.map(({ by }) => by)).toContain(lowered);
    }
  });

  it('at least forty are there, half of them innocent, and a third written after the detections', () => {
    expect(count(() => true)).toBeGreaterThanOrEqual(40);
    expect(count(({ concern }) => !concern)).toBeGreaterThanOrEqual(histories.length / 2);
    expect(count(({ written }) => written === 'after')).toBeGreaterThanOrEqual(histories.length / 3);
  });

  it('each of concern says where its case is opened, or what is missed, and no innocent one opens any', () => {
    for (const { history } of histories) {
      expect(history.concern).toBe(history.opens !== null || history.missed !== undefined);
      expect(history.opens === null || history.missed === undefined).toBe(true);
    }
  });

  it('no innocent one has a contact for which the detections open a case, but for the faults that it names', async () => {
    for (const one of histories.filter(({ history }) => !history.concern)) {
      const flagged = (await scanOnce(one)).flatMap(({ flagged }, index) => (flagged ? [index + 1] : []));
      expect(flagged, one.name).toEqual(one.history.wrongly_flagged);
    }
  });

  it('the faults are few, and only an innocent one has any', () => {
    expect(count(({ concern, wrongly_flagged }) => concern && wrongly_flagged.length > 0)).toBe(0);
    expect(count(({ wrongly_flagged }) => wrongly_flagged.length > 0)).toBeLessThanOrEqual(4);
  });

  it('with the model none is found later', async () => {
    for (const one of histories) {
      const { opens } = one.history;
      if (opens === null) continue;
      const untilThen = { ...one, history: { ...one.history, contacts: one.history.contacts.slice(0, opens.row) } };
      const assessments = await scanHistory(untilThen, engine);
      expect(
        assessments.some(({ flagged }) => flagged),
        one.name,
      ).toBe(true);
    }
  });
});
