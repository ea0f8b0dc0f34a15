/** One text's score and whether it is a positive. */
export interface Scored {
  readonly score: number;
  readonly positive: boolean;
}

/**
 * Area under the ROC curve: how often a positive scores above a negative, ties counted half (Mann–Whitney), with a 95% interval by
 * Hanley and McNeil (1982).
 */
export function areaUnderRoc(rows: readonly Scored[]): { area: number; low: number; high: number } {
  const ordered = [...rows].sort((a, b) => a.score - b.score);
  const positives = rows.filter((row) => row.positive).length;
  const negatives = rows.length - positives;
  let rankSum = 0;
  for (let first = 0; first < ordered.length; ) {
    let last = first;
    while (last < ordered.length && ordered[last]?.score === ordered[first]?.score) last++;
    const rank = (first + 1 + last) / 2;
    for (let index = first; index < last; index++) if (ordered[index]?.positive) rankSum += rank;
    first = last;
  }
  const area = (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
  const both = area / (2 - area);
  const square = (2 * area * area) / (1 + area);
  const variance =
    (area * (1 - area) + (positives - 1) * (both - area * area) + (negatives - 1) * (square - area * area)) /
    (positives * negatives);
  const half = 1.96 * Math.sqrt(Math.max(0, variance));
  return { area, low: Math.max(0, area - half), high: Math.min(1, area + half) };
}

/** Mean of the precision at each positive, in order of falling score. */
export function averagePrecision(rows: readonly Scored[]): number {
  const ordered = [...rows].sort((a, b) => b.score - a.score);
  let found = 0;
  let sum = 0;
  for (const [index, row] of ordered.entries()) {
    if (!row.positive) continue;
    found++;
    sum += found / (index + 1);
  }
  return found === 0 ? 0 : sum / found;
}

/** The share of positives at or above a threshold. */
export function recallAt(rows: readonly Scored[], threshold: number): number {
  const positives = rows.filter((row) => row.positive);
  return positives.filter((row) => row.score >= threshold).length / Math.max(1, positives.length);
}

/** The lowest threshold at which at most `perThousand` of these harmless texts score at or above it. */
export function thresholdAt(harmless: readonly number[], perThousand: number): number {
  const ordered = [...harmless].sort((a, b) => b - a);
  const allowed = Math.floor((harmless.length * perThousand) / 1000);
  return (ordered[allowed] ?? 0) + 1e-9;
}
