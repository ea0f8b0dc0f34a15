import { join } from 'node:path';
import { conclude, sightingOf } from '../../functions/score/conclude.ts';
import type { Engine } from '../../functions/score/engine.ts';
import { readSignals } from '../../functions/score/read-signals.ts';
import { contactOfText } from '../../infra/local/scan/contact-of-text.ts';
import { type CorpusRow, GROUPS, isHeldOut, readCorpusRows } from '../training/labelled-text.ts';
import { reliabilityTable } from './reliability.ts';
import { areaUnderRoc, type Scored } from './statistics.ts';

/** What was decided for one held-out row of our own corpus. */
interface Decided {
  readonly row: CorpusRow;
  readonly flagged: boolean;
  readonly modelScores: Readonly<Record<string, number>>;
}

export interface OwnCorpusResult {
  readonly lines: string[];
  /** Rows decided wrongly, for reading. */
  readonly errors: (CorpusRow & { flagged: boolean })[];
}

const AT = '2026-01-01T12:00:00.000Z';

/** Measures the decision (flagged or not) on the third of our own corpus that is never trained on. Detections may have been tuned on it; the model not. */
export async function measureOwnCorpus(engine: Engine, rules: string): Promise<OwnCorpusResult> {
  const rows = (await readCorpusRows(join(rules, 'model', 'corpus'))).filter(isHeldOut);
  const decided: Decided[] = [];
  for (const row of rows) {
    const contact = contactOfText({ text: row.text, name: row.id, at: AT });
    const reading = await readSignals(contact, engine);
    decided.push({
      row,
      flagged: conclude(contact, reading, [sightingOf(contact, reading)], engine, AT).flagged,
      modelScores: reading.modelScores,
    });
  }
  const lines = ['| group | kind | texts | flagged |', '| --- | --- | --- | --- |'];
  const groups = [...new Set(rows.flatMap((row) => row.groups))].sort();
  for (const group of groups) {
    for (const kind of ['direct', 'implied'] as const) {
      const positives = decided.filter(({ row }) => row.kind === kind && row.groups[0] === group);
      if (positives.length > 0) lines.push(`| ${group} | ${kind} | ${positives.length} | ${share(positives)} |`);
    }
  }
  for (const kind of ['near-twin', 'ordinary'] as const) {
    const harmless = decided.filter(({ row }) => row.kind === kind);
    if (harmless.length > 0) lines.push(`| none | ${kind} | ${harmless.length} | ${share(harmless)} |`);
  }
  lines.push('', `Near-twins told apart, both right: ${toldApart(decided)}.`);
  lines.push('', ...rankedByModel(decided), '', ...reliabilityTable(groupProbabilities(decided)));
  const errors = decided
    .filter(({ row, flagged }) => flagged !== row.groups.length > 0)
    .map(({ row, flagged }) => ({ ...row, flagged }));
  return { lines, errors };
}

const share = (rows: readonly Decided[]) => (rows.filter(({ flagged }) => flagged).length / rows.length).toFixed(3);

/** How often the model alone ranks a positive of a group above a near-twin of that group's pairs. */
function rankedByModel(decided: readonly Decided[]): string[] {
  const lines = ['| group | positives / near-twins | model AUC over near-twins (95%) |', '| --- | --- | --- |'];
  for (const group of GROUPS) {
    const positives = decided.filter(({ row }) => row.groups.includes(group));
    const pairs = new Set(positives.map(({ row }) => row.pair));
    const twins = decided.filter(({ row }) => row.kind === 'near-twin' && pairs.has(row.pair));
    if (positives.length === 0 || twins.length === 0) continue;
    const scored = (rows: readonly Decided[], positive: boolean): Scored[] =>
      rows.map(({ modelScores }) => ({ score: modelScores[group] ?? 0, positive }));
    const { area, low, high } = areaUnderRoc([...scored(positives, true), ...scored(twins, false)]);
    lines.push(
      `| ${group} | ${positives.length} / ${twins.length} | ${area.toFixed(3)} (${low.toFixed(3)}–${high.toFixed(3)}) |`,
    );
  }
  return lines;
}

/** Every row asked of every group: what was said and what was so. */
function groupProbabilities(decided: readonly Decided[]): Scored[] {
  return decided.flatMap(({ row, modelScores }) =>
    GROUPS.map((group) => ({ score: modelScores[group] ?? 0, positive: row.groups.includes(group) })),
  );
}

function toldApart(decided: readonly Decided[]): string {
  const pairs = new Map<string, Decided[]>();
  for (const one of decided) pairs.set(one.row.pair, [...(pairs.get(one.row.pair) ?? []), one]);
  const whole = [...pairs.values()].filter((pair) => new Set(pair.map(({ row }) => row.groups.length > 0)).size === 2);
  const right = whole.filter((pair) => pair.every(({ row, flagged }) => flagged === row.groups.length > 0));
  return `${right.length} of ${whole.length} pairs (${(right.length / Math.max(1, whole.length)).toFixed(3)})`;
}
