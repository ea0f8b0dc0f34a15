import { describe, expect, it } from 'vitest';
import { normalize } from '../../../../functions/score/normalize/normalize.ts';
import { sentencesOf } from './words.ts';

describe('a sentence', () => {
  it.each<[string, string[]]>([
    ['I paid. Where is it? Now!', ['i paid.', 'where is it?', 'now!']],
    ['What?! Stop!!! Why...?', ['what?', 'stop!', 'why?']],
    ['Mr. Smith of Acme Inc. said so, e.g. here.', ['mr smith of acme inc said so e g here.']],
    ['I wrote on Mon. You know it.', ['i wrote on mon.', 'you know it.']],
    ['At 5 p.m. You will see. At 5 p.m. sharp.', ['at 5 pm.', 'you will see.', 'at 5 pm sharp.']],
    ['No. You will pay for No. 5.', ['no.', 'you will pay for no 5.']],
    ['You will regret this.You will see.you will', ['you will regret this.', 'you will see.', 'you will']],
    ['I know where you live... see you soon', ['i know where you live see you soon']],
    ['I know where you live... You will see', ['i know where you live.', 'you will see']],
    ['I know… I know', ['i know.', 'i know']],
    ['It costs 1.50 and 2,000.', ['it costs 1.50 and 2,000.']],
    ['Is that (really?) so', ['is that really?', 'so']],
    ['He knows (!) and waits', ['he knows and waits']],
    ['"I will kill you." he said. "Soon."', ['i will kill you he said.', 'soon.']],
    ['“Are you mad?” she asked.', ['are you mad she asked.']],
    ['first line\nsecond line', ['first line', 'second line']],
    ['one paragraph\n\nanother', ['one paragraph', 'another']],
    ['i am going to\nkill you', ['i am going to kill you']],
    ['I\nwill\nkill\nyou', ['i will kill you']],
    ['- one thing\n- another thing', ['one thing', 'another thing']],
    ['1. first\n2. second', ['1 first', '2 second']],
    ['so do I. Then I left.', ['so do i.', 'then i left.']],
    ['right！ really？', ['right!', 'really?']],
    ['...', []],
    ['', []],
  ])('%j', (text, sentences) => {
    expect(sentencesOf(text)).toEqual(sentences);
  });

  it('runs on where a mail program wrapped the line', () => {
    const mail = [
      'I have been a customer of your bank for twenty years and I am going to',
      'make sure that you regret the day on which you closed my account without',
      'a word to me. You will see what I mean when I come down to that office',
      'of yours on Friday.',
    ].join('\n');
    expect(sentencesOf(mail)).toHaveLength(2);
    expect(sentencesOf(mail)[0]).toContain('going to make sure');
    expect(sentencesOf(mail)[1]).toContain('office of yours');
  });

  it.each([
    ['Listen to me\nI will kill\nyou all', ['listen to me', 'i will kill you all']],
    ['im going to shoot\nthe lot of you', ['i am going to shoot the lot of you']],
    ['i know\nwhere you live', ['i know where you live']],
    ['a bullet\nin your head', ['a bullet in your head']],
    ['i want\nto hurt you', ['i want to hurt you']],
    ['i will put\na bullet in you', ['i will put a bullet in you']],
    ['I Will Kill\nYou All', ['i will kill you all']],
  ])('runs on where a line stops before what its verb wants: %j', (text, sentences) => {
    expect(sentencesOf(text)).toEqual(sentences);
  });

  it.each([
    ['Please kill\nall subscriptions', ['please kill', 'all subscriptions']],
    ['Best,\nAnna Hurt\nThe Old House\nHigh Street', ['best', 'anna hurt', 'the old house', 'high street']],
    ['What to watch\nThe basics', ['what to watch', 'the basics']],
    ['- shoot\n- you and me', ['shoot', 'you and me']],
    ['I will kill.\nYou all', ['i will kill.', 'you all']],
  ])('does not in lists, names and what is whole: %j', (text, sentences) => {
    expect(sentencesOf(text)).toEqual(sentences);
  });

  it('ends with each line of a chat', () => {
    expect(sentencesOf('hello there\nwhere is my order\ni want it now\nor else')).toHaveLength(4);
  });

  it('has its place in the text as received', () => {
    const text = '  I paid twice.  Where is it? ';
    const [first, second] = normalize(text).sentences;
    expect(text.slice(first?.start, first?.end)).toBe('I paid twice.');
    expect(text.slice(second?.start, second?.end)).toBe('Where is it?');
  });
});

describe('what is set apart', () => {
  it('gives no words and ends a sentence', () => {
    const text = 'I will\n> kill you\nwait for you';
    const start = text.indexOf('>');
    const { tokens, sentences } = normalize(text, [{ start, end: text.indexOf('\nwait') }]);
    expect(tokens.map((token) => token.text)).toEqual(['i', 'will', 'wait', 'for', 'you']);
    expect(sentences).toHaveLength(2);
    for (const token of tokens) expect(text.slice(token.start, token.end).toLowerCase()).toBe(token.text);
  });

  it('may overlap, be out of order, be empty or lie outside', () => {
    const text = 'one two three four';
    const apart = [
      { start: 8, end: 13 },
      { start: 4, end: 9 },
      { start: 2, end: 2 },
      { start: -5, end: -1 },
      { start: 90, end: 99 },
    ];
    expect(normalize(text, apart).tokens.map((token) => token.text)).toEqual(['one', 'four']);
  });
});

describe('quotation marks', () => {
  const quoted = (text: string): string[] => {
    const { tokens, quotes } = normalize(text);
    return quotes.map(({ first, last }) =>
      tokens
        .slice(first, last)
        .map((token) => token.text)
        .join(' '),
    );
  };

  it.each<[string, string[]]>([
    ['He said "I will kill you" and left.', ['i will kill you']],
    ['He said “I will kill you” and left.', ['i will kill you']],
    ['He said ‘I won’t pay’ and left.', ['i will not pay']],
    ["He said 'I will kill you' and left.", ['i will kill you']],
    ['Er sagte «kill you» und ging.', ['kill you']],
    ['Er sagte „kill you“ und ging.', ['kill you']],
    ['He said "one" and "two".', ['one', 'two']],
    ['A 5" screen and more', []],
    ['He said "I will kill you and left.', []],
    ["the customers' money, the dogs' food", []],
    ["get 'em and don't", []],
    ['"\n\nnot closed in its paragraph"', []],
  ])('%s', (text, quotes) => {
    expect(quoted(text)).toEqual(quotes);
  });
});
