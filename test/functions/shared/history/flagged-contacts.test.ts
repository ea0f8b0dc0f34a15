import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordSighting } from '../../../../functions/score/history-store.ts';
import {
  firstFlagged,
  type HeardContact,
  heardLater,
  markFlagged,
} from '../../../../functions/shared/history/flagged-contacts.ts';
import { type StoreUnderTest, startCaseStore } from '../../case-support/case-store.ts';
import { DAY, direct, instant, START } from '../../score/conduct/sightings.ts';

let service: StoreUnderTest;
beforeAll(async () => {
  service = await startCaseStore('history');
});
afterAll(() => service.stop());

let subjects = 0;
const freshSubject = () => `subject-flagged-${subjects++}`;
const heard = (subjectId: string, contactId: string, day: number): HeardContact => ({
  subjectId,
  contactId,
  heardAt: instant(START + day * DAY),
});
const record = ({ subjectId, contactId, heardAt }: HeardContact) =>
  recordSighting(service.client, service.table, direct(contactId, Date.parse(heardAt), { subjectId }));
const mark = (contact: HeardContact) => markFlagged(service.client, service.table, contact);
const firstFor = ({ subjectId, heardAt }: HeardContact) =>
  firstFlagged(service.client, service.table, subjectId, heardAt);
const laterThan = (contact: HeardContact) => heardLater(service.client, service.table, contact);

describe('the contacts of a subject that asked for a case', () => {
  it('are found by each contact that is not earlier, the first of them', async () => {
    const subjectId = freshSubject();
    const [before, first, same, second, after] = [
      heard(subjectId, 'before', 0),
      heard(subjectId, 'first', 1),
      heard(subjectId, 'same', 1),
      heard(subjectId, 'second', 2),
      heard(subjectId, 'after', 3),
    ] as const;
    for (const flagged of [second, first, first]) await mark(flagged);
    expect(await Promise.all([before, first, same, second, after].map(firstFor))).toEqual([
      null,
      'first',
      'first',
      'first',
      'first',
    ]);
    expect(await firstFor(heard(freshSubject(), 'stranger', 5))).toBeNull();
  });

  it('find those that were heard after them, however late they are told of', async () => {
    const subjectId = freshSubject();
    const flagged = heard(subjectId, 'flagged', 10);
    for (const [contactId, day] of [
      ['long', 1],
      ['same', 10],
      ['flagged', 10],
      ['next', 11],
      ['year', 200],
    ] as const) {
      await record(heard(subjectId, contactId, day));
    }
    expect(await laterThan(flagged)).toEqual(['same', 'next', 'year']);
    expect(await laterThan(heard(subjectId, 'year', 200))).toEqual([]);
  });

  it('and those that came after them: one of the two sees the other, in whatever order their writes and reads fall', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(
          [0, 0, 0, 1, 1, 1].map((_, at) => at),
          { minLength: 6 },
        ),
        async (turns) => {
          const subjectId = freshSubject();
          const flagged = heard(subjectId, 'flagged', 0);
          const later = heard(subjectId, 'later', 1);
          let seen = false;
          // As the handler of `score` does it: the sighting, and then what it finds.
          const steps = [
            [
              () => record(flagged),
              () => mark(flagged),
              async () => {
                seen ||= (await laterThan(flagged)).includes('later');
              },
            ],
            [
              () => record(later),
              async () => {},
              async () => {
                seen ||= (await firstFor(later)) === 'flagged';
              },
            ],
          ] as const;
          const next = [0, 0];
          for (const turn of turns) {
            const who = turn < 3 ? 0 : 1;
            const step = next[who] ?? 0;
            next[who] = step + 1;
            await steps[who][step]?.();
          }
          expect(seen).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);
});
