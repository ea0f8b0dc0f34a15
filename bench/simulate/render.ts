import type { Versions } from '../../functions/contracts/assessment.ts';
import type { PopulationOptions } from './population.ts';
import type { Found, Innocent, Tally } from './tally.ts';

const DAYS_OF_A_MONTH = 30;
/** The issue asks for half of the subjects by this act. */
const EARLY = 3;

export interface Run extends PopulationOptions {
  readonly seconds: number;
  readonly versions: Versions;
}

/** The page of a simulation. */
export function renderSimulation(tally: Tally, run: Run): string {
  const { customers, days, seed, seconds, versions } = run;
  return [
    '# Simulation',
    '',
    `${customers} customers over ${days} days, seed ${seed}; ${Object.values(versions).join(', ')}; ${seconds.toFixed(0)} s.`,
    'Letters: the rows of our own corpus that the model never saw. Detections may have been tuned on them.',
    '',
    ...ofConcern(tally.found),
    '',
    ...innocent(tally, run),
  ].join('\n');
}

function ofConcern(found: readonly Found[]): string[] {
  const kinds = [...new Set(found.map(({ kind }) => kind))];
  return [
    '## Subjects of concern',
    '',
    `An act is a contact, whatever it says; after a notice or a block, one after it. "By act ${EARLY}" counts all acts; the column beside it only those whose words are of concern.`,
    '',
    `| kind | subjects | found | by conduct | by one contact | acts until found: 1, 2, 3, 4, 5, more, never | median | by act ${EARLY} | by act ${EARLY} of concern |`,
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...kinds.map((kind) =>
      rowOf(
        kind,
        found.filter((one) => one.kind === kind),
      ),
    ),
    rowOf('all', found),
    '',
    '| opened the first pattern case | of subjects |',
    '| --- | --- |',
    ...counted(found.flatMap(({ by }) => by)).map(([id, times]) => `| ${id} | ${times} |`),
  ];
}

function rowOf(kind: string, found: readonly Found[]): string {
  const share = (holds: (one: Found) => boolean) => percent(found.filter(holds).length, found.length);
  const acts = found.map(({ byEither }) => byEither ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b);
  const exactly = [1, 2, 3, 4, 5].map((act) => acts.filter((one) => one === act).length);
  const more = acts.filter((one) => one > 5 && Number.isFinite(one)).length;
  const never = acts.filter((one) => !Number.isFinite(one)).length;
  const median = acts[Math.floor((acts.length - 1) / 2)] ?? Number.POSITIVE_INFINITY;
  return `| ${[
    kind,
    found.length,
    share(({ byEither }) => byEither !== null),
    share(({ byConduct }) => byConduct !== null),
    share(({ alone }) => alone !== null),
    [...exactly, more, never].join(', '),
    Number.isFinite(median) ? median : 'never',
    share(({ byEither }) => (byEither ?? Number.POSITIVE_INFINITY) <= EARLY),
    share((one) => (one.ofConcern ?? Number.POSITIVE_INFINITY) <= EARLY),
  ].join(' | ')} |`;
}

function innocent({ innocent: kinds }: Tally, { days }: Run): string[] {
  const all: Innocent = { customers: 0, contacts: 0, alone: 0, patterns: 0, by: new Map() };
  for (const one of kinds.values()) {
    for (const key of ['customers', 'contacts', 'alone', 'patterns'] as const) all[key] += one[key];
    for (const [id, times] of one.by) all.by.set(id, (all.by.get(id) ?? 0) + times);
  }
  return [
    '## Innocent customers',
    '',
    'A false pattern case is a customer for whom conduct opens one; a false single case a contact that opens one by what it says itself.',
    '',
    '| kind | customers | contacts | false pattern cases | per 10,000 customers a month | false single cases per 1,000 contacts | opened by |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...[...kinds, ['all', all] as const].map(([kind, one]) => innocentRow(kind, one, days)),
  ];
}

function innocentRow(kind: string, one: Innocent, days: number): string {
  const monthly = (one.patterns / one.customers) * 10_000 * (DAYS_OF_A_MONTH / days);
  const opened = [...one.by]
    .sort(([, a], [, b]) => b - a)
    .map(([id, times]) => `${id.replace('conduct/', '')} ${times}`);
  const single = one.contacts === 0 ? 0 : (one.alone / one.contacts) * 1000;
  return `| ${[kind, one.customers, one.contacts, one.patterns, monthly.toFixed(2), single.toFixed(1), opened.join(', ')].join(' | ')} |`;
}

function counted(ids: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}

const percent = (part: number, whole: number): string => (whole === 0 ? '–' : `${((part / whole) * 100).toFixed(0)}%`);
