import type { CaseEvent, CaseEventOf, CaseState } from '../../../contracts/case.ts';
import type { Recipient } from '../../../contracts/case-telling.ts';
import { assertIsBefore, type Changes, refusal } from './change.ts';

type TellingEvent =
  | 'person-told'
  | 'person-not-told'
  | 'notification-bounced'
  | 'notification-deferred'
  | 'channel-delivered'
  | 'channel-failed'
  | 'template-sent';

/** Who was told how, beside the mails to roles, and what a person sent. */
export const TELLING_CHANGES: Changes<TellingEvent> = {
  'person-told': personTold,
  'person-not-told': isOfThePast,
  'notification-bounced': bounced,
  'notification-deferred': deferred,
  'channel-delivered': isOfThePast,
  'channel-failed': isOfThePast,
  'template-sent': templateSent,
};

function isOfThePast(_: CaseState, { about }: { readonly about: number }, event: CaseEvent): Partial<CaseState> {
  assertIsBefore(event, about);
  return {};
}

function personTold(state: CaseState, { about, to }: CaseEventOf<'person-told'>, event: CaseEvent): Partial<CaseState> {
  assertIsBefore(event, about);
  const { telling } = state;
  if (telling.persons.some((one) => one.about === about && one.to === to)) {
    throw refusal(event, `${to} was told of event ${about} already`);
  }
  return {
    telling: { ...telling, persons: [...telling.persons, { to, at: event.at, about }] },
    humanNoticeAt: state.humanNoticeAt ?? event.at,
  };
}

/** Told once, bounced once. Where nobody else was reached, nobody has had notice: the human clock starts when somebody has. */
function bounced(
  state: CaseState,
  { about, to, kind }: CaseEventOf<'notification-bounced'>,
  event: CaseEvent,
): Partial<CaseState> {
  assertIsBefore(event, about);
  const { telling } = state;
  if (!tellingsOf(state).some((one) => one.about === about && one.to === to)) {
    throw refusal(event, `${to} was not told of event ${about}`);
  }
  if (telling.bounced.some((one) => one.about === about && one.to === to)) {
    throw refusal(event, `the mail about event ${about} to ${to} is known to have bounced`);
  }
  const after = { ...state, telling: { ...telling, bounced: [...telling.bounced, { about, to, at: event.at, kind }] } };
  return { telling: after.telling, humanNoticeAt: firstNotice(after), account: notReached(state.account, about, to) };
}

/** Who was to be told of a decision on the account by a mail that came back is still to be told of it. */
function notReached(account: CaseState['account'], about: number, to: Recipient): CaseState['account'] {
  const isMeant = ({ role, how }: CaseState['account'][number]['notices'][number]) => role === to && how === 'mail';
  if (!account.some(({ event, notices }) => event === about && notices.some(isMeant))) return account;
  return account.map((one) =>
    one.event === about
      ? {
          ...one,
          notices: one.notices.map((notice) => (isMeant(notice) ? { ...notice, toldAt: null, how: null } : notice)),
        }
      : one,
  );
}

interface Telling {
  readonly about: number;
  readonly to: Recipient;
  readonly at: string;
}

function tellingsOf({ told, telling }: Pick<CaseState, 'told' | 'telling'>): Telling[] {
  return [...told.map(({ role, about, at }) => ({ to: role, about, at })), ...telling.persons];
}

function firstNotice(state: CaseState): CaseState['humanNoticeAt'] {
  const arrived = tellingsOf(state).filter(
    (one) => !state.telling.bounced.some(({ about, to }) => about === one.about && to === one.to),
  );
  const times = [...arrived.map(({ at }) => at), ...(state.telling.personAt === null ? [] : [state.telling.personAt])];
  return times.sort()[0] ?? null;
}

function deferred(
  state: CaseState,
  { about, role, until }: CaseEventOf<'notification-deferred'>,
  event: CaseEvent,
): Partial<CaseState> {
  assertIsBefore(event, about);
  const { telling } = state;
  if (until <= event.at) throw refusal(event, 'the mail of the day would be of the past');
  const known = [...telling.deferred, ...state.told].some((one) => one.about === about && one.role === role);
  if (known) throw refusal(event, `${role} was told of event ${about}, or will be`);
  return { telling: { ...telling, deferred: [...telling.deferred, { about, role, at: event.at, until }] } };
}

/** The time is the person's word, and no mail of theirs is looked at: only the future is refused. */
function templateSent(
  { telling }: CaseState,
  { template, to, sentAt }: CaseEventOf<'template-sent'>,
  event: CaseEvent,
): Partial<CaseState> {
  if (sentAt > event.at) throw refusal(event, 'it has not been sent yet');
  return { telling: { ...telling, templates: [...telling.templates, { template, to, sentAt, number: event.number }] } };
}

/** A role that was told has nothing to wait for: what it is told of now says how the case stands. */
export function withoutWaiting({ telling }: CaseState, role: string, about: number): Pick<CaseState, 'telling'> {
  return {
    telling: { ...telling, deferred: telling.deferred.filter((one) => one.role !== role || one.about > about) },
  };
}
