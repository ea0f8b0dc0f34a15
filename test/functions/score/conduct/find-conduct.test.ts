import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sighting } from '../../../../functions/contracts/conduct.ts';
import { Category, Channel } from '../../../../functions/contracts/vocabulary.ts';
import { actsOf } from '../../../../functions/score/conduct/acts.ts';
import { findConduct } from '../../../../functions/score/conduct/find-conduct.ts';
import { sha256Hex } from '../../../../functions/shared/hash.ts';
import { readConduct } from '../../../../infra/assets/conduct.ts';
import { attached, DAY, direct, HOUR, inline, instant, MINUTE, START, TASTE } from './sightings.ts';

const detections = readConduct(join(import.meta.dirname, '../../../../rules/conduct'));
const find = (sightings: readonly Sighting[], contactId: string) =>
  findConduct(actsOf(sightings), contactId, detections, 'rules@test');
const idsFor = (sightings: readonly Sighting[], contactId: string) => find(sightings, contactId).map(({ id }) => id);

const seen = fc.record({
  day: fc.integer({ min: 0, max: 200 }),
  words: fc.integer({ min: 0, max: 30 }),
  via: fc.constantFrom('direct', 'attached', 'inline'),
  severity: fc.integer({ min: 0, max: 4 }),
  categories: fc.uniqueArray(fc.constantFrom(...Category.options), { maxLength: 2 }),
  channel: fc.constantFrom(...Channel.options),
  target: fc.constantFrom('target-a', 'target-b'),
});

const history = fc
  .uniqueArray(seen, { minLength: 1, maxLength: 25, selector: (one) => `${one.day}/${one.words}` })
  .map((all) =>
    all.map(({ day, words, via, target, ...over }): Sighting => {
      const fingerprint = sha256Hex(String(words % 3)).slice(0, 16);
      const make = via === 'direct' ? direct : via === 'attached' ? attached : inline;
      const sighting = make(`contact-${day}-${words}`, START + day * DAY, START + (day + 1) * DAY);
      return { ...sighting, ...over, targetIds: [target], fingerprint, wordsHash: fingerprint };
    }),
  );

describe('Conduct', () => {
  it('is the same whatever order the sightings arrive in, and however often', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 0 }), (sightings, seed) => {
        const contactId = sightings[seed % sightings.length]?.contactId ?? '';
        const shuffled = [...sightings, ...sightings].sort((a, b) =>
          sha256Hex(a.contactId + seed).localeCompare(sha256Hex(b.contactId + seed)),
        );
        expect(find(shuffled, contactId)).toEqual(find(sightings, contactId));
      }),
      { numRuns: 200 },
    );
  });

  it('finds nothing for a contact that is not in the history', () => {
    fc.assert(
      fc.property(history, (sightings) => find(sightings, 'contact-elsewhere').length === 0),
      { numRuns: 20 },
    );
  });

  it('is what it is without the forwards and second deliveries of its letters', () => {
    const letter = (day: number, over = {}) =>
      direct(`letter-${day}`, START + day * DAY, {
        messageId: `<${day}@x>`,
        words: `${TASTE} ${'Soon. '.repeat(day)}`,
        ...over,
      });
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(60), { minLength: 1, maxLength: 6 }), fc.nat(3), (days, copies) => {
        const letters = days.map((day) => letter(day));
        const more = letters.flatMap((one, index) => {
          const at = Date.parse(one.at);
          const words = { wordsHash: one.wordsHash, fingerprint: one.fingerprint };
          return Array.from({ length: copies }, (_, copy) => [
            { ...inline(`inline-${index}-${copy}`, at, at + (copy + 1) * HOUR), ...words },
            {
              ...one,
              contactId: `again-${index}-${copy}`,
              heardAt: instant(at + (copy + 1) * MINUTE),
              at: instant(at + (copy + 1) * MINUTE),
              originalSha256: sha256Hex(`${index}${copy}`),
            },
          ]).flat();
        });
        const last = letters[0]?.contactId ?? '';
        const bare = find(letters, last).map(({ copyIds: _, ...finding }) => finding);
        expect(find([...more, ...letters], last).map(({ copyIds: _, ...finding }) => finding)).toEqual(bare);
      }),
      { numRuns: 60 },
    );
  });

  it('finds a pattern in one sentence sent five times in three weeks, also under one Message-ID', () => {
    const letters = [0, 5, 10, 15, 20].map((day) => direct(`day-${day}`, START + day * DAY, { messageId: '<a@x>' }));
    const found = find(letters, 'day-20').find(({ id }) => id === 'conduct/near-duplicates');
    expect(found?.contactIds).toEqual(letters.map(({ contactId }) => contactId));
    expect(found?.copyIds).toEqual([]);
  });

  it('finds none in one message delivered, passed on and delivered again, and names none of it as a further act', () => {
    const letter = direct('letter', START, { messageId: '<a@x>' });
    const again = direct('again', START + 9 * MINUTE, { messageId: '<a@x>', claimedAt: letter.claimedAt });
    const sightings = [
      letter,
      inline('inline', START, START + DAY),
      attached('attached', START, START + 3 * DAY, { messageId: '<a@x>' }),
      again,
    ];
    for (const { contactId } of sightings) expect(find(sightings, contactId)).toEqual([]);
    const next = direct('next', START + 4 * DAY);
    const repeated = find([...sightings, next], 'next').find(({ id }) => id === 'conduct/threats-repeated');
    expect(repeated?.contactIds).toEqual(['letter', 'next']);
    expect(repeated?.copyIds.toSorted()).toEqual(['again', 'attached', 'inline']);
  });

  it('is found by a forward as by the letter that it passes on', () => {
    const sightings = [
      direct('one', START),
      direct('two', START + 4 * DAY),
      inline('forward', START + 4 * DAY, START + 5 * DAY),
    ];
    expect(find(sightings, 'forward')).toEqual(find(sightings, 'two'));
    expect(idsFor(sightings, 'forward')).toContain('conduct/threats-repeated');
  });

  describe('of one letter sent to three employees within minutes, each by name', () => {
    const to = (name: string, minute: number, day = 0) =>
      direct(`${name}-${day}`, START + day * DAY + minute * MINUTE, {
        words: `Dear ${name}, ${TASTE}`,
        targetIds: [`target-${name}`],
        messageId: `<${name}${day}@x>`,
      });
    const mailing = [to('dana', 0), to('owen', 2), to('priya', 5)];

    it('is three acts, and counts as one', () => {
      expect(actsOf(mailing)).toHaveLength(3);
      for (const { contactId } of mailing) expect(find(mailing, contactId)).toEqual([]);
    });

    it('counts toward each of the three', () => {
      const sightings = [
        ...mailing,
        direct('again', START + 3 * DAY, {
          targetIds: ['target-priya'],
          words: 'Priya, you will see what happens to you.',
          severity: 2,
        }),
      ];
      const [finding] = find(sightings, 'again').filter(({ id }) => id === 'conduct/threats-repeated');
      expect(finding?.contactIds).toEqual(finding?.targetId === null ? ['dana-0', 'again'] : ['priya-0', 'again']);
      expect(idsFor(sightings, 'again')).toContain('conduct/several-targets');
    });

    it('is a pattern when it is done again another day', () => {
      expect(idsFor([...mailing, to('dana', 0, 4), to('owen', 2, 4)], 'owen-4')).toContain('conduct/threats-repeated');
    });
  });

  describe('of a customer who keeps asking', () => {
    const CALM = { severity: 0, categories: [] };
    const asked = Array.from({ length: 10 }, (_, index) =>
      direct(`ask-${index}`, START + index * 15 * HOUR, {
        ...CALM,
        words: `Where is my card ${'still '.repeat(index)}`,
      }),
    );
    const frequency = (sightings: readonly Sighting[]) =>
      find(sightings, 'ask-9').find(({ id }) => id === 'conduct/frequency-at-large');

    it('is shown with what lowers it, and opens no case', () => {
      expect(frequency(asked)).toMatchObject({ opensCase: false, lowered: [{ by: 'nothing-personal' }] });
      expect(find(asked, 'ask-9').filter(({ opensCase }) => opensCase)).toEqual([]);
    });

    it('opens one when two of the contacts turn to the employee as a person', () => {
      const remarks = asked.map((one, index) =>
        index === 2 || index === 6 ? { ...one, categories: ['concerning-behaviour' as const] } : one,
      );
      expect(frequency(remarks)).toMatchObject({ opensCase: true });
      expect(frequency(remarks)?.lowered).toBeUndefined();
    });
  });

  it('of factors together lists the acts of each factor, and is none with one factor alone', () => {
    const CALM = { severity: 0, categories: [] };
    const REMARK = { severity: 0, categories: ['concerning-behaviour' as const] };
    const letter = (name: string, day: number, over: Partial<Sighting>) =>
      direct(name, START + day * DAY, { ...over, words: `${name} of ${name} has ${name}` });
    const early = [0, 7, 14, 21].map((day) => letter(`early-${day}`, day, CALM));
    const inTheNight = [letter('night-1', 54.5, REMARK), letter('night-2', 56.5, REMARK)];
    const together = find([...early, ...inTheNight], 'night-2').find(({ id }) => id === 'conduct/factors-together');
    expect(together).toMatchObject({ opensCase: true });
    expect(together?.contactIds.toSorted()).toEqual([...early, ...inTheNight].map(({ contactId }) => contactId).sort());
    const byDay = [letter('night-1', 54, REMARK), letter('night-2', 56, REMARK)];
    expect(idsFor([...early, ...byDay], 'night-2')).not.toContain('conduct/factors-together');
  });
});
