import type { CaseEventOf } from '../contracts/case.ts';
import type { Policy } from '../contracts/policy.ts';
import type { Roster } from '../contracts/roster.ts';
import type { Instant } from '../contracts/vocabulary.ts';
import { isPastTop } from '../shared/case/climb.ts';
import type { CaseRecord, CaseStore } from '../shared/case/store.ts';
import { missedClock } from './miss.ts';
import { eventsToTell } from './untold.ts';
import { wokenCase } from './wake.ts';

export interface ClockSetting {
  readonly store: CaseStore;
  readonly policy: Policy;
  readonly roster: Roster;
  readonly at: Instant;
  /** Asks `notify` to tell people of an event. */
  readonly requestNotification: (caseId: string, eventNumber: number) => Promise<void>;
}

/** A clock that this run found missed. */
export interface Missed {
  readonly caseId: string;
  readonly clock: CaseEventOf<'clock-missed'>['clock'];
  readonly step: number;
  /** Nobody is left above whom the case was taken to before: the top is asked again. */
  readonly isPastTop: boolean;
}

export interface CheckedCase {
  readonly record: CaseRecord;
  readonly missed: readonly Missed[];
  /** How many events `notify` was asked for again which another stage had left untold. */
  readonly toldAgain: number;
}

/**
 * Does what is due in a case. Events, then messages, then the summary: while the summary is behind, the index still says that the case is
 * due, so a run after a crash at any point finds it and finishes. Two runs at once write each event once, and `notify` tells once.
 */
export async function checkCase(caseId: string, setting: ClockSetting): Promise<CheckedCase> {
  const { store, policy, roster, at } = setting;
  const missed: Missed[] = [];
  const own = new Set<number>();
  let record = await store.read(caseId);
  for (;;) {
    const appended = await store.append(
      record,
      (now) => missedClock(now, at, policy, roster) ?? wokenCase(now, at, policy, roster),
    );
    record = appended.record;
    if (appended.event === null) break;
    own.add(appended.event.number);
    const { body } = appended.event;
    if (body.type === 'clock-missed' && record.state !== null) {
      const { clock, step } = body;
      missed.push({ caseId, clock, step, isPastTop: isPastTop(step, record.state, policy, roster) });
    }
  }
  const toTell = eventsToTell(record, at);
  for (const number of toTell) await setting.requestNotification(caseId, number);
  await store.saveSummary(record);
  return { record, missed, toldAgain: toTell.filter((number) => !own.has(number)).length };
}
