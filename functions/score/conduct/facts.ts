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
