import { csv } from '../http/csv.ts';
import { MEASURES } from './case-facts.ts';
import type { ConsistencyReport } from './report.ts';

const HEADINGS = [
  'Part',
  'Which',
  'Cases',
  'Not closed',
  ...MEASURES.flatMap((measure) => [`Median minutes to ${measure}`, `Median deviation, ${measure}`]),
  'Dispositions',
  'Case',
  'Why it is an outlier',
  'Closed by',
];

type Row = ConsistencyReport['byPriority'][number] | ConsistencyReport['byCategory'][number];

/** The report as one table, its parts one below the other. */
export function consistencyCsv({ byPriority, byCategory, alike, outliers, leastCompared }: ConsistencyReport): string {
  return csv([
    HEADINGS,
    ...byPriority.map((row) => counted('priority', row.priority, row)),
    ...byCategory.map((row) => counted('category', row.category, row)),
    ...alike.map((row) =>
      counted('alike', row.tooSmall ? `${row.group} (fewer than ${leastCompared}: too few)` : row.group, row),
    ),
    ...outliers.map(({ group, caseNumber, why, closedBy }) => [
      ...['outlier', group],
      ...Array<string>(HEADINGS.length - 5).fill(''),
      ...[caseNumber, why, closedBy ?? ''],
    ]),
  ]);
}

function counted(
  part: string,
  which: string,
  { cases, open, times, dispositions }: Omit<Row, 'priority' | 'category'>,
) {
  const said = Object.entries(dispositions).map(([disposition, count]) => `${disposition}: ${count}`);
  return [
    ...[part, which, String(cases), String(open)],
    ...MEASURES.flatMap((measure) => [text(times[measure].median), text(times[measure].medianDeviation)]),
    ...[said.join('; '), '', '', ''],
  ];
}

const text = (value: number | null): string => (value === null ? 'too few' : String(value));
