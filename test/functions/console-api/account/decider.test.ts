import { describe, expect, it } from 'vitest';
import type { Person } from '../../../../functions/console-api/access/person.ts';
import { decidingRole, mayDecide, whoDecides } from '../../../../functions/console-api/account/decider.ts';
import type { Policy } from '../../../../functions/contracts/policy.ts';
import { subjectIdOf, targetIdOf } from '../../../../functions/shared/ids.ts';
import { caseContact, policy, roster, SUBJECT } from '../../case-support/examples.ts';

const parties = { subjectId: SUBJECT, contacts: [caseContact(1)] };
const address = (id: string) => roster.people.find((each) => each.id === id)?.addresses[0] ?? '';
const person = (id: string | null, roles: Person['roles'] = ['supervisor']): Person => ({
  id: `sub-${id}`,
  name: id ?? 'nobody',
  address: id === null ? null : address(id),
  roles,
});
const setting = (account: Partial<Policy['account']> = {}) => ({
  policy: { ...policy, account: { ...policy.account, ...account } },
  roster,
});
const GERALD_TARGETED = {
  ...parties,
  contacts: [caseContact(1, { targetIds: [targetIdOf({ name: null, address: address('gerald-ashworth') })] })],
};

describe('the decision on an account', () => {
  it('is that of who has the configured role on the roster, known by a proven address, and of nobody else', () => {
    for (const { id } of roster.people) {
      expect([id, mayDecide(person(id), parties, setting())]).toEqual([id, id === 'gerald-ashworth']);
    }
    expect(mayDecide({ ...person('gerald-ashworth'), address: null }, parties, setting())).toBe(false);
    expect(
      mayDecide({ ...person(null, ['security', 'hr', 'legal']), name: 'Gerald Ashworth' }, parties, setting()),
    ).toBe(false);
  });

  it('is another one’s where the policy says so', () => {
    const other = setting({ decider: 'internal-control-specialist' });
    expect(mayDecide(person('ines-calloway'), parties, other)).toBe(true);
    expect(mayDecide(person('gerald-ashworth'), parties, other)).toBe(false);
    expect(whoDecides(parties, other)).toBe('the internal control specialist (Ines Calloway)');
  });

  it('is also that of a console role, where the policy names one', () => {
    const legal = setting({ decider_console_role: 'legal' });
    expect(mayDecide(person(null, ['legal']), parties, legal)).toBe(true);
    expect(mayDecide(person(null, ['hr']), parties, legal)).toBe(false);
    expect(mayDecide(person(null, ['legal']), parties, setting())).toBe(false);
    expect(whoDecides(parties, legal)).toBe('the market president (Gerald Ashworth), or who signs in as legal');
  });

  it('goes to the next level up where the decider is whom it is aimed at', () => {
    expect(decidingRole(GERALD_TARGETED, setting())).toBe('corporate-security');
    expect(mayDecide(person('gerald-ashworth'), GERALD_TARGETED, setting())).toBe(false);
    expect(mayDecide(person('samuel-greer'), GERALD_TARGETED, setting())).toBe(true);
    expect(whoDecides(GERALD_TARGETED, setting())).toBe('the corporate security (Samuel Greer)');
  });

  it('is never that of whom the case is about, whatever role they sign in with', () => {
    const own = { ...parties, subjectId: subjectIdOf(`mail:${address('gerald-ashworth')}`) };
    const setup = setting({ decider_console_role: 'legal' });
    expect(mayDecide(person('gerald-ashworth', ['legal']), own, setup)).toBe(false);
  });

  it('is nobody’s where nobody on the roster may, and says so', () => {
    const alone = {
      ...setting(),
      roster: { ...roster, people: roster.people.filter(({ roles }) => roles.includes('reporting-associate')) },
    };
    expect(whoDecides(parties, alone)).toBe('the market president (nobody on the roster may in this case)');
    expect(mayDecide(person('gerald-ashworth'), parties, alone)).toBe(false);
  });
});
