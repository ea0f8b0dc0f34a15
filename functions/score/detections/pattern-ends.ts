import type { PatternNode } from './pattern.ts';
import { PatternError } from './pattern-error.ts';

/**
 * A gap before what may be left out, at the end of a pattern, belongs to it: `~kill you ... tonight?` is written, and
 * `~kill you (... tonight)?` is meant. Otherwise the match would take in words that nothing asks for.
 */
export function bindGapAtEnd(node: PatternNode): PatternNode {
  if (node.kind === 'capture' || node.kind === 'optional') return { ...node, of: bindGapAtEnd(node.of) };
  if (node.kind === 'choice') return { ...node, of: node.of.map(bindGapAtEnd) };
  if (node.kind !== 'sequence') return node;
  const last = node.of.at(-1);
  const gap = node.of.at(-2);
  if (last === undefined || gap === undefined) return node;
  const before = node.of.slice(0, -2);
  if (last.kind !== 'optional' || gap.kind !== 'gap') return { ...node, of: [...before, gap, bindGapAtEnd(last)] };
  const bound: PatternNode = {
    kind: 'optional',
    of: { kind: 'sequence', of: [gap, bindGapAtEnd(last.of)], column: gap.column },
    column: gap.column,
  };
  return before.length === 0 ? bound : { kind: 'sequence', of: [...before, bound], column: node.column };
}

/**
 * A gap, or a sentence break, at either end finds nothing more and would only blur where the match ends; so none may come to
 * stand there, not even when what is optional is left out.
 */
export function checkEnds(root: PatternNode): void {
  for (const from of ['beginning', 'end'] as const) {
    const node = looseEnd(root, from);
    if (node === null) continue;
    const what = node.kind === 'gap' ? 'a gap' : 'a sentence break';
    throw new PatternError(
      node.column,
      `${what} at the ${from} of the pattern: remove it, or put it inside what may be left out, as in kill (... you)?`,
    );
  }
}

/** The gap or break that can be the first or last thing of a part. */
function looseEnd(node: PatternNode, from: 'beginning' | 'end'): PatternNode | null {
  switch (node.kind) {
    case 'gap':
    case 'break':
      return node;
    case 'capture':
    case 'optional':
      return looseEnd(node.of, from);
    case 'choice':
      return node.of.reduce<PatternNode | null>((found, option) => found ?? looseEnd(option, from), null);
    case 'sequence': {
      let guarded = false;
      for (const part of from === 'beginning' ? node.of : [...node.of].reverse()) {
        const found = looseEnd(part, from);
        // `... $` says how far off the end of the sentence is.
        if (found !== null) return guarded && found.kind === 'gap' ? null : found;
        const empty = emptiness(part);
        if (empty === 'never') return null;
        guarded ||= empty === 'guarded';
      }
      return null;
    }
    default:
      return null;
  }
}

/** Whether a part may stand for no word; `guarded` where it does only if a condition such as `$` holds. */
function emptiness(node: PatternNode): 'never' | 'guarded' | 'free' {
  switch (node.kind) {
    case 'optional':
    case 'gap':
      return 'free';
    case 'start':
    case 'end':
    case 'not':
      return 'guarded';
    case 'capture':
      return emptiness(node.of);
    case 'choice': {
      const options = node.of.map(emptiness);
      if (options.includes('free')) return 'free';
      return options.includes('guarded') ? 'guarded' : 'never';
    }
    case 'sequence': {
      const parts = node.of.map(emptiness);
      if (parts.includes('never')) return 'never';
      return parts.includes('guarded') ? 'guarded' : 'free';
    }
    default:
      return 'never';
  }
}
