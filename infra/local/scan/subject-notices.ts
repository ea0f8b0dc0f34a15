import type { Notice, NoticeKind } from '../../../functions/contracts/notice.ts';
import type { Instant } from '../../../functions/contracts/vocabulary.ts';
import { partyOf } from '../../../functions/score/loose-text.ts';
import { noticeIdOf, targetIdOf } from '../../../functions/shared/ids.ts';

/** Some 50 MB at most; past it those who were told longest ago are forgotten. */
const MOST_NOTICES_KEPT = 100_000;

/** What a row tells of a notice; `to` is an employee as other rows name them, left out where it is about the company. */
export interface ToldRow {
  readonly subjectId: string;
  readonly kind: NoticeKind;
  readonly at: Instant;
  readonly to?: string | undefined;
}

/** What subjects were told, in memory, for a scan without a server. */
export class SubjectNotices {
  private readonly bySubject = new Map<string, Notice[]>();
  private kept = 0;

  record({ subjectId, kind, at, to }: ToldRow): void {
    const notices = this.bySubject.get(subjectId) ?? [];
    this.bySubject.delete(subjectId);
    this.bySubject.set(subjectId, notices);
    notices.push({
      noticeId: noticeIdOf({ subjectId, kind, at }, to ?? ''),
      subjectId,
      kind,
      targetId: to === undefined ? null : targetIdOf(partyOf(to)),
      at,
      recordedAt: at,
      by: 'scan',
    });
    this.kept++;
    for (const [oldest, told] of this.bySubject) {
      if (this.kept <= MOST_NOTICES_KEPT || oldest === subjectId) break;
      this.bySubject.delete(oldest);
      this.kept -= told.length;
    }
  }

  of(subjectId: string): readonly Notice[] {
    return this.bySubject.get(subjectId) ?? [];
  }
}
