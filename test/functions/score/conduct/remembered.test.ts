import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sighting } from '../../../../functions/contracts/conduct.ts';
import { actsOf } from '../../../../functions/score/conduct/acts.ts';
import { MOST_AFTER, MOST_BEFORE } from '../../../../functions/score/conduct/around.ts';
import { findConduct } from '../../../../functions/score/conduct/find-conduct.ts';
import { Remembered, rememberedOf } from '../../../../functions/score/conduct/remembered.ts';
import { readConduct } from '../../../../infra/assets/conduct.ts';
import { direct, HOUR, inline, MINUTE, START, TASTE } from './sightings.ts';

const DAY = 24 * HOUR;
const detections = readConduct(join(import.meta.dirname, '../../../../rules/conduct'));
/** Nine sightings a week stand for what is not read, of 30 weeks back and 18 on. */
const MOST_GIVEN = MOST_BEFORE + MOST_AFTER + 9 * 49;

const CALM = { severity: 0, categories: [] };
const sum = (sightings: readonly Sighting[]) => sightings.reduce((all, { countsAs = 1 }) => all + countsAs, 0);

const seen = fc.record({
  minute: fc.oneof(fc.nat(24 * 60), fc.nat(300 * 24 * 60)),
  passedOn: fc.constantFrom(0, 0, 0, 3 * HOUR, 40 * DAY),
  severity: fc.constantFrom(0, 0, 0, 1, 2),
  automated: fc.constantFrom(false, false, true),
});
const history = fc.array(seen, { minLength: 1, maxLength: 250 }).map((all) =>
  all.map(({ minute, passedOn, severity, automated }, index): Sighting => {
    const at = START + minute * MINUTE;
    const details = { severity, categories: [], automated };
    return passedOn === 0
      ? direct(`contact-${index}`, at, details)
      : inline(`contact-${index}`, at, at + passedOn, details);
  }),
);
const shuffled = (sightings: readonly Sighting[], seed: number) =>
  sightings
    .map((sighting, index) => ({ sighting, by: Math.imul(index + 1, seed * 2 + 2654435761) >>> 0 }))
    .sort((a, b) => a.by - b.by)
    .map(({ sighting }) => sighting);

describe('What is remembered of a subject', () => {
  it('is the same at the end in whatever order the sightings came, and however often', () => {
    fc.assert(
      fc.property(history, fc.nat(), fc.nat(), (sightings, seed, pick) => {
        const own = sightings[pick % sightings.length] as Sighting;
        const remembered = new Remembered();
        for (const sighting of shuffled([...sightings, ...sightings.slice(0, 40)], seed)) remembered.add(sighting);
        expect(remembered.around(own)).toEqual(rememberedOf(sightings, own));
      }),
      { numRuns: 200 },
    );
  });

  it('is all of it where that is little, and never more than so much, with the contact itself among it once', () => {
    fc.assert(
      fc.property(history, fc.nat(), (sightings, pick) => {
        const own = sightings[pick % sightings.length] as Sighting;
        const given = rememberedOf(sightings, own);
        const ids = given.map(({ contactId }) => contactId);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids).toContain(own.contactId);
        expect(given.length).toBeLessThanOrEqual(MOST_GIVEN);
        for (const { countsAs } of given) expect(countsAs ?? 1).toBeGreaterThan(0);
      }),
      { numRuns: 100 },
    );
  });

  it('keeps a threat that a hundred harmless letters came after, and one that came before a hundred threats', () => {
    const letters = (from: number, over: object) =>
      Array.from({ length: 100 }, (_, index) => direct(`${from}-${index}`, START + from * DAY + index * MINUTE, over));
    const threat = direct('threat', START);
    const harmless = [threat, ...letters(30, CALM)];
    expect(rememberedOf(harmless, harmless.at(-1) as Sighting)).toContainEqual({ ...threat, countsAs: 1 });
    const threats = [threat, ...letters(30, {})];
    expect(rememberedOf(threats, threats.at(-1) as Sighting)).toContainEqual({ ...threat, countsAs: 1 });
  });

  it('shows a flood of thousands in a day as a flood, of one text too, and what came before it', () => {
    const before = [0, 9, 21, 33].map((day) => direct(`before-${day}`, START + day * DAY, CALM));
    for (const words of [() => TASTE, (index: number) => `${index} times ${'so '.repeat(index % 30)} I told you`]) {
      const flood = Array.from({ length: 5000 }, (_, index) =>
        direct(`flood-${index}`, START + 50 * DAY + index * 15_000, { words: words(index) }),
      );
      const own = flood.at(-1) as Sighting;
      const given = rememberedOf([...before, ...flood], own);
      expect(given.map(({ contactId }) => contactId)).toContain('before-0');
      const found = findConduct(actsOf(given), own.contactId, detections, 'rules@test');
      expect(found.find(({ id }) => id === 'conduct/flood-in-a-day')).toMatchObject({ opensCase: true });
    }
  });

  it('counts a day on which anything was seen as one, whether it is given or stood for', () => {
    const steady = Array.from({ length: 600 }, (_, index) => direct(`c-${index}`, START + index * 4 * HOUR, CALM));
    const given = rememberedOf(steady, steady.at(-1) as Sighting);
    const days = new Set(steady.map(({ heardAt }) => heardAt.slice(0, 10)));
    expect(given.length).toBeLessThan(120);
    expect(sum(given)).toBeCloseTo(days.size, 6);
  });

  it('is read around a late contact’s own time, and not around the newest', () => {
    const many = Array.from({ length: 400 }, (_, index) => direct(`c-${index}`, START + index * HOUR, CALM));
    const late = direct('late', START + 200 * HOUR + MINUTE, CALM);
    const ids = rememberedOf([...many, late], late).map(({ contactId }) => contactId);
    expect(ids).toEqual(expect.arrayContaining(['c-200', 'late', 'c-201', `c-${200 + MOST_AFTER}`]));
    expect(ids.slice(0, ids.indexOf('late')).slice(-(MOST_BEFORE - 1))[0]).toBe(`c-${202 - MOST_BEFORE}`);
  });
});
