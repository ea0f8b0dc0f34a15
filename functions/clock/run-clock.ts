import { CaseState } from '../contracts/case.ts';
import type { CaseRecord } from '../shared/case/store.ts';
import { type ClockSetting, checkCase, type Missed } from './check-case.ts';

export type { ClockSetting } from './check-case.ts';

export interface ClockRun {
  readonly records: CaseRecord[];
  /** The deadlines that this run found missed. */
  readonly missed: Missed[];
  /** How many events that nobody had been told of were asked for again. */
  readonly toldAgain: number;
  readonly failures: unknown[];
}

/** Summaries read at once. */
const PAGE = 100;

/**
 * Looks at every case for which something is due: open, acknowledged, or closed. A case that fails does not keep the others waiting. One
 * whose summary cannot be read fails here, and so raises the alarm each minute until somebody has looked at it.
 */
export async function runClock(setting: ClockSetting): Promise<ClockRun> {
  const { store, at } = setting;
  const records: CaseRecord[] = [];
  const missed: Missed[] = [];
  const failures: unknown[] = [];
  let toldAgain = 0;
  for (const status of CaseState.shape.status.options) {
    let cursor: string | null = null;
    do {
      const page = await store.list({ status, dueBy: at, limit: PAGE, cursor: cursor ?? undefined });
      for (const caseId of [...page.summaries.map((summary) => summary.caseId), ...page.unreadable]) {
        try {
          const checked = await checkCase(caseId, setting);
          records.push(checked.record);
          missed.push(...checked.missed);
          toldAgain += checked.toldAgain;
        } catch (error) {
          failures.push(error);
        }
      }
      cursor = page.cursor;
    } while (cursor !== null);
  }
  return { records, missed, toldAgain, failures };
}
