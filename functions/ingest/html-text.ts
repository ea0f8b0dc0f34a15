import { QuoteType, Tokenizer } from 'htmlparser2';
import type { Hidden } from '../contracts/contact.ts';
import { type Element, openElement, ROOT } from './html-element.ts';
import { BLOCK, BOX, IMPLIED_END, PARAGRAPH, VOID } from './html-names.ts';
import { type Declarations, MAX_RULES, readStyleSheet } from './html-style.ts';
import { MAX_HTML_CHARACTERS, MAX_HTML_DEPTH } from './limits.ts';

/** HTML as a reader sees it, and what a reader does not see. All offsets count UTF-16 units of `text`. */
export interface HtmlText {
  readonly text: string;
  /** Text that is in the source and not before a reader's eyes (requirement 15). It stays in `text`: hidden words are scored. */
  readonly hidden: readonly Hidden[];
  /** Inside block quotes; nested ones come as stretches within stretches. */
  readonly quotes: readonly { readonly start: number; readonly end: number }[];
  /** False when the source was longer than is read. */
  readonly complete: boolean;
}

/** The words for a picture, a button or a field, and the tip of an element: shorter ones are names of things. */
const FEWEST_WORDS_OF_PICTURE = 2;
const FEWEST_WORDS_OF_TIP = 3;
const FEWEST_WORDS_OF_TITLE = 3;

/** Texts that stand beside the page; each is looked for in all of it. */
const MAX_ASIDE = 20;

/** What Outlook alone reads, and everyone else takes for a comment. */
const CONDITIONAL = /^\[if [^\]]{0,100}\]>(?:<!-->)?/i;

/**
 * Reads HTML into text in one pass whose time is linear in the source; no script runs and nothing is fetched. `isReply` says
 * that the mail answers another: then a bare block quote is one too; without it writers use the element to indent, and words in
 * it are their own.
 */
export function htmlToText(source: string, isReply: boolean): HtmlText {
  const reader = new HtmlReader(source.slice(0, MAX_HTML_CHARACTERS), isReply);
  return { ...reader.read(), complete: source.length <= MAX_HTML_CHARACTERS };
}

class HtmlReader {
  readonly #source: string;
  readonly #isReply: boolean;
  readonly #stack: Element[] = [ROOT];
  /** For each open element, where a quote began with it. */
  readonly #quoteStarts: (number | null)[] = [null];
  readonly #hidden: Hidden[] = [];
  readonly #quotes: { start: number; end: number }[] = [];
  readonly #pieces: string[] = [];
  #length = 0;
  #tail = '';
  /** White space owed before the next word: 0 none, 1 a space, 2 a line break, 3 an empty line. */
  #owed = 0;
  #sheet = '';
  #title = '';
  /** What is nowhere in the page: the words of its sheets, and its title. */
  readonly #aside: { text: string; how: string }[] = [];
  readonly #rules = new Map<string, Declarations>();
  #tag = '';
  #attributes = new Map<string, string>();
  #attribute = '';
  #value = '';

  /** Within a comment there are no comments: those of hostile mail would nest without end. */
  readonly #isComment: boolean;

  constructor(source: string, isReply: boolean, isComment = false) {
    this.#source = source;
    this.#isReply = isReply;
    this.#isComment = isComment;
  }

  read(): { text: string; hidden: Hidden[]; quotes: { start: number; end: number }[] } {
    const tokenizer = new Tokenizer(
      { decodeEntities: true },
      {
        onattribdata: (start, end) => {
          this.#value += this.#source.slice(start, end);
        },
        onattribentity: (codepoint) => {
          this.#value += String.fromCodePoint(codepoint);
        },
        onattribend: (quote) => {
          if (quote !== QuoteType.NoValue || !this.#attributes.has(this.#attribute))
            this.#attributes.set(this.#attribute, this.#value);
          this.#value = '';
        },
        onattribname: (start, end) => {
          this.#attribute = this.#source.slice(start, end).toLowerCase();
        },
        oncdata: (start, end, offset) => this.#text(this.#source.slice(start, end - offset)),
        onclosetag: (start, end) => this.#close(this.#source.slice(start, end).toLowerCase()),
        oncomment: (start, end, offset) => this.#comment(this.#source.slice(start, end - offset)),
        ondeclaration: () => {},
        onend: () => {},
        onopentagend: () => this.#open(),
        onopentagname: (start, end) => {
          this.#tag = this.#source.slice(start, end).toLowerCase();
          this.#attributes = new Map();
        },
        onprocessinginstruction: () => {},
        onselfclosingtag: () => this.#open(),
        ontext: (start, end) => this.#text(this.#source.slice(start, end)),
        ontextentity: (codepoint) => this.#text(String.fromCodePoint(codepoint)),
      },
    );
    tokenizer.write(this.#source);
    tokenizer.end();
    while (this.#stack.length > 1) this.#pop();
    const words = plainWords(this.#pieces.join(''));
    for (const { text, how } of this.#aside) {
      if (words.includes(plainWords(text))) continue;
      this.#owe(3);
      this.#write(text, how);
    }
    return { text: this.#pieces.join(''), hidden: this.#hidden, quotes: this.#quotes };
  }

  get #top(): Element {
    return this.#stack.at(-1) ?? ROOT;
  }

  #open(): void {
    const name = this.#tag;
    if (name === 'br') {
      this.#owe(this.#owed >= 2 ? 3 : 2);
      return;
    }
    if (BLOCK.has(name)) this.#owe(PARAGRAPH.has(name) ? 3 : 2);
    else if (BOX.has(name)) this.#owe(1);
    this.#attributeWords(name);
    if (VOID.has(name)) return;
    if (IMPLIED_END.has(name) && this.#top.name === name) this.#pop();
    // What a machine reads stands in no depth: nothing can be within it.
    if (this.#stack.length > MAX_HTML_DEPTH && name !== 'style' && name !== 'script') return;
    this.#stack.push(openElement(name, this.#attributes, this.#rules, this.#top));
    const quotes = name === 'blockquote' && (this.#isReply || this.#top.saysQuote);
    this.#quoteStarts.push(quotes ? this.#length : null);
    if (this.#top.reversed) this.#turn(RIGHT_TO_LEFT);
  }

  /** Where pictures are blocked, which is the rule for strangers' mail, a reader reads what stands for them. */
  #attributeWords(name: string): void {
    const shown = (attribute: string, fewest: number): string => {
      const words = (this.#attributes.get(attribute) ?? '').replace(/\s+/g, ' ').trim();
      return wordCount(words) < fewest ? '' : words;
    };
    const field = name === 'input' && this.#attributes.get('type')?.toLowerCase() !== 'hidden';
    const seen = [
      name === 'img' || name === 'area' ? shown('alt', FEWEST_WORDS_OF_PICTURE) : '',
      field ? shown('value', FEWEST_WORDS_OF_PICTURE) : '',
      field || name === 'textarea' ? shown('placeholder', FEWEST_WORDS_OF_PICTURE) : '',
    ];
    for (const words of seen) this.#boxed(words, this.#top.hidden);
    this.#boxed(shown('title', FEWEST_WORDS_OF_TIP), this.#top.hidden ?? 'tip of an element');
  }

  #boxed(words: string, hidden: string | null): void {
    if (words === '' || this.#top.silent) return;
    this.#owe(1);
    this.#write(words, hidden);
    this.#owe(1);
  }

  #comment(source: string): void {
    const condition = CONDITIONAL.exec(source);
    if (condition === null || this.#isComment || this.#top.silent) return;
    const inner = source.slice(condition[0].length).replace(/<!(?:--)?\[endif\]$/i, '');
    const { text } = new HtmlReader(inner, false, true).read();
    if (wordCount(text) === 0) return;
    this.#owe(3);
    this.#write(text, 'shown by Outlook alone');
    this.#owe(3);
  }

  #close(name: string): void {
    if (name === 'p') this.#owe(3);
    else if (BLOCK.has(name)) this.#owe(PARAGRAPH.has(name) ? 3 : 2);
    // A stray end tag closes nothing; looking for its partner only so far keeps a page of stray end tags linear.
    for (let at = this.#stack.length - 1, steps = 0; at > 0 && steps < MAX_HTML_DEPTH; at--, steps++) {
      if (this.#stack[at]?.name !== name) continue;
      while (this.#stack.length > at) this.#pop();
      return;
    }
  }

  #pop(): void {
    const element = this.#stack.pop();
    if (element === undefined) return;
    const start = this.#quoteStarts.pop() ?? null;
    if (start !== null && start < this.#length) this.#quotes.push({ start, end: this.#length });
    if (element.reversed) this.#turn(POP_DIRECTION);
    if (BOX.has(element.name)) this.#owe(1);
    if (
      element.removed === 'title' &&
      wordCount(this.#title) >= FEWEST_WORDS_OF_TITLE &&
      this.#aside.length < MAX_ASIDE
    )
      this.#aside.push({ text: this.#title.replace(/\s+/g, ' ').trim(), how: element.removed });
    this.#title = '';
    if (element.name === 'style') {
      const { rules, words } = readStyleSheet(this.#sheet);
      for (const [selector, style] of rules) if (this.#rules.size < MAX_RULES) this.#rules.set(selector, style);
      if (this.#aside.length < MAX_ASIDE)
        this.#aside.push(...words.map((text) => ({ text, how: 'put in by a style sheet' })));
      this.#sheet = '';
    }
  }

  #owe(amount: number): void {
    this.#owed = Math.max(this.#owed, amount);
  }

  #text(text: string): void {
    const element = this.#top;
    if (element.silent) {
      if (element.name === 'style') this.#sheet += text;
      return;
    }
    if (element.removed === 'title') {
      this.#title += text;
      return;
    }
    if (element.preformatted) {
      this.#write(text.replaceAll('\r\n', '\n'), element.hidden);
      return;
    }
    const words = text.replace(/[ \t\r\n\f]+/g, ' ');
    if (words.startsWith(' ')) this.#owe(1);
    const inner = words.replace(/^ | $/g, '');
    if (inner === '') return;
    this.#write(inner, element.hidden);
    if (words.endsWith(' ')) this.#owe(1);
  }

  #write(text: string, hidden: string | null): void {
    if (text === '') return;
    if (this.#length > 0) this.#append([``, ' ', '\n', '\n\n'][this.#owed] ?? '');
    this.#owed = 0;
    const start = this.#length;
    this.#append(text);
    if (hidden === null) return;
    const last = this.#hidden.at(-1);
    if (last !== undefined && last.how === hidden && last.end >= start - 2) last.end = this.#length;
    else this.#hidden.push({ start, end: this.#length, how: hidden });
  }

  /** A style that turns text around becomes the character that does, which plain text has for it. */
  #turn(mark: string): void {
    if (mark === RIGHT_TO_LEFT && this.#length > 0) this.#append(['', ' ', '\n', '\n\n'][this.#owed] ?? '');
    if (mark === RIGHT_TO_LEFT) this.#owed = 0;
    this.#append(mark);
  }

  #append(text: string): void {
    if (text.startsWith('\n') && this.#tail === '\n') text = text.slice(1);
    if (text === '') return;
    this.#pieces.push(text);
    this.#length += text.length;
    this.#tail = text.at(-1) ?? '';
  }
}

const RIGHT_TO_LEFT = '\u202E';
const POP_DIRECTION = '\u202C';

const wordCount = (text: string): number => text.match(/\p{L}+/gu)?.length ?? 0;
const plainWords = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
