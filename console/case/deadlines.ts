import type { CaseView } from '../api/types.ts';

/** What a case is waited for to have done, and until when: the earliest in front. */
export function deadlinesOf({ acknowledgeDueAt, clocks }: CaseView): { label: string; at: string }[] {
  return [
    { label: 'Acknowledge', at: acknowledgeDueAt },
    { label: 'First action', at: clocks.firstAction?.dueAt ?? null },
    // Of a closed case that is watched it is a date.
    { label: 'Look at it again', at: clocks.review?.dueAt ?? clocks.lookAgainAt },
  ]
    .flatMap(({ label, at }) => (at === null ? [] : { label, at }))
    .sort((one, other) => (one.at < other.at ? -1 : 1));
}
