import process from 'node:process';
import type { Sighting } from '../../functions/contracts/conduct.ts';
import { actsOf } from '../../functions/score/conduct/acts.ts';
import type { ConductDetection } from '../../functions/score/conduct/conduct-detection.ts';
import { findConduct } from '../../functions/score/conduct/find-conduct.ts';
import { Remembered } from '../../functions/score/conduct/remembered.ts';
import { recordSighting } from '../../functions/score/history-store.ts';
import { readConduct } from '../../infra/assets/conduct.ts';
import { medianOf } from '../matcher/interleaved.ts';
import { exampleSightings, nextSighting, type Shape } from './example-sightings.ts';
import { fill, type HistoryTable, startHistoryTable } from './table.ts';

const SIZES: readonly { readonly acts: number; readonly shape: Shape; readonly title: string }[] = [
  { acts: 10, shape: 'a-year', title: '10 in a year' },
  { acts: 1_000, shape: 'a-year', title: '1,000 in a year' },
  { acts: 100_000, shape: 'a-year', title: '100,000 in a year' },
  { acts: 100_000, shape: 'a-day', title: '40 in a year and 99,960 in a day' },
];
const WARM_UP_ROUNDS = 20;

/** Folds one more act into the history that was made for a round. */
type Fold = (round: number) => Promise<number>;

/**
 * Measures what one more act costs: it is written, its history read, the acts worked out and all conduct detections tried. Histories take
 * turns within one run, and all meet the same machine, so that only the ratios are told: the median of the rounds over that of the smallest.
 * The smallest history is a new one each round, or it would grow.
 */
export async function measureHistory({ rules, rounds }: { rules: string; rounds: number }): Promise<string> {
  const detections = readConduct(`${rules}/conduct`);
  const inMemory = await ratiosOf(
    SIZES.map((size) => foldInMemory(size, detections, rounds)),
    rounds,
  );
  const table = await startHistoryTable();
  const folds: Fold[] = [];
  for (const size of SIZES) folds.push(await foldInTable(table, size, detections, rounds));
  const inTable = await ratiosOf(folds, rounds);
  await table.stop();
  return [
    '# One more act',
    '',
    `Median of ${rounds} rounds, as a multiple of that of the first line. Written, read, acts and ${detections.length} detections.`,
    '',
    '| history | acts given | in memory | on the embedded DynamoDB |',
    '| --- | --- | --- | --- |',
    ...SIZES.map(
      ({ title }, index) =>
        `| ${title} | ${inTable[index]?.given} | ${inMemory[index]?.ratio.toFixed(2)} | ${inTable[index]?.ratio.toFixed(2)} |`,
    ),
  ].join('\n');
}

type Size = (typeof SIZES)[number];
const isSmall = ({ acts }: Size): boolean => acts < 100;
/** Subjects for a size: one for every round of the smallest, and one for all of the others. */
const subjectsOf = (size: Size, rounds: number): string[] =>
  Array.from({ length: isSmall(size) ? rounds + WARM_UP_ROUNDS : 1 }, (_, number) => `subject-${size.title}-${number}`);
const historyOf = ({ acts, shape }: Size, subjectId: string): Sighting[] =>
  exampleSightings(subjectId, acts, shape, acts);

function foldInMemory(size: Size, detections: readonly ConductDetection[], rounds: number): Fold {
  const subjects = subjectsOf(size, rounds);
  const histories = subjects.map((subjectId) => {
    const remembered = new Remembered();
    for (const sighting of historyOf(size, subjectId)) remembered.add(sighting);
    return remembered;
  });
  return async (round) => {
    const at = round % subjects.length;
    const one = nextSighting(subjects[at] as string, round);
    const history = histories[at] as Remembered;
    history.add(one);
    return conductOf(history.around(one), one, detections);
  };
}

async function foldInTable(
  table: HistoryTable,
  size: Size,
  detections: readonly ConductDetection[],
  rounds: number,
): Promise<Fold> {
  const subjects = subjectsOf(size, rounds);
  for (const subjectId of subjects) await fill(table, historyOf(size, subjectId));
  return async (round) => {
    const one = nextSighting(subjects[round % subjects.length] as string, round);
    return conductOf(await recordSighting(table.client, table.table, one), one, detections);
  };
}

function conductOf(
  sightings: readonly Sighting[],
  { contactId }: Sighting,
  detections: readonly ConductDetection[],
): number {
  const acts = actsOf(sightings);
  findConduct(acts, contactId, detections, 'bench');
  return acts.length;
}

async function ratiosOf(folds: readonly Fold[], rounds: number): Promise<{ ratio: number; given: number }[]> {
  const times = folds.map((): number[] => []);
  const given = folds.map(() => 0);
  for (let round = 0; round < WARM_UP_ROUNDS + rounds; round++) {
    for (const [index, fold] of folds.entries()) {
      const before = process.hrtime.bigint();
      given[index] = await fold(round);
      const time = Number(process.hrtime.bigint() - before);
      if (round >= WARM_UP_ROUNDS) times[index]?.push(time);
    }
  }
  const medians = times.map(medianOf);
  return medians.map((median, index) => ({ ratio: median / (medians[0] ?? median), given: given[index] ?? 0 }));
}
