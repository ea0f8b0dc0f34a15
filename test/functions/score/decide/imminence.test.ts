import { describe, expect, it } from 'vitest';
import { imminenceOf } from '../../../../functions/score/decide/imminence.ts';
import { timeOfThreat } from '../../../../functions/score/decide/when/stated-time.ts';
import { normalize } from '../../../../functions/score/normalize/normalize.ts';

/** A Wednesday. */
const AT = '2026-11-25T15:00:00.000Z';

/** Of a text that is a threat from its first word to its last. */
function timeOf(text: string, at = AT) {
  const read = normalize(text);
  return timeOfThreat(read, { first: 0, last: read.tokens.length }, at, 'UTC');
}

const imminence = (text: string, arrival = false) =>
  imminenceOf(timeOf(text), { threatening: true, arrival, condition: false });

describe('Imminence of a threat written on a Wednesday', () => {
  it.each([
    [4, 'I am outside your building right now'],
    [4, "I'm on my way"],
    [3, "I'll see you tonight"],
    [3, 'You will find out tomorrow'],
    [3, 'On Friday you will see'],
    [3, 'I will be there when you get off at 5'],
    [3, 'You have 24 hours'],
    [3, 'In two days it is over'],
    [3, 'It ends on November 27th'],
    [3, 'It ends on 27/11'],
    [3, 'It ends on 11/27'],
    [2, 'You will not see Christmas'],
    [2, 'It ends on January 2nd'],
    [2, 'It ends on 1/2'],
    [1, 'It ended on November 2nd'],
    [2, 'On Monday you will see'],
    [2, 'In three weeks it is over'],
    [2, 'It ends on December 24'],
    [2, "If you don't call me back you will be sorry"],
    [2, 'Fix it or else'],
    [1, 'You will be sorry'],
    [1, 'I waited since last Friday and you will be sorry'],
  ])('is %i for: %s', (expected, text) => {
    expect(imminence(text)).toBe(expected);
  });

  it('counts a feast and the turn of the year from the message', () => {
    const atChristmas = '2026-12-30T15:00:00.000Z';
    const hours = (text: string) => timeOf(text, atChristmas).hours;
    expect(hours('You will not see the new year')).toBe(33);
    expect(hours('It ends on January 1st')).toBe(33);
    expect(hours('It was Christmas')).toBeNull();
  });

  it('is 3 for a stated arrival without a time', () => {
    expect(imminence('I am coming down there', true)).toBe(3);
  });

  it('is 0 where nothing threatens, however near the date', () => {
    expect(imminenceOf(timeOf('Please call me today'), { threatening: false, arrival: false, condition: false })).toBe(
      0,
    );
  });
});
