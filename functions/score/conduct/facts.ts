import type { LinkSeen } from '../../contracts/identity.ts';
import type { Notice, NoticeKind } from '../../contracts/notice.ts';
import type { Instant } from '../../contracts/vocabulary.ts';

/** Another subject that is, or may be, the same person, and when that one was first told to stop, or blocked. */
export interface LinkedNotice {
  readonly otherId: string;
  readonly state: 'joined' | 'suggested';
  readonly noticeAt: Instant;
}

/** What is known of a person besides their acts. */
export interface Facts {
  /** Of every subject that is joined to the person. */
  readonly notices: readonly Notice[];
  readonly links: readonly LinkedNotice[];
  /** When the person's subjects were first heard of, which may be before all that is read of their acts; left out without links. */
  readonly known?: readonly KnownSince[];
}

/** When the first contact of a subject was heard. */
export interface KnownSince {
  readonly subjectId: string;
  readonly at: Instant;
}

export const NO_FACTS: Facts = { notices: [], links: [] };

const ENDS_CONTACT: readonly NoticeKind[] = ['notice-to-stop', 'block'];

/** Whether a notice says that no further contact is wanted. */
export const endsContact = ({ kind }: Pick<Notice, 'kind'>): boolean => ENDS_CONTACT.includes(kind);

/** The link to a subject as a fact; none where nobody told that subject to stop. */
export function linkedNotice(
  otherId: string,
  state: LinkedNotice['state'],
  noticesOfOther: readonly Notice[],
): LinkedNotice[] {
  const times = noticesOfOther.filter(endsContact).map(({ at }) => at);
  const [noticeAt] = times.sort();
  return noticeAt === undefined ? [] : [{ otherId, state, noticeAt }];
}

/** Subjects who only may be the same person whose notices are looked up: each is one more query at every contact. */
const MOST_SUGGESTED = 16;

/** A person by their subjects, and what these are linked to. */
export interface PersonRead {
  readonly subjectIds: readonly string[];
  readonly linked: readonly Pick<LinkSeen, 'subjectId' | 'state'>[];
}

/** A subject whose notices count for a person: `joined` for each of the person's own. */
export interface ToldSubject {
  readonly subjectId: string;
  readonly state: LinkedNotice['state'];
}

/** Whose notices are facts about a person: their own, and in the order given those of at most {@link MOST_SUGGESTED} who may be the same. */
export function toldSubjects({ subjectIds, linked }: PersonRead): ToldSubject[] {
  const suggested = linked.filter(({ state, subjectId }) => state === 'suggested' && !subjectIds.includes(subjectId));
  return [
    ...subjectIds.map((subjectId): ToldSubject => ({ subjectId, state: 'joined' })),
    ...suggested.slice(0, MOST_SUGGESTED).map(({ subjectId }): ToldSubject => ({ subjectId, state: 'suggested' })),
  ];
}

/** What these subjects were told, as facts about the person. */
export function factsOf(told: readonly (ToldSubject & { readonly notices: readonly Notice[] })[]): Facts {
  return {
    notices: told.filter(({ state }) => state === 'joined').flatMap(({ notices }) => notices),
    links: told.flatMap(({ subjectId, state, notices }) => linkedNotice(subjectId, state, notices)),
  };
}

/**
 * The same facts with when the person's subjects were first heard of, which is asked for only where somebody was told to stop.
 * @param knownAt null where no contact of a subject was recorded.
 */
export async function withKnown(
  facts: Facts,
  { subjectIds }: PersonRead,
  knownAt: (subjectId: string) => Promise<Instant | null>,
): Promise<Facts> {
  if (facts.links.length === 0) return facts;
  const known = await Promise.all(subjectIds.map(async (subjectId) => ({ subjectId, at: await knownAt(subjectId) })));
  return { ...facts, known: known.flatMap(({ subjectId, at }) => (at === null ? [] : [{ subjectId, at }])) };
}
