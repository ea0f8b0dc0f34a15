import type { IdentityMark, MarkBearer, SubjectLink } from '../../contracts/identity.ts';
import type { Instant } from '../../contracts/vocabulary.ts';

/** What a link becomes, from what it is; null leaves it as it is. */
export type ChangeOfLink = (known: SubjectLink | null) => Promise<SubjectLink | null>;

/** What is kept of a subject beside its sightings. */
export interface KnownSubject {
  /** When its first contact was heard; null where none was recorded. */
  readonly knownAt: Instant | null;
  readonly links: readonly SubjectLink[];
}

/**
 * Where marks and links are kept: a table, or memory. Reads see all that was written before them. Every write may be made again, and
 * comes to the same in any order.
 */
export interface IdentityStore {
  /** Notes when a subject was first known. The first writing stands. */
  know(subjectId: string, heardAt: Instant): Promise<void>;
  /** Notes that a subject bears marks. Of several contacts that show one, the first heard stands. */
  record(marks: readonly IdentityMark[], bearer: Omit<MarkBearer, 'place'>): Promise<void>;
  /** The subjects that bear a mark, proven ones first; some of them where they are more than any link could stand on. */
  bearersOf(mark: Pick<IdentityMark, 'kind' | 'hash'>): Promise<readonly MarkBearer[]>;
  subject(subjectId: string): Promise<KnownSubject>;
  /** Changes the link as one of its two subjects has it; asked again where another writer came between. */
  change(subjectId: string, otherId: string, to: ChangeOfLink): Promise<void>;
}
