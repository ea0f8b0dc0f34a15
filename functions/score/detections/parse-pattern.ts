import { CaptureName } from '../../contracts/signal.ts';
import {
  GAP_WORDS,
  MAXIMUM_GAP_WORDS,
  MAXIMUM_NESTING,
  MAXIMUM_PATTERN_LENGTH,
  MINIMUM_PREFIX_LETTERS,
  type PatternNode,
} from './pattern.ts';
import { bindGapAtEnd, checkEnds } from './pattern-ends.ts';
import { PatternError } from './pattern-error.ts';

const SPACE = /\s/;
/** What may stand in a word: letters, digits, emoji, and the marks that people write inside words. */
const WORD = /[\p{L}\p{N}\p{M}\p{Emoji_Presentation}\p{Extended_Pictographic}'’_&-]|\u200d|\ufe0f/u;
const FROM_REGULAR_EXPRESSIONS = new Set(['[', ']', '\\', '+']);

/**
 * Reads one token pattern; `docs/writing-rules.md` has the grammar.
 * @throws PatternError naming the column, what is wrong and what to do.
 */
export function parsePattern(pattern: string): PatternNode {
  if (pattern.length > MAXIMUM_PATTERN_LENGTH) {
    throw new PatternError(
      MAXIMUM_PATTERN_LENGTH,
      `longer than ${MAXIMUM_PATTERN_LENGTH} characters: split it into several`,
    );
  }
  const parser = new PatternParser(pattern);
  const root = bindGapAtEnd(parser.parse());
  checkEnds(root);
  if (!isAnchored(root)) {
    throw new PatternError(
      1,
      'every part is optional, a gap or a number: at least one word or @lexicon must always be there',
    );
  }
  return root;
}

class PatternParser {
  private at = 0;
  private readonly open: string[] = [];
  private readonly pattern: string;

  constructor(pattern: string) {
    this.pattern = pattern;
  }

  parse(): PatternNode {
    const root = this.sequence(0);
    const next = this.peek();
    if (next === '|') throw this.error('| outside of ( ): write the alternatives as (one|other)');
    if (next !== '') throw this.error(`${next} without its opening ${next === ')' ? '(' : '{'}`);
    return root;
  }

  private peek(): string {
    const code = this.pattern.codePointAt(this.at);
    return code === undefined ? '' : String.fromCodePoint(code);
  }

  private error(problem: string, column = this.at + 1): PatternError {
    return new PatternError(column, problem);
  }

  private skipSpace(): void {
    while (SPACE.test(this.peek())) this.at += 1;
  }

  /** Elements up to the end or the sign that closes what surrounds them. */
  private sequence(depth: number): PatternNode {
    const column = this.at + 1;
    const elements: PatternNode[] = [];
    this.skipSpace();
    while (!['', ')', '}', '|'].includes(this.peek())) {
      const element = this.element(depth);
      const before = elements.at(-1);
      if (element.kind === 'gap' && before?.kind === 'gap') {
        throw new PatternError(
          element.column,
          'two gaps in a row: write one gap with the sum of their words, such as ..8',
        );
      }
      elements.push(element);
      this.skipSpace();
    }
    const [only] = elements;
    if (only === undefined) throw this.error('nothing here: write a word, or mark what may be left out with ?', column);
    return elements.length === 1 ? only : { kind: 'sequence', of: elements, column };
  }

  private element(depth: number): PatternNode {
    const column = this.at + 1;
    const node = this.unmarked(depth);
    if (this.peek() !== '?') {
      this.requireSpace();
      return node;
    }
    if (['gap', 'break', 'start', 'end', 'not'].includes(node.kind)) {
      throw this.error(`${this.pattern.slice(column - 1, this.at)} cannot be optional: remove the ?`);
    }
    this.at += 1;
    this.requireSpace();
    return { kind: 'optional', of: node, column };
  }

  /** `kill(you)` would read like a word with a suffix; elements stand apart. */
  private requireSpace(): void {
    const next = this.peek();
    if (next === '' || SPACE.test(next) || [')', '}', '|'].includes(next)) return;
    if (FROM_REGULAR_EXPRESSIONS.has(next) || next === '*' || next === '?') {
      throw this.error(`${next} means nothing here: patterns are made of words, not regular expressions`);
    }
    if (/[\p{P}\p{S}]/u.test(next) && !'(){}|~@!^$#./'.includes(next)) {
      throw this.error(`${next} is punctuation, which patterns do not see: leave it out`);
    }
    throw this.error(`expected a space before ${next}`);
  }

  private unmarked(depth: number): PatternNode {
    const column = this.at + 1;
    const sign = this.peek();
    switch (sign) {
      case '(':
        return this.choice(depth);
      case '{':
        return this.capture(depth);
      case '!':
        return this.not(depth);
      case '@':
        this.at += 1;
        return { kind: 'lexicon', name: this.name('a lexicon', column), column };
      case '~':
        this.at += 1;
        return { kind: 'inflected', text: this.word(column), column };
      case '.':
        return this.gap();
      case '/':
        if (!this.pattern.startsWith('//', this.at)) throw this.error('a single /: a sentence break is //');
        this.at += 2;
        return { kind: 'break', column };
      case '^':
        this.at += 1;
        return { kind: 'start', column };
      case '$':
        this.at += 1;
        return { kind: 'end', column };
      case '#':
        this.at += 1;
        return { kind: 'number', column };
      case '?':
        throw this.error('a ? with nothing before it: put it right behind what may be left out, as in really?');
      default:
        return this.wordOrPrefix();
    }
  }

  private choice(depth: number): PatternNode {
    const column = this.at + 1;
    if (depth >= MAXIMUM_NESTING)
      throw this.error(`nested deeper than ${MAXIMUM_NESTING}: split the pattern into several`);
    this.at += 1;
    const options: PatternNode[] = [];
    for (;;) {
      options.push(this.sequence(depth + 1));
      const next = this.peek();
      if (next === '}') throw this.error(`} closes a { while the ( of column ${column} is open: close it first`);
      if (next === '') throw this.error(`unclosed ( at column ${column}: add the ) that closes it`, column);
      this.at += 1;
      if (next === ')') break;
    }
    const [only] = options;
    return options.length === 1 && only !== undefined ? only : { kind: 'choice', of: options, column };
  }

  private capture(depth: number): PatternNode {
    const column = this.at + 1;
    if (depth >= MAXIMUM_NESTING)
      throw this.error(`nested deeper than ${MAXIMUM_NESTING}: split the pattern into several`);
    this.at += 1;
    this.skipSpace();
    const at = this.at + 1;
    const name = CaptureName.safeParse(this.name('a capture', at));
    if (!name.success) {
      throw this.error(`no such capture: use one of ${CaptureName.options.join(', ')}`, at);
    }
    if (this.open.includes(name.data))
      throw this.error(`{${name.data} inside of {${name.data}: remove one of them`, at);
    this.skipSpace();
    if (this.peek() !== ':') throw this.error(`expected : after {${name.data}`);
    this.at += 1;
    this.open.push(name.data);
    const of = this.sequence(depth + 1);
    this.open.pop();
    const next = this.peek();
    if (next === '|') throw this.error('| outside of ( ): write the alternatives as (one|other)');
    if (next !== '}') throw this.error(`unclosed { at column ${column}: add the } that closes it`, column);
    this.at += 1;
    return { kind: 'capture', name: name.data, of, column };
  }

  private not(depth: number): PatternNode {
    const column = this.at + 1;
    this.at += 1;
    const of = this.unmarked(depth);
    if (!isLookedFor(of)) {
      throw this.error('! takes a word, ~word, word*, #, @lexicon or a choice of these, as in !(a|b c)', column);
    }
    return { kind: 'not', of, column };
  }

  private gap(): PatternNode {
    const column = this.at + 1;
    const written = /^\.+/.exec(this.pattern.slice(this.at))?.[0] ?? '';
    this.at += written.length;
    const digits = /^\d*/.exec(this.pattern.slice(this.at))?.[0] ?? '';
    if (written === '...' && digits === '') return { kind: 'gap', most: GAP_WORDS, column };
    const most = Number(digits);
    if (written !== '..' || digits === '') {
      throw this.error(`a gap is ... (up to ${GAP_WORDS} words) or ..N (up to N words)`, column);
    }
    if (most < 1 || most > MAXIMUM_GAP_WORDS) {
      throw this.error(
        `a gap passes over 1 to ${MAXIMUM_GAP_WORDS} words: for more, use match_all with within`,
        column,
      );
    }
    this.at += digits.length;
    return { kind: 'gap', most, column };
  }

  private name(what: string, column: number): string {
    const name = /^[a-z]+(?:_[a-z]+)*/.exec(this.pattern.slice(this.at))?.[0];
    if (name === undefined) throw this.error(`expected the name of ${what}, in small letters and _`, column);
    this.at += name.length;
    return name;
  }

  private word(column: number): string {
    const start = this.at;
    while (this.peek() !== '' && WORD.test(this.peek())) this.at += this.peek().length;
    const text = this.pattern.slice(start, this.at);
    if (text !== '') return text;
    const sign = this.peek();
    if (FROM_REGULAR_EXPRESSIONS.has(sign) || sign === '*') {
      throw this.error(`${sign} means nothing here: patterns are made of words, not regular expressions`);
    }
    if (/[\p{P}\p{S}]/u.test(sign)) throw this.error(`${sign} is punctuation, which patterns do not see: leave it out`);
    throw this.error('expected a word', column);
  }

  private wordOrPrefix(): PatternNode {
    const column = this.at + 1;
    const text = this.word(column);
    if (this.peek() !== '*') return { kind: 'word', text, column };
    if (!/^\p{L}+$/u.test(text) || text.length < MINIMUM_PREFIX_LETTERS) {
      throw this.error(`at least ${MINIMUM_PREFIX_LETTERS} letters and nothing else before *`, column);
    }
    this.at += 1;
    return { kind: 'prefix', text: text.toLowerCase(), column };
  }
}

const isLiteral = (node: PatternNode): boolean => ['word', 'inflected', 'prefix', 'number'].includes(node.kind);

function isLookedFor(node: PatternNode): boolean {
  if (node.kind === 'choice') return node.of.every(isLookedFor);
  if (node.kind === 'sequence') return node.of.every(isLiteral);
  return isLiteral(node) || node.kind === 'lexicon';
}

function isAnchored(node: PatternNode): boolean {
  switch (node.kind) {
    case 'word':
    case 'inflected':
    case 'prefix':
    case 'lexicon':
      return true;
    case 'sequence':
      return node.of.some(isAnchored);
    case 'choice':
      return node.of.every(isAnchored);
    case 'capture':
      return isAnchored(node.of);
    default:
      return false;
  }
}
