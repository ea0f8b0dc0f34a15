/** A probability of exactly 0 or 1 would be infinite odds. */
const NEAREST = 1e-9;

export const logOdds = (probability: number): number => {
  const inside = Math.min(1 - NEAREST, Math.max(NEAREST, probability));
  return Math.log(inside / (1 - inside));
};

/** Among many readings the highest is high by chance; so much of the log of their number is taken off, in log-odds. */
const POOLING_PENALTY = 0.5;

/** The highest of `count` log-odds, less what chance gives the highest of so many. */
export const pooled = (odds: number, count: number): number => odds - POOLING_PENALTY * Math.log(Math.max(1, count));

export const probability = (odds: number): number => 1 / (1 + Math.exp(-odds));
