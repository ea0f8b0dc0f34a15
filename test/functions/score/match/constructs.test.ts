import { describe, expect, it } from 'vitest';
import { found, lexiconOf } from './detections.ts';

describe('a pattern finds', () => {
  it.each<[string, string, string, string[]]>([
    ['a word', 'kill', 'I will Kill you', ['kill']],
    ['words in a row', 'kill you', 'kill you. kill them. you kill', ['kill you']],
    ['words that begin alike', 'threat* you', 'they threatened you and threat you', ['threatened you', 'threat you']],
    ['alternatives of several words', '(a taste|some) of', 'a taste of it and some of it', ['a taste of', 'some of']],
    [
      'nested alternatives',
      '((big|bad) wolf|fox) comes',
      'bad wolf comes. big fox comes',
      ['bad wolf comes', 'fox comes'],
    ],
    ['what may be left out', 'very? (so much)? bad', 'bad. very bad. so much bad', ['bad', 'very bad', 'so much bad']],
  ])('%s: %s', (_, pattern, text, expected) => {
    expect(found([pattern], text)).toEqual(expected);
  });

  it('any inflection of a word, irregular ones too', () => {
    expect(found(['~go home'], 'go home goes home going home gone home went home goed home')).toEqual([
      'go home',
      'goes home',
      'going home',
      'gone home',
      'went home',
    ]);
  });

  it('a gap of up to four words, or of as many as it says', () => {
    expect(found(['kill ... you'], 'kill you. kill a b c d you. kill a b c d e you')).toEqual([
      'kill you',
      'kill a b c d you',
    ]);
    expect(found(['kill ..1 you'], 'kill a you. kill a b you')).toEqual(['kill a you']);
  });

  it('numbers, and only numbers, for #', () => {
    expect(found(['room #'], 'room 12 room 1,500 room 3pm room x room 12:30')).toEqual([
      'room 12',
      'room 1,500',
      'room 12:30',
    ]);
  });

  it('the beginning and the end of a sentence', () => {
    expect(found(['^ watch out'], 'Watch out. So watch out! watch out')).toEqual(['watch out', 'watch out']);
    expect(found(['watch out $'], 'Watch out for me. So watch out! watch out')).toEqual(['watch out', 'watch out']);
  });

  it('nothing across the end of a sentence, unless it asks for one', () => {
    expect(found(['kill you'], 'kill. you')).toEqual([]);
    expect(found(['kill ... you'], 'kill them. you')).toEqual([]);
    expect(found(['last chance // you'], 'last chance. you. last chance you')).toEqual(['last chance you']);
    expect(found(['@phrase'], 'piece. of cake', [lexiconOf('phrase', ['piece of cake'])])).toEqual([]);
  });

  it('what is not followed by something', () => {
    expect(
      found(['kill !(time|the process|@product)'], 'kill time. kill the process. kill the app. kill it', [
        lexiconOf('product', ['the app']),
      ]),
    ).toEqual(['kill']);
    expect(found(['shoot you !an'], 'shoot you')).toEqual(['shoot you']);
  });

  it('members of a lexicon: words, inflections, beginnings, phrases, and those of lexicons it includes', () => {
    const lexicons = [
      lexiconOf('weapon', ['~knife', 'baseball bat', 'explos*'], ['firearm']),
      lexiconOf('firearm', ['gun']),
    ];
    expect(
      found(['with a @weapon'], 'with a gun with a baseball bat with a explosive with a bat. with a knives', lexicons),
    ).toEqual(['with a gun', 'with a baseball bat', 'with a explosive', 'with a knives']);
  });

  it('the longest member of a lexicon and still a shorter one where only that leads on', () => {
    const lexicons = [lexiconOf('when', ['next', 'next week'])];
    expect(found(['die @when'], 'die next week', lexicons)).toEqual(['die next week']);
    expect(found(['die @when week'], 'die next week', lexicons)).toEqual(['die next week']);
  });

  it('a word written with an apostrophe or hyphen as the words it becomes', () => {
    expect(found(['well-known face'], 'a well-known face')).toEqual([]);
    expect(found(['well-known face'], 'a well known face')).toEqual(['well known face']);
  });

  it('each place once, the leftmost and longest where matches overlap', () => {
    expect(found(['kill you (now|right now)?', 'you right now'], 'kill you right now')).toEqual(['kill you right now']);
    expect(found(['(a b|b c d e)'], 'a b c d e')).toEqual(['a b']);
    expect(found(['a ... b'], 'a b b a b')).toEqual(['a b b a b']);
    expect(found(['~hit'], 'hit hit hit')).toEqual(['hit', 'hit', 'hit']);
  });

  it('no word of a gap at its end that nothing asks for', () => {
    expect(found(['kill you ... tonight?'], 'kill you all of you')).toEqual(['kill you']);
    expect(found(['kill you ... tonight?'], 'kill you one fine day tonight')).toEqual([
      'kill you one fine day tonight',
    ]);
  });
});

describe('a target’s name', () => {
  const lexicons = [
    lexiconOf('recipient', ['you', 'you people']),
    lexiconOf('somebody', ['someone'], ['recipient']),
    lexiconOf('customer', ['me']),
  ];

  it('counts as the recipient and as a named target, whole or in part', () => {
    const names = ['Jane', 'Jane Doe', 'Mary Ann van Dyke'];
    expect(
      found(['kill @recipient'], 'kill Jane Doe. kill jane. kill Mary Ann van Dyke. kill Ann', lexicons, names),
    ).toEqual(['kill jane doe', 'kill jane', 'kill mary ann van dyke']);
    expect(found(['find @named_target'], 'find jane. find you', lexicons, names)).toEqual(['find jane']);
    expect(found(['kill @somebody'], 'kill jane doe. kill someone', lexicons, names)).toEqual([
      'kill jane doe',
      'kill someone',
    ]);
  });

  it('is found by a pattern that has nothing else', () => {
    expect(found(['@named_target'], 'dear Jane Doe', [], ['Jane Doe'])).toEqual(['jane doe']);
    expect(found(['@named_target'], 'dear Jane. Doe', [], ['Jane Doe'])).toEqual([]);
  });

  it('is no word where a pattern does not ask for the recipient', () => {
    expect(found(['kill @customer'], 'kill jane', lexicons, ['Jane'])).toEqual([]);
  });

  it('of no words or too many is passed over', () => {
    expect(found(['@named_target now'], 'a b c d e now', [], ['', '   ', 'a b c d e'])).toEqual([]);
  });

  it('of one text is forgotten in the next', () => {
    expect(found(['kill @recipient'], 'kill jane', lexicons)).toEqual([]);
  });
});
