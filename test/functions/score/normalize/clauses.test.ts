import { describe, expect, it } from 'vitest';
import { normalize } from '../../../../functions/score/normalize/normalize.ts';

/** The words with a bar before each that begins a clause inside its sentence. */
function clausesOf(text: string): string {
  const { tokens, clauses } = normalize(text);
  return tokens.map((token, at) => (clauses.includes(at) ? `| ${token.text}` : token.text)).join(' ');
}

describe('the clauses of a sentence', () => {
  it.each([
    ['Refund me, or I will go', 'refund me | or i will go'],
    ['Refund me - now', 'refund me | now'],
    ['Refund me \u2014 now', 'refund me | now'],
    ['Location: the office (back door)', 'location | the office | back door'],
    ['I was well... until today', 'i was well | until today'],
    ['A well-known shop paid 1,500 to me', 'a well known shop paid 1,500 to me'],
    ['Please send it to me today', 'please send it to me today'],
  ])('are parted by marks: %s', (text, clauses) => {
    expect(clausesOf(text)).toBe(clauses);
  });

  it.each([
    ['I will find you Tomas', 'i will find you | tomas'],
    ['I will find you Jos\u00e9', 'i will find you | jose'],
    ['i will find you jose', 'i will find you | jose'],
    ['i will find you mark', 'i will find you | mark'],
    ['I WILL FIND YOU TOMAS', 'i will find you | tomas'],
    ['You Will Pay Tomas', 'you will pay | tomas'],
    ['You Will Pay Mr Tomas', 'you will pay | mr tomas'],
    ['I will find you mate trust me', 'i will find you | mate | trust me'],
    ['I will find you lol', 'i will find you | lol'],
    ['Lady you will pay', 'lady | you will pay'],
    ['Tomas you will pay', 'tomas | you will pay'],
    ['I will find you \u{1f52a}', 'i will find you | knife'],
    ['\u{1f52a} you are next', 'knife | you are next'],
    ['I will find you, Tomas, tonight', 'i will find you | tomas | tonight'],
  ])('are parted by those who are called: %s', (text, clauses) => {
    expect(clausesOf(text)).toBe(clauses);
  });

  it.each([
    'I will find the branch in Leeds',
    'please ask for Tomas',
    'I spoke to a lady',
    'I will call you tomorrow',
    'my name is Tomas',
    'hello Tomas',
  ])('are not parted by those who are spoken of: %s', (text) => {
    expect(clausesOf(text)).not.toContain('|');
  });
});
