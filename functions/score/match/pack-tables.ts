import { Automaton } from './build-automaton.ts';
import type { Guard } from './choose-anchor.ts';
import { chooseMarks } from './choose-marks.ts';
import { NAMES_PER_MILLION, NUMBERS_PER_MILLION, PREFIX_PER_MILLION, usesPerMillion } from './common-words.ts';
import type { CompiledPattern } from './compiled-pattern.ts';
import type { CompiledRules } from './compiled-rules.ts';
import * as op from './instructions.ts';
import { markBits, NO_MARK, shareOfMarks } from './marks.ts';
import { packNodes } from './pack-nodes.ts';
import { packWords } from './pack-words.ts';
import { ANYTHING, surroundingsOf, wordsAround } from './surroundings.ts';
import type { SymbolTable, Vocabulary } from './symbol-table.ts';
import { WordSets } from './word-sets.ts';

/**
 * Puts all literals into one automaton, those that patterns are anchored on and members of several words, and everything into tables.
 */
export function packTables(
  patterns: readonly CompiledPattern[],
  detections: readonly number[],
  symbolTable: SymbolTable,
): Pick<CompiledRules, 'tables' | 'wordCount' | 'prefixes'> {
  const vocabulary = symbolTable.close();
  const automaton = new Automaton();
  const sets = new WordSets();
  const symbols = packSymbols(symbolTable, vocabulary, automaton, sets);
  const anchors = packAnchors(patterns, vocabulary, automaton, sets);
  const programs = packPatterns(patterns, vocabulary, sets);
  return {
    wordCount: vocabulary.words.length,
    prefixes: vocabulary.prefixes,
    tables: {
      ...packWords(vocabulary.words),
      ...symbols,
      ...anchors,
      ...programs,
      detections: Int32Array.from(detections),
      members: sets.pack(),
    },
  };
}

function packSymbols(table: SymbolTable, vocabulary: Vocabulary, automaton: Automaton, sets: WordSets) {
  const rows: number[] = [];
  const allParts: number[] = [];
  const allWords: (readonly number[])[] = [];
  const allFlags: number[] = [];
  for (const { id, phrases, names, parts } of table.entries) {
    const words: number[] = [];
    let flags = names ? op.HAS_NAMES : 0;
    // A part has a smaller number, and no parts of its own.
    for (const part of parts) {
      flags |= (allFlags[part] ?? 0) & op.HAS_PHRASES;
      for (const word of allWords[part] ?? []) words.push(word);
    }
    for (const phrase of phrases) {
      for (const row of vocabulary.rowsOf(phrase)) {
        if (row.length === 1) words.push(row[0] ?? 0);
        else {
          automaton.addSymbol(row, id);
          flags |= op.HAS_PHRASES;
        }
      }
    }
    allWords.push(words);
    allFlags.push(flags);
    const set = sets.add(words);
    rows.push(set.start, set.mask, flags, allParts.length);
    allParts.push(...parts);
  }
  rows.push(0, 0, 0, allParts.length);
  return { symbols: Int32Array.from(rows), symbolParts: Int32Array.from(allParts) };
}

function packAnchors(
  patterns: readonly CompiledPattern[],
  vocabulary: Vocabulary,
  automaton: Automaton,
  sets: WordSets,
) {
  const marks = marksFor(patterns, vocabulary);
  const anchors: number[] = [];
  const nameAnchors: number[] = [];
  /** By anchor: what its entries hold. */
  const entries: (readonly number[])[] = [];
  patterns.forEach(({ anchors: list }, pattern) => {
    for (const anchor of list) {
      for (const phrase of anchor.phrases) {
        for (const row of vocabulary.rowsOf(phrase)) automaton.addAnchor(row, entries.length);
      }
      if (anchor.names) nameAnchors.push(anchors.length);
      entries.push(entryOf(anchors.length, anchor.guards, vocabulary, marks));
      const row = [pattern, anchor.least, anchor.most, anchor.guards.length];
      for (const { items, from, to } of anchor.guards) {
        const { start, mask } = sets.add(idsOf(items, vocabulary));
        row.push(start, mask, from, to);
      }
      for (let field = 0; field < op.ANCHOR_ROW; field += 1) anchors.push(row[field] ?? 0);
    }
  });
  return {
    wordMarks: marks.byWord,
    anchors: Int32Array.from(anchors),
    nameAnchors: Int32Array.from(nameAnchors),
    ...packNodes(automaton.nodes(), entries, vocabulary.sentenceBreak),
  };
}

const idsOf = (items: readonly string[], vocabulary: Vocabulary): number[] =>
  items.flatMap((item) => vocabulary.idsOf(item));

/** The two guards whose marks are met least. */
function entryOf(row: number, guards: readonly Guard[], vocabulary: Vocabulary, marks: Marks): number[] {
  const [first, second] = guards
    .map(({ items, from, to }) => {
      const around = surroundingsOf(from, to);
      const asked = new Set(idsOf(items, vocabulary).map((id) => marks.byWord[id] ?? NO_MARK));
      const share = [...asked].reduce((sum, mark) => sum + (marks.shares[mark] ?? 0), 0);
      return { around, bits: markBits(asked), met: 1 - (1 - Math.min(1, share)) ** wordsAround(around) };
    })
    .filter(({ around }) => around !== ANYTHING)
    .sort((a, b) => a.met - b.met);
  const all: [number, number] = [-1, -1];
  return [
    (row << op.ENTRY_SHIFT) | ((first?.around ?? ANYTHING) << 4) | (second?.around ?? ANYTHING),
    ...(first?.bits ?? all),
    ...(second?.bits ?? all),
  ];
}

/** Chosen for the guards, each as dear as its anchor is met often and as it looks at many words. */
function marksFor(patterns: readonly CompiledPattern[], vocabulary: Vocabulary): Marks {
  const uses = new Float64Array(vocabulary.name + 1);
  vocabulary.words.forEach((word, index) => {
    uses[index + 1] = usesPerMillion(word);
  });
  uses.fill(PREFIX_PER_MILLION, vocabulary.words.length + 1, vocabulary.number);
  uses[vocabulary.number] = NUMBERS_PER_MILLION;
  uses[vocabulary.name] = NAMES_PER_MILLION;
  const asked = new Map<string, { ids: number[]; weight: number }>();
  for (const { anchors } of patterns) {
    for (const anchor of anchors) {
      for (const { items, from, to } of anchor.guards) {
        const around = surroundingsOf(from, to);
        if (around === ANYTHING) continue;
        const ids = [...new Set(idsOf(items, vocabulary))].filter((id) => id !== 0).sort((a, b) => a - b);
        const key = ids.join(' ');
        const known = asked.get(key) ?? { ids, weight: 0 };
        known.weight += anchor.uses * wordsAround(around);
        asked.set(key, known);
      }
    }
  }
  const byWord = chooseMarks(uses, [...asked.values()]);
  return { byWord, shares: shareOfMarks(uses, byWord) };
}

/** The marks of the words, and how much of ordinary text has each. */
interface Marks {
  readonly byWord: Uint8Array;
  readonly shares: Float64Array;
}

function packPatterns(patterns: readonly CompiledPattern[], vocabulary: Vocabulary, sets: WordSets) {
  const rows: number[] = [];
  const programs: number[] = [];
  for (const { detection, program, most, firstWords } of patterns) {
    const first = firstWords === null ? null : sets.add(idsOf(firstWords, vocabulary));
    rows.push(programs.length / op.INSTRUCTION_SIZE, program.length / op.INSTRUCTION_SIZE, most, detection);
    rows.push(first?.start ?? 0, first?.mask ?? op.NO_SET);
    for (const integer of program) programs.push(integer);
  }
  return { patterns: Int32Array.from(rows), programs: Int32Array.from(programs) };
}
