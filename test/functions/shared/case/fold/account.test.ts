import { describe, expect, it } from 'vitest';
import { CaseEvent, type CaseEventBody, type CaseEventOf } from '../../../../../functions/contracts/case.ts';
import { caseOf, eventsOf, minute } from '../../../case-support/case-of.ts';
import { STAGE } from '../../../case-support/examples.ts';

const decided = (over: Partial<CaseEventOf<'account-decided'>> = {}): CaseEventOf<'account-decided'> => ({
  type: 'account-decided',
  option: 'keep',
  reason: 'The dispute is settled.',
  decidedAs: 'market-president',
  asks: ['account-officer', 'market-president'],
  ...over,
});
const given = (over: Partial<CaseEventOf<'account-notice-given'>> = {}): CaseEventOf<'account-notice-given'> => ({
  type: 'account-notice-given',
  role: 'account-officer',
  about: 2,
  toldAt: minute(3),
  how: 'telephone',
  ...over,
});
const mailed = (role: 'account-officer' | 'market-president' | 'supervisor', about = 2) =>
  [{ type: 'notification-sent', about, role, deliveryId: 'ses-1' } as CaseEventBody, STAGE] as const;

describe('the decision on an account', () => {
  it('says what was decided, by whom, in which role and why, and who has yet to be told', () => {
    expect(caseOf(decided()).account).toEqual([
      {
        option: 'keep',
        reason: 'The dispute is settled.',
        decidedAs: 'market-president',
        at: minute(2),
        by: { id: 'sub-ruth', name: 'Ruth Okafor' },
        event: 2,
        notices: ['account-officer', 'market-president'].map((role) => ({
          role,
          askedAt: minute(2),
          toldAt: null,
          how: null,
        })),
      },
    ]);
  });

  it('records when each was told: by mail, or by a person', () => {
    const [decision] = caseOf(decided(), mailed('market-president'), given()).account;
    expect(decision?.notices).toEqual([
      { role: 'account-officer', askedAt: minute(2), toldAt: minute(3), how: 'telephone' },
      { role: 'market-president', askedAt: minute(2), toldAt: minute(3), how: 'mail' },
    ]);
  });

  it('keeps the first time that somebody was told', () => {
    const [decision] = caseOf(
      decided(),
      [{ type: 'acknowledged', note: null }, STAGE],
      given(),
      mailed('account-officer'),
    ).account;
    expect(decision?.notices[0]).toMatchObject({ toldAt: minute(3), how: 'telephone' });
  });

  it('is not told of by a mail about something else, or to somebody else', () => {
    const [decision] = caseOf(decided(), mailed('account-officer', 1), mailed('supervisor')).account;
    expect(decision?.notices.map(({ toldAt }) => toldAt)).toEqual([null, null]);
  });

  it('can be taken again: both stay, the last one stands, and who has to be told has to be told anew', () => {
    const { account } = caseOf(decided(), mailed('account-officer'), decided({ option: 'close-account' }));
    expect(account.map(({ option, notices }) => [option, notices[0]?.toldAt])).toEqual([
      ['keep', minute(3)],
      ['close-account', null],
    ]);
  });

  it.each<[string, CaseEventBody[]]>([
    ['a channel closed without saying which', [decided({ option: 'restrict-channel' })]],
    ['channels closed where the account is kept', [decided({ channels: ['chat'] })]],
    ['a referral to nobody', [decided({ option: 'refer' })]],
    ['a referral where the account is closed', [decided({ option: 'close-account', referredTo: 'Legal' })]],
    ['a notice of what was never decided', [given({ about: 1 })]],
    ['a notice to who need not be told', [decided(), given({ role: 'human-resources' })]],
    ['a notice given before the decision', [decided(), given({ toldAt: minute(1) })]],
    ['a notice that will be given', [decided(), given({ toldAt: minute(9) })]],
    ['a second notice', [decided(), given(), given()]],
  ])('refuses %s', (_, bodies) => {
    expect(() => caseOf(...bodies)).toThrow('is refused');
  });

  it('has no member for what a customer is worth', () => {
    const event = eventsOf(decided()).at(-1);
    expect(CaseEvent.safeParse(event).success).toBe(true);
    for (const member of ['customerValue', 'balance', 'revenue', 'tier']) {
      const body = { ...decided(), [member]: 100_000 };
      expect(CaseEvent.safeParse({ ...event, body }).success).toBe(false);
    }
  });
});
