import type { IdentityMark, MarkBearer, SubjectLink } from '../../contracts/identity.ts';
import type { Instant } from '../../contracts/vocabulary.ts';
import type { ChangeOfLink, IdentityStore, KnownSubject } from './identity-store.ts';
import { isEarlier } from './is-earlier.ts';

/** Of one mark; a mark that more have is common, and says nothing. */
const MOST_BEARERS_KEPT = 64;

interface Held {
  knownAt: Instant | null;
  readonly links: Map<string, SubjectLink>;
}

/** Marks and links in memory, for a scan without a server: bounded, those met least recently forgotten first. */
export class MemoryStore implements IdentityStore {
  private readonly marks = new Map<string, Map<string, MarkBearer>>();
  private readonly subjects = new Map<string, Held>();

  /** @param most marks, and subjects, that are remembered. */
  constructor(private readonly most = 200_000) {}

  async know(subjectId: string, heardAt: Instant): Promise<void> {
    this.held(subjectId).knownAt ??= heardAt;
  }

  async record(marks: readonly IdentityMark[], bearer: Omit<MarkBearer, 'place'>): Promise<void> {
    for (const { kind, hash, place } of marks) {
      const key = `${kind}#${hash}`;
      const bearers = this.marks.get(key) ?? new Map<string, MarkBearer>();
      renew(this.marks, key, bearers, this.most);
      const of = `${bearer.proven} ${bearer.subjectId} ${place}`;
      const known = bearers.get(of);
      const isNew = known === undefined ? bearers.size < MOST_BEARERS_KEPT : isEarlier(bearer, known);
      if (isNew) bearers.set(of, { ...bearer, place });
    }
  }

  async bearersOf({ kind, hash }: Pick<IdentityMark, 'kind' | 'hash'>): Promise<readonly MarkBearer[]> {
    return [...(this.marks.get(`${kind}#${hash}`)?.values() ?? [])];
  }

  async subject(subjectId: string): Promise<KnownSubject> {
    const held = this.subjects.get(subjectId);
    return { knownAt: held?.knownAt ?? null, links: [...(held?.links.values() ?? [])] };
  }

  async change(subjectId: string, otherId: string, to: ChangeOfLink): Promise<void> {
    const { links } = this.held(subjectId);
    const next = await to(links.get(otherId) ?? null);
    if (next !== null) links.set(otherId, next);
  }

  private held(subjectId: string): Held {
    const held = this.subjects.get(subjectId) ?? { knownAt: null, links: new Map<string, SubjectLink>() };
    renew(this.subjects, subjectId, held, this.most);
    return held;
  }
}

function renew<T>(map: Map<string, T>, key: string, value: T, most: number): void {
  map.delete(key);
  map.set(key, value);
  if (map.size > most) map.delete(map.keys().next().value as string);
}
