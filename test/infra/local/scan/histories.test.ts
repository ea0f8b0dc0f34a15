import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Assessment } from '../../../../functions/contracts/assessment.ts';
import { Channel } from '../../../../functions/contracts/vocabulary.ts';
import type { Engine } from '../../../../functions/score/engine.ts';
import { readEngine } from '../../../../infra/assets/engine.ts';
import { contactOfText } from '../../../../infra/local/scan/contact-of-text.ts';
import { scanContact } from '../../../../infra/local/scan/scan-contact.ts';
import { SubjectHistories } from '../../../../infra/local/scan/subject-histories.ts';

const START = Date.UTC(2026, 2, 2);
const DAY_MS = 86_400_000;
/** Where a contact gives a whole day, it came at ten. */
const USUAL_HOUR = 10 / 24;

/** Rows are counted from 1. */
const History = z.strictObject({
  title: z.string().min(1),
  concern: z.boolean(),
  /** Written together with the detections, or after they were fixed and not looked at again. */
  written: z.enum(['with', 'after']),
  from: z.string(),
  to: z.string().optional(),
  automated: z.boolean().default(false),
  contacts: z
    .array(
      z.strictObject({
        day: z.number().min(0),
        text: z.string().min(1),
        to: z.string().optional(),
        channel: Channel.default('email'),
      }),
    )
    .min(2),
  /** The first row at which conduct opens a case, and one of the detections that do. */
  opens: z.strictObject({ row: z.int().positive(), by: z.string() }).nullable(),
  /** What is of concern here that no detection sees yet: a known gap, kept as it is until one does. */
  missed: z.string().optional(),
  also: z
    .array(z.strictObject({ row: z.int().positive(), id: z.string(), lowered: z.string().optional() }))
    .default([]),
});
type History = z.infer<typeof History>;

const folder = join(import.meta.dirname, '../../../../fixtures/histories');
const engine = readEngine(join(import.meta.dirname, '../../../../rules'));
/** The model is trained again and again; a row is promised of what the detections see, and the model can only be earlier. */
const withoutModel: Engine = {
  ...engine,
  policy: {
    ...engine.policy,
    model: Object.fromEntries(
      Object.entries(engine.policy.model).map(([group, one]) => [group, { ...one, raise: [] }]),
    ),
    concern: { raise_from: Number.POSITIVE_INFINITY, raise_beside_detection_from: Number.POSITIVE_INFINITY },
  },
};
const histories = readdirSync(folder)
  .filter((file) => file.endsWith('.yml'))
  .map((file) => ({
    name: basename(file, '.yml'),
    history: History.parse(parse(readFileSync(join(folder, file), 'utf8'))),
  }));

/** Every contact in its order, through the same reading, history and decision as `scan --jsonl`. */
async function scan({ name, history }: (typeof histories)[number], engine: Engine): Promise<Assessment[]> {
  const subjects = new SubjectHistories();
  const assessments: Assessment[] = [];
  for (const [index, { day, text, to, channel }] of history.contacts.entries()) {
    const at = new Date(START + (Number.isInteger(day) ? day + USUAL_HOUR : day) * DAY_MS).toISOString();
    const loose = { name: `${name}/${index + 1}`, text, at, from: history.from, to: to ?? history.to, channel };
    assessments.push(await scanContact({ ...contactOfText(loose), automated: history.automated }, engine, subjects));
  }
  return assessments;
}

const count = (holds: (history: History) => boolean) => histories.filter(({ history }) => holds(history)).length;
const opening = ({ conduct }: Assessment) => conduct.filter(({ opensCase }) => opensCase).map(({ id }) => id);

describe('Of the histories in fixtures/histories', () => {
  it.each(histories)('$name is judged as expected', async (one) => {
    const { opens, also } = one.history;
    const assessments = await scan(one, withoutModel);
    const first = assessments.findIndex((assessment) => opening(assessment).length > 0);
    expect(first === -1 ? null : first + 1).toBe(opens?.row ?? null);
    if (opens !== null) {
      const assessment = assessments[opens.row - 1] as Assessment;
      expect(opening(assessment)).toContain(opens.by);
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

  it('no innocent one has a contact for which the detections open a case', async () => {
    for (const one of histories.filter(({ history }) => !history.concern)) {
      const flagged = (await scan(one, withoutModel)).flatMap(({ flagged }, index) => (flagged ? [index + 1] : []));
      expect(flagged, one.name).toEqual([]);
    }
  });

  it('with the model none is found later, and conduct opens a case for at most one innocent one', async () => {
    const accused: string[] = [];
    for (const one of histories) {
      const assessments = await scan(one, engine);
      const { opens, concern } = one.history;
      if (opens !== null)
        expect(
          assessments.slice(0, opens.row).some(({ flagged }) => flagged),
          one.name,
        ).toBe(true);
      if (!concern && assessments.some((assessment) => opening(assessment).length > 0)) accused.push(one.name);
    }
    expect(accused.length, accused.join(', ')).toBeLessThanOrEqual(1);
  });
});
