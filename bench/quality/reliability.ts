import type { ReliabilityBin } from './report.ts';
import type { Scored } from './statistics.ts';

/** Edges of the bins: narrow where most scores are. */
const EDGES = [0, 0.01, 0.03, 0.1, 0.2, 0.4, 0.6, 0.8, 1] as const;

/** A reliability curve (Murphy and Winkler, 1977): of the texts given about this probability, how many were positive. Empty bins are left out. */
export function reliability(rows: readonly Scored[]): ReliabilityBin[] {
  return EDGES.slice(1).flatMap((to, index) => {
    const from = EDGES[index] as number;
    const inside = rows.filter(({ score }) => score >= from && (score < to || to === 1));
    if (inside.length === 0) return [];
    const meanSaid = inside.reduce((sum, { score }) => sum + score, 0) / inside.length;
    const sharePositive = inside.filter(({ positive }) => positive).length / inside.length;
    return [{ from, to, texts: inside.length, meanSaid, sharePositive }];
  });
}
