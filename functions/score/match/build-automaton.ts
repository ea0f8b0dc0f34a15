/** One node of the trie of literals, with what is found where it is reached. */
interface TrieNode {
  readonly children: Map<number, number>;
  readonly depth: number;
  readonly symbols: Set<number>;
  readonly groups: Set<number>;
  fallback: number;
  /** The nearest shorter suffix that is found too; 0 where there is none. */
  nextFound: number;
}

const newNode = (depth: number): TrieNode => ({
  children: new Map(),
  depth,
  symbols: new Set(),
  groups: new Set(),
  fallback: 0,
  nextFound: 0,
});

/**
 * Aho and Corasick's automaton (Communications of the ACM 18, 1975) over word ids instead of letters: reads a text once and
 * finds every literal that ends at each word. Node 0 is the root.
 */
export class Automaton {
  readonly nodes: TrieNode[] = [newNode(0)];

  /** A literal that stands for a member, of several words, of a symbol. */
  addSymbol(words: readonly number[], symbol: number): void {
    this.nodeFor(words).symbols.add(symbol);
  }

  /** A literal on which a group of patterns is anchored. */
  addGroup(words: readonly number[], group: number): void {
    this.nodeFor(words).groups.add(group);
  }

  private nodeFor(words: readonly number[]): TrieNode {
    let at = 0;
    for (const word of words) {
      let next = this.nodes[at]?.children.get(word);
      if (next === undefined) {
        next = this.nodes.push(newNode((this.nodes[at]?.depth ?? 0) + 1)) - 1;
        this.nodes[at]?.children.set(word, next);
      }
      at = next;
    }
    return this.node(at);
  }

  private node(id: number): TrieNode {
    const node = this.nodes[id];
    if (node === undefined) throw new RangeError(`no node ${id} in an automaton of ${this.nodes.length}`);
    return node;
  }

  /** Links every node to its longest suffix in the trie. Breadth first, so that shorter suffixes are linked before. */
  link(): void {
    const queue = [...this.node(0).children.values()];
    for (let index = 0; index < queue.length; index += 1) {
      const parent = this.node(queue[index] ?? 0);
      const found = this.node(parent.fallback);
      parent.nextFound = found.symbols.size + found.groups.size > 0 ? parent.fallback : found.nextFound;
      for (const [word, child] of parent.children) {
        queue.push(child);
        let at = parent.fallback;
        while (at !== 0 && !this.node(at).children.has(word)) at = this.node(at).fallback;
        this.node(child).fallback = this.node(at).children.get(word) ?? 0;
      }
    }
  }
}
