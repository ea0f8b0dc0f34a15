import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { imminenceOf } from '../../../../../functions/score/decide/imminence.ts';
import { timeOfThreat } from '../../../../../functions/score/decide/when/stated-time.ts';
import { normalize } from '../../../../../functions/score/normalize/normalize.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const START = Date.parse('2026-01-01T00:00:00.000Z');
const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const WEEKDAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

function imminence(text: string, at: number): number {
  const read = normalize(text);
  const first = Math.max(
    0,
    read.tokens.findIndex((token) => token.text === 'kill'),
  );
  const time = timeOfThreat(read, { first, last: first + 1 }, new Date(at).toISOString(), 'UTC');
  return imminenceOf(time, { threatening: true, arrival: false, condition: false });
}

const moment = fc.integer({ min: 0, max: 365 * 24 * 60 }).map((minutes) => START + minutes * 60_000);

/** Ways to write a date; `needsYear` where one that is long past is next year's. */
const written = (date: Date): string[] => {
  const [day, month, year] = [date.getUTCDate(), MONTHS[date.getUTCMonth()], date.getUTCFullYear()];
  return [
    `${month} ${day}, ${year}`,
    `${day} ${month} ${year}`,
    `the ${day}th of ${month} ${year}`,
    date.toISOString().slice(0, 10),
  ];
};
const FRAMES = ['I will kill you ', 'You will be sorry and I will kill you on ', 'By '];

describe('Whatever is written', () => {
  it('a date that is past adds nothing to a threat', () => {
    fc.assert(
      fc.property(
        moment,
        fc.integer({ min: 1, max: 3000 }),
        fc.nat({ max: 3 }),
        fc.constantFrom('I will kill you on ', 'You charged me and I will kill you for '),
        (at, days, way, frame) => {
          const date = written(new Date(at - days * DAY_MS))[way] as string;
          expect(imminence(`${frame}${date}`, at)).toBeLessThanOrEqual(imminence(frame.replace(/ \w+ $/, ''), at));
        },
      ),
    );
  });

  it('a day on which something was done adds nothing to a threat', () => {
    fc.assert(
      fc.property(
        moment,
        fc.constantFrom(
          'You ignored me',
          'You charged me',
          'I wrote to you',
          'You hung up on me',
          'I was robbed',
          'You lied',
        ),
        fc.constantFrom(
          ...WEEKDAYS.map((day) => `on ${day}`),
          'today',
          'this morning',
          'at 5',
          'last week',
          '3 days ago',
        ),
        fc.constantFrom(', so I will kill you.', ' and I will kill you.', ', I will kill you.'),
        (at, what, when, threat) => {
          expect(imminence(`${what} ${when}${threat}`, at)).toBe(imminence(`${what}${threat}`, at));
        },
      ),
    );
  });

  it('a stated time never becomes less imminent as it comes nearer', () => {
    fc.assert(
      fc.property(
        moment,
        fc.nat({ max: 200 * 24 * 60 }),
        fc.nat({ max: 200 * 24 * 60 }),
        fc.constantFrom(...FRAMES),
        fc.nat({ max: 3 }),
        fc.constantFrom('', ' at 17:00', ' at noon', ' at 5:30 pm'),
        (then, one, other, frame, way, clock) => {
          const day = Math.floor(then / DAY_MS) * DAY_MS;
          const text = `${frame}${written(new Date(day))[way]}${clock} I will kill you`;
          const [far, near] = [Math.max(one, other), Math.min(one, other)];
          expect(imminence(text, day - near * 60_000)).toBeGreaterThanOrEqual(imminence(text, day - far * 60_000));
        },
      ),
    );
  });

  it('a weekday never becomes less imminent until it is over', () => {
    fc.assert(
      fc.property(moment, fc.constantFrom(...WEEKDAYS), fc.nat({ max: 7 * 24 }), (at, weekday, later) => {
        const end = endOfComing(weekday, at);
        const after = Math.min(at + later * HOUR_MS, end - 1);
        const text = `I will kill you on ${weekday}`;
        expect(imminence(text, after)).toBeGreaterThanOrEqual(imminence(text, at));
        expect(imminence(text, after)).toBeLessThan(4);
      }),
    );
  });

  const WORDS =
    'in within at by on the a half 5 24 28th 11/28 99/99 2026-02-30 31 february friday next last since week from now today tomorrow not hours minutes ago and . , then kill you ignored end of month birthday noon pm or two to'.split(
      ' ',
    );
  it('it is read, and gives hours that are none or a number from 0 on', () => {
    fc.assert(
      fc.property(
        moment,
        fc.oneof(
          fc.string({ unit: 'grapheme' }),
          fc.array(fc.constantFrom(...WORDS), { maxLength: 60 }).map((words) => words.join(' ')),
        ),
        fc.nat({ max: 80 }),
        fc.nat({ max: 80 }),
        (at, text, first, length) => {
          const match = { first, last: first + length };
          const { hours } = timeOfThreat(normalize(text), match, new Date(at).toISOString(), 'America/New_York');
          expect(hours === null || (Number.isFinite(hours) && hours >= 0)).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});

function endOfComing(weekday: string, at: number): number {
  const today = Math.floor(at / DAY_MS) * DAY_MS;
  return today + ((WEEKDAYS.indexOf(weekday) - new Date(at).getUTCDay() + 7) % 7) * DAY_MS + DAY_MS;
}
