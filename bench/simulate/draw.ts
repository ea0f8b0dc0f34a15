import { randomNumbers } from '../random-numbers.ts';

/** Choices drawn from one seeded stream: the same seed and number give the same choices, whatever else was drawn. */
export class Draw {
  private readonly random: () => number;

  constructor(seed: number, number: number) {
    this.random = randomNumbers(Math.imul(seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b));
  }

  chance(share: number): boolean {
    return this.random() < share;
  }

  /** A whole number from `least` to `most`, both among them. */
  whole([least, most]: readonly [number, number]): number {
    return least + Math.floor(this.random() * (most - least + 1));
  }

  between(least: number, most: number): number {
    return least + this.random() * (most - least);
  }

  pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.random() * from.length)] as T;
  }

  /** One of the keys, each as often as its share of the sum of all. */
  weighted<K extends string>(shares: Readonly<Partial<Record<K, number>>>): K {
    const entries = Object.entries(shares) as [K, number][];
    let left = this.random() * entries.reduce((sum, [, share]) => sum + share, 0);
    for (const [key, share] of entries) {
      left -= share;
      if (left < 0) return key;
    }
    return (entries.at(-1) as [K, number])[0];
  }

  shuffled<T>(from: readonly T[]): T[] {
    const all = [...from];
    for (let at = all.length - 1; at > 0; at--) {
      const other = Math.floor(this.random() * (at + 1));
      [all[at], all[other]] = [all[other] as T, all[at] as T];
    }
    return all;
  }
}
