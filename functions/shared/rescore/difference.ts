import type { Assessment, Versions } from '../../contracts/assessment.ts';
import type { Outcome, RescoreChange, RescoreDifference, RescoreRun } from '../../contracts/rescore.ts';
import { isMoreUrgent } from '../case/urgency.ts';
import { canonicalJson, sha256Hex } from '../hash.ts';

/** Under which an assessment by these versions is kept beside the first one. */
export const versionsHash = (versions: Versions): string => sha256Hex(canonicalJson(versions)).slice(0, 16);

/** Under which an assessment is kept that one run made by the same versions as others. */
export const nameOfRun = ({ rescoreId }: Pick<RescoreRun, 'rescoreId'>, versions: Versions): string =>
  sha256Hex(canonicalJson([rescoreId, versions])).slice(0, 16);

export const isSameVersions = (a: Versions, b: Versions): boolean => versionsHash(a) === versionsHash(b);

/** What differs between two assessments of one contact (requirement 18); null where nothing does that anybody would see. Pure. */
export function differenceOf(before: Assessment, after: Assessment): RescoreDifference | null {
  const [was, is] = [weights(before), weights(after)];
  const firesNow = [...is.keys()].filter((id) => !was.has(id)).sort();
  const firesNoMore = [...was.keys()].filter((id) => !is.has(id)).sort();
  const moved = [...is]
    .flatMap(([id, to]) => {
      const from = was.get(id);
      return from === undefined || from === to ? [] : [{ id, from, to }];
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const [old, now] = [outcomeOf(before), outcomeOf(after)];
  const change = changeOf(old, now) ?? (firesNow.length + firesNoMore.length + moved.length > 0 ? 'detections' : null);
  if (change === null) return null;
  const { contactId, subjectId } = after;
  return { contactId, subjectId, change, before: old, after: now, firesNow, firesNoMore, moved };
}

/** Whether applying a difference asks for a case: a case is opened, or raised, and never closed or lowered. */
export const asksForCase = ({ change }: Pick<RescoreDifference, 'change'>): boolean =>
  change === 'newly-flagged' || change === 'priority-raised' || change === 'lane-moved';

const outcomeOf = ({ flagged, priority, lane }: Assessment): Outcome => ({ flagged, priority, lane });

function changeOf(before: Outcome, after: Outcome): RescoreChange | null {
  if (before.flagged !== after.flagged) return after.flagged ? 'newly-flagged' : 'no-longer-flagged';
  if (before.priority !== null && after.priority !== null && before.priority !== after.priority) {
    return isMoreUrgent(after.priority, before.priority) ? 'priority-raised' : 'priority-lowered';
  }
  return before.lane === after.lane ? null : 'lane-moved';
}

/**
 * What fires in an assessment, each id at its highest severity. A signal that context lowered to nothing does not fire; a pattern that is
 * shown and opens no case weighs nothing.
 */
function weights({ signals, conduct }: Assessment): Map<string, number> {
  const found = new Map<string, number>();
  const add = (id: string, severity: number) => found.set(id, Math.max(severity, found.get(id) ?? 0));
  for (const { id, severity, severityBefore } of signals) if (severity > 0 || severityBefore === 0) add(id, severity);
  for (const { id, severity, opensCase } of conduct) add(id, opensCase ? severity : 0);
  return found;
}
