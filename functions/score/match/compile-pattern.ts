import { CaptureName } from '../../contracts/signal.ts';
import type { PatternNode } from '../detections/pattern.ts';
import type { ExpandedLexicon } from './expand-lexicons.ts';
import { alternativesOf } from './inline-lexicon.ts';
import * as op from './instructions.ts';
import { type Phrase, phrasesOf, type Words } from './literals.ts';
import type { SymbolTable } from './symbol-table.ts';

/** No such lexicon; the column is the pattern's. */
export class UnknownLexicon extends Error {
  override readonly name = 'UnknownLexicon';
  readonly column: number;

  constructor(lexicon: string, column: number, known: Iterable<string>) {
    super(`no lexicon @${lexicon}: write rules/lexicon/${lexicon}.yml, or use one of ${[...known].sort().join(', ')}`);
    this.column = column;
  }
}

/** What patterns are compiled against. */
export interface Rulebook {
  readonly lexicons: ReadonlyMap<string, ExpandedLexicon>;
  readonly symbols: SymbolTable;
  readonly words: Words;
}

export function lexiconOf(node: PatternNode & { kind: 'lexicon' }, rulebook: Rulebook): ExpandedLexicon {
  const lexicon = rulebook.lexicons.get(node.name);
  if (lexicon === undefined) throw new UnknownLexicon(node.name, node.column, rulebook.lexicons.keys());
  return lexicon;
}

/** Fewest and most words of the stream; a sentence break counts as one. */
export interface Width {
  readonly least: number;
  readonly most: number;
}

export function widthOf(node: PatternNode, rulebook: Rulebook): Width {
  switch (node.kind) {
    case 'word': {
      const { length } = rulebook.words(node.text);
      return { least: length, most: length };
    }
    case 'inflected':
      return widthOfPhrases(phrasesOf(node, rulebook.words) ?? [], false);
    case 'lexicon': {
      const lexicon = lexiconOf(node, rulebook);
      return widthOfPhrases(lexicon.phrases, lexicon.names);
    }
    case 'prefix':
    case 'number':
    case 'break':
      return { least: 1, most: 1 };
    case 'gap':
      return { least: 0, most: node.most };
    case 'start':
    case 'end':
    case 'not':
      return { least: 0, most: 0 };
    case 'optional':
      return { least: 0, most: widthOf(node.of, rulebook).most };
    case 'capture':
      return widthOf(node.of, rulebook);
    case 'choice': {
      const widths = node.of.map((option) => widthOf(option, rulebook));
      return {
        least: Math.min(...widths.map(({ least }) => least)),
        most: Math.max(...widths.map(({ most }) => most)),
      };
    }
    case 'sequence': {
      const widths = node.of.map((part) => widthOf(part, rulebook));
      return { least: sum(widths.map(({ least }) => least)), most: sum(widths.map(({ most }) => most)) };
    }
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

function widthOfPhrases(phrases: readonly Phrase[], names: boolean): Width {
  let least = names ? 1 : Number.POSITIVE_INFINITY;
  let most = names ? op.MAXIMUM_NAME_WORDS : 0;
  for (const { length } of phrases) {
    least = Math.min(least, length);
    most = Math.max(most, length);
  }
  return { least, most };
}

/** Appends the instructions of a pattern to `program`; jumps are counted from the start of the pattern. */
export function compilePattern(node: PatternNode, rulebook: Rulebook): number[] {
  const program: number[] = [];
  const emit = (code: number, a = 0, b = 0): number => {
    program.push(code, a, b);
    return program.length / op.INSTRUCTION_SIZE - 1;
  };
  const here = (): number => program.length / op.INSTRUCTION_SIZE;
  const patch = (instruction: number, operand: 1 | 2, to: number): void => {
    program[instruction * op.INSTRUCTION_SIZE + operand] = to;
  };
  const phrases = (list: readonly Phrase[]): void => {
    const [only] = list;
    const [item = ''] = only ?? [];
    if (list.length === 1 && only?.length === 1 && !item.endsWith('*') && item !== '#') {
      emit(op.WORD, rulebook.symbols.word(item));
    } else {
      emit(op.SYMBOL, rulebook.symbols.symbol(list).id);
    }
  };
  const walk = (part: PatternNode): void => {
    switch (part.kind) {
      case 'word':
        for (const word of phrasesOf(part, rulebook.words)?.[0] ?? []) emit(op.WORD, rulebook.symbols.word(word));
        break;
      case 'inflected':
      case 'prefix':
      case 'number':
        phrases(phrasesOf(part, rulebook.words) ?? []);
        break;
      case 'lexicon':
        emit(op.SYMBOL, rulebook.symbols.lexicon(lexiconOf(part, rulebook)).id);
        break;
      case 'gap':
        emit(op.GAP, part.most);
        break;
      case 'break':
        emit(op.BREAK);
        break;
      case 'start':
        emit(op.START);
        break;
      case 'end':
        emit(op.END);
        break;
      case 'not':
        for (const symbol of notSymbols(part.of, rulebook)) emit(op.NOT, symbol);
        break;
      case 'optional': {
        const split = emit(op.SPLIT);
        patch(split, 1, here());
        walk(part.of);
        patch(split, 2, here());
        break;
      }
      case 'choice':
        choice(part.of);
        break;
      case 'sequence':
        part.of.forEach(walk);
        break;
      case 'capture': {
        const capture = CaptureName.options.indexOf(part.name);
        emit(op.OPEN, capture);
        walk(part.of);
        emit(op.CLOSE, capture);
        break;
      }
    }
  };
  const choice = (options: readonly PatternNode[]): void => {
    const {
      phrases: written,
      lexicons,
      others,
    } = alternativesOf(options, rulebook.words, (lexicon) => lexiconOf(lexicon, rulebook));
    const symbol = lexicons.length > 0 ? () => emit(op.SYMBOL, rulebook.symbols.union(written, lexicons).id) : null;
    const branches: (() => void)[] = others.map((option) => () => walk(option));
    if (symbol !== null) branches.unshift(symbol);
    else if (written.length > 0) branches.unshift(() => phrases(written));
    const ends: number[] = [];
    branches.forEach((branch, index) => {
      if (index === branches.length - 1) {
        branch();
        return;
      }
      const split = emit(op.SPLIT);
      patch(split, 1, here());
      branch();
      ends.push(emit(op.JUMP));
      patch(split, 2, here());
    });
    for (const end of ends) patch(end, 1, here());
  };
  walk(node);
  emit(op.MATCH);
  return program;
}

function notSymbols(node: PatternNode, rulebook: Rulebook): number[] {
  if (node.kind === 'choice') return node.of.flatMap((option) => notSymbols(option, rulebook));
  if (node.kind === 'lexicon') return [rulebook.symbols.lexicon(lexiconOf(node, rulebook)).id];
  return [rulebook.symbols.symbol(phrasesOf(node, rulebook.words) ?? []).id];
}
