import {
  type Facts,
  factsOf,
  type PersonRead,
  toldSubjects,
  withKnown,
} from '../../../functions/score/conduct/facts.ts';
import { MemoryStore } from '../../../functions/score/identity/memory-store.ts';
import { SubjectHistories } from './subject-histories.ts';
import { SubjectNotices } from './subject-notices.ts';

/** What a scan without a server remembers, all of it bounded: what subjects did, what they were told, and who may be one person. */
export class ScanMemory {
  readonly histories = new SubjectHistories();
  readonly notices = new SubjectNotices();
  readonly identities = new MemoryStore();

  /** What the company told a person under any address, and those who are or may be the same: as `history/read-facts.ts` reads it. */
  factsOf(person: PersonRead): Promise<Facts> {
    const told = toldSubjects(person).map((subject) => ({ ...subject, notices: this.notices.of(subject.subjectId) }));
    return withKnown(factsOf(told), person, async (subjectId) => (await this.identities.subject(subjectId)).knownAt);
  }
}
