import { softLineEnds } from '../../shared/line-ends.ts';
import { type Disguised, readDisguised, readLined, trimRun } from './disguised.ts';
import { hasDrawnLetters, readDrawn } from './drawn-letters.ts';
import { isKnownWord } from './known-words.ts';
import { isOpaque } from './opaque.ts';
import { isPlainWord } from './plain-words.ts';
import { CLOSING_QUOTE, CLOSING_SINGLE_QUOTE, OPENING_QUOTE, OPENING_SINGLE_QUOTE } from './punctuation.ts';
import type { QuotationMark, RawWord, Scanned } from './raw-word.ts';
import { pointsEndSentence, speechGoesOn } from './sentence-end.ts';
import { APOSTROPHE, DIGIT, kindsOf, LETTER, LINE, MARK, OTHER, POINT, QUOTATION, SIGN, SPACE } from './signs.ts';
import { spellingOf } from './spellings.ts';

const NUMBER = /\d+(?:[.,:/-]\d+)*/y;
/** What can hide a word; a longer run hides none and is taken apart piece by piece. */
const MIXED = /[a-z0-9'`@$!|+*#%\u0080-\uffff]{1,64}/iy;
const HIDDEN_BY_LINE = /[a-z]{1,16}[_-][a-z]{1,16}(?![a-z0-9_-])/iy;
const DOTTED_WORDS = /^[a-z']{1,20}(?:\.[a-z']{1,20}){2,}[.!?]*$/i;
const LONGEST_DOTTED = 400;
const LONGEST_DRAWN = 32;
const ELIDED = /^['`](?:em|til|till|cause|cuz|coz|bout|n|tis|twas|round|nuff|cept)(?![a-z])/i;
const RUN_END = `.,;:!?)]}>"'${OPENING_QUOTE}${CLOSING_QUOTE}${OPENING_SINGLE_QUOTE}${CLOSING_SINGLE_QUOTE}`;

/** Reads folded text into words with the ends of their sentences. Linear: every sign is looked at a fixed number of times. */
export function scan(text: string): Scanned {
  return new Scanner(text).scan();
}

class Scanner {
  private readonly words: RawWord[] = [];
  private readonly quotationMarks: QuotationMark[] = [];
  readonly text: string;
  private readonly lower: string;
  readonly kinds: Uint8Array;
  private readonly soft: ReadonlySet<number>;
  private at = 0;
  /** Up to here the run of signs without a space was looked at as a whole. */
  private runEnd = 0;
  /** Up to here points are written between words, as spaces are. */
  private pointsAreSpacesTo = 0;
  private paragraph = 0;
  private readonly isDrawn: boolean;

  constructor(text: string) {
    this.text = text;
    // Lower case of a whole text is cheaper than of each word; a sign that grows would move all places behind it.
    const lower = text.toLowerCase();
    this.lower = lower.length === text.length ? lower : text;
    this.kinds = kindsOf(text);
    this.soft = softLineEnds(text);
    this.isDrawn = hasDrawnLetters(text);
  }

  scan(): Scanned {
    const { text, kinds } = this;
    while (this.at < text.length) {
      const kind = kinds[this.at];
      if (this.isDrawn && this.drawn()) continue;
      if (kind === LETTER) this.word();
      else if (kind === SPACE || kind === OTHER) this.at += 1;
      else if (kind === LINE) this.lineEnd();
      else if (kind === DIGIT) this.number();
      else if (kind === POINT) this.point();
      else if (kind === MARK) this.mark();
      else if (kind === SIGN) this.sign();
      else this.quotationMark(kind === APOSTROPHE);
    }
    this.stop('', text.length);
    return { words: this.words, quotationMarks: this.quotationMarks };
  }

  /** "|<ill", "sh()()t": a key word, drawn. */
  private drawn(): boolean {
    const { text, kinds } = this;
    const before = this.at === 0 ? SPACE : kinds[this.at - 1];
    if (before !== SPACE && before !== LINE) return false;
    let end = this.at;
    while (end < text.length && end - this.at < LONGEST_DRAWN && kinds[end] !== SPACE && kinds[end] !== LINE) end += 1;
    const found = readDrawn(text.slice(this.at, end));
    return (
      found !== null &&
      this.take({ length: found.length, text: found.word, how: 'digits or signs in place of letters', weak: null })
    );
  }

  private push(start: number, end: number, kind: RawWord['kind'], disguised?: Disguised): void {
    const written = this.lower.slice(start, end);
    const straight =
      disguised === undefined && kind === 'word' ? withStraightLetters(this.text.slice(start, end)) : null;
    const text = straight ?? (disguised === undefined ? written : disguised.text);
    const weak = disguised === undefined ? null : disguised.weak;
    const first = this.text.charCodeAt(start);
    this.words.push({
      text,
      start,
      end,
      kind,
      plain: kind === 'word' && weak === null && isPlainWord(text),
      how: straight === null ? (disguised === undefined ? null : disguised.how) : 'letters that look like others',
      weak,
      capitals: first < 0x61 && first !== written.charCodeAt(0) && this.isCapitals(start, end),
      stop: null,
      stopEnd: end,
    });
  }

  private isCapitals(start: number, end: number): boolean {
    const written = this.text.slice(start, end);
    return written === written.toUpperCase();
  }

  private stop(terminator: '' | '.' | '!' | '?', end: number): void {
    const last = this.words[this.words.length - 1];
    if (last === undefined || last.stop !== null) return;
    last.stop = terminator;
    last.stopEnd = end;
  }

  private word(): void {
    const { kinds } = this;
    const start = this.at;
    let end = start + 1;
    while (kinds[end] === LETTER || (kinds[end] === APOSTROPHE && kinds[end + 1] === LETTER)) end += 1;
    const after = kinds[end] as number;
    if (
      after === SPACE ||
      after === LINE ||
      after === QUOTATION ||
      (this.isAlone(end) && after !== DIGIT && after !== SIGN)
    ) {
      this.push(start, end, 'word');
      this.at = end;
    } else if (!this.wholeRun()) this.mixed();
  }

  /** What stands behind a word is no part of a longer run: a comma, a bracket, or a mark before a space. */
  private isAlone(end: number): boolean {
    const next = this.kinds[end + 1];
    if (next === SPACE || next === LINE) return true;
    const sign = this.text.charAt(end);
    return sign === ',' || sign === ';' || sign === ')' || (sign === '?' && next !== LETTER);
  }

  /** Takes the whole run of signs without a space where it is an address, or notes that points join its words. */
  private wholeRun(): boolean {
    if (this.at < this.runEnd) return false;
    const { text, kinds } = this;
    let end = this.at;
    while (kinds[end] !== SPACE && kinds[end] !== LINE) end += 1;
    this.runEnd = end;
    while (end > this.at && RUN_END.includes(text.charAt(end - 1))) end -= 1;
    const run = text.slice(this.at, end);
    if (isOpaque(run)) {
      this.push(this.at, end, 'opaque');
      this.at = end;
      return true;
    }
    if (run.length <= LONGEST_DOTTED && DOTTED_WORDS.test(run) && run.toLowerCase().split('.').every(isWord)) {
      this.pointsAreSpacesTo = end;
    }
    return false;
  }

  /** A run of letters, digits and signs: a disguised word, or several things that stand together. */
  private mixed(): void {
    const { text } = this;
    const start = this.at;
    HIDDEN_BY_LINE.lastIndex = start;
    const lined = HIDDEN_BY_LINE.exec(text)?.[0];
    if (lined !== undefined && this.take(readLined(lined))) return;
    const run = this.runAt(start);
    if (this.take(readDisguised(run, this.previousInSentence()))) return;
    const end = start + Math.max(trimRun(run).length, 1);
    this.pieces(start, end);
    this.at = end;
  }

  private runAt(start: number): string {
    MIXED.lastIndex = start;
    return MIXED.exec(this.text)?.[0] ?? this.text.charAt(start);
  }

  private take(disguised: Disguised | null): boolean {
    if (disguised === null) return false;
    this.push(this.at, this.at + disguised.length, 'word', disguised);
    this.at += disguised.length;
    return true;
  }

  private previousInSentence(): string {
    const previous = this.words[this.words.length - 1];
    return previous === undefined || previous.stop !== null ? '' : previous.text;
  }

  /** Words, numbers and marks that stand together without a space. */
  private pieces(start: number, end: number): void {
    const { text, kinds } = this;
    for (let at = start; at < end; ) {
      if (kinds[at] !== LETTER && kinds[at] !== DIGIT) {
        if (text.charAt(at) === '!') this.stop('!', at + 1);
        at += 1;
        continue;
      }
      let stop = at + 1;
      const goesOn = (place: number): boolean =>
        kinds[place] === LETTER ||
        kinds[place] === DIGIT ||
        (kinds[place] === APOSTROPHE && kinds[place + 1] === LETTER);
      while (stop < end && goesOn(stop)) stop += 1;
      const digits = /^(\d{1,2})(?:am|pm)$/i.exec(stop - at <= 4 ? text.slice(at, stop) : '')?.[1]?.length;
      if (digits !== undefined) {
        this.push(at, at + digits, 'number');
        this.push(at + digits, stop, 'word');
      } else this.push(at, stop, /^\d+$/.test(text.slice(at, stop)) ? 'number' : 'word');
      at = stop;
    }
  }

  private number(): void {
    const { text, kinds } = this;
    let end = this.at;
    while (kinds[end] === DIGIT) end += 1;
    const next = kinds[end];
    const after = kinds[end + 1];
    if (next === LETTER || ((next === SIGN || text.charAt(end) === '!') && after === LETTER)) {
      if (!this.wholeRun()) this.mixed();
      return;
    }
    if (next !== SPACE && next !== LINE && after !== SPACE && this.wholeRun()) return;
    NUMBER.lastIndex = this.at;
    end = this.at + (NUMBER.exec(text)?.[0].length ?? 1);
    this.push(this.at, end, 'number');
    this.at = end;
  }

  /** "$hit", "@sshole": a sign that a word begins with. */
  private sign(): void {
    const { kinds } = this;
    const next = kinds[this.at + 1];
    const before = this.at > 0 ? kinds[this.at - 1] : SPACE;
    const begins = before !== LETTER && before !== DIGIT && '@$|+'.includes(this.text.charAt(this.at));
    if (begins && (next === LETTER || next === DIGIT || next === SIGN)) {
      const run = this.runAt(this.at);
      if (/[a-z]/i.test(trimRun(run)) && this.take(readDisguised(run, this.previousInSentence()))) return;
    }
    this.at += 1;
  }

  private lineEnd(): void {
    const { kinds, text } = this;
    const first = this.at;
    let lines = 0;
    while (this.at < text.length && (kinds[this.at] === LINE || kinds[this.at] === SPACE)) {
      if (kinds[this.at] === LINE) lines += 1;
      this.at += 1;
    }
    if (lines >= 2) this.paragraph += 1;
    if (lines >= 2 || !this.soft.has(first)) this.stop('', first);
  }

  private point(): void {
    const { kinds } = this;
    const start = this.at;
    while (kinds[this.at] === POINT) this.at += 1;
    if (kinds[this.at] === MARK) {
      this.mark();
      return;
    }
    const previous = this.words[this.words.length - 1];
    if (previous === undefined || previous.stop !== null) return;
    if (start < this.pointsAreSpacesTo && kinds[this.at] === LETTER) previous.how ??= 'points between words';
    else if (pointsEndSentence(this, start, this.at, previous)) this.stop('.', this.at);
  }

  private mark(): void {
    const { text, kinds } = this;
    const start = this.at;
    let asks = false;
    while (kinds[this.at] === MARK || kinds[this.at] === POINT) {
      asks ||= text.charAt(this.at) === '?';
      this.at += 1;
    }
    // "(?)" and "(!)" are a raised eyebrow inside a sentence.
    if (text.charAt(start - 1) === '(' && text.charAt(this.at) === ')') return;
    if (!speechGoesOn(text, this.at)) this.stop(asks ? '?' : '!', this.at);
  }

  private quotationMark(isApostrophe: boolean): void {
    const { text, kinds } = this;
    const sign = text.charAt(this.at);
    const before = this.at > 0 ? kinds[this.at - 1] : SPACE;
    const after = kinds[this.at + 1];
    if (isApostrophe && after === LETTER && (before === SPACE || before === LINE)) {
      const elided = ELIDED.exec(text.slice(this.at, this.at + 8))?.[0];
      if (elided !== undefined) {
        this.push(this.at, this.at + elided.length, 'word');
        this.at += elided.length;
        return;
      }
    }
    const opens = sign === OPENING_QUOTE || sign === OPENING_SINGLE_QUOTE;
    const closes = sign === CLOSING_QUOTE || sign === CLOSING_SINGLE_QUOTE;
    const followsWord = before === LETTER || before === DIGIT || before === POINT || before === MARK;
    this.quotationMarks.push({
      at: this.at,
      double: sign === '"' || sign === OPENING_QUOTE || sign === CLOSING_QUOTE,
      canOpen: opens || (!closes && !followsWord && after !== SPACE && after !== LINE),
      // "„kill you“": German closes with the mark that English opens with.
      canClose: closes || (before !== SPACE && before !== LINE && !(opens && (after === LETTER || after === DIGIT))),
      paragraph: this.paragraph,
    });
    this.at += 1;
  }
}

function isWord(word: string): boolean {
  return isKnownWord(word) || spellingOf(word) !== undefined;
}

/** "kiII", "wiII": a large i where a small l belongs, in a word that is none as it is written. Null for others. */
function withStraightLetters(written: string): string | null {
  if (!/[a-z]I/.test(written) || isKnownWord(written.toLowerCase())) return null;
  const read = written.charAt(0).toLowerCase() + written.slice(1).replaceAll('I', 'l').toLowerCase();
  return isKnownWord(read) ? read : null;
}
