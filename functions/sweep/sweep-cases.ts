import type { Instant } from '../contracts/vocabulary.ts';
import type { CaseRecord, CaseStore } from '../shared/case/store.ts';
import { toInstant } from '../shared/time.ts';
import type { CaseRow } from './case-rows.ts';
import { CasesProgress, type SweepProgress } from './progress.ts';

export interface CasesSweepSetting {
  readonly progress: SweepProgress;
  readonly store: Pick<CaseStore, 'read' | 'saveSummary'>;
  readonly readRows: (after: CasesProgress['after']) => Promise<{ rows: CaseRow[]; next: CasesProgress['after'] }>;
  readonly at: Instant;
  /** No more is begun once this is true. */
  readonly isOutOfTime: () => boolean;
  /** Pages read in one run. */
  readonly pages?: number;
}

/** 32 MB in each run: with one each quarter of an hour, a table of a hundred thousand cases (2 GB) is gone through in 16 hours. */
const PAGES = 32;

const MINUTE_MS = 60_000;
/** Whoever wrote an event so recently is about to write the summary. */
const BUSY_MINUTES = 5;
/** A copy into the vault is tried five times within twenty minutes; after that its message is dead, or gone. */
const LATE_ORIGINAL_MINUTES = 60;

/** A contact of a case whose original is not in the vault, though nothing says that it is missing. */
export interface LateOriginal {
  readonly caseId: string;
  readonly contactId: string;
  readonly since: Instant;
}

export interface CasesSweep {
  /** Cases on the pages that were read. */
  seen: number;
  /** Those whose summary was behind the events or was not there, and is made again. */
  mended: CaseRecord[];
  late: LateOriginal[];
  failures: unknown[];
}

/**
 * Goes on with a round over all cases, whatever the index says of them: a case whose summary was never written is in no index, and nobody
 * would ever see it. One that fails does not keep the others waiting.
 */
export async function sweepCases(setting: CasesSweepSetting): Promise<CasesSweep> {
  const { progress, readRows, isOutOfTime, pages = PAGES } = setting;
  const done: CasesSweep = { seen: 0, mended: [], late: [], failures: [] };
  const known = await progress.read('CASES', CasesProgress);
  let after = known.progress?.after ?? null;
  for (let page = 0; page < pages && !isOutOfTime(); page++) {
    const { rows, next } = await readRows(after);
    done.seen += rows.length;
    for (const row of rows) await checkRow(row, setting, done);
    after = next;
    if (after === null) break;
  }
  await progress.write('CASES', { after }, known.revision);
  return done;
}

async function checkRow(row: CaseRow, { store, at }: CasesSweepSetting, done: CasesSweep): Promise<void> {
  const isBehind = row.summarizedTo === null || row.summarizedTo < row.lastNumber;
  const lateFrom = minutesBefore(at, LATE_ORIGINAL_MINUTES);
  const isLate = row.originalAwaitedSince !== null && row.originalAwaitedSince <= lateFrom;
  if (!isBehind && !isLate) return;
  try {
    const record = await store.read(row.caseId);
    const { state, events, summary } = record;
    if (state === null) return;
    const isBusy = (events.at(-1)?.at ?? at) > minutesBefore(at, BUSY_MINUTES);
    if (state.lastHash !== summary?.lastHash && !isBusy) {
      await store.saveSummary(record);
      done.mended.push(record);
    }
    // A case that goes over two pages is read for each, and named once.
    const late = isLate ? state.clocks.unpreserved.filter(({ since }) => since <= lateFrom) : [];
    done.late.push(...late.map((one) => ({ caseId: row.caseId, ...one })));
  } catch (error) {
    done.failures.push(error);
  }
}

function minutesBefore(at: Instant, minutes: number): Instant {
  return toInstant(new Date(Date.parse(at) - minutes * MINUTE_MS));
}
