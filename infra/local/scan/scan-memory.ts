import { type Facts, linkedNotice } from '../../../functions/score/conduct/facts.ts';
import type { Person } from '../../../functions/score/identity/join-person.ts';
import { MemoryStore } from '../../../functions/score/identity/memory-store.ts';
import { SubjectHistories } from './subject-histories.ts';
import { SubjectNotices } from './subject-notices.ts';

/** What a scan without a server remembers, all of it bounded: what subjects did, what they were told, and who may be one person. */
export class ScanMemory {
  readonly histories = new SubjectHistories();
  readonly notices = new SubjectNotices();
  readonly identities = new MemoryStore();

  /** What the company told a person under any address, and those who are or may be the same: as `history/read-facts.ts` reads it. */
  factsOf({ subjectIds, linked }: Person): Facts {
    const suggested = linked.filter(({ state, subjectId }) => state === 'suggested' && !subjectIds.includes(subjectId));
    return {
      notices: subjectIds.flatMap((id) => this.notices.of(id)),
      links: [
        ...subjectIds.flatMap((id) => linkedNotice(id, 'joined', this.notices.of(id))),
        ...suggested.flatMap(({ subjectId }) => linkedNotice(subjectId, 'suggested', this.notices.of(subjectId))),
      ],
    };
  }
}
