import type { CaseEvent, CaseEventOf, CaseState } from '../../../contracts/case.ts';
import type { AccountNotice, AccountState } from '../../../contracts/case-account.ts';
import type { RosterRole } from '../../../contracts/vocabulary.ts';
import { type Changes, refusal, writerOf } from './change.ts';

/** What was decided on the account, and who has been told. A closed case takes it too: the relationship may be weighed after it. */
export const ACCOUNT_CHANGES: Changes<'account-decided' | 'account-notice-given'> = {
  'account-decided': decided,
  'account-notice-given': noticeGiven,
};

function decided(
  state: CaseState,
  { type: _, asks, ...decision }: CaseEventOf<'account-decided'>,
  event: CaseEvent,
): Partial<CaseState> {
  const { option, channels, referredTo } = decision;
  if ((option === 'restrict-channel') !== (channels !== undefined)) {
    throw refusal(event, 'channels are named where a channel is restricted, and nowhere else');
  }
  if ((option === 'refer') !== (referredTo !== undefined)) {
    throw refusal(event, 'whom it is referred to is named where it is referred, and nowhere else');
  }
  const notices = asks.map((role) => ({ role, askedAt: event.at, toldAt: null, how: null }));
  const by = writerOf(event);
  return { account: [...state.account, { ...decision, at: event.at, by, event: event.number, notices }] };
}

function noticeGiven(
  state: CaseState,
  { role, about, toldAt, how }: CaseEventOf<'account-notice-given'>,
  event: CaseEvent,
): Partial<CaseState> {
  const notice = state.account.find((one) => one.event === about)?.notices.find((one) => one.role === role);
  if (notice === undefined) throw refusal(event, `event ${about} does not ask that ${role} be told`);
  if (notice.toldAt !== null) throw refusal(event, `${role} was told at ${notice.toldAt}`);
  if (toldAt < notice.askedAt) throw refusal(event, 'it was not decided yet when they were told');
  if (toldAt > event.at) throw refusal(event, 'they have not been told yet');
  return { account: told(state.account, about, role, { toldAt, how }) };
}

/** The decisions once a role was told of one of them; a role that was told before, or need not be, changes nothing. */
export function told(
  account: AccountState,
  about: number,
  role: RosterRole,
  given: Pick<AccountNotice, 'toldAt' | 'how'>,
): AccountState {
  const isMeant = (notice: AccountNotice) => notice.role === role && notice.toldAt === null;
  if (!account.some(({ event, notices }) => event === about && notices.some(isMeant))) return account;
  return account.map((one) =>
    one.event === about
      ? { ...one, notices: one.notices.map((notice) => (isMeant(notice) ? { ...notice, ...given } : notice)) }
      : one,
  );
}
