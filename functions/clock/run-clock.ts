import type { Policy } from '../contracts/policy.ts';
import type { Roster } from '../contracts/roster.ts';
import type { Instant } from '../contracts/vocabulary.ts';
import type { CaseRecord, CaseStore } from '../shared/case/store.ts';
import { missedClock, untoldMiss } from './miss.ts';

export interface ClockSetting {
  readonly store: CaseStore;
  readonly policy: Policy;
  readonly roster: Roster;
  readonly at: Instant;
  /** Asks `notify` to tell people of an event. */
  readonly requestNotification: (caseId: string, eventNumber: number) => Promise<void>;
}

export interface ClockRun {
  readonly records: CaseRecord[];
  /** How many deadlines this run found missed. */
  readonly missed: number;
  readonly failures: unknown[];
}

/** Summaries read at once. */
const PAGE = 100;

/** Looks at every open case whose deadline has passed. A case that fails does not keep the others waiting. */
export async function runClock(setting: ClockSetting): Promise<ClockRun> {
  const { store, at } = setting;
  const records: CaseRecord[] = [];
  const failures: unknown[] = [];
  let missed = 0;
  let cursor: string | null = null;
  do {
    const page = await store.list({ status: 'open', dueBy: at, limit: PAGE, cursor: cursor ?? undefined });
    // One that cannot be read fails below, and so raises the alarm each minute until somebody has looked at it.
    for (const caseId of [...page.summaries.map((summary) => summary.caseId), ...page.unreadable]) {
      try {
        const checked = await checkCase(caseId, setting);
        records.push(checked.record);
        if (checked.missed) missed++;
      } catch (error) {
        failures.push(error);
      }
    }
    cursor = page.cursor;
  } while (cursor !== null);
  return { records, missed, failures };
}

/**
 * Event, then message, then summary: while the summary is behind, the index still says that the case is due, so a run after a
 * crash at any point finds it and finishes.
 */
async function checkCase(caseId: string, setting: ClockSetting): Promise<{ record: CaseRecord; missed: boolean }> {
  const { store, policy, roster, at } = setting;
  const { record, event } = await store.append(await store.read(caseId), (now) => missedClock(now, at, policy, roster));
  const miss = event ?? untoldMiss(record);
  if (miss !== null) await setting.requestNotification(caseId, miss.number);
  await store.saveSummary(record);
  return { record, missed: event !== null };
}
