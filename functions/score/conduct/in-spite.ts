import type { ConductFinding } from '../../contracts/conduct.ts';
import type { Notice } from '../../contracts/notice.ts';
import type { Instant } from '../../contracts/vocabulary.ts';
import type { Act } from './acts.ts';
import type { Measure } from './conduct-detection.ts';
import type { Counted } from './counted.ts';
import type { Facts, LinkedNotice } from './facts.ts';

/** What of a measure asks for something that the company told the person before the act. */
export type InSpite = Pick<Measure, 'after_notice' | 'new_address_after'>;

/** Whether an act was done in spite of what a measure names, and what that was. */
export interface Defied {
  by(act: Act): boolean;
  /** What acts stand against, for the finding. */
  grounds(acts: readonly Act[]): Pick<ConductFinding, 'notices' | 'otherSubjectIds'>;
}

/**
 * Tells acts that were done in spite of a notice (requirement 28). A notice is in force from the moment after it was told, for good; one
 * about an employee counts for acts toward that employee, and for those that name them: whoever else they are sent to may pass them on. A new address is one that was not heard of, by its acts in `history` in any
 * order and by what is known beside them, before another subject of the person, or of who may be the person, was told to stop.
 */
export function defiedBy(
  { after_notice, new_address_after }: InSpite,
  facts: Facts,
  history: readonly Counted[],
): Defied {
  const notices = facts.notices.filter(({ kind }) => after_notice?.includes(kind));
  const links = facts.links.filter(({ state }) => new_address_after?.includes(state));
  const firstAt = links.length === 0 ? new Map<string, Instant>() : firstHeardOf(history, facts);
  const told = (act: Act) => notices.filter((notice) => isAfter(act, notice));
  const known = (act: Act) => links.filter((link) => isNewSince(act, link, firstAt));
  return {
    by: (act) =>
      (after_notice === undefined || told(act).length > 0) &&
      (new_address_after === undefined || known(act).length > 0),
    grounds: (group) => ({
      ...(after_notice !== undefined && { notices: shownOnce(group.flatMap(told)) }),
      ...(new_address_after !== undefined && {
        otherSubjectIds: distinct(group.flatMap(known), ({ otherId }) => otherId),
      }),
    }),
  };
}

const isAfter = ({ at, targetIds, mentionedIds }: Act, { at: toldAt, targetId }: Notice): boolean =>
  at > toldAt && (targetId === null || targetIds.includes(targetId) || mentionedIds.includes(targetId));

const isNewSince = ({ subjectId }: Act, { otherId, noticeAt }: LinkedNotice, firstAt: Map<string, Instant>): boolean =>
  subjectId !== otherId && (firstAt.get(subjectId) ?? noticeAt) > noticeAt;

/** A history is read for half a year: of an address that wrote before and was silent since, only what is known beside it tells. */
function firstHeardOf(history: readonly Counted[], { known = [] }: Facts): Map<string, Instant> {
  const first = new Map<string, Instant>();
  for (const { subjectId, at } of [...known, ...history.flatMap(({ acts }) => acts)]) {
    const earlier = first.get(subjectId);
    if (earlier === undefined || at < earlier) first.set(subjectId, at);
  }
  return first;
}

function shownOnce(notices: readonly Notice[]): NonNullable<ConductFinding['notices']> {
  const byId = new Map(notices.map((notice) => [notice.noticeId, notice]));
  return [...byId.values()]
    .map(({ noticeId, kind, targetId, at }) => ({ noticeId, kind, targetId, at }))
    .sort((a, b) => (a.at === b.at ? (a.noticeId < b.noticeId ? -1 : 1) : a.at < b.at ? -1 : 1));
}

const distinct = <T>(all: readonly T[], id: (one: T) => string): string[] => [...new Set(all.map(id))].sort();
