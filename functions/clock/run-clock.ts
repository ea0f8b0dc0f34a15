import { CaseState } from '../contracts/case.ts';
import type { Instant, Priority } from '../contracts/vocabulary.ts';
import { pagesOfCases } from '../shared/case/read-through.ts';
import type { CaseRecord } from '../shared/case/store.ts';
import { type CheckedCase, type ClockSetting, checkCase, type Missed } from './check-case.ts';
import { checkReviews } from './late-reviews.ts';

export type { ClockSetting } from './check-case.ts';

export interface ClockRun {
  readonly records: CaseRecord[];
  /** Those of which a step of a review was due. */
  readonly reviews: CaseRecord[];
  /** The deadlines that this run found missed. */
  readonly missed: Missed[];
  /** How many events that nobody had been told of were asked for again. */
  readonly toldAgain: number;
  readonly failures: unknown[];
  /** Cases for which there was no time: the next run finds them as due as they are now. */
  readonly left: number;
}

/** Summaries read at once. */
const PAGE = 100;
/** Cases looked at side by side. */
const AT_ONCE = 8;

/**
 * Looks at every case for which something is due: open, acknowledged, or closed; the most urgent first, for after an outage there may be more
 * than there is time for. A case that fails does not keep the others waiting.
 * @param isOutOfTime no further case is begun once it is true.
 */
export async function runClock(setting: ClockSetting, isOutOfTime = () => false): Promise<ClockRun> {
  const due = await casesDue(setting);
  const checked: CheckedCase[] = [];
  const failures: unknown[] = [];
  let done = 0;
  while (done < due.length && !isOutOfTime()) {
    const some = due.slice(done, done + AT_ONCE);
    const outcomes = await Promise.allSettled(some.map(({ caseId }) => checkCase(caseId, setting)));
    for (const outcome of outcomes) {
      if (outcome.status === 'fulfilled') checked.push(outcome.value);
      else failures.push(outcome.reason);
    }
    done += some.length;
  }
  const reviews = await reviewsDue(setting, failures, isOutOfTime);
  return {
    reviews,
    records: checked.map(({ record }) => record),
    missed: checked.flatMap(({ missed }) => missed),
    toldAgain: checked.reduce((sum, { toldAgain }) => sum + toldAgain, 0),
    failures,
    left: due.length - done,
  };
}

/** Of the reviews none is begun without time either; they are days long, and the next run is a minute away. */
async function reviewsDue(
  setting: ClockSetting,
  failures: unknown[],
  isOutOfTime: () => boolean,
): Promise<CaseRecord[]> {
  const records: CaseRecord[] = [];
  for (const caseId of await setting.store.reviewsDue(setting.at)) {
    if (isOutOfTime()) break;
    try {
      records.push(await checkReviews(caseId, setting));
    } catch (error) {
      failures.push(error);
    }
  }
  return records;
}

interface DueCase {
  readonly caseId: string;
  readonly priority: Priority;
  readonly dueAt: Instant;
}

async function casesDue({ store, at }: ClockSetting): Promise<DueCase[]> {
  const due: DueCase[] = [];
  const listing = { dueBy: at, limit: PAGE };
  for await (const { summaries, unreadable } of pagesOfCases(store, CaseState.shape.status.options, listing)) {
    due.push(...summaries);
    // One that cannot be read fails when it is looked at, and so raises the alarm each minute until somebody has looked at it.
    due.push(...unreadable.map((caseId) => ({ caseId, priority: 'P0' as const, dueAt: at })));
  }
  const keyOf = ({ priority, dueAt }: DueCase) => `${priority}${dueAt}`;
  return due.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
