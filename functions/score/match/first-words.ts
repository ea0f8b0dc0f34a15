import type { PatternNode } from '../detections/pattern.ts';
import { lexiconOf, type Rulebook } from './compile-pattern.ts';
import { NAME, phrasesOf } from './literals.ts';

/**
 * The words, prefixes, numbers and NAME one of which begins whatever the part stands for; null where it may stand for nothing or begin with
 * any word.
 */
export function firstWords(node: PatternNode, rulebook: Rulebook): string[] | null {
  const phrases = phrasesOf(node, rulebook.words);
  if (phrases !== null) return firstItems(phrases);
  switch (node.kind) {
    case 'lexicon': {
      const lexicon = lexiconOf(node, rulebook);
      return union([firstItems(lexicon.phrases), lexicon.names ? [NAME] : []]);
    }
    case 'capture':
      return firstWords(node.of, rulebook);
    case 'choice':
      return union(node.of.map((option) => firstWords(option, rulebook)));
    case 'sequence':
      return firstOfSequence(node.of, rulebook);
    default:
      return null;
  }
}

/** Conditions take up no word; what may be left out begins it or leaves that to what follows. */
function firstOfSequence(parts: readonly PatternNode[], rulebook: Rulebook): string[] | null {
  const [first, ...rest] = parts;
  if (first === undefined) return null;
  if (first.kind === 'start' || first.kind === 'end' || first.kind === 'not') return firstOfSequence(rest, rulebook);
  if (first.kind === 'optional') return union([firstWords(first.of, rulebook), firstOfSequence(rest, rulebook)]);
  return firstWords(first, rulebook);
}

function firstItems(phrases: readonly (readonly string[])[]): string[] | null {
  return union(phrases.map(([item]) => (item === undefined ? null : [item])));
}

function union(lists: readonly (readonly string[] | null)[]): string[] | null {
  const all = new Set<string>();
  for (const list of lists) {
    if (list === null) return null;
    for (const item of list) all.add(item);
  }
  return [...all];
}
