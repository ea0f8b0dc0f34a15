import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sighting } from '../../../../functions/contracts/conduct.ts';
import { actsOf } from '../../../../functions/score/conduct/acts.ts';
import { sha256Hex } from '../../../../functions/shared/hash.ts';
import { attached, DAY, direct, HOUR, inline, instant, MINUTE, START, shown, TASTE } from './sightings.ts';

/** The contacts of each act, in order of time. */
const groups = (...sightings: Sighting[]): string[][] =>
  actsOf(sightings).map((act) => act.sightings.map(({ contactId }) => contactId));

const SHAME =
  'It would be a shame if something happened to that nice office of yours. Think about that tonight, all of you.';

describe('One message, seen more than once, is one act', () => {
  it('when it is delivered to two addresses some minutes apart', () => {
    const one = direct('one', START, { messageId: '<a@x>', targetIds: ['target-dana'] });
    const two = direct('two', START + 3 * MINUTE, {
      messageId: '<a@x>',
      targetIds: ['target-owen'],
      claimedAt: one.claimedAt,
    });
    const [act, ...others] = actsOf([two, one]);
    expect(others).toEqual([]);
    expect(act).toMatchObject({ at: one.at, targetIds: ['target-dana', 'target-owen'] });
  });

  it('when SES or the sender’s server delivers it again, hours later', () => {
    const again = direct('two', START + 3 * HOUR, { messageId: '<a@x>', claimedAt: instant(START - 4000) });
    expect(groups(direct('one', START, { messageId: '<a@x>' }), again)).toEqual([['one', 'two']]);
  });

  it('when it has no Message-ID, by its Date and its words', () => {
    const again = direct('two', START + MINUTE, { claimedAt: instant(START - 4000) });
    expect(groups(direct('one', START), again)).toEqual([['one', 'two']]);
  });

  it('when a gateway adds a line to one of its deliveries', () => {
    const words = `${SHAME} ${TASTE} You have had three letters of mine and you answered none of them, so here is another one.`;
    const again = direct('two', START + MINUTE, {
      messageId: '<a@x>',
      claimedAt: instant(START - 4000),
      words: `${words} External sender.`,
    });
    expect(groups(direct('one', START, { messageId: '<a@x>', words }), again)).toEqual([['one', 'two']]);
  });

  it('when one employee attaches it and another passes it on inline, before or after the company has it itself', () => {
    const sightings = [
      inline('inline', START, START + 2 * DAY),
      attached('attached', START - 2000, START + HOUR, { messageId: '<a@x>', claimedAt: instant(START - 4000) }),
      direct('direct', START, { messageId: '<a@x>' }),
    ];
    expect(groups(...sightings)).toEqual([['direct', 'attached', 'inline']]);
    expect(actsOf(sightings)[0]?.at).toBe(instant(START));
  });

  it('when two employees pass it on and nothing else is known of it', () => {
    expect(groups(inline('one', START, START + HOUR), inline('two', START, START + DAY))).toEqual([['one', 'two']]);
    const elsewhere = inline('two', START, START + DAY, { claimedAt: shown(START - 4000, 5.5) });
    expect(groups(inline('one', START, START + HOUR), elsewhere)).toEqual([['one', 'two']]);
  });

  it.each([
    { what: 'in the zone of the one who passed it on', date: shown(START - 4000, -8) },
    { what: 'in a zone of half hours', date: shown(START - 4000, 5.5) },
    { what: 'in UTC, to the second', date: instant(START - 4000) },
    { what: 'as the time at which it came in', date: shown(START + 20_000, -5) },
  ])('when the forward shows its Date $what', ({ date }) => {
    const forward = inline('forward', START, START + HOUR, { at: date, claimedAt: date });
    expect(groups(forward, direct('direct', START))).toEqual([['direct', 'forward']]);
  });

  it('when the forward lost the signature and the employee’s program added a footer', () => {
    const forward = inline('forward', START, START + HOUR, { words: `${SHAME} Sent from my phone.` });
    expect(groups(direct('direct', START, { words: `${SHAME} Dale Crewe` }), forward)).toEqual([['direct', 'forward']]);
  });

  it('when the forward shows no Date, and the words are the same and were here this week', () => {
    const undated = (heardAt: number, over = {}) =>
      inline('forward', START, heardAt, { claimedAt: null, at: instant(heardAt), ...over });
    expect(groups(direct('direct', START), undated(START + 2 * DAY))).toHaveLength(1);
    expect(groups(direct('direct', START), undated(START + 12 * DAY))).toHaveLength(2);
    expect(groups(direct('direct', START), undated(START + DAY, { words: `${TASTE} Soon.` }))).toHaveLength(2);
  });

  it('when the same bytes are taken in twice together, and not when they come again another day', () => {
    const note = (contactId: string, at: number): Sighting =>
      direct(contactId, at, { via: 'told', channel: 'phone', claimedAt: null, originalSha256: sha256Hex('note') });
    expect(groups(note('one', START), note('two', START + MINUTE))).toEqual([['one', 'two']]);
    expect(groups(note('one', START), note('two', START + DAY))).toEqual([['one'], ['two']]);
  });

  it('which shows all that any of its sightings showed, and takes its time from the surest', () => {
    const sightings = [
      direct('direct', START, { messageId: '<a@x>', severity: 1 }),
      inline('inline', START, START + DAY, { severity: 3, categories: ['approach'], targetIds: ['target-owen'] }),
    ];
    expect(actsOf(sightings)).toMatchObject([
      {
        at: instant(START),
        severity: 3,
        categories: ['wish-harm', 'approach'],
        targetIds: ['target-dana', 'target-owen'],
      },
    ]);
  });
});

describe('Two messages are two acts', () => {
  const fiveTimes = (over: (index: number) => object): Sighting[] =>
    [0, 1, 2, 3, 4].map((index) => direct(`mail-${index}`, START + index * 5 * DAY, over(index)));

  it('when the same words come five times in three weeks', () => {
    expect(groups(...fiveTimes(() => ({})))).toHaveLength(5);
  });

  it('when one Message-ID is used for all of them to hide the count', () => {
    expect(groups(...fiveTimes(() => ({ messageId: '<a@x>' })))).toHaveLength(5);
  });

  it('when the Date is forged as well', () => {
    expect(groups(...fiveTimes(() => ({ messageId: '<a@x>', claimedAt: instant(START) })))).toHaveLength(5);
  });

  it('when they are repeated every three hours, so that each is near the one before it', () => {
    const chain = Array.from({ length: 16 }, (_, index) =>
      direct(`mail-${String(index).padStart(2, '0')}`, START + index * 3 * HOUR, {
        messageId: '<a@x>',
        claimedAt: instant(START),
      }),
    );
    expect(actsOf(chain)).toHaveLength(8);
  });

  it('when forwards of forged letters would tie them together', () => {
    const forged = { messageId: '<a@x>', claimedAt: instant(START) };
    const letters = [0, 5, 10].map((day) => direct(`day-${day}`, START + day * DAY, forged));
    const forwards = [0, 5, 10].flatMap((day) => [
      inline(`inline-${day}`, START, START + day * DAY + HOUR),
      attached(`attached-${day}`, START + day * DAY, START + day * DAY + 2 * HOUR, forged),
    ]);
    expect(groups(...forwards, ...letters)).toEqual(
      [0, 5, 10].map((day) => [`day-${day}`, `attached-${day}`, `inline-${day}`]),
    );
  });

  it('when only forwards are known, each with a Date of its own', () => {
    expect(groups(inline('one', START, START + 9 * DAY), inline('two', START + 5 * DAY, START + 9 * DAY))).toHaveLength(
      2,
    );
    const again = attached('two', START + 5 * DAY, START + 9 * DAY, { messageId: '<a@x>', claimedAt: instant(START) });
    expect(
      groups(attached('one', START, START + 9 * DAY, { messageId: '<a@x>', claimedAt: instant(START) }), again),
    ).toHaveLength(2);
  });

  it('when the words differ, whatever they claim', () => {
    const other = direct('two', START + MINUTE, { messageId: '<a@x>', claimedAt: instant(START - 4000), words: SHAME });
    expect(groups(direct('one', START, { messageId: '<a@x>' }), other)).toHaveLength(2);
    expect(groups(direct('direct', START), inline('forward', START, START + HOUR, { words: SHAME }))).toHaveLength(2);
  });

  it('when the same words go out in two mails', () => {
    expect(
      groups(direct('one', START, { messageId: '<a@x>' }), direct('two', START + MINUTE, { messageId: '<b@x>' })),
    ).toHaveLength(2);
  });

  it('when a forward came in before the mail was sent', () => {
    expect(
      groups(direct('direct', START + DAY, { claimedAt: instant(START) }), inline('forward', START, START + HOUR)),
    ).toHaveLength(2);
  });

  it('when one was written and the other spoken', () => {
    const call = direct('call', START, { channel: 'phone', claimedAt: instant(START - 4000) });
    expect(groups(direct('mail', START), call)).toHaveLength(2);
  });
});

const anySighting = fc.record({
  via: fc.constantFrom('direct', 'attached', 'inline'),
  minutes: fc.integer({ min: 0, max: 12 }).map((step) => step * 45),
  day: fc.integer({ min: 0, max: 6 }),
  waited: fc.integer({ min: 0, max: 72 }),
  claimedDay: fc.option(fc.integer({ min: 0, max: 6 })),
  messageId: fc.option(fc.constantFrom('<a@x>', '<b@x>')),
  words: fc.constantFrom(TASTE, `${TASTE} Dale`, SHAME),
});

const history = fc.array(anySighting, { minLength: 1, maxLength: 20 }).map((all) =>
  all.map(({ via, minutes, day, waited, claimedDay, messageId, words }, index) => {
    const at = START + day * DAY + minutes * MINUTE;
    const claimed = claimedDay === null ? {} : { claimedAt: instant(START + claimedDay * DAY) };
    const id = `contact-${String(index).padStart(2, '0')}`;
    if (via === 'direct') return direct(id, at, { messageId, words, ...claimed });
    if (via === 'attached') return attached(id, at, at + waited * HOUR, { messageId, words, ...claimed });
    return inline(id, at, at + waited * HOUR, { words, ...claimed });
  }),
);

describe('Acts', () => {
  it('are the same in whatever order their sightings arrive, and however often', () => {
    fc.assert(
      fc.property(history, fc.infiniteStream(fc.nat()), (sightings, keys) => {
        const shuffled = [...sightings, ...sightings]
          .map((sighting) => ({ sighting, key: keys.next().value }))
          .sort((a, b) => a.key - b.key)
          .map(({ sighting }) => sighting);
        expect(actsOf(shuffled)).toEqual(actsOf(sightings));
      }),
      { numRuns: 300 },
    );
  });

  it('hold each sighting once, and never two deliveries that are further apart than one message takes', () => {
    fc.assert(
      fc.property(history, (sightings) => {
        const acts = actsOf(sightings);
        const ids = acts.flatMap((act) => act.sightings.map(({ contactId }) => contactId));
        expect(ids.toSorted()).toEqual(sightings.map(({ contactId }) => contactId).toSorted());
        for (const act of acts) {
          const times = act.sightings.filter(({ via }) => via === 'direct').map(({ at }) => Date.parse(at));
          for (const time of times) expect(time - (times[0] ?? time)).toBeLessThanOrEqual(4 * HOUR);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('are as many with their forwards as without, where each letter has its own Date', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 8 }),
        fc.nat(3),
        (days, copies) => {
          const letters = days.map((day) =>
            direct(`letter-${day}`, START + day * DAY + day * 7 * MINUTE, { messageId: '<a@x>' }),
          );
          const forwards = letters.flatMap((letter, index) =>
            Array.from({ length: copies }, (_, copy) =>
              inline(`forward-${index}-${copy}`, Date.parse(letter.at), Date.parse(letter.at) + (copy + 1) * 9 * HOUR),
            ),
          );
          expect(actsOf([...forwards, ...letters]).map(({ sightings }) => sightings.length)).toEqual(
            days.map(() => copies + 1),
          );
        },
      ),
      { numRuns: 100 },
    );
  });
});
