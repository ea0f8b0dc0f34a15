import type { CaseRow, DirectoryView } from '../api/types.ts';
import { isYou } from '../people/is-you.ts';
import { shortSubject } from '../words/short-id.ts';
import { LANES, plain } from '../words/words.ts';

/** A row of the queue in the words by which people filter it. */
export interface QueueItem {
  readonly row: CaseRow;
  readonly caseNumber: string;
  readonly priority: string;
  readonly lane: string;
  readonly status: string;
  readonly holder: string;
  readonly target: string;
  readonly kind: string;
  readonly subject: string;
  readonly dueAt: string;
  readonly openedAt: string;
}

/** Nobody's, one's own, or somebody else's by name. */
function holderOf({ holder }: CaseRow, you: DirectoryView['you']): string {
  if (holder === null) return 'nobody';
  return isYou(holder, you) ? 'you' : holder.name;
}

export function itemOf(row: CaseRow, you: DirectoryView['you'], nameOf: (targetId: string) => string): QueueItem {
  return {
    row,
    caseNumber: row.caseNumber,
    priority: row.priority,
    lane: LANES[row.lane],
    status: plain(row.status),
    holder: holderOf(row, you),
    target: row.targetIds.map(nameOf).join(', ') || 'The company',
    kind: row.contactCount > 1 ? 'Pattern' : 'Message',
    subject: shortSubject(row.subjectId),
    dueAt: row.deadline?.at ?? '9',
    openedAt: row.openedAt,
  };
}
