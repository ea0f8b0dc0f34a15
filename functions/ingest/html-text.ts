import { QuoteType, Tokenizer } from 'htmlparser2';
import type { Hidden } from '../contracts/contact.ts';
import { type Element, openElement, ROOT } from './html-element.ts';
import { type Declarations, simpleRules } from './html-style.ts';
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

const VOID = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'param',
  'source',
  'track',
  'wbr',
]);
const PARAGRAPH = new Set([
  'p',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'blockquote',
  'pre',
  'ul',
  'ol',
  'dl',
  'table',
  'hr',
]);
const BLOCK = new Set([
  ...PARAGRAPH,
  ...[
    'address',
    'article',
    'aside',
    'body',
    'center',
    'dd',
    'details',
    'dir',
    'div',
    'dt',
    'fieldset',
    'figure',
    'footer',
    'form',
  ],
  ...[
    'header',
    'html',
    'legend',
    'li',
    'main',
    'menu',
    'nav',
    'option',
    'section',
    'summary',
    'tbody',
    'tfoot',
    'thead',
    'tr',
  ],
]);
/** Closed by the next of their kind: a table of unclosed cells does not nest. */
const IMPLIED_END = new Set(['p', 'li', 'dt', 'dd', 'option', 'tr', 'td', 'th', 'thead', 'tbody', 'tfoot']);

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
  #rules: ReadonlyMap<string, Declarations> = new Map();
  #tag = '';
  #attributes = new Map<string, string>();
  #attribute = '';
  #value = '';

  constructor(source: string, isReply: boolean) {
    this.#source = source;
    this.#isReply = isReply;
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
        oncomment: () => {},
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
    else if (name === 'td' || name === 'th') this.#owe(1);
    if (name === 'img') this.#alternative();
    if (VOID.has(name)) return;
    if (IMPLIED_END.has(name) && this.#top.name === name) this.#pop();
    if (this.#stack.length > MAX_HTML_DEPTH) return;
    this.#stack.push(openElement(name, this.#attributes, this.#rules, this.#top));
    const quotes = name === 'blockquote' && (this.#isReply || this.#top.saysQuote);
    this.#quoteStarts.push(quotes ? this.#length : null);
  }

  /** Where pictures are blocked, which is the rule for strangers' mail, a reader reads what stands for them. */
  #alternative(): void {
    const words = (this.#attributes.get('alt') ?? '').replace(/\s+/g, ' ').trim();
    if (words.split(' ').length < 3) return;
    this.#owe(1);
    this.#text(words);
    this.#owe(1);
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
    if (element.name === 'style') {
      this.#rules = new Map([...this.#rules, ...simpleRules(this.#sheet)]);
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

  #append(text: string): void {
    if (text.startsWith('\n') && this.#tail === '\n') text = text.slice(1);
    if (text === '') return;
    this.#pieces.push(text);
    this.#length += text.length;
    this.#tail = text.at(-1) ?? '';
  }
}
