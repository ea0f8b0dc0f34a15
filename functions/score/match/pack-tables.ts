import { Automaton } from './build-automaton.ts';
import type { Anchor, Guard } from './choose-anchor.ts';
import type { CompiledPattern } from './compile-rules.ts';
import type { CompiledRules } from './compiled-rules.ts';
import * as op from './instructions.ts';
import type { Phrase } from './literals.ts';
import { packNodes } from './pack-nodes.ts';
import { packWords } from './pack-words.ts';
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
      ...packNodes(automaton.nodes(), vocabulary.sentenceBreak),
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

/** Patterns that are anchored on the same literals, so that a literal names one group and not a hundred patterns. */
interface AnchorGroup {
  readonly phrases: readonly Phrase[];
  readonly names: boolean;
  readonly members: { readonly pattern: number; readonly anchor: Anchor }[];
}

function packAnchors(
  patterns: readonly CompiledPattern[],
  vocabulary: Vocabulary,
  automaton: Automaton,
  sets: WordSets,
) {
  const groups = groupAnchors(patterns);
  const groupStarts: number[] = [];
  const anchors: number[] = [];
  const guards: number[] = [];
  groups.forEach(({ phrases, members }, group) => {
    for (const phrase of phrases) for (const row of vocabulary.rowsOf(phrase)) automaton.addGroup(row, group);
    groupStarts.push(anchors.length);
    for (const { pattern, anchor } of members) {
      anchors.push(pattern, anchor.least, anchor.most, guards.length);
      for (const guard of anchor.guards) guards.push(...guardRow(guard, vocabulary, sets));
    }
  });
  groupStarts.push(anchors.length);
  anchors.push(0, 0, 0, guards.length);
  return {
    groupStarts: Int32Array.from(groupStarts),
    anchors: Int32Array.from(anchors),
    guards: Int32Array.from(guards),
    nameGroups: Int32Array.from(groups.flatMap(({ names }, group) => (names ? [group] : []))),
  };
}

function guardRow({ items, from, to }: Guard, vocabulary: Vocabulary, sets: WordSets): number[] {
  const { start, mask } = sets.add(items.flatMap((item) => vocabulary.idsOf(item)));
  return [start, mask, from, to];
}

function groupAnchors(patterns: readonly CompiledPattern[]): AnchorGroup[] {
  const groups = new Map<string, AnchorGroup>();
  patterns.forEach(({ anchors }, pattern) => {
    for (const anchor of anchors) {
      const { phrases, names } = anchor;
      const list = phrases.map((phrase) => phrase.join(' ')).sort();
      const key = `${names}:${list.join('|')}`;
      const group = groups.get(key) ?? { phrases, names, members: [] };
      group.members.push({ pattern, anchor });
      groups.set(key, group);
    }
  });
  return [...groups.values()];
}

function packPatterns(patterns: readonly CompiledPattern[], vocabulary: Vocabulary, sets: WordSets) {
  const rows: number[] = [];
  const programs: number[] = [];
  for (const { detection, program, most, firstWords } of patterns) {
    const first = firstWords === null ? null : sets.add(firstWords.flatMap((item) => vocabulary.idsOf(item)));
    rows.push(programs.length / op.INSTRUCTION_SIZE, program.length / op.INSTRUCTION_SIZE, most, detection);
    rows.push(first?.start ?? 0, first?.mask ?? op.NO_SET);
    for (const integer of program) programs.push(integer);
  }
  return { patterns: Int32Array.from(rows), programs: Int32Array.from(programs) };
}
