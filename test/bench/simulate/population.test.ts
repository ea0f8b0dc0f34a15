import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { KINDS } from '../../../bench/simulate/kinds.ts';
import { type Customer, type PopulationOptions, population } from '../../../bench/simulate/population.ts';
import { isOfConcern, readBusinesses } from '../../../bench/simulate/texts.ts';
import { DAY_MILLISECONDS, START } from '../../../bench/simulate/times.ts';
import { isHeldOut, readCorpusRows } from '../../../bench/training/labelled-text.ts';

const corpus = join(import.meta.dirname, '..', '..', '..', 'rules', 'model', 'corpus');
const businesses = await readBusinesses(corpus, async () => true);
const simulated = (options: Partial<PopulationOptions> = {}): Customer[] => [
  ...population({ customers: 6000, days: 180, seed: 7, ...options }, businesses),
];
const all = simulated();
const ofKind = (id: string, customers = all) => customers.filter(({ kind }) => kind.id === id);
const manyOfConcern = simulated({ customers: 450, ofConcern: 450 });

describe('A simulated population', () => {
  it('is the same for the same seed and another for another', () => {
    expect(simulated()).toEqual(all);
    expect(simulated({ seed: 8 })).not.toEqual(all);
  });

  it('has the same customers at the same numbers however many there are', () => {
    expect(simulated({ customers: 100, ofConcern: 3 })).toEqual(all.slice(0, 100));
  });

  it('has one subject of concern in two thousand customers, each kind as often as another', () => {
    expect(all.filter(({ kind }) => kind.ofConcern)).toHaveLength(3);
    for (const kind of KINDS.filter(({ ofConcern }) => ofConcern))
      expect(ofKind(kind.id, manyOfConcern), kind.id).toHaveLength(50);
  });

  it('has each kind of innocent customer at its share, and the shares make a whole', () => {
    const innocent = KINDS.filter(({ ofConcern }) => !ofConcern);
    expect(innocent.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
    for (const { id, share } of innocent) {
      const deviation = Math.sqrt((share * (1 - share)) / all.length);
      expect(Math.abs(ofKind(id).length / all.length - share), id).toBeLessThan(4 * deviation);
    }
  });

  it('writes within its days, in order of time, no two contacts of a customer at once', () => {
    // A letter of the last weekend may wait for the Monday.
    const end = START + 183 * DAY_MILLISECONDS;
    for (const { contacts } of [...all, ...manyOfConcern]) {
      const times = contacts.map(({ at }) => Date.parse(at));
      expect(times.every((time, index) => time >= START && time < end && time > (times[index - 1] ?? 0))).toBe(true);
    }
  });

  it('lets ordinary customers write up to four times, mostly by day and on working days', () => {
    const ordinary = all.filter(({ kind }) => kind.id.startsWith('ordinary'));
    expect(Math.max(...ordinary.map(({ contacts }) => contacts.length))).toBe(4);
    const times = ordinary.flatMap(({ contacts }) => contacts.map(({ at }) => new Date(at)));
    const share = (holds: (time: Date) => boolean) => times.filter(holds).length / times.length;
    expect(share((time) => time.getUTCHours() < 6)).toBeCloseTo(0.02, 1);
    expect(share((time) => [0, 6].includes(time.getUTCDay()))).toBeCloseTo(0.12, 1);
  });

  it('lets nobody innocent send a letter of concern, and writes letters of one business alone to each customer', () => {
    for (const { kind, business, contacts } of [...all, ...manyOfConcern]) {
      const letters = businesses.get(business);
      for (const { text, tone } of contacts) {
        expect(letters?.[tone]).toContain(text);
        if (!kind.ofConcern) expect(isOfConcern(tone)).toBe(false);
      }
    }
  });

  it('takes letters only from rows that the model never saw', async () => {
    const seen = new Set((await readCorpusRows(corpus)).filter((row) => !isHeldOut(row)).map(({ text }) => text));
    const heldOut = new Set((await readCorpusRows(corpus)).filter(isHeldOut).map(({ text }) => text));
    for (const text of [...businesses.values()].flatMap((letters) => Object.values(letters).flat()))
      expect(heldOut.has(text) && !seen.has(text)).toBe(true);
  });

  it('sends reminders that come closer together, and automated mail that says that it is', () => {
    const persistent = ofKind('persistent and legitimate').map(({ contacts, notices }) =>
      contacts.map(({ at }) => at).filter((at) => at < (notices[0]?.at ?? '')),
    );
    const shrinks = persistent.filter((times) => {
      const gaps = times.slice(1).map((time, index) => Date.parse(time) - Date.parse(times[index] as string));
      return (gaps.at(-1) ?? 0) < (gaps[0] ?? 0);
    });
    expect(shrinks.length / persistent.length).toBeGreaterThan(0.7);
    expect(ofKind('automated sender').every(({ kind }) => kind.automated)).toBe(true);
  });

  it('lets who is blocked come back from another address, and who is told to stop go on', () => {
    for (const { contacts, notices } of ofKind('new address after a block', manyOfConcern)) {
      const [block] = notices;
      expect(block?.kind).toBe('block');
      for (const { at, from, counts } of contacts) {
        expect(from === block?.from).toBe(!counts);
        if (counts) expect(at > (block?.at ?? '')).toBe(true);
      }
    }
    for (const { contacts } of ofKind('after a notice to stop', manyOfConcern))
      expect(contacts.filter(({ counts }) => counts).length).toBeGreaterThanOrEqual(2);
  });
});
