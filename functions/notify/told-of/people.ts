import type { ReviewStep } from '../../contracts/case-review.ts';
import type { Recipient } from '../../contracts/case-telling.ts';
import type { CaseHolder } from '../../contracts/case-work.ts';
import type { Roster } from '../../contracts/roster.ts';
import { isOneself } from '../../shared/case/told-of.ts';
import { isMoreUrgent } from '../../shared/case/urgency.ts';
import { targetIdOf } from '../../shared/ids.ts';
import { row } from './row.ts';

const LATE: Record<ReviewStep, string> = {
  'tell-employee': 'The employee has not been told in time.',
  'offer-support': 'The employee has not been offered support in time.',
  complete: 'A review was not completed in time.',
};

/** What people decide about a case, as far as others must know of it. */
export const OF_PEOPLE = [
  row({
    type: 'priority-set',
    when: ({ from, to }) => isMoreUrgent(to, from),
    to: 'circle',
    title: 'priority raised by a person',
    sentence: ({ from, to }) => `A person raised this case from ${from} to ${to}.`,
  }),
  row({
    type: 'reopened-by-person',
    to: 'circle',
    title: 'reopened by a person',
    sentence: 'A person opened this case again.',
  }),
  row({
    type: 'assigned',
    to: ({ body, event: { actor }, roster }) => (isOneself(body.to, actor) ? [] : holderOf(body.to, roster)),
    title: 'handed to you',
    sentence: 'This case was handed to you. It is yours until you hand it on.',
  }),
  row({
    type: 'released',
    to: 'circle',
    title: 'nobody has this case',
    sentence: 'Who had this case has given it back. Nobody has it now.',
  }),
  row({
    type: 'merged-from',
    when: ({ acknowledgeDueAt }) => acknowledgeDueAt !== null,
    to: 'circle',
    title: 'another case goes on in this one',
    sentence:
      'A person found that another case is of the same person. It goes on in this one, and waits to be acknowledged.',
  }),
  row({
    type: 'merge-undone',
    when: ({ acknowledgeDueAt }) => acknowledgeDueAt !== null,
    to: 'circle',
    title: 'a case by itself again',
    sentence: 'A person parted this case from the one into which it was merged. It goes on by itself.',
  }),
  row({
    type: 'closing-proposed',
    to: ({ state, policy }) => policy.lanes[state.lane].roles,
    title: 'a closing waits for a second person',
    sentence: 'A person proposed to close this case. It stays open until a second person agrees.',
  }),
  row({
    type: 'access-granted',
    to: ({ body, roster }) =>
      roster.people
        .filter(({ addresses }) => targetIdOf({ name: null, address: addresses[0] ?? null }) === body.personId)
        .map(({ id }) => `person:${id}` as const),
    title: 'you may see this case',
    sentence: 'You were put on the roster of this case, and may see it in the console.',
  }),
  row({
    type: 'review-opened',
    to: () => ['human-resources'],
    title: 'a review was opened',
    sentence: 'A review was opened. It has steps with a time each; the console shows them to HR.',
  }),
  row({
    type: 'review-step-missed',
    to: () => ['human-resources'],
    title: 'a step of a review is late',
    sentence: ({ step }) => LATE[step],
  }),
  row({
    type: 'review-appealed',
    to: () => ['human-resources'],
    title: 'an appeal waits',
    sentence: 'An appeal was recorded. It has to be decided.',
  }),
  row({
    type: 'account-decided',
    to: ({ body }) => body.asks,
    title: 'decision on the account',
    sentence: 'It was decided what becomes of the account. The decision is in the console.',
  }),
];

/**
 * Who has a case, as the roster knows them. Who signs in is known here by a pseudonym and a name: a name that one person of the roster
 * has is them. Else it is nobody here, who cannot be told, and the next level is.
 */
function holderOf({ kind, id, name }: CaseHolder, { people }: Roster): Recipient[] {
  const named = people.filter((person) => (kind === 'roster' ? person.id === id : person.name === name));
  const [one] = named;
  return [`person:${one !== undefined && named.length === 1 ? one.id : id}`];
}
