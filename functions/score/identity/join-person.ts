import {
  type IdentityMark,
  LINKING_STAGE,
  type LinkSeen,
  type MarkBearer,
  type NameMark,
  type SubjectLink,
} from '../../contracts/identity.ts';
import type { Instant } from '../../contracts/vocabulary.ts';
import { canonicalJson } from '../../shared/hash.ts';
import type { IdentityStore, KnownSubject } from './identity-store.ts';
import { type BorneMark, decisionOf, linkBetween } from './link.ts';
import { personOf } from './person.ts';

/** Other subjects that one contact is linked with. Strong marks are looked at first. */
const MOST_NEW_LINKS = 32;
/**
 * Suggestions that one subject has, whichever of the two makes them; a person who looks at fifty learns nothing from one more, and a
 * reading of links that were made up by the hundred would miss the one that joins.
 */
const MOST_SUGGESTIONS = 50;
/** Subjects whose links are followed: twice as many as a person may have, so that all of them see the same around them. */
const MOST_FOLLOWED = 32;
/** Links that join nothing and are looked at anew at each contact; what joins always is. */
const MOST_OTHERS_CHECKED = 8;

/** A contact, by what it shows of who wrote it. */
export interface Identified {
  readonly contactId: string;
  readonly subjectId: string;
  readonly heardAt: Instant;
  readonly marks: readonly IdentityMark[];
  readonly isProven: boolean;
  readonly name: NameMark | null;
}

/** The subjects that are one person, and what links the one that wrote to others. */
export interface Person {
  /** The first known first; the one that wrote is among them. */
  readonly subjectIds: readonly [string, ...string[]];
  readonly linked: readonly LinkSeen[];
}

/**
 * Records what a contact shows of its writer, links its subject with others that show the same, and gives the person. Marks are written
 * before any are read, so that of two addresses that write at once at least one sees the other. Running it again changes nothing, and
 * in whatever order contacts come, the same person results: links are worked out from the marks anew whenever they are met.
 */
export async function joinPerson(store: IdentityStore, contact: Identified): Promise<Person> {
  const { subjectId, contactId, heardAt, isProven: proven, name } = contact;
  await store.know(subjectId, heardAt);
  await store.record(contact.marks, { subjectId, contactId, at: heardAt, proven, name });
  const look = onceEach(store);
  const borne = await Promise.all([...new Map(contact.marks.map((mark) => [keyOf(mark), mark])).values()].map(look));
  const { links } = await store.subject(subjectId);
  await linkAnew({ store, look }, subjectId, borne, links);
  return readPersonOf(store, subjectId, look);
}

/** The person of a subject, by the links that are kept, each checked against the marks that it stands on. */
export async function readPersonOf(
  store: IdentityStore,
  subjectId: string,
  look: Look = onceEach(store),
): Promise<Person> {
  const known = new Map<string, KnownSubject>();
  for (let next = [subjectId]; next.length > 0; ) {
    const read = await Promise.all(next.map((id) => checked({ store, look }, id, id === subjectId)));
    next.forEach((id, at) => {
      known.set(id, read[at] as KnownSubject);
    });
    const joined = read.flatMap(({ links }) => links.filter(({ state }) => state === 'joined'));
    const others = new Set(joined.map(({ otherId }) => otherId).filter((id) => !known.has(id)));
    next = [...others].sort().slice(0, MOST_FOLLOWED - known.size);
  }
  const links = [...known.values()].flatMap((each) => each.links);
  const firstKnown = (id: string): string => `${known.get(id)?.knownAt ?? '9999'} ${id}`;
  const [first = subjectId, ...others] = personOf(subjectId, links).sort((a, b) =>
    firstKnown(a) < firstKnown(b) ? -1 : 1,
  );
  return { subjectIds: [first, ...others], linked: seenFrom(subjectId, [first, ...others], links) };
}

type Look = (mark: Pick<IdentityMark, 'kind' | 'hash'>) => Promise<BorneMark>;
interface Setting {
  readonly store: IdentityStore;
  readonly look: Look;
}

const keyOf = ({ kind, hash }: Pick<IdentityMark, 'kind' | 'hash'>): string => `${kind}#${hash}`;

/** Who bears a mark, asked once in a run. */
function onceEach(store: IdentityStore): Look {
  const asked = new Map<string, Promise<BorneMark>>();
  return ({ kind, hash }) => {
    const key = keyOf({ kind, hash });
    const answer = asked.get(key) ?? store.bearersOf({ kind, hash }).then((bearers) => ({ kind, hash, bearers }));
    asked.set(key, answer);
    return answer;
  };
}

/** Links a subject with all that bear the marks of its contact, where that says more than is kept. */
async function linkAnew(
  setting: Setting,
  subjectId: string,
  borne: readonly BorneMark[],
  links: readonly SubjectLink[],
): Promise<void> {
  const found = [...new Set(borne.flatMap(({ bearers }) => bearers.map((bearer: MarkBearer) => bearer.subjectId)))]
    .filter((otherId) => otherId !== subjectId)
    .flatMap((otherId) => linkBetween(subjectId, otherId, borne, null) ?? [])
    .sort((a, b) => Number(a.strength === 'weak') - Number(b.strength === 'weak') || (a.otherId < b.otherId ? -1 : 1));
  let suggestions = suggestionsOf(links);
  for (const { otherId, strength } of found.slice(0, MOST_NEW_LINKS)) {
    const known = links.find((link) => link.otherId === otherId) ?? null;
    if (known === null && strength === 'weak') {
      if (suggestions >= MOST_SUGGESTIONS) continue;
      if (suggestionsOf((await setting.store.subject(otherId)).links) >= MOST_SUGGESTIONS) continue;
      suggestions++;
    }
    await workOut(setting, subjectId, otherId, borne, known);
  }
}

const suggestionsOf = (links: readonly SubjectLink[]): number =>
  links.filter(({ state }) => state === 'suggested').length;

/**
 * Works a link out from the marks that it stands on and from `more`, and keeps it for both where it is not as it was. The other's first:
 * a link that one subject has after a crash is one that the other has too.
 */
async function workOut(
  { store, look }: Setting,
  subjectId: string,
  otherId: string,
  more: readonly BorneMark[],
  known: SubjectLink | null,
): Promise<SubjectLink | null> {
  const marks = [...(await marksOf(known, look)), ...more];
  const now = workedOut(known, subjectId, otherId, marks);
  if (now === null || isSame(known, now)) return now;
  for (const [one, other] of [
    [otherId, subjectId],
    [subjectId, otherId],
  ] as const) {
    await store.change(one, other, async (stored) => {
      const next = workedOut(stored, one, other, [...(await marksOf(stored, look)), ...marks]);
      return next === null || isSame(stored, next) ? null : next;
    });
  }
  return now;
}

const marksOf = (link: SubjectLink | null, look: Look): Promise<BorneMark[]> =>
  Promise.all((link?.evidence ?? []).map(({ kind, mark }) => look({ kind, hash: mark })));

/** The link as its marks have it now. One that nothing stands behind any more is left as a suggestion without evidence. */
function workedOut(
  known: SubjectLink | null,
  subjectId: string,
  otherId: string,
  marks: readonly BorneMark[],
): SubjectLink | null {
  const distinct = [...new Map(marks.map((mark) => [keyOf(mark), mark])).values()];
  const link = linkBetween(subjectId, otherId, distinct, decisionOf(known));
  if (link !== null || known === null) return link;
  return { ...known, state: 'suggested', strength: 'weak', evidence: [], by: LINKING_STAGE };
}

const isSame = (one: SubjectLink | null, other: SubjectLink): boolean => canonicalJson(one) === canonicalJson(other);

/**
 * A subject with its links as they hold now: a mark that has become common since says nothing any more. What joins nothing is looked at
 * for the subject that is asked about, and only a few of it.
 */
async function checked(setting: Setting, subjectId: string, isAsked: boolean): Promise<KnownSubject> {
  const { knownAt, links } = await setting.store.subject(subjectId);
  const evident = links.filter(({ evidence }) => evidence.length > 0);
  const joined = evident.filter(({ state }) => state === 'joined');
  const others = isAsked ? evident.filter(({ state }) => state !== 'joined').slice(0, MOST_OTHERS_CHECKED) : [];
  const anew = new Map<string, SubjectLink>();
  for (const link of [...joined, ...others]) {
    const now = await workOut(setting, subjectId, link.otherId, [], link);
    if (now !== null) anew.set(link.otherId, now);
  }
  return { knownAt, links: links.map((link) => anew.get(link.otherId) ?? link) };
}

/** The other subjects of the person, by what holds them in it, and those that only may be the same. */
function seenFrom(subjectId: string, person: readonly string[], links: readonly SubjectLink[]): LinkSeen[] {
  const seen = new Map<string, LinkSeen>();
  for (const { subjectId: from, otherId, state, strength, evidence } of links) {
    const isWithin = state === 'joined' && person.includes(from) && person.includes(otherId);
    if (otherId === subjectId || !(isWithin || from === subjectId)) continue;
    if (!isWithin && state !== 'parted' && (evidence.length === 0 || person.includes(otherId))) continue;
    const known = seen.get(otherId);
    seen.set(otherId, {
      subjectId: otherId,
      // A link that would join, and does not for what stands around it, is a person's to decide.
      state: isWithin ? 'joined' : state === 'parted' ? 'parted' : 'suggested',
      strength: known?.strength === 'strong' ? 'strong' : strength,
      kinds: [...new Set([...(known?.kinds ?? []), ...evidence.map(({ kind }) => kind)])].sort(),
    });
  }
  return [...seen.values()].sort((a, b) => (a.subjectId < b.subjectId ? -1 : 1));
}
