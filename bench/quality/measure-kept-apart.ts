import { readEngine } from '../../infra/assets/engine.ts';
import { figuresOf, renderFigures, wrongOnes } from './kept-apart-figures.ts';
import { type Judged, judgeKeptApart } from './kept-apart-judge.ts';
import { readKeptApart } from './kept-apart-set.ts';

export interface KeptApartOptions {
  /** The folder of the check set. */
  readonly folder: string;
  /** The folder of detections, policy and model that is measured. */
  readonly rules: string;
  /** Names what was decided wrongly by its id: after that the set is used up. */
  readonly list: boolean;
}

/**
 * Measures a check set that nobody writes detections or trains on, through the same path as `scan --jsonl`. Gives figures only: who tunes
 * may run it, and learns nothing of a single message.
 */
export async function measureKeptApart({ folder, rules, list }: KeptApartOptions): Promise<string> {
  const engine = readEngine(rules);
  const judged = await judgeKeptApart(readKeptApart(folder), engine);
  return reportOf(judged, Object.values(engine.versions), list);
}

/** Figures under the versions that gave them; the ids of what was decided wrongly only where a list is asked for; never a text. */
export function reportOf(judged: Judged, versions: readonly string[], list: boolean): string {
  const lines = ['# Kept apart', '', `Measured: ${versions.join(', ')}.`, '', renderFigures(figuresOf(judged))];
  if (list) lines.push('', ...wrongOnes(judged).map((wrong) => `- ${wrong}`));
  return lines.join('\n');
}
