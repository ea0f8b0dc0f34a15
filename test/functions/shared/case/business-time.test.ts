import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Calendar, CalendarError, deadline, openingOn } from '../../../../functions/shared/case/business-time.ts';

const NEW_YORK: Calendar = {
  timeZone: 'America/New_York',
  businessDays: [1, 2, 3, 4, 5],
  businessHours: { from: '08:30', to: '17:30' },
  holidays: ['2026-11-26', '2026-12-25'],
};
const ONE_DAY = { business_days: 1 };

describe('a clock in minutes', () => {
  it('runs at night and over a change of the clock as at any time', () => {
    expect(deadline('2026-03-08T06:58:00.000Z', { minutes: 5 }, NEW_YORK)).toBe('2026-03-08T07:03:00.000Z');
    expect(deadline('2026-12-25T03:00:00.000Z', { minutes: 240 }, NEW_YORK)).toBe('2026-12-25T07:00:00.000Z');
  });
});

describe('a day that people look forward to', () => {
  it('begins with their hours, in summer and in winter', () => {
    expect(openingOn('2026-08-01', NEW_YORK)).toBe('2026-08-01T12:30:00.000Z');
    expect(openingOn('2026-12-01', NEW_YORK)).toBe('2026-12-01T13:30:00.000Z');
    expect(openingOn('2026-08-01', { ...NEW_YORK, timeZone: 'Australia/Sydney' })).toBe('2026-07-31T22:30:00.000Z');
  });
});

describe('a clock in business days', () => {
  it('has the same local time on the next business day', () => {
    expect(deadline('2026-07-15T14:12:34.567Z', ONE_DAY, NEW_YORK)).toBe('2026-07-16T14:12:34.567Z');
  });

  it('goes over a weekend', () => {
    expect(deadline('2026-07-17T19:00:00.000Z', ONE_DAY, NEW_YORK)).toBe('2026-07-20T19:00:00.000Z');
  });

  it('goes over a holiday', () => {
    expect(deadline('2026-11-25T15:00:00.000Z', ONE_DAY, NEW_YORK)).toBe('2026-11-27T15:00:00.000Z');
  });

  it('counts what comes before the opening from the opening', () => {
    expect(deadline('2026-07-15T09:00:00.000Z', ONE_DAY, NEW_YORK)).toBe('2026-07-16T12:30:00.000Z');
  });

  it('counts what comes at or after the closing from the next opening', () => {
    expect(deadline('2026-07-15T21:30:00.000Z', ONE_DAY, NEW_YORK)).toBe('2026-07-17T12:30:00.000Z');
    expect(deadline('2026-07-17T23:00:00.000Z', ONE_DAY, NEW_YORK)).toBe('2026-07-21T12:30:00.000Z');
  });

  it('counts what comes on a weekend from Monday', () => {
    expect(deadline('2026-07-18T16:00:00.000Z', ONE_DAY, NEW_YORK)).toBe('2026-07-21T12:30:00.000Z');
  });

  it('takes the day of the roster’s time zone, not that of UTC', () => {
    // Friday 23:00 UTC is Friday 16:00 in Los Angeles and Saturday 08:00 in Tokyo.
    const at = '2026-07-17T23:00:00.000Z';
    expect(deadline(at, ONE_DAY, { ...NEW_YORK, timeZone: 'America/Los_Angeles' })).toBe('2026-07-20T23:00:00.000Z');
    expect(deadline(at, ONE_DAY, { ...NEW_YORK, timeZone: 'Asia/Tokyo' })).toBe('2026-07-20T23:30:00.000Z');
  });

  it('is an hour of UTC earlier after the change to summer time, and an hour later after the change back', () => {
    expect(deadline('2026-03-06T15:00:00.000Z', ONE_DAY, NEW_YORK)).toBe('2026-03-09T14:00:00.000Z');
    expect(deadline('2026-10-30T14:00:00.000Z', ONE_DAY, NEW_YORK)).toBe('2026-11-02T15:00:00.000Z');
  });

  it('moves a local time that the change to summer time skips to after the change', () => {
    const everyDay: Calendar = {
      ...NEW_YORK,
      businessDays: [1, 2, 3, 4, 5, 6, 7],
      businessHours: { from: '00:00', to: '24:00' },
    };
    // Saturday 02:30; on Sunday the clock goes from 02:00 to 03:00.
    expect(deadline('2026-03-07T07:30:00.000Z', ONE_DAY, everyDay)).toBe('2026-03-08T07:30:00.000Z');
  });

  it('takes the first of a local time that comes twice', () => {
    const everyDay: Calendar = {
      ...NEW_YORK,
      businessDays: [1, 2, 3, 4, 5, 6, 7],
      businessHours: { from: '00:00', to: '24:00' },
    };
    // Saturday 01:30 summer time; on Sunday 01:30 comes in summer time and again an hour later.
    expect(deadline('2026-10-31T05:30:00.000Z', ONE_DAY, everyDay)).toBe('2026-11-01T05:30:00.000Z');
  });

  it('works in a zone whose offset is not whole hours', () => {
    expect(deadline('2026-07-15T05:00:00.000Z', ONE_DAY, { ...NEW_YORK, timeZone: 'Asia/Kathmandu' })).toBe(
      '2026-07-16T05:00:00.000Z',
    );
  });

  it('always ends in business hours on a business day, after it began, whatever the zone', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true }),
        fc.integer({ min: 1, max: 15 }),
        fc.constantFrom(
          'America/New_York',
          'Europe/London',
          'Australia/Lord_Howe',
          'America/St_Johns',
          'Pacific/Apia',
          'UTC',
        ),
        (date, days, timeZone) => {
          const due = deadline(date.toISOString(), { business_days: days }, { ...NEW_YORK, timeZone });
          const local = new Intl.DateTimeFormat('en-GB', {
            timeZone,
            weekday: 'short',
            hour: '2-digit',
            minute: '2-digit',
            hourCycle: 'h23',
          });
          const parts = Object.fromEntries(local.formatToParts(new Date(due)).map(({ type, value }) => [type, value]));
          expect(due > date.toISOString()).toBe(true);
          expect(['Mon', 'Tue', 'Wed', 'Thu', 'Fri']).toContain(parts.weekday);
          expect(`${parts.hour}:${parts.minute}` >= '08:30' && `${parts.hour}:${parts.minute}` < '17:30').toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('a calendar that cannot be counted in', () => {
  it.each([
    ['a time zone that does not exist', { timeZone: 'Mars/Olympus' }, 'Mars/Olympus'],
    ['hours that run backward', { businessHours: { from: '18:00', to: '09:00' } }, '18:00 to 09:00'],
    ['no business day', { businessDays: [] }, 'no business day'],
  ] as const)('is refused for %s, saying what is wrong', (_, fault, words) => {
    const calendar = { ...NEW_YORK, ...fault } as Calendar;
    expect(() => deadline('2026-07-15T14:00:00.000Z', ONE_DAY, calendar)).toThrow(CalendarError);
    expect(() => deadline('2026-07-15T14:00:00.000Z', ONE_DAY, calendar)).toThrow(words);
  });
});
