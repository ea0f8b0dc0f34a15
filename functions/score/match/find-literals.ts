import { hashEdge } from './hash-edge.ts';
import { ANCHOR_ROW, EDGE_ROW, NODE_ROW } from './instructions.ts';
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
  const { nodes, nodeGroups, sentenceBreak } = rules;
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
    let found = state;
    if (found === 0) continue;
    if (isSilent(found, nodes)) found = nodes[found * NODE_ROW + 1] as number;
    while (found !== 0) {
      const row = found * NODE_ROW;
      const start = at + 1 - (nodes[row + 2] as number);
      if ((nodes[row + 3] as number) < (nodes[row + NODE_ROW + 3] as number)) {
        phrases.push(found, at + 1, phraseAt[start] as number);
        phraseAt[start] = phrases.length / 3;
      }
      const lastGroup = nodes[row + NODE_ROW + 4] as number;
      for (let group = nodes[row + 4] as number; group < lastGroup; group += 1) {
        openWindows(nodeGroups[group] as number, start, rules, windows);
      }
      found = nodes[row + 1] as number;
    }
  }
  for (const start of names.starts) {
    for (const group of rules.nameGroups) openWindows(group, start, rules, windows);
  }
  return { windows, phraseAt, phrases };
}

function isSilent(node: number, nodes: Int32Array): boolean {
  const row = node * NODE_ROW;
  return nodes[row + 3] === nodes[row + NODE_ROW + 3] && nodes[row + 4] === nodes[row + NODE_ROW + 4];
}

function step(from: number, word: number, rules: LoadedRules): number {
  const { edges, edgeMask, nodes, rootEdges } = rules;
  let state = from;
  while (state !== 0) {
    let slot = hashEdge(state, word, edgeMask) * EDGE_ROW;
    while (edges[slot] !== 0) {
      if (edges[slot] === state && edges[slot + 1] === word) return edges[slot + 2] as number;
      slot = slot === edgeMask * EDGE_ROW ? 0 : slot + EDGE_ROW;
    }
    state = nodes[state * NODE_ROW] as number;
  }
  return rootEdges[word] as number;
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

/** The starts of a pattern in order, each once. */
export function startsIn(windows: readonly number[]): number[] {
  const pairs: [number, number][] = [];
  for (let index = 0; index < windows.length; index += 2) {
    pairs.push([windows[index] as number, windows[index + 1] as number]);
  }
  pairs.sort((a, b) => a[0] - b[0]);
  const starts: number[] = [];
  let next = 0;
  for (const [first, last] of pairs) {
    for (let start = Math.max(first, next); start <= last; start += 1) starts.push(start);
    next = Math.max(next, last + 1);
  }
  return starts;
}
