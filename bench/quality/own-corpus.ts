import { join } from 'node:path';
import { conclude, sightingOf } from '../../functions/score/conclude.ts';
import type { Engine } from '../../functions/score/engine.ts';
import { readSignals } from '../../functions/score/read-signals.ts';
import { contactOfText } from '../../infra/local/scan/contact-of-text.ts';
import { type CorpusRow, GROUPS, isHeldOut, readCorpusRows } from '../training/labelled-text.ts';
import { reliability } from './reliability.ts';
import type { CorpusShare, GroupRanking, OwnCorpus } from './report.ts';
import { areaUnderRoc, type Scored } from './statistics.ts';

/** What was decided for one held-out row of our own corpus. */
interface Decided {
  readonly row: CorpusRow;
  readonly flagged: boolean;
  readonly modelScores: Readonly<Record<string, number>>;
}

export interface OwnCorpusResult extends OwnCorpus {
  /** Rows decided wrongly, for reading. */
  readonly errors: (CorpusRow & { flagged: boolean })[];
}

const AT = '2026-01-01T12:00:00.000Z';

/**
 * Measures the decision (flagged or not) on the part of our own corpus that is never trained on, of which one pair in `every` is read.
 * Detections may have been tuned on it; the model not.
 */
export async function measureOwnCorpus(engine: Engine, rules: string, every: number): Promise<OwnCorpusResult> {
  const rows = onePairIn(every, (await readCorpusRows(join(rules, 'model', 'corpus'))).filter(isHeldOut));
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
  const shares: CorpusShare[] = [];
  for (const group of [...new Set(rows.flatMap((row) => row.groups))].sort()) {
    for (const kind of ['direct', 'implied'] as const) {
      shares.push(
        ...shareOf(
          group,
          kind,
          decided.filter(({ row }) => row.kind === kind && row.groups[0] === group),
        ),
      );
    }
  }
  for (const kind of ['near-twin', 'ordinary'] as const) {
    shares.push(
      ...shareOf(
        'none',
        kind,
        decided.filter(({ row }) => row.kind === kind),
      ),
    );
  }
  const errors = decided
    .filter(({ row, flagged }) => flagged !== row.groups.length > 0)
    .map(({ row, flagged }) => ({ ...row, flagged }));
  return {
    shares,
    ...toldApart(decided),
    groups: rankedByModel(decided),
    reliability: reliability(groupProbabilities(decided)),
    errors,
  };
}

/** Both halves of a pair, or neither. */
export function onePairIn(every: number, rows: readonly CorpusRow[]): CorpusRow[] {
  const pairs = [...new Set(rows.map(({ pair }) => pair))];
  const taken = new Set(pairs.filter((_, index) => index % every === 0));
  return rows.filter(({ pair }) => taken.has(pair));
}

function shareOf(group: string, kind: string, rows: readonly Decided[]): CorpusShare[] {
  if (rows.length === 0) return [];
  return [{ group, kind, texts: rows.length, flagged: rows.filter(({ flagged }) => flagged).length }];
}

/** How often the model alone ranks a positive of a group above a near-twin of that group's pairs. */
function rankedByModel(decided: readonly Decided[]): GroupRanking[] {
  const rankings: GroupRanking[] = [];
  for (const group of GROUPS) {
    const positives = decided.filter(({ row }) => row.groups.includes(group));
    const pairs = new Set(positives.map(({ row }) => row.pair));
    const twins = decided.filter(({ row }) => row.kind === 'near-twin' && pairs.has(row.pair));
    if (positives.length === 0 || twins.length === 0) continue;
    const scored = (rows: readonly Decided[], positive: boolean): Scored[] =>
      rows.map(({ modelScores }) => ({ score: modelScores[group] ?? 0, positive }));
    const ranked = areaUnderRoc([...scored(positives, true), ...scored(twins, false)]);
    rankings.push({ group, positives: positives.length, twins: twins.length, ...ranked });
  }
  return rankings;
}

/** Every row asked of every group: what was said and what was so. */
function groupProbabilities(decided: readonly Decided[]): Scored[] {
  return decided.flatMap(({ row, modelScores }) =>
    GROUPS.map((group) => ({ score: modelScores[group] ?? 0, positive: row.groups.includes(group) })),
  );
}

/** Of the pairs of which both halves were held out, those decided right. */
function toldApart(decided: readonly Decided[]): { pairs: number; pairsRight: number } {
  const pairs = new Map<string, Decided[]>();
  for (const one of decided) pairs.set(one.row.pair, [...(pairs.get(one.row.pair) ?? []), one]);
  const whole = [...pairs.values()].filter((pair) => new Set(pair.map(({ row }) => row.groups.length > 0)).size === 2);
  const right = whole.filter((pair) => pair.every(({ row, flagged }) => flagged === row.groups.length > 0));
  return { pairs: whole.length, pairsRight: right.length };
}
