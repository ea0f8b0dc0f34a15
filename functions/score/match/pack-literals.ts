import { Automaton, type Nodes } from './build-automaton.ts';
import type { Anchor } from './choose-anchor.ts';
import type { CompiledRules } from './compiled-rules.ts';
import { hashWord } from './hash-word.ts';
import * as op from './instructions.ts';
import type { Phrase } from './literals.ts';
import { packIntegers } from './packed-integers.ts';
import type { SymbolTable } from './symbol-table.ts';

interface Anchored {
  readonly anchors: readonly Anchor[];
}

/** What is shipped of the words, the symbols and the automaton. */
type PackedLiterals = Omit<
  CompiledRules,
  'format' | 'version' | 'detections' | 'detectionTable' | 'patternTable' | 'programs'
>;

/** Puts all literals into one automaton: those that patterns are anchored on, and members of several words. */
export function packLiterals(patterns: readonly Anchored[], symbols: SymbolTable): PackedLiterals {
  const vocabulary = symbols.close();
  const automaton = new Automaton();
  const symbolFlags: number[] = [];
  const wordLists: number[][] = [];
  for (const { id, phrases, names, parts } of symbols.entries) {
    const single = new Set<number>();
    let flags = names ? op.HAS_NAMES : 0;
    for (const part of parts) flags |= (symbolFlags[part] ?? 0) & op.HAS_PHRASES;
    for (const phrase of phrases) {
      for (const row of vocabulary.rowsOf(phrase)) {
        if (row.length === 1) single.add(row[0] ?? 0);
        else {
          automaton.addSymbol(row, id);
          flags |= op.HAS_PHRASES;
        }
      }
    }
    symbolFlags.push(flags);
    wordLists.push([...single].sort((a, b) => a - b));
  }
  const groups = groupAnchors(patterns);
  groups.forEach(({ phrases }, group) => {
    for (const phrase of phrases) for (const row of vocabulary.rowsOf(phrase)) automaton.addGroup(row, group);
  });
  const words = packLists(wordLists);
  const parts = packLists(symbols.entries.map((entry) => entry.parts));
  const anchors = packLists(groups.map(({ members }) => members.flat()));
  return {
    ...packWords(vocabulary.words),
    prefixes: vocabulary.prefixes.join(' '),
    symbolFlags: packIntegers(symbolFlags),
    symbolPartStarts: parts.starts,
    symbolParts: parts.values,
    symbolWordStarts: words.starts,
    symbolWords: words.values,
    ...packNodes(automaton.nodes()),
    groupStarts: anchors.starts,
    anchors: anchors.values,
    nameGroups: packIntegers(groups.flatMap(({ names }, group) => (names ? [group] : []))),
  };
}

/** Patterns that are anchored on the same literals, so that a literal names one group and not a hundred patterns. */
interface AnchorGroup {
  readonly phrases: readonly Phrase[];
  readonly names: boolean;
  readonly members: number[][];
}

function groupAnchors(patterns: readonly Anchored[]): AnchorGroup[] {
  const groups = new Map<string, AnchorGroup>();
  patterns.forEach(({ anchors }, pattern) => {
    for (const { phrases, names, least, most } of anchors) {
      const key = `${names}:${phrases
        .map((phrase) => phrase.join(' '))
        .sort()
        .join('|')}`;
      const group = groups.get(key) ?? { phrases, names, members: [] };
      group.members.push([pattern, least, most]);
      groups.set(key, group);
    }
  });
  return [...groups.values()];
}

function packLists(lists: readonly (readonly number[])[]): { starts: string; values: string } {
  const starts = [0];
  const values: number[] = [];
  for (const list of lists) {
    for (const value of list) values.push(value);
    starts.push(values.length);
  }
  return { starts: packIntegers(starts), values: packIntegers(values) };
}

function packNodes(nodes: Nodes) {
  const symbols = packLists(nodes.symbols);
  const groups = packLists(nodes.groups);
  return {
    nodeWords: packIntegers(nodes.words),
    nodeFirstChildren: packIntegers(nodes.firstChildren),
    nodeFallbacks: packIntegers(nodes.fallbacks),
    nodeNextFound: packIntegers(nodes.nextFound),
    nodeSymbolStarts: symbols.starts,
    nodeSymbols: symbols.values,
    nodeGroupStarts: groups.starts,
    nodeGroups: groups.values,
    levels: packIntegers(nodes.levels),
  };
}

/** Slots at most half full, so that a look-up ends after a step or two. */
function packWords(words: readonly string[]): Pick<CompiledRules, 'words' | 'wordStarts' | 'wordSlots'> {
  const starts = [0];
  for (const word of words) starts.push((starts.at(-1) ?? 0) + word.length + 1);
  let size = 8;
  while (size < words.length * 2) size *= 2;
  const slots = new Int32Array(size);
  words.forEach((word, index) => {
    let slot = hashWord(word) & (size - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (size - 1);
    slots[slot] = index + 1;
  });
  return { words: words.join(' '), wordStarts: packIntegers(starts), wordSlots: packIntegers(slots) };
}
