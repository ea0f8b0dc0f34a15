import type { Assessment } from '../contracts/assessment.ts';
import type { CaseEventBody } from '../contracts/case.ts';
import type { CaseRecord } from '../shared/case/store.ts';
import { draft, type OpenCaseSetting } from './setting.ts';

/**
 * Puts into a case the notices in spite of which its contact came, where they were given before there was a case: each once, so that
 * the case has its baseline whichever came first (requirement 33). Safe to run again.
 */
export async function addNotices(
  start: CaseRecord,
  { conduct }: Pick<Assessment, 'conduct'>,
  { store, at }: OpenCaseSetting,
): Promise<CaseRecord> {
  const defied = conduct.flatMap(({ notices }) => notices ?? []);
  let record = start;
  for (const notice of new Map(defied.map((one) => [one.noticeId, one])).values()) {
    record = (await store.append(record, ({ state }) => draft(at, noticeRecorded(state, notice)))).record;
  }
  if (defied.length > 0) await store.saveSummary(record);
  return record;
}

type Told = NonNullable<Assessment['conduct'][number]['notices']>[number];

function noticeRecorded(state: CaseRecord['state'], { noticeId, kind, targetId, at }: Told): CaseEventBody | null {
  if (kind !== 'notice-to-stop' && kind !== 'block') return null;
  if (state === null || state.warnings.some((warning) => warning.noticeId === noticeId)) return null;
  return { type: 'notice-recorded', noticeId, kind, targetId, toldAt: at };
}
