/** A probability of exactly 0 or 1 would be infinite odds. */
const NEAREST = 1e-9;

export const logOdds = (probability: number): number => {
  const inside = Math.min(1 - NEAREST, Math.max(NEAREST, probability));
  return Math.log(inside / (1 - inside));
};

export const probability = (odds: number): number => 1 / (1 + Math.exp(-odds));
