/** Platt scaling: log-odds = slope * sum + intercept. */
export interface Calibration {
  readonly slope: number;
  readonly intercept: number;
}

/**
 * Two views in log-odds as one that is high where both are: 1 / odds = 1 / odds of the one + 1 / odds of the other. Each view errs on
 * strange text in a way of its own, and what only one of them hears is seldom meant.
 */
export function bothSay(one: number, other: number): number {
  return Math.min(one, other) - Math.log1p(Math.exp(-Math.abs(one - other)));
}

/** Two views in log-odds as one that is between them: the close look may bring up what the others find slight, and take down what they find grave. */
export const meanOdds = (one: number, other: number): number => (one + other) / 2;
