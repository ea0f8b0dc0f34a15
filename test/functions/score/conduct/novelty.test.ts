import { describe, expect, it } from 'vitest';
import { actsOf } from '../../../../functions/score/conduct/acts.ts';
import { countOnce } from '../../../../functions/score/conduct/counted.ts';
import { mailingsOf } from '../../../../functions/score/conduct/mailings.ts';
import { newAgainst } from '../../../../functions/score/conduct/novelty.ts';
import { DAY, type Details, direct, HOUR, START } from './sightings.ts';

const CALM: Details = { severity: 0, categories: [] };
/** At about 14:05 on four days, then one more contact, which is asked about. */
function following(at: number, over: Details, earlier: readonly Details[] = [CALM, CALM, CALM, CALM]) {
  const sightings = earlier.map((one, index) =>
    direct(`earlier-${index}`, START + index * 5 * DAY, { ...one, words: `Words of day ${'so '.repeat(index)}` }),
  );
  const all = countOnce(
    mailingsOf(actsOf([...sightings, direct('now', START + 40 * DAY + at, { ...CALM, ...over })])).flatMap(
      (mailing, number) => mailing.map((act) => ({ act, time: Date.parse(act.at), mailing: number })),
    ),
  );
  const now = all.at(-1);
  if (now === undefined) throw new Error('There is no act.');
  return { now, all, start: START + 20 * DAY };
}
const isNewHour = ({ now, all, start }: ReturnType<typeof following>) =>
  newAgainst(all, start, { hours_apart: 4 })(now);

describe('A contact is new against the subject’s own earlier ones', () => {
  it('in its hour, when it is further from each of theirs than it may be, also across midnight', () => {
    expect(isNewHour(following(4.1 * HOUR, {}))).toBe(true);
    expect(isNewHour(following(3.9 * HOUR, {}))).toBe(false);
    expect(isNewHour(following(-13 * HOUR, {}))).toBe(true);
    expect(isNewHour(following(23 * HOUR, {}))).toBe(false);
  });

  it('in its length, when it has many times the words of the middle one', () => {
    const words = Array.from({ length: 4 }, (_, index) => ({ ...CALM, wordCount: [10, 50, 60, 400][index] ?? 0 }));
    const isLonger = (wordCount: number) => {
      const { now, all, start } = following(0, { wordCount }, words);
      return newAgainst(all, start, { times_longer: 3, min_words: 100 })(now);
    };
    expect(isLonger(180)).toBe(true);
    expect(isLonger(179)).toBe(false);
  });

  it('in its channel, and in its tone', () => {
    const call = following(0, { channel: 'phone' });
    expect(newAgainst(call.all, call.start, { channel: true })(call.now)).toBe(true);
    expect(newAgainst(call.all, call.start, { concern: true })(call.now)).toBe(false);
    const insult = following(0, { severity: 1, categories: ['abuse'] });
    expect(newAgainst(insult.all, insult.start, { concern: true })(insult.now)).toBe(true);
    const again = following(0, { severity: 1 }, [CALM, CALM, CALM, { severity: 1, categories: ['abuse'] }]);
    expect(newAgainst(again.all, again.start, { concern: true })(again.now)).toBe(false);
  });

  it('and never where there are too few of them', () => {
    const { now, all, start } = following(9 * HOUR, { channel: 'phone' }, [CALM, CALM, CALM]);
    expect(newAgainst(all, start, { hours_apart: 4 })(now)).toBe(false);
    expect(newAgainst(all, start, { channel: true })(now)).toBe(false);
  });
});
