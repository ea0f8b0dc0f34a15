import process from 'node:process';

/** One thing to measure: makes what it needs anew for each round, which is not counted, and gives its steps, which are, each by itself. */
export type Task = () => readonly (() => void)[];

/** Times of one thing in microseconds: of all its steps in each round, and the sum of the least that each step took in any round. */
export interface Times {
  readonly rounds: readonly number[];
  readonly median: number;
  readonly least: number;
}

/** Rounds that warm up the compiler of Node and are not counted. */
const WARM_UP_ROUNDS = 3;

/**
 * Measures things in turns, so that all meet the same machine. The median of the rounds is what they took here, with whatever else ran. A
 * step is short, so that in some round nothing else came between: the least times are nearer to what the work itself takes.
 */
export function interleaved(tasks: readonly Task[], rounds: number): Times[] {
  const totals = tasks.map((): number[] => []);
  const least = tasks.map((): number[] => []);
  for (let round = -WARM_UP_ROUNDS; round < rounds; round += 1) {
    tasks.forEach((task, index) => {
      let total = 0;
      task().forEach((step, at) => {
        const before = process.hrtime.bigint();
        step();
        const time = Number(process.hrtime.bigint() - before) / 1000;
        total += time;
        const best = least[index] as number[];
        if (round >= 0) best[at] = Math.min(best[at] ?? Number.POSITIVE_INFINITY, time);
      });
      if (round >= 0) totals[index]?.push(total);
    });
  }
  return totals.map((each, index) => ({
    rounds: each,
    median: medianOf(each),
    least: (least[index] as number[]).reduce((sum, time) => sum + time, 0),
  }));
}

export function medianOf(list: readonly number[]): number {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
