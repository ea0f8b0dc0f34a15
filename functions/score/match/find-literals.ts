import { ANCHOR_ROW } from './instructions.ts';
import type { LoadedRules } from './loaded-rules.ts';
import type { TargetNames } from './target-names.ts';
import type { WordStream } from './word-stream.ts';

/** Windows of starts that are this near are tried as one: a start tried in vain costs less than a window kept. */
const JOIN_WINDOWS_WITHIN = 8;

/** Where patterns may begin, and where members of several words stand. */
export interface Literals {
  /** For each pattern whose anchor was met, the starts to try: flat pairs, first and last, inclusive. */
  readonly windows: ReadonlyMap<number, number[]>;
  /** For each place, the last phrase met that starts there, counted from 1; 0 for none. */
  readonly phraseAt: Int32Array;
  /** For each phrase: the node of the automaton, where it ends, the phrase met before it at the same place. */
  readonly phrases: readonly number[];
}

/** One pass of the automaton over the text: linear in its words. */
export function findLiterals(stream: WordStream, rules: LoadedRules, names: TargetNames): Literals {
  const { ids, length } = stream;
  const { nodeDepths, nodeNextFound, nodeSymbolStarts, nodeGroupStarts, nodeGroups, sentenceBreak } = rules;
  const phraseAt = new Int32Array(length + 1);
  const phrases: number[] = [];
  const windows = new Map<number, number[]>();
  let state = 0;
  for (let at = 0; at < length; at += 1) {
    const word = ids[at] as number;
    if (word === 0 || word === sentenceBreak) {
      state = 0;
      continue;
    }
    state = step(state, word, rules);
    for (let found = state; found !== 0; found = nodeNextFound[found] as number) {
      const start = at + 1 - (nodeDepths[found] as number);
      if ((nodeSymbolStarts[found] as number) < (nodeSymbolStarts[found + 1] as number)) {
        phrases.push(found, at + 1, phraseAt[start] as number);
        phraseAt[start] = phrases.length / 3;
      }
      const lastGroup = nodeGroupStarts[found + 1] as number;
      for (let group = nodeGroupStarts[found] as number; group < lastGroup; group += 1) {
        openWindows(nodeGroups[group] as number, start, rules, windows);
      }
    }
  }
  for (const start of names.starts) {
    for (const group of rules.nameGroups) openWindows(group, start, rules, windows);
  }
  return { windows, phraseAt, phrases };
}

/** The longest literal, or beginning of one, that ends with this word. */
function step(from: number, word: number, rules: LoadedRules): number {
  for (let state = from; state !== 0; state = rules.nodeFallbacks[state] as number) {
    const child = childOf(state, word, rules);
    if (child !== 0) return child;
  }
  return rules.rootEdges[word] as number;
}

function childOf(node: number, word: number, { nodeFirstChildren, nodeWords }: LoadedRules): number {
  let low = nodeFirstChildren[node] as number;
  let high = (nodeFirstChildren[node + 1] as number) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const here = nodeWords[middle] as number;
    if (here === word) return middle;
    if (here < word) low = middle + 1;
    else high = middle - 1;
  }
  return 0;
}

function openWindows(group: number, literal: number, rules: LoadedRules, windows: Map<number, number[]>): void {
  const end = rules.groupStarts[group + 1] as number;
  for (let row = rules.groupStarts[group] as number; row < end; row += ANCHOR_ROW) {
    const pattern = rules.anchors[row] as number;
    // Place 0 is a sentence break, where nothing begins.
    const first = Math.max(1, literal - (rules.anchors[row + 2] as number));
    const last = literal - (rules.anchors[row + 1] as number);
    if (last < first) continue;
    const open = windows.get(pattern);
    if (open === undefined) {
      windows.set(pattern, [first, last]);
      continue;
    }
    const from = open[open.length - 2] as number;
    const to = open[open.length - 1] as number;
    if (first > to + JOIN_WINDOWS_WITHIN || last < from - JOIN_WINDOWS_WITHIN) open.push(first, last);
    else {
      open[open.length - 2] = Math.min(from, first);
      open[open.length - 1] = Math.max(to, last);
    }
  }
}

/** The windows of a pattern in order, those that meet joined, so that each start is in one: flat pairs, as they are kept. */
export function inOrder(windows: readonly number[]): readonly number[] {
  if (windows.length === 2) return windows;
  const pairs: [number, number][] = [];
  for (let index = 0; index < windows.length; index += 2) {
    pairs.push([windows[index] as number, windows[index + 1] as number]);
  }
  pairs.sort((a, b) => a[0] - b[0]);
  const joined: number[] = [];
  for (const [first, last] of pairs) {
    const end = joined.at(-1);
    if (end === undefined || first > end) joined.push(first, last);
    else joined[joined.length - 1] = Math.max(end, last);
  }
  return joined;
}
