/** Platt scaling: log-odds = slope * sum + intercept. */
export interface Calibration {
  readonly slope: number;
  readonly intercept: number;
}

export const calibrated = ({ slope, intercept }: Calibration, sum: number): number => slope * sum + intercept;

/**
 * Two views in log-odds as one that is between them, of which `share` (0..1) is the other's: the close look may bring up what the first
 * view finds slight, and take down what it finds grave.
 */
export const between = (one: number, other: number, share: number): number => (1 - share) * one + share * other;
