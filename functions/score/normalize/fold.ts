import { latinLetters, lookAlike, styledLetter } from './confusables.ts';
import { emojiWords } from './emoji.ts';
import { isKeyWord } from './key-words.ts';
import { isKnownWord } from './known-words.ts';
import { CLOSING_SINGLE_QUOTE, LETTER_LIKE, PUNCTUATION, WINDOWS_1252 } from './punctuation.ts';

/** Text in the small alphabet that the scanner reads, with a way back: `starts[i]` and `ends[i]` are offsets in the original. */
export interface Folded {
  readonly text: string;
  /** Null where the text was plain ASCII and a place is its own offset plus `base`. */
  readonly starts: readonly number[] | null;
  readonly ends: readonly number[] | null;
  readonly base: number;
  /** Places in the folded text that were written so as to slip past a reader. */
  readonly marks: readonly { readonly start: number; readonly end: number; readonly how: string }[];
}

const PLAIN = /^[\t\n\r\x20-\x7e]*$/;

/**
 * Zero-width and bidirectional controls, soft hyphens, variation selectors, tags, fillers and other signs that no reader sees.
 * https://www.unicode.org/reports/tr36/ and https://trojansource.codes/ describe what they are used for.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u;
const MARK = /\p{M}/u;
const LETTER = /\p{L}/u;
const NUMBER = /\p{N}/u;
const SPACE = /\s/u;
const OTHER_ALPHABET = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Lisu}]/u;

const APOSTROPHE = /['\u2019\u02bc\u02b9\u2032\u00b4\u055a\ua78c\uff07`]/u;

/** More marks on one letter than any language writes; what heaps more on hides the letter. */
const MARKS_OF_A_LETTER = 2;

/** Folds one stretch of the original that begins at `base`. Never fails; costs one step a sign. */
export function fold(original: string, base: number): Folded {
  if (PLAIN.test(original)) return { text: original, starts: null, ends: null, base, marks: [] };
  return new Folder(original, base).fold();
}

class Folder {
  private readonly out: string[] = [];
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];
  private readonly marks: { start: number; end: number; how: string }[] = [];
  private readonly original: string;
  private readonly base: number;
  /** The letters read since the last sign that is none. */
  private runStart = -1;
  private runHasLatin = false;
  private foreign: { at: number; letter: string; same: boolean }[] = [];
  private runHasOther = false;
  /** Words wholly of letters that no reader tells from Latin ones: believed where a word of two alphabets stands beside them. */
  private readonly doubtful: { at: number; letter: string }[][] = [];
  private isMixed = false;
  private unseenAt = -1;
  private unseenIsEvasive = false;
  private marksHere = 0;

  constructor(original: string, base: number) {
    this.original = original;
    this.base = base;
  }

  fold(): Folded {
    const { original } = this;
    for (let at = 0; at < original.length; ) {
      const codePoint = original.codePointAt(at) as number;
      const width = codePoint > 0xffff ? 2 : 1;
      this.sign(codePoint, at, at + width);
      at += width;
    }
    this.endRun();
    if (this.isMixed) for (const word of this.doubtful) this.believe(word);
    return { text: this.out.join(''), starts: this.starts, ends: this.ends, base: this.base, marks: this.marks };
  }

  private sign(codePoint: number, start: number, end: number): void {
    if (
      codePoint < 0x80 &&
      codePoint !== 0x27 &&
      codePoint !== 0x60 &&
      (codePoint >= 0x20 || isAsciiSpace(codePoint))
    ) {
      const letter = String.fromCharCode(codePoint);
      if (isAsciiLetter(codePoint)) this.latin(letter, start, end);
      else if (codePoint >= 0x30 && codePoint <= 0x39) this.inRun(letter, start, end);
      else this.apart(letter, start, end);
      return;
    }
    const sign = WINDOWS_1252[codePoint] ?? String.fromCodePoint(codePoint);
    if (UNSEEN.test(sign)) {
      // Soft hyphens and joiners are ordinary in mail and emoji; the others inside a word are there to break it.
      this.unseenAt = this.out.length;
      this.unseenIsEvasive ||= codePoint !== 0xad && !(codePoint >= 0xfe00 && codePoint <= 0xfe0f);
      return;
    }
    if (MARK.test(sign)) {
      this.marksHere += 1;
      if (this.marksHere === MARKS_OF_A_LETTER + 1 && this.out.length > 0)
        this.mark(this.out.length - 1, 'stacked marks on letters');
      return;
    }
    if (APOSTROPHE.test(sign)) {
      this.apostrophe(sign, start, end);
      return;
    }
    const punctuation = PUNCTUATION[sign];
    if (punctuation !== undefined) {
      this.apart(punctuation, start, end);
      return;
    }
    const letterLike = LETTER_LIKE[sign];
    if (letterLike !== undefined && this.insideWord(start, end)) {
      this.mark(this.out.length, 'signs in place of letters');
      this.latin(letterLike, start, end);
      return;
    }
    if (codePoint >= 0x1f1e6 && codePoint <= 0x1f1ff) {
      this.regional(codePoint, start, end);
      return;
    }
    const styled = styledLetter(codePoint);
    if (styled !== undefined) {
      if (/[a-z]/.test(styled)) this.mark(this.out.length, 'styled letters');
      this.latin(styled, start, end);
      return;
    }
    const dressed = latinLetters(codePoint);
    if (dressed !== undefined) {
      if (codePoint >= 0x1d00 && codePoint <= 0x1d7f) this.mark(this.out.length, 'styled letters');
      this.latin(dressed, start, end);
      return;
    }
    if (LETTER.test(sign) || NUMBER.test(sign)) {
      this.letter(sign, start, end);
      return;
    }
    const words = emojiWords(codePoint);
    if (words !== undefined) {
      this.apart(` ${words} `, start, end);
      return;
    }
    const plain = sign.normalize('NFKD');
    this.apart(SPACE.test(sign) || !/^[!-~]$/.test(plain) ? ' ' : plain, start, end);
  }

  private letter(sign: string, start: number, end: number): void {
    const plain = sign
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .replace(/\u2044/g, '/');
    if (/^[A-Za-z]+$/.test(plain)) {
      this.latin(plain, start, end);
      return;
    }
    if (/^[\x20-\x7e]+$/.test(plain)) {
      this.inRun(plain, start, end);
      return;
    }
    const first = plain.codePointAt(0) ?? sign.codePointAt(0) ?? 0;
    const alike = lookAlike(first);
    if (alike !== undefined && OTHER_ALPHABET.test(plain)) {
      this.foreign.push({ at: this.out.length, ...alike });
      this.inRun(plain.slice(0, first > 0xffff ? 2 : 1).toLowerCase(), start, end);
      return;
    }
    this.runHasOther = true;
    this.inRun(plain === '' ? ' ' : plain.toLowerCase(), start, end);
  }

  private latin(letters: string, start: number, end: number): void {
    this.inRun(letters, start, end);
    this.runHasLatin = true;
  }

  private inRun(letters: string, start: number, end: number): void {
    if (this.runStart < 0) this.runStart = this.out.length;
    else if (this.unseenAt === this.out.length && this.unseenIsEvasive)
      this.mark(this.out.length, 'invisible characters inside a word');
    this.push(letters, start, end);
  }

  private apart(letters: string, start: number, end: number): void {
    this.endRun();
    this.push(letters, start, end);
  }

  private push(letters: string, start: number, end: number): void {
    for (let at = 0; at < letters.length; at++) {
      this.out.push(letters.charAt(at));
      this.starts.push(this.base + start);
      this.ends.push(this.base + end);
    }
    this.unseenAt = -1;
    this.unseenIsEvasive = false;
    this.marksHere = 0;
  }

  private mark(at: number, how: string): void {
    const last = this.marks[this.marks.length - 1];
    if (last !== undefined && last.how === how && last.end >= at - 1) last.end = at + 1;
    else this.marks.push({ start: at, end: at + 1, how });
  }

  /** An apostrophe between letters; else a closing quote, or an apostrophe that a word begins with ("'em"). */
  private apostrophe(sign: string, start: number, end: number): void {
    const before = this.runStart >= 0;
    const after = isLetterAt(this.original, end);
    if (sign === '\u2019' && !(before && after) && !(after && !before)) this.apart(CLOSING_SINGLE_QUOTE, start, end);
    else this.apart("'", start, end);
  }

  private insideWord(start: number, end: number): boolean {
    return (
      this.runStart >= 0 &&
      start > 0 &&
      (isLetterAt(this.original, end) || isLetterAt(this.original, start - 1)) &&
      this.runHasLatin &&
      !/[\s\d]/.test(this.original.charAt(end) || ' ')
    );
  }

  /** Flags are pairs of these letters; a word spelled in them is longer. */
  private regional(codePoint: number, start: number, end: number): void {
    const before = start >= 2 ? this.original.codePointAt(start - 2) : undefined;
    const after = this.original.codePointAt(end);
    const isRegional = (other: number | undefined) => other !== undefined && other >= 0x1f1e6 && other <= 0x1f1ff;
    const letter = String.fromCharCode(0x61 + codePoint - 0x1f1e6);
    const two = isRegional(before) && start >= 4 && isRegional(this.original.codePointAt(start - 4));
    const ahead = isRegional(after) && isRegional(this.original.codePointAt(end + 2));
    const middle = isRegional(before) && isRegional(after);
    if (two || ahead || middle) {
      this.mark(this.out.length, 'styled letters');
      this.latin(letter, start, end);
    } else this.apart(' ', start, end);
  }

  private believe(word: readonly { readonly at: number; readonly letter: string }[]): void {
    for (const { at, letter } of word) {
      this.out[at] = letter;
      this.mark(at, 'letters of another alphabet');
    }
  }

  /** A word with letters of two alphabets was written to deceive; a word wholly in another is that language's, unless it spells a key word. */
  private endRun(): void {
    if (this.foreign.length > 0) {
      let believed = this.runHasLatin;
      if (!believed && !this.runHasOther && this.foreign.every((one) => one.same)) {
        const spelled = this.out.slice(this.runStart);
        for (const one of this.foreign) spelled[one.at - this.runStart] = one.letter;
        const word = spelled.join('').toLowerCase();
        believed = isKeyWord(word);
        if (!believed && (word === 'i' || isKnownWord(word))) this.doubtful.push(this.foreign);
      } else if (believed) this.isMixed = true;
      if (believed) this.believe(this.foreign);
      this.foreign = [];
    }
    this.runStart = -1;
    this.runHasLatin = false;
    this.runHasOther = false;
  }
}

function isAsciiLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

function isAsciiSpace(code: number): boolean {
  return code === 0x09 || code === 0x0a || code === 0x0d;
}

function isLetterAt(text: string, at: number): boolean {
  const codePoint = text.codePointAt(at);
  return codePoint !== undefined && LETTER.test(String.fromCodePoint(codePoint));
}
