import process from 'node:process';

/** One thing to measure: makes what it needs anew for each round, which is not counted, and gives what is. */
export type Task = () => () => void;

/** Processor time in milliseconds of one thing over the rounds. */
export interface Times {
  readonly median: number;
  readonly least: number;
  readonly each: readonly number[];
}

/** Rounds that warm up the compiler of Node and are not counted. */
const WARM_UP_ROUNDS = 3;

/**
 * Measures things in turns, so that all meet the same machine, in the same order each round. Processor time and not the clock's, which
 * counts what other programs take.
 */
export function interleaved(tasks: readonly Task[], rounds: number): Times[] {
  const times = tasks.map((): number[] => []);
  for (let round = 0; round < rounds + WARM_UP_ROUNDS; round += 1) {
    tasks.forEach((task, index) => {
      const run = task();
      const before = process.cpuUsage();
      run();
      const { user, system } = process.cpuUsage(before);
      if (round >= WARM_UP_ROUNDS) times[index]?.push((user + system) / 1000);
    });
  }
  return times.map(timesOf);
}

export function timesOf(each: readonly number[]): Times {
  const sorted = [...each].sort((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)] ?? 0, least: sorted[0] ?? 0, each };
}
