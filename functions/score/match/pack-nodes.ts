import type { Nodes } from './build-automaton.ts';
import type { Integers, TableName } from './compiled-rules.ts';
import { edgeHash, edgeMask } from './edge-hash.ts';
import { NODE_ROW } from './instructions.ts';

/** Bits for each edge, two of them set: few enough to stay in a processor's cache; one in 20 of the edges that are not there looks as if it were. */
const BITS_PER_EDGE = 8;

type NodeTables = 'nodes' | 'nodeDepths' | 'nodeSymbols' | 'nodeAnchors' | 'rootEdges' | 'edgeBits';

/**
 * The automaton as tables; all that a step needs of a node lies side by side, and so does all that is first looked at of its anchors.
 * @param entries of each anchor.
 */
export function packNodes(
  nodes: Nodes,
  entries: readonly (readonly number[])[],
  lastWord: number,
): Pick<Record<TableName, Integers>, NodeTables> {
  const count = nodes.words.length;
  const rows = new Int32Array(NODE_ROW * (count + 1));
  const symbols: number[] = [];
  const anchors: number[] = [];
  for (let node = 0; node <= count; node += 1) {
    rows.set(
      [
        nodes.words[node] ?? 0,
        nodes.firstChildren[node] ?? 0,
        nodes.fallbacks[node] ?? 0,
        nodes.nextFound[node] ?? 0,
        symbols.length,
        anchors.length,
      ],
      NODE_ROW * node,
    );
    symbols.push(...(nodes.symbols[node] ?? []));
    for (const anchor of nodes.anchors[node] ?? []) anchors.push(...(entries[anchor] ?? []));
  }
  const depths = new Uint8Array(count);
  for (let depth = 0; depth + 1 < nodes.levels.length; depth += 1) {
    depths.fill(depth, nodes.levels[depth], nodes.levels[depth + 1]);
  }
  const rootEdges = new Int32Array(lastWord + 1);
  for (let node = nodes.levels[1] ?? 0; node < (nodes.levels[2] ?? 0); node += 1) {
    rootEdges[nodes.words[node] ?? 0] = node;
  }
  return {
    nodes: rows,
    nodeDepths: depths,
    nodeSymbols: Int32Array.from(symbols),
    nodeAnchors: Int32Array.from(anchors),
    rootEdges,
    edgeBits: edgeBits(nodes),
  };
}

function edgeBits(nodes: Nodes): Int32Array {
  const count = nodes.words.length;
  let size = 1;
  while (32 * size < BITS_PER_EDGE * count) size *= 2;
  const table = new Int32Array(size);
  for (let node = 1; node < count; node += 1) {
    for (let child = nodes.firstChildren[node] ?? 0; child < (nodes.firstChildren[node + 1] ?? 0); child += 1) {
      const hash = edgeHash(node, nodes.words[child] ?? 0);
      table[hash & (size - 1)] = (table[hash & (size - 1)] as number) | edgeMask(hash);
    }
  }
  return table;
}
