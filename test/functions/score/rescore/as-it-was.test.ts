import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LinkSeen } from '../../../../functions/contracts/identity.ts';
import type { Notice } from '../../../../functions/contracts/notice.ts';
import {
  factsAsTheyWere,
  historiesAsTheyWere,
  historyAsItWas,
  type Known,
  personThen,
} from '../../../../functions/score/rescore/as-it-was.ts';
import { DAY, direct, instant, START } from '../conduct/sightings.ts';

/** Written on a day, and scored on another. */
const known = (contactId: string, day: number, scoredDay = day): Known => ({
  sighting: direct(contactId, START + day * DAY),
  scoredAt: instant(START + scoredDay * DAY),
});
const met = (all: readonly Known[], own: Known): string[] => historyAsItWas(all, own).map(({ contactId }) => contactId);

describe('The history that a contact met when it was first scored', () => {
  const own = known('own', 10);

  it('has what was scored by then, itself among it, and nothing that was scored later', () => {
    const all = [known('before', 3), own, known('after', 11)];
    expect(met(all, own)).toEqual(['before', 'own']);
  });

  it('has not what happened before it and came in late', () => {
    const all = [known('before', 3), known('late', 5, 12), own];
    expect(met(all, own)).toEqual(['before', 'own']);
    expect(met(all, known('later', 13))).toEqual(['before', 'late', 'own', 'later']);
  });

  it('is the same in whatever order, and however often, the others are given', () => {
    const all = [known('a', 1), known('b', 4), known('c', 6, 9), own, known('d', 8, 20)];
    const expected = met(all, own);
    fc.assert(
      fc.property(fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 }), (given) => {
        expect(met(given, own)).toEqual(expected);
      }),
    );
  });

  it('is read for each address by itself, so that much mail from one hides nothing of another', () => {
    const other = { ...known('other', 9), sighting: { ...known('other', 9).sighting, subjectId: 'subject-2' } };
    const many = Array.from({ length: 80 }, (_, index) => known(`many-${index}`, 9.5 + index / 1000));
    expect(met([other, ...many, own], own)).toContain('other');
    expect(historyAsItWas([other, ...many, own], own).find(({ contactId }) => contactId === 'other')).toEqual(
      other.sighting,
    );
  });

  it('is the same where all contacts are met in one go', () => {
    const day = fc.integer({ min: 0, max: 40 });
    const subject = fc.constantFrom('subject-1', 'subject-2', 'subject-3');
    const contacts = fc.uniqueArray(fc.record({ id: fc.nat(200), day, late: fc.constantFrom(0, 0, 7), subject }), {
      selector: ({ id }) => id,
      minLength: 1,
      maxLength: 90,
    });
    fc.assert(
      fc.property(contacts, (drawn) => {
        const all = drawn.map(({ id, day, late, subject }) => {
          const one = known(`contact-${id}`, day, day + late);
          return { known: { ...one, sighting: { ...one.sighting, subjectId: subject } } };
        });
        const person = (one: Known): string[] =>
          one.sighting.subjectId === 'subject-3' ? ['subject-3'] : ['subject-1', 'subject-2'];
        const each = [...historiesAsTheyWere(all, (one) => person(one.known))];
        expect(each).toHaveLength(all.length);
        for (const [one, history] of each) {
          const ofPerson = all.map((other) => other.known);
          const among = ofPerson.filter(({ sighting }) => person(one.known).includes(sighting.subjectId));
          const byId = (sightings: Known['sighting'][]) => new Map(sightings.map((seen) => [seen.contactId, seen]));
          expect(byId(history)).toEqual(byId(historyAsItWas(among, one.known)));
        }
      }),
    );
  });

  it('is of the addresses that were one person then: what was only suggested, or parted, is left out', () => {
    const link = (subjectId: string, state: LinkSeen['state']): LinkSeen => ({
      subjectId,
      state,
      strength: 'strong',
      kinds: ['account'],
    });
    const linked = [link('subject-2', 'joined'), link('subject-3', 'suggested'), link('subject-4', 'parted')];
    expect(personThen({ subjectId: 'subject-1', linked })).toEqual(['subject-1', 'subject-2']);
  });

  it('knows the notices that were told by then, however late they were recorded', () => {
    const notice = (day: number, recordedDay: number) =>
      ({ at: instant(START + day * DAY), recordedAt: instant(START + recordedDay * DAY) }) as Notice;
    const facts = { notices: [notice(5, 5), notice(5, 15), notice(15, 15)], links: [] };
    expect(factsAsTheyWere(facts, own.scoredAt).notices).toEqual([notice(5, 5), notice(5, 15)]);
  });
});
