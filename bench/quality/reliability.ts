import type { Scored } from './statistics.ts';

/** Upper edges of the bins: narrow where most scores are. */
const EDGES = [0.01, 0.03, 0.1, 0.2, 0.4, 0.6, 0.8, 1] as const;

/** A reliability table (Murphy and Winkler, 1977): of the texts given about this probability, how many were positive. */
export function reliabilityTable(rows: readonly Scored[]): string[] {
  const lines = ['| probability said | texts | mean said | share positive |', '| --- | --- | --- | --- |'];
  let low = 0;
  for (const high of EDGES) {
    const last = high === EDGES[EDGES.length - 1];
    const inside = rows.filter(({ score }) => score >= low && (score < high || last));
    if (inside.length > 0) {
      const said = inside.reduce((sum, { score }) => sum + score, 0) / inside.length;
      const so = inside.filter(({ positive }) => positive).length / inside.length;
      lines.push(`| ${low}–${high} | ${inside.length} | ${said.toFixed(3)} | ${so.toFixed(3)} |`);
    }
    low = high;
  }
  return lines;
}
