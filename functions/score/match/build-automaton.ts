/** One node of the trie of literals, with what is found where it is reached. */
interface TrieNode {
  readonly children: Map<number, TrieNode>;
  readonly word: number;
  readonly symbols: Set<number>;
  readonly anchors: Set<number>;
  id: number;
  fallback: TrieNode | null;
  /** The nearest shorter suffix that is found too. */
  nextFound: TrieNode | null;
}

const newNode = (word: number): TrieNode => ({
  children: new Map(),
  word,
  symbols: new Set(),
  anchors: new Set(),
  id: 0,
  fallback: null,
  nextFound: null,
});

/** The automaton as lists by node: breadth first, the children of a node side by side in the order of their words. */
export interface Nodes {
  readonly words: readonly number[];
  readonly firstChildren: readonly number[];
  readonly fallbacks: readonly number[];
  readonly nextFound: readonly number[];
  readonly symbols: readonly (readonly number[])[];
  readonly anchors: readonly (readonly number[])[];
  readonly levels: readonly number[];
}

/**
 * Aho and Corasick's automaton (Communications of the ACM 18, 1975) over word ids instead of letters: reads a text once and
 * finds every literal that ends at each word.
 */
export class Automaton {
  private readonly root = newNode(0);

  /** A literal that is a member, of several words, of a symbol. */
  addSymbol(words: readonly number[], symbol: number): void {
    this.nodeFor(words).symbols.add(symbol);
  }

  /** A literal of an anchor. */
  addAnchor(words: readonly number[], anchor: number): void {
    this.nodeFor(words).anchors.add(anchor);
  }

  private nodeFor(words: readonly number[]): TrieNode {
    let at = this.root;
    for (const word of words) {
      const next = at.children.get(word) ?? newNode(word);
      at.children.set(word, next);
      at = next;
    }
    return at;
  }

  /** Numbers the nodes, and links each to its longest suffix in the trie: shorter ones are linked before longer. */
  nodes(): Nodes {
    const order: TrieNode[] = [this.root];
    const firstChildren: number[] = [];
    const levels = [0];
    let levelEnd = 1;
    for (let index = 0; index < order.length; index += 1) {
      if (index === levelEnd) {
        levels.push(index);
        levelEnd = order.length;
      }
      const node = order[index] as TrieNode;
      firstChildren.push(order.length);
      for (const child of [...node.children.values()].sort((a, b) => a.word - b.word)) {
        child.id = order.push(child) - 1;
        child.fallback = this.longestSuffix(node, child.word);
      }
    }
    for (const node of order.slice(1)) {
      const suffix = node.fallback as TrieNode;
      node.nextFound = suffix.symbols.size + suffix.anchors.size > 0 ? suffix : suffix.nextFound;
    }
    return {
      words: order.map(({ word }) => word),
      firstChildren: [...firstChildren, order.length],
      fallbacks: order.map(({ fallback }) => fallback?.id ?? 0),
      nextFound: order.map(({ nextFound }) => nextFound?.id ?? 0),
      symbols: order.map(({ symbols }) => [...symbols].sort((a, b) => a - b)),
      anchors: order.map(({ anchors }) => [...anchors]),
      levels: [...levels, order.length],
    };
  }

  private longestSuffix(parent: TrieNode, word: number): TrieNode {
    for (let at = parent.fallback; at !== null; at = at.fallback) {
      const next = at.children.get(word);
      if (next !== undefined) return next;
    }
    return this.root;
  }
}
