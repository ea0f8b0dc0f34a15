import { isAbbreviation } from './abbreviations.ts';
import { CLOSING_QUOTE, CLOSING_SINGLE_QUOTE, OPENING_QUOTE, OPENING_SINGLE_QUOTE } from './fold.ts';
import { isKeyWord } from './key-words.ts';
import { isKnownWord } from './known-words.ts';
import { readLeetspeak } from './leetspeak.ts';
import { softLineEnds } from './line-ends.ts';
import { readMasked } from './masked.ts';
import { isOpaque } from './opaque.ts';
import { isPlainWord } from './plain-words.ts';
import type { QuotationMark, RawWord, Scanned } from './raw-word.ts';
import { spellingOf } from './spellings.ts';

const OTHER = 0;
const SPACE = 1;
const LINE = 2;
const LETTER = 3;
const DIGIT = 4;
const APOSTROPHE = 5;
const POINT = 6;
const MARK = 7;
const DOUBLE_QUOTE = 8;
/** Signs that hide a letter: a word may begin with one. */
const SIGN = 9;

const CLASS = new Uint8Array(128);
const classify = (signs: string, kind: number): void => {
  for (const sign of signs) CLASS[sign.charCodeAt(0)] = kind;
};
classify(' \t\r', SPACE);
classify('\n', LINE);
classify('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ', LETTER);
classify('0123456789', DIGIT);
classify("'`", APOSTROPHE);
classify('.', POINT);
classify('!?', MARK);
classify(`"${OPENING_QUOTE}${CLOSING_QUOTE}${OPENING_SINGLE_QUOTE}${CLOSING_SINGLE_QUOTE}`, DOUBLE_QUOTE);
classify('@$|+*#%', SIGN);

/** Signs after a word that cannot be part of it. */
const PLAIN_END = new Uint8Array(128);
for (const sign of ` \t\r\n,;)]}"${OPENING_QUOTE}${CLOSING_QUOTE}${OPENING_SINGLE_QUOTE}${CLOSING_SINGLE_QUOTE}`) {
  PLAIN_END[sign.charCodeAt(0)] = 1;
}

/** After one of these, letters and digits are a reference and not a word. */
const REFERENCE = new Set(
  'order number no nr ref reference sku model flight gate room unit part serial case ticket invoice account code id version v postcode zip suite apt seat row track item'.split(
    ' ',
  ),
);

const NUMBER = /\d+(?:[.,:/-]\d+)*/y;
/** What can hide a word; a longer run hides none and is taken apart piece by piece. */
const MIXED = /[a-z0-9'`@$!|+*#%\u0080-\uffff]{1,64}/iy;
const NEVER_LAST = "!+*#|%'`$@";
const RUN_END = `.,;:!?)]}>"'${OPENING_QUOTE}${CLOSING_QUOTE}${OPENING_SINGLE_QUOTE}${CLOSING_SINGLE_QUOTE}`;
const CLOSERS = `"'${CLOSING_QUOTE}${CLOSING_SINGLE_QUOTE}`;
const HIDDEN_BY_LINE = /[a-z]+[_-][a-z]+(?![a-z0-9_-])/iy;
const DOTTED_WORDS = /^[a-z']{1,20}(?:\.[a-z']{1,20}){2,}[.!?]*$/i;

/** Reads folded text into words with the ends of their sentences. Linear: every sign is looked at a fixed number of times. */
export function scan(text: string): Scanned {
  return new Scanner(text).scan();
}

class Scanner {
  private readonly words: RawWord[] = [];
  private readonly quotationMarks: QuotationMark[] = [];
  private readonly text: string;
  private readonly soft: ReadonlySet<number>;
  private at = 0;
  /** Up to here the run of signs without a space was looked at as a whole. */
  private runEnd = 0;
  /** Up to here points are written between words, as spaces are. */
  private pointsAreSpacesTo = 0;
  private paragraph = 0;

  constructor(text: string) {
    this.text = text;
    this.soft = softLineEnds(text);
  }

  scan(): Scanned {
    const { text } = this;
    while (this.at < text.length) {
      const kind = this.classAt(this.at);
      if (kind === LETTER) this.word();
      else if (kind === SPACE || kind === OTHER) this.at += 1;
      else if (kind === LINE) this.lineEnd();
      else if (kind === DIGIT) this.number();
      else if (kind === POINT) this.point();
      else if (kind === MARK) this.mark();
      else if (kind === SIGN) this.sign();
      else this.quotationMark(kind);
    }
    const last = this.words[this.words.length - 1];
    if (last !== undefined && last.stop === null) this.stop('', text.length);
    return { words: this.words, quotationMarks: this.quotationMarks };
  }

  private classAt(at: number): number {
    const code = this.text.charCodeAt(at);
    return code < 128 ? (CLASS[code] as number) : LETTER;
  }

  private push(start: number, end: number, kind: RawWord['kind'], text?: string, how: string | null = null): RawWord {
    const written = this.text.slice(start, end);
    const lower = written.toLowerCase();
    const word: RawWord = {
      text: text ?? lower,
      start,
      end,
      kind,
      plain: kind === 'word' && isPlainWord(text ?? lower),
      how,
      weak: null,
      capitals: written !== lower && written === written.toUpperCase(),
      stop: null,
      stopEnd: end,
    };
    this.words.push(word);
    return word;
  }

  private stop(terminator: '' | '.' | '!' | '?', end: number): void {
    const last = this.words[this.words.length - 1];
    if (last === undefined || last.stop !== null) return;
    last.stop = terminator;
    last.stopEnd = end;
  }

  private word(): void {
    const { text } = this;
    const start = this.at;
    let end = start + 1;
    for (;;) {
      while (end < text.length && this.classAt(end) === LETTER) end += 1;
      if (end + 1 < text.length && this.classAt(end) === APOSTROPHE && this.classAt(end + 1) === LETTER) end += 2;
      else break;
    }
    const code = text.charCodeAt(end);
    const next = end + 1 < text.length ? this.classAt(end + 1) : SPACE;
    const plain =
      end >= text.length ||
      (code < 128 && PLAIN_END[code] === 1) ||
      next === SPACE ||
      next === LINE ||
      (code === 0x3f && next !== LETTER);
    if (plain && this.classAt(end) !== DIGIT && !(code < 128 && CLASS[code] === SIGN)) {
      this.push(start, end, 'word');
      this.at = end;
    } else if (!this.wholeRun()) this.mixed();
  }

  /** Takes the whole run of signs without a space where it is an address, or notes that points join its words. */
  private wholeRun(): boolean {
    if (this.at < this.runEnd) return false;
    const { text } = this;
    let end = this.at;
    while (end < text.length && this.classAt(end) !== SPACE && this.classAt(end) !== LINE) end += 1;
    this.runEnd = end;
    while (end > this.at && RUN_END.includes(text.charAt(end - 1))) end -= 1;
    const run = text.slice(this.at, end);
    if (isOpaque(run)) {
      this.push(this.at, end, 'opaque');
      this.at = end;
      return true;
    }
    if (
      run.length <= 400 &&
      DOTTED_WORDS.test(run) &&
      run.split('.').every((part) => isKnownWord(part.toLowerCase()) || spellingOf(part.toLowerCase()) !== undefined)
    ) {
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
    if (lined !== undefined && lined.length >= 4 && lined.length <= 16) {
      const [before = '', after = ''] = lined.toLowerCase().split(/[_-]/);
      const hidden =
        !(isKnownWord(before) && isKnownWord(after)) && before !== 'e' ? readMasked(lined.toLowerCase()) : null;
      if (hidden !== null) {
        this.push(start, start + lined.length, 'word', hidden, 'letters left out');
        this.at = start + lined.length;
        return;
      }
    }
    MIXED.lastIndex = start;
    const run = MIXED.exec(text)?.[0] ?? text.charAt(start);
    const trimmed = trimEnd(run);
    if (this.disguised(start, run, trimmed)) return;
    this.pieces(start, start + trimmed.length);
    this.at = Math.max(start + trimmed.length, start + 1);
  }

  private disguised(start: number, run: string, trimmed: string): boolean {
    if (run.length > 40) return false;
    const previous = this.words[this.words.length - 1];
    if (previous !== undefined && previous.stop === null && REFERENCE.has(previous.text)) return false;
    // "hell!" is shouted, not disguised.
    if (/^[a-z]+!+$/i.test(run) && isKnownWord(trimmed.toLowerCase())) return false;
    for (const written of run === trimmed ? [run] : [run, trimmed]) {
      const lower = written.toLowerCase();
      const whole = written === trimmed;
      if (/^[a-z]+$/.test(lower)) return false;
      if (spellingOf(lower) !== undefined && whole) {
        this.push(start, start + written.length, 'word');
        this.at = start + written.length;
        return true;
      }
      if (/[*#%]/.test(lower)) {
        const head = /^[a-z]*/.exec(lower)?.[0] ?? '';
        const hidden = !whole && isKnownWord(head) ? null : readMasked(lower);
        if (hidden !== null) {
          this.push(start, start + written.length, 'word', hidden, 'letters left out');
          this.at = start + written.length;
          return true;
        }
      }
      if (lower.startsWith('@') && isKnownWord(lower.slice(1))) return false;
      const reading = readLeetspeak(lower);
      if (reading === null || (!whole && !isKeyWord(reading.word))) continue;
      const word = this.push(start, start + written.length, 'word');
      if (reading.sure) {
        word.text = reading.word;
        word.plain = isPlainWord(reading.word);
        word.how = 'digits or signs in place of letters';
      } else {
        word.weak = reading.word;
        word.plain = false;
      }
      this.at = start + written.length;
      return true;
    }
    return false;
  }

  /** Words, numbers and marks that stand together without a space. */
  private pieces(start: number, end: number): void {
    const { text } = this;
    let at = start;
    while (at < end) {
      const kind = this.classAt(at);
      if (kind === LETTER || kind === DIGIT) {
        let stop = at + 1;
        while (
          stop < end &&
          (this.classAt(stop) === LETTER ||
            this.classAt(stop) === DIGIT ||
            (this.classAt(stop) === APOSTROPHE && this.classAt(stop + 1) === LETTER))
        )
          stop += 1;
        const clock = /^(\d{1,2})(?:am|pm)$/i.exec(stop - at <= 4 ? text.slice(at, stop) : '');
        if (clock !== null) {
          const digits = at + (clock[1] ?? '').length;
          this.push(at, digits, 'number');
          this.push(digits, stop, 'word');
        } else this.push(at, stop, /^\d+$/.test(text.slice(at, stop)) ? 'number' : 'word');
        at = stop;
      } else {
        if (text.charAt(at) === '!') this.stop('!', at + 1);
        at += 1;
      }
    }
  }

  private number(): void {
    const { text } = this;
    let end = this.at;
    while (end < text.length && this.classAt(end) === DIGIT) end += 1;
    const next = end < text.length ? this.classAt(end) : SPACE;
    const after = end + 1 < text.length ? this.classAt(end + 1) : SPACE;
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

  private sign(): void {
    const next = this.at + 1 < this.text.length ? this.classAt(this.at + 1) : SPACE;
    const first = this.text.charAt(this.at);
    const before = this.at > 0 ? this.classAt(this.at - 1) : SPACE;
    const begins =
      before !== LETTER && before !== DIGIT && (first === '@' || first === '$' || first === '|' || first === '+');
    if (begins && (next === LETTER || next === DIGIT || next === SIGN)) {
      MIXED.lastIndex = this.at;
      const run = MIXED.exec(this.text)?.[0] ?? '';
      const trimmed = trimEnd(run);
      if (/[a-z]/i.test(trimmed) && this.disguised(this.at, run, trimmed)) return;
    }
    this.at += 1;
  }

  private lineEnd(): void {
    const { text } = this;
    const first = this.at;
    let lines = 0;
    while (this.at < text.length && (this.classAt(this.at) === LINE || this.classAt(this.at) === SPACE)) {
      if (this.classAt(this.at) === LINE) lines += 1;
      this.at += 1;
    }
    if (lines >= 2) this.paragraph += 1;
    if (lines >= 2 || !this.soft.has(first)) this.stop('', first);
  }

  private nextSign(at: number): string {
    const { text } = this;
    // Far enough over brackets and quotation marks; a long gap ends a sentence whatever comes.
    for (let seen = 0; at < text.length && seen < 8; at++, seen++) {
      const kind = this.classAt(at);
      if (kind === LINE) return '\n';
      if (kind === LETTER || kind === DIGIT) return text.charAt(at);
    }
    return '';
  }

  private point(): void {
    const { text } = this;
    const start = this.at;
    while (this.at < text.length && this.classAt(this.at) === POINT) this.at += 1;
    if (this.at < text.length && this.classAt(this.at) === MARK) {
      this.mark();
      return;
    }
    const previous = this.words[this.words.length - 1];
    if (previous === undefined || previous.stop !== null) return;
    const next = this.nextSign(this.at);
    const glued = this.at < text.length && (this.classAt(this.at) === LETTER || this.classAt(this.at) === DIGIT);
    if (this.at - start >= 2) {
      if (next === '' || next === '\n' || (next >= 'A' && next <= 'Z')) this.stop('.', this.at);
      return;
    }
    if (glued) {
      if (start < this.pointsAreSpacesTo) {
        previous.how ??= 'points between words';
        return;
      }
      const initial = previous.text.length === 1 && previous.end === start && this.classAt(this.at + 1) !== LETTER;
      if (initial || this.classAt(this.at) === DIGIT || previous.kind === 'number') return;
      this.stop('.', this.at);
      return;
    }
    if (previous.end === start) {
      if (isAbbreviation(previous.text, next)) return;
      const inInitials = previous.text.length === 1 && start >= 2 && text.charAt(start - 2) === '.';
      if (inInitials && next !== '' && next !== '\n' && !(previous.text === 'm' && next >= 'A' && next <= 'Z')) return;
      const initial = previous.text.length === 1 && previous.capitals && previous.text !== 'i';
      if (initial && next >= 'A' && next <= 'Z') return;
      if (previous.kind === 'number' && this.opensLine(previous.start) && next !== '' && next !== '\n') return;
    }
    if (this.isSpeechGoingOn()) return;
    this.stop('.', this.at);
  }

  private mark(): void {
    const { text } = this;
    const start = this.at;
    let asks = false;
    while (this.at < text.length && (this.classAt(this.at) === MARK || this.classAt(this.at) === POINT)) {
      asks ||= text.charAt(this.at) === '?';
      this.at += 1;
    }
    // "(?)" and "(!)" are a raised eyebrow inside a sentence.
    if (text.charAt(start - 1) === '(' && text.charAt(this.at) === ')') return;
    if (this.isSpeechGoingOn()) return;
    this.stop(asks ? '?' : '!', this.at);
  }

  /** `"I will kill you." he said`: the sentence is not over at the closing quotation mark. */
  private isSpeechGoingOn(): boolean {
    const { text } = this;
    if (this.at >= text.length || !CLOSERS.includes(text.charAt(this.at))) return false;
    const next = this.at + 1 < text.length && text.charAt(this.at + 1) === ' ' ? text.charAt(this.at + 2) : '';
    return next >= 'a' && next <= 'z';
  }

  private opensLine(at: number): boolean {
    let before = at - 1;
    while (before >= 0 && this.classAt(before) === SPACE && at - before < 8) before -= 1;
    return before < 0 || this.classAt(before) === LINE;
  }

  private quotationMark(kind: number): void {
    const { text } = this;
    const sign = text.charAt(this.at);
    const before = this.at > 0 ? this.classAt(this.at - 1) : SPACE;
    const after = this.at + 1 < text.length ? this.classAt(this.at + 1) : SPACE;
    if (kind === APOSTROPHE && after === LETTER && (before === SPACE || before === LINE)) {
      const elided = /^'(?:em|til|till|cause|cuz|coz|bout|n|tis|twas|round|nuff|cept)(?![a-z])/i.exec(
        text.slice(this.at, this.at + 8),
      );
      if (elided !== null) {
        this.push(this.at, this.at + elided[0].length, 'word');
        this.at += elided[0].length;
        return;
      }
    }
    const open =
      before !== LETTER && before !== DIGIT && before !== POINT && before !== MARK && after !== SPACE && after !== LINE;
    const close = this.at > 0 && before !== SPACE && before !== LINE;
    const canOpen =
      sign === OPENING_QUOTE ||
      sign === OPENING_SINGLE_QUOTE ||
      (sign !== CLOSING_QUOTE && sign !== CLOSING_SINGLE_QUOTE && open);
    const canClose =
      sign === CLOSING_QUOTE || sign === CLOSING_SINGLE_QUOTE || (sign !== OPENING_SINGLE_QUOTE && close);
    const double = sign === '"' || sign === OPENING_QUOTE || sign === CLOSING_QUOTE;
    this.quotationMarks.push({ at: this.at, double, canOpen, canClose, paragraph: this.paragraph });
    this.at += 1;
  }
}

function trimEnd(run: string): string {
  let end = run.length;
  while (end > 0 && NEVER_LAST.includes(run.charAt(end - 1))) end -= 1;
  return run.slice(0, end);
}
