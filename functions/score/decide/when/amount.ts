import { setOf } from './words.ts';

const UNITS =
  ' one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
    .split(' ')
    .slice(1);
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

/** How many, and the word behind it. Of a range the least counts: a threat is as near as it may be. */
export interface Amount {
  readonly count: number;
  readonly next: number;
}

const VAGUE: Readonly<Record<string, number>> = { few: 3, couple: 2, several: 4, handful: 4, dozen: 12 };
const BETWEEN_A_RANGE = setOf('to or');

/** "3", "2-3", "1.5", "forty eight", "a couple of", "half an", "two to three", "one and a half". */
export function amountAt(words: readonly string[], at: number): Amount | null {
  const first = simpleAmountAt(words, at);
  if (first === null) return null;
  if (words[first.next] === 'and' && words[first.next + 1] === 'a' && words[first.next + 2] === 'half')
    return { count: first.count + 0.5, next: first.next + 3 };
  if (!BETWEEN_A_RANGE.has(words[first.next] ?? '')) return first;
  const second = simpleAmountAt(words, first.next + 1);
  return second === null ? first : { count: Math.min(first.count, second.count), next: second.next };
}

function simpleAmountAt(words: readonly string[], at: number): Amount | null {
  const word = words[at] ?? '';
  const digits = /^(\d{1,4}(?:\.\d{1,2})?)(?:-\d{1,4})?$/.exec(word)?.[1];
  if (digits !== undefined) return { count: Number(digits), next: at + 1 };
  if (word === '1/2') return { count: 0.5, next: isArticle(words[at + 1]) ? at + 2 : at + 1 };
  if (word === 'half') return { count: 0.5, next: isArticle(words[at + 1]) ? at + 2 : at + 1 };
  const vague = isArticle(word) ? at + 1 : at;
  const value = VAGUE[words[vague] ?? ''];
  if (value !== undefined) return { count: value, next: words[vague + 1] === 'of' ? vague + 2 : vague + 1 };
  if (isArticle(word)) {
    if (words[at + 1] === 'half') return { count: 0.5, next: at + 2 };
    return words[at + 1] === 'hundred' ? { count: 100, next: at + 2 } : { count: 1, next: at + 1 };
  }
  return spelledAt(words, at);
}

/** A whole number below a thousand in words, or null. */
export function spelledAt(words: readonly string[], at: number): Amount | null {
  const small = belowHundredAt(words, at);
  if (small === null || words[small.next] !== 'hundred') return small;
  return { count: small.count * 100, next: small.next + 1 };
}

function belowHundredAt(words: readonly string[], at: number): Amount | null {
  const word = words[at] ?? '';
  const unit = UNITS.indexOf(word);
  if (unit >= 0) return { count: unit + 1, next: at + 1 };
  const tens = TENS.indexOf(word);
  if (tens < 0) return null;
  const more = UNITS.indexOf(words[at + 1] ?? '');
  const count = (tens + 2) * 10;
  return more >= 0 && more < 9 ? { count: count + more + 1, next: at + 2 } : { count, next: at + 1 };
}

const isArticle = (word: string | undefined): boolean => word === 'a' || word === 'an';
