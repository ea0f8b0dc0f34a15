import { edgeHash, edgeMask } from './edge-hash.ts';
import { ENTRY_ROW, ENTRY_SHIFT, FIRST_GUARD, GUARD_ROW, NODE_ROW } from './instructions.ts';
import type { LoadedRules } from './loaded-rules.ts';
import type { MetLiterals } from './met-literals.ts';
import type { Surroundings } from './surroundings.ts';
import type { TargetNames } from './target-names.ts';
import { isMember } from './word-sets.ts';
import type { WordStream } from './word-stream.ts';
import type { Work } from './work.ts';

/**
 * One pass of the automaton over the text, linear in its words: notes the members of several words, and where a pattern may begin, which
 * is where one of its rarest literals is met and its guards stand beside it.
 */
export function findLiterals(
  stream: WordStream,
  rules: LoadedRules,
  names: TargetNames,
  around: Surroundings,
  met: MetLiterals,
  work: Work,
): void {
  const { ids, length } = stream;
  const { nodes, nodeDepths, sentenceBreak } = rules;
  met.begin(length + 1);
  around.read(stream, names, rules.wordMarks, rules.wordMarks[rules.name] as number);
  let state = 0;
  let steps = length;
  for (let at = 0; at < length; at += 1) {
    const word = ids[at] as number;
    if (word === 0 || word === sentenceBreak) {
      state = 0;
      continue;
    }
    // The longest literal, or beginning of one, that ends with this word.
    let child = 0;
    for (; state !== 0; state = nodes[state * NODE_ROW + 2] as number) {
      steps += 1;
      child = childOf(state, word, rules);
      if (child !== 0) break;
    }
    state = child === 0 ? (rules.rootEdges[word] as number) : child;
    for (let found = state; found !== 0; found = nodes[found * NODE_ROW + 3] as number) {
      const row = found * NODE_ROW;
      const lastSymbol = nodes[row + NODE_ROW + 4] as number;
      const first = nodes[row + 5] as number;
      const last = nodes[row + NODE_ROW + 5] as number;
      if ((nodes[row + 4] as number) < lastSymbol) {
        met.addPhrase(found, at + 1 - (nodeDepths[found] as number), at + 1);
        steps += 1;
      }
      if (first === last) continue;
      const start = at + 1 - (nodeDepths[found] as number);
      steps += tryEntries(first, last, start, at + 1, stream, rules, names, around, met);
    }
  }
  for (let index = 0; index < names.starts.length; index += 1) {
    const start = names.starts[index] as number;
    for (const end of names.endsAt.get(start) ?? []) {
      for (const anchor of rules.nameAnchors) steps += tryAnchor(anchor, start, end, stream, rules, names, met);
    }
  }
  work.steps += steps;
}

function childOf(node: number, word: number, { nodes, edgeBits }: LoadedRules): number {
  const hash = edgeHash(node, word);
  const mask = edgeMask(hash);
  if (((edgeBits[hash & (edgeBits.length - 1)] as number) & mask) !== mask) return 0;
  let low = nodes[node * NODE_ROW + 1] as number;
  let high = (nodes[(node + 1) * NODE_ROW + 1] as number) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const here = nodes[middle * NODE_ROW] as number;
    if (here === word) return middle;
    if (here < word) low = middle + 1;
    else high = middle - 1;
  }
  return 0;
}

/** Tries each anchor that a literal belongs to and around which there may be what it asks for. Gives the steps that it took. */
function tryEntries(
  first: number,
  last: number,
  start: number,
  end: number,
  stream: WordStream,
  rules: LoadedRules,
  names: TargetNames,
  around: Surroundings,
  met: MetLiterals,
): number {
  const { nodeAnchors } = rules;
  const { marks, at } = around;
  around.place(start, end);
  let steps = (last - first) / ENTRY_ROW;
  for (let entry = first; entry < last; entry += ENTRY_ROW) {
    const packed = nodeAnchors[entry] as number;
    const one = at[(packed >> 4) & 15] as number;
    const here =
      ((nodeAnchors[entry + 1] as number) & (marks[one] as number)) |
      ((nodeAnchors[entry + 2] as number) & (marks[one + 1] as number));
    if (here === 0) continue;
    const other = at[packed & 15] as number;
    const there =
      ((nodeAnchors[entry + 3] as number) & (marks[other] as number)) |
      ((nodeAnchors[entry + 4] as number) & (marks[other + 1] as number));
    if (there !== 0) steps += tryAnchor(packed >>> ENTRY_SHIFT, start, end, stream, rules, names, met);
  }
  return steps;
}

/** Opens a window for the anchor's pattern if its guards stand around the literal. Gives the steps that it took. */
function tryAnchor(
  row: number,
  start: number,
  end: number,
  stream: WordStream,
  rules: LoadedRules,
  names: TargetNames,
  met: MetLiterals,
): number {
  const { anchors } = rules;
  let steps = 1;
  const firstGuard = row + FIRST_GUARD;
  const lastGuard = firstGuard + GUARD_ROW * (anchors[row + 3] as number);
  for (let guard = firstGuard; guard < lastGuard; guard += GUARD_ROW) {
    steps += 1;
    if (!stands(guard, start, end, stream, rules, names)) return steps;
  }
  // Place 0 is a sentence break, where nothing begins.
  const from = Math.max(1, start - (anchors[row + 2] as number));
  const to = start - (anchors[row + 1] as number);
  if (from <= to) met.openWindow(anchors[row] as number, from, to);
  return steps;
}

/** Whether a word of the guard's is where it must be, in the sentence of the literal. */
function stands(
  guard: number,
  start: number,
  end: number,
  stream: WordStream,
  rules: LoadedRules,
  { endsAt }: TargetNames,
): boolean {
  const { anchors, members, sentenceBreak, name } = rules;
  const { ids } = stream;
  const set = anchors[guard] as number;
  const mask = anchors[guard + 1] as number;
  const from = anchors[guard + 2] as number;
  const to = anchors[guard + 3] as number;
  const byName = endsAt.size > 0 && isMember(members, set, mask, name);
  if (to < 0) {
    for (let at = -1; at >= from; at -= 1) {
      const word = ids[start + at] as number;
      if (word === sentenceBreak) return false;
      if (at > to) continue;
      if (isMember(members, set, mask, word) || (byName && endsAt.has(start + at))) return true;
    }
    return false;
  }
  for (let at = 0; at <= to; at += 1) {
    const word = ids[end + at] as number;
    if (word === sentenceBreak) return false;
    if (at < from) continue;
    if (isMember(members, set, mask, word) || (byName && endsAt.has(end + at))) return true;
  }
  return false;
}
