import { describe, expect, it } from 'vitest';
import { normalize, normalizeWords } from '../../../../functions/score/normalize/normalize.ts';
import { sentencesOf, wordsOf } from './words.ts';

describe('words written or spoken in haste', () => {
  it.each([
    ['I wil kill yuo', 'i will kill you'],
    ['I will mruder you', 'i will murder you'],
    ['kiill stabb shoott knfie', 'kill stab shoot knife'],
    ['i kno were u live', 'i know where you live'],
    ['we were you said', 'we were you said'],
    ['your gonna dye', 'you are going to die'],
    ['I want to dye my hair', 'i want to dye my hair'],
    ['ill stabb u', 'i will stab you'],
    ['come w me', 'come with me'],
    ['i wud kill u', 'i would kill you'],
    ['am gona kill u', 'i am going to kill you'],
    ['ur ded', 'you are dead'],
    ['u dead bro', 'you are dead bro'],
    ['Ill blow up ur ofice', 'i will blow up your office'],
    ['theres a bom in the bilding', 'there is a bomb in the building'],
    ['I no where you live', 'i know where you live'],
    ['i know whr u live', 'i know where you live'],
    ['wach your bak', 'watch your back'],
    ['ill f u up', 'i will fuck you up'],
    ['a nife to ur throt', 'a knife to your throat'],
    ['gunna brn ur howse down', 'i am going to burn your house down'],
    ['im going to beet you', 'i am going to beat you'],
    ['bom dia, the bom is for part 7', 'bom dia the bom is for part 7'],
    ['ded amount 20', 'ded amount 20'],
    ['no where is it', 'no where is it'],
    ['Am I going to get it?', 'am i going to get it'],
    ['are you dead sure', 'are you dead sure'],
    ['press F u know', 'press f you know'],
    ['im goign to hirt you', 'i am going to hurt you'],
    ['cum 2 ur house', 'come to your house'],
    ['watch wat happens 2 u', 'watch what happens to you'],
    ['go back 2 ur hut', 'go back to your hut'],
    ['we sat next to 2 you know', 'we sat next to 2 you know'],
    ['a magna cum laude, bay 2 your side', 'a magna cum laude bay 2 your side'],
    ['Brun and Gunn are names', 'brun and gunn are names'],
  ])('slips are read as what was meant: %s', (text, words) => {
    expect(wordsOf(text)).toBe(words);
  });

  it.each([
    ["uh I'm gonna um come down there and uhh shoot", 'i am going to come down there and shoot'],
    ['I will, erm, find you', 'i will find you'],
    ['UM and ER are two hospitals', 'um and er are two hospitals'],
    ['the hum of it', 'the hum of it'],
  ])('sounds of hesitation are left out: %s', (text, words) => {
    expect(wordsOf(text)).toBe(words);
  });

  it('a sentence that ends with a sound of hesitation still ends there', () => {
    expect(sentencesOf('I will find you um. Then we talk uh')).toEqual(['i will find you.', 'then we talk']);
  });

  it.each([
    ['gonna kill you', 'i am going to kill you'],
    ['Going 2 find u', 'i am going to find you'],
    ['I am late. About to leave.', 'i am late i am about to leave'],
    ['you gonna die', 'you are going to die'],
    ['u gon die', 'you are going to die'],
    ['He is going to pay', 'he is going to pay'],
    ['Going home', 'going home'],
    ['About the order', 'about the order'],
  ])('who leaves out "I am" means it: %s', (text, words) => {
    expect(wordsOf(text)).toBe(words);
  });

  it('a word that was added has the place of the word that it was added for', () => {
    expect(normalize('gonna go').tokens.map(({ text, start, end }) => [text, start, end])).toEqual([
      ['i', 0, 5],
      ['am', 0, 5],
      ['going', 0, 5],
      ['to', 0, 5],
      ['go', 6, 8],
    ]);
  });

  it('the words of a pattern are no speech', () => {
    expect(normalizeWords('going to mm')).toEqual(['going', 'to', 'mm']);
  });
});

describe('one letter a line', () => {
  it.each(['k\ni\nl\nl\ny\no\nu', 'k\n\ni\n\nl\n\nl\n\ny\n\no\n\nu', 'k\ni\nl\nl\n\ny\no\nu', 'k\ti\tl\tl\ty\to\tu'])(
    'is one sentence: %j',
    (text) => {
      expect(sentencesOf(text)).toEqual(['kill you']);
    },
  );

  it('is a list where it spells nothing', () => {
    expect(sentencesOf('A\n\nB\n\nC\n\nD')).toEqual(['a', 'b', 'c', 'd']);
  });
});
