import type { Integers } from './compiled-rules.ts';

/** Knuth's multiplicative hashing: 2^32 over the golden ratio, odd. Ids are given in order, so that their low bits alone would do too. */
const SPREAD = 0x9e3779b1;
const SHIFT = 12;

/** A set in `members`: where its slots start, and one less than their number, a power of two. */
export interface WordSet {
  readonly start: number;
  readonly mask: number;
}

/** Whether a word is in a set, in a step or two. No set has word 0. */
export function isMember(members: Integers, start: number, mask: number, word: number): boolean {
  if (word === 0) return false;
  for (let slot = (Math.imul(word, SPREAD) >>> SHIFT) & mask; ; slot = (slot + 1) & mask) {
    const member = members[start + slot];
    if (member === word) return true;
    if (member === 0) return false;
  }
}

/** Collects sets of word ids as small hash tables side by side, equal ones once. At most half of the slots of each are used. */
export class WordSets {
  private readonly slots: number[] = [0];
  private readonly known = new Map<string, WordSet>([['', { start: 0, mask: 0 }]]);

  add(words: Iterable<number>): WordSet {
    const sorted = [...new Set(words)].filter((word) => word !== 0).sort((a, b) => a - b);
    const key = sorted.join(' ');
    const known = this.known.get(key);
    if (known !== undefined) return known;
    let size = 2;
    while (size < 2 * sorted.length) size *= 2;
    const set = { start: this.slots.length, mask: size - 1 };
    for (let slot = 0; slot < size; slot += 1) this.slots.push(0);
    for (const word of sorted) {
      let slot = (Math.imul(word, SPREAD) >>> SHIFT) & set.mask;
      while (this.slots[set.start + slot] !== 0) slot = (slot + 1) & set.mask;
      this.slots[set.start + slot] = word;
    }
    this.known.set(key, set);
    return set;
  }

  /** Half as large where all ids fit in 16 bits. */
  pack(): Integers {
    return this.slots.every((word) => word < 65_536) ? Uint16Array.from(this.slots) : Int32Array.from(this.slots);
  }
}
