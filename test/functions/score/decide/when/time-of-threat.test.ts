import { describe, expect, it } from 'vitest';
import { imminenceOf } from '../../../../../functions/score/decide/imminence.ts';
import { timeOfThreat } from '../../../../../functions/score/decide/when/stated-time.ts';
import { normalize } from '../../../../../functions/score/normalize/normalize.ts';

const THREAT = /^(?:kill|killed|break|dead|die|come)$/;

/** Imminence of the first threat in a text that is written at a moment and read in New York. */
function imminence(text: string, at: string, arrival = false): number {
  const read = normalize(text);
  const first = read.tokens.findIndex((token) => THREAT.test(token.text));
  const time = timeOfThreat(read, { first, last: first + 1 }, at, 'America/New_York');
  return imminenceOf(time, { threatening: true, arrival, condition: false });
}

const THURSDAY_NIGHT = '2025-11-07T02:00:00.000Z';
const TUESDAY_NOON = '2026-11-24T17:00:00.000Z';
const FRIDAY_NOON = '2026-11-27T17:00:00.000Z';
const SATURDAY_NOON = '2026-11-28T17:00:00.000Z';
const SUNDAY_NOON = '2026-11-29T17:00:00.000Z';

describe('A day that a threat names', () => {
  it.each([
    [
      'is tomorrow on Thursday night, when it is Friday in Greenwich',
      3,
      THURSDAY_NIGHT,
      'I will break your legs on Friday.',
    ],
    ['is never now, while it lasts', 3, FRIDAY_NOON, 'I will break your legs on Friday.'],
    ['is a week later where that is said', 2, FRIDAY_NOON, 'I will kill you a week from Friday'],
    ['is a week later in British English', 2, FRIDAY_NOON, 'I will kill you Friday week'],
    ['of a weekend is there on its first day', 3, SATURDAY_NOON, 'I will kill you this weekend'],
    ['of a weekend is there on its last day', 3, SUNDAY_NOON, 'I will kill you this weekend'],
    ['of the next week is soon at the end of this one', 3, SUNDAY_NOON, 'I will kill you next Tuesday'],
    ['of the next week is not soon on Tuesday', 2, TUESDAY_NOON, 'I will kill you next Friday'],
    ['may be short', 3, FRIDAY_NOON, 'I will kill you on Sat.'],
    ['may be short, with a part of it', 3, FRIDAY_NOON, 'I will kill you Mon morning'],
    ['may be a feast', 3, TUESDAY_NOON, 'I will kill you on Thanksgiving'],
    ['may be far', 2, TUESDAY_NOON, 'I will kill you on Christmas'],
    ['may be one that only they know', 2, TUESDAY_NOON, 'I will kill you on your birthday'],
    ['may be the last of the month', 3, SATURDAY_NOON, 'I will kill you by the end of the month'],
    ['may be the end of the week', 3, FRIDAY_NOON, 'I will kill you before the week is out'],
  ])('%s', (_, expected, at, text) => {
    expect(imminence(text, at)).toBe(expected);
  });

  it.each([
    'on 11/28/2026',
    'on 28/11/2026',
    '2026-11-28',
    'on 28.11.26',
    'on the 28th',
    'on the 28th of this month',
    'on Saturday the 28th',
    'on Nov 28',
    'on 28 November 2026',
    'on the 28th of November',
  ])('is soon on the day before, when written %s', (date) => {
    expect(imminence(`I will kill you ${date}`, FRIDAY_NOON)).toBe(3);
  });
});

describe('A time of day that a threat names', () => {
  it.each([
    [3, 'I will kill you at five'],
    [3, 'I will kill you at 17:00'],
    [4, 'I will kill you at 12:30'],
    [4, 'You are dead by 12:45'],
    [4, 'I will kill you at half past twelve'],
    [3, 'I will kill you before midnight'],
    [3, 'I will kill you by sunset'],
    [3, 'I will kill you before the day is over'],
    [3, 'I will kill you by close of business'],
    [3, 'I will kill you first thing in the morning'],
    [3, 'I will kill you tomorrow at 12:30'],
    [3, 'At 12:30 tomorrow I will kill you'],
    [3, 'I will kill you when you get off at 5'],
    [3, 'I will kill you after your shift'],
    [2, 'I will kill you after your shift on Wednesday'],
    [1, 'I will kill you at 5 Elm Street'],
    [1, 'I will kill you on the 5th floor'],
    [4, 'I will kill you at half past twelve in the afternoon'],
    [3, 'I will kill you at three in the morning'],
    [1, 'I want you dead, every night at twelve thirty I think of it'],
    [1, 'You are on till half past twelve, and I want you dead'],
    [1, 'A woman at 14 wants you dead'],
    [1, 'In the morning the grain was counted, and I want you dead'],
    [1, 'I will kill you at one point or another'],
  ])('gives %i at noon for: %s', (expected, text) => {
    expect(imminence(text, FRIDAY_NOON)).toBe(expected);
  });
});

describe('A span that a threat names', () => {
  it.each([
    [4, 'I will kill you within the hour'],
    [4, 'I will kill you in half an hour'],
    [4, "I'm 5 minutes away and I will kill you"],
    [4, "I'll come in 5"],
    [3, 'I will kill you in an hour and a half'],
    [3, 'In twenty-four hours I will kill you'],
    [3, '24hrs and I kill you'],
    [3, 'Two days from now I will kill you'],
    [3, 'I will kill you 48 hours from now'],
    [3, 'I will kill you in two to three days'],
    [3, 'I will kill you in a day or two'],
    [3, "I'll give you 48 hours and then I kill you"],
    [2, 'I will kill you in seven weeks from today'],
    [2, 'I will kill you in three weeks'],
    [1, 'I have banked here for 20 years and I will kill you'],
    [1, 'I have been on hold for 3 hours now and I will kill you'],
    [1, 'I gave you 24 hours and I will kill you'],
    [1, 'I will kill you one day'],
    [4, 'In a second I will kill you'],
    [1, 'The branch has a second exit and I will kill you'],
    [1, 'My sister lives two hours away and I will kill you'],
  ])('gives %i for: %s', (expected, text) => {
    expect(imminence(text, FRIDAY_NOON)).toBe(expected);
  });
});

describe('A time that is none of the threat’s', () => {
  it.each([
    'You ignored me on Tuesday, so I will kill you.',
    'On Tuesday you ignored me and I will kill you.',
    'I have been waiting since Tuesday and I will kill you.',
    'I have been waiting since early on Tuesday and I will kill you.',
    'Because you charged me on November 24 I will kill you.',
    'I will kill you for the charge from November 24.',
    'I will kill you for the way you treated me on Tuesday.',
    'You hung up on me today, I will kill you.',
    'I was at the branch at 5 and I will kill you.',
    'The letter you sent today makes me want to kill you one day',
    'I will kill you, not today, not tomorrow, but one day',
    'It will not be today, but I will kill you',
    'I will kill you like last Tuesday',
    'I come here every Tuesday and I will kill you',
    'I called you today. I will kill you.',
    'My card comes tomorrow. I will kill you.',
    'I will kill you on 11/24/2025',
  ])('gives no more than none, on Tuesday the 24th: %s', (text) => {
    expect(imminence(text, TUESDAY_NOON)).toBe(1);
  });

  it.each([
    [3, 'On Tuesday the man you fired will come and kill you'],
    [3, 'You will be killed on Tuesday'],
    [3, 'I want you killed on Tuesday'],
    [3, 'You had better pay by today or I will kill you'],
    [3, 'You had until today and now I will kill you'],
    [3, 'Not until Tuesday, but then I will kill you'],
    [3, 'You asked to be killed on Tuesday'],
    [4, 'I am outside the branch you closed and I will kill you'],
    [4, 'I told you I am coming right now and I will kill you'],
    [4, 'I left the house I am on my way and I will kill you'],
    [3, 'I will kill you today or tomorrow'],
    [3, 'If I do not have my refund by tomorrow, I will kill you on Sunday.'],
    [2, 'My appointment is tomorrow and on December 20 I will kill you.'],
  ])('is told from one that is the threat’s (%i): %s', (expected, text) => {
    expect(imminence(text, TUESDAY_NOON)).toBe(expected);
  });
});

describe('A time in a sentence beside the threat', () => {
  it.each([
    [3, "You've got 48 hours. Then I will kill you."],
    [3, "You've got until tomorrow noon. Then I kill you."],
    [3, 'You have three days to fix this. After that I will kill you.'],
    [3, 'You have 24 hours. I will kill you.'],
    [3, 'The clock is ticking: 24 hours. I will kill you.'],
    [3, 'See you tomorrow. I will kill you.'],
    [3, 'I will kill you. Tomorrow.'],
    [4, 'I am outside. I will kill you.'],
    [1, 'I will kill you. Ten minutes.'],
    [1, 'I have your branch on my way to temple. I will kill you.'],
    [1, 'You may have him back now. I will kill you.'],
    [1, 'Take care now. I will kill you.'],
    [1, 'I will kill you. My card has not come today.'],
    [1, 'My appointment with the branch is tomorrow. I will kill you.'],
  ])('gives %i for: %s', (expected, text) => {
    expect(imminence(text, FRIDAY_NOON)).toBe(expected);
  });
});

describe('An arrival', () => {
  it.each([
    [3, 'I will come to your house.'],
    [3, 'I will come to your house on Thursday.'],
    [3, 'I will come to your house next week.'],
    [2, 'I will come to your house next year.'],
    [2, 'I will come to your house in two months.'],
  ])('is one where it is undated or near (%i): %s', (expected, text) => {
    expect(imminence(text, FRIDAY_NOON, true)).toBe(expected);
  });
});
