import { describe, expect, it } from 'vitest';
import type { CaseContact } from '../../../../functions/contracts/case.ts';
import type { Roster } from '../../../../functions/contracts/roster.ts';
import type { RosterRole } from '../../../../functions/contracts/vocabulary.ts';
import { isPastTop, levelForStep } from '../../../../functions/shared/case/climb.ts';
import { type CaseParties, implicationOf, peopleToTell } from '../../../../functions/shared/case/people.ts';
import { subjectIdOf, targetIdOf } from '../../../../functions/shared/ids.ts';
import { caseContact, DANA, policy, roster, SUBJECT } from '../../case-support/examples.ts';

const targetOf = (local: string) => targetIdOf({ name: null, address: `${local}@harborline.example` });
const RUTH = targetOf('ruth.okafor');
const MARTIN = targetOf('martin.hale');
const SAMUEL = targetOf('samuel.greer');

const parties = (...contacts: Partial<CaseContact>[]): CaseParties => ({
  subjectId: SUBJECT,
  contacts: contacts.map((over, n) => caseContact(n + 1, over)),
});
const told = (role: RosterRole, of: CaseParties, people: Roster = roster) =>
  peopleToTell(role, of, people).map(({ id }) => id);
const with_ = (...more: Roster['people']): Roster => ({ ...roster, people: [...roster.people, ...more] });
const person = (id: string, ...roles: RosterRole[]): Roster['people'][number] => ({
  id,
  name: `${id} Someone`,
  addresses: [`${id}@harborline.example`],
  position: '',
  location: '',
  roles,
  supervisor: null,
});
const climb = (of: CaseParties, people: Roster = roster) =>
  [1, 2, 3, 4].map((step) => levelForStep(step, of, policy, people));

describe('who is told of a case in a role', () => {
  it('is for a supervisor who supervises the target', () => {
    expect(told('supervisor', parties({ targetIds: [DANA] }))).toEqual(['ruth-okafor']);
  });

  it('is any supervisor where no target has one on the roster', () => {
    expect(told('supervisor', parties({ targetIds: [] }))).toEqual(['ruth-okafor']);
  });

  it('is never whom the case is about, known by an address, a tagged address, or in a report by name', () => {
    for (const key of ['mail:ruth.okafor@harborline.example', 'name:ruth okafor']) {
      const about = { ...parties({}), subjectId: subjectIdOf(key) };
      expect(told('supervisor', about)).toEqual([]);
      expect(implicationOf(roster.people.find(({ id }) => id === 'ruth-okafor') as never, about)).toBe('subject');
    }
    const tagged = {
      ...roster,
      people: roster.people.map((one) =>
        one.id === 'ruth-okafor' ? { ...one, addresses: ['ruth.okafor+care@harborline.example'] } : one,
      ),
    };
    expect(
      told('supervisor', { ...parties({}), subjectId: subjectIdOf('mail:ruth.okafor@harborline.example') }, tagged),
    ).toEqual([]);
  });

  it('is not kept from an employee in whose name an outsider forged a mail', () => {
    const forged = { ...parties({}), subjectId: subjectIdOf('unauthenticated:mail:ruth.okafor@harborline.example') };
    expect(told('supervisor', forged)).toEqual(['ruth-okafor']);
  });

  it('is the next level, and no other team’s supervisor, where the target’s is complained of', () => {
    const of = parties({ targetIds: [DANA, RUTH], categories: ['personal-report'], lane: 'hr' });
    const owen = with_(person('other-team', 'supervisor'));
    expect(told('supervisor', of, owen)).toEqual(['martin-hale']); // Who supervises Ruth.
    const alone = {
      ...owen,
      people: owen.people.map((one) => (one.id === 'ruth-okafor' ? { ...one, supervisor: null } : one)),
    };
    expect(told('supervisor', of, alone)).toEqual([]);
  });

  it('is still the supervisor of the employee who is complained of', () => {
    const of = parties({ targetIds: [DANA], categories: ['personal-report'], lane: 'hr' });
    expect(told('supervisor', of)).toEqual(['ruth-okafor']);
  });

  it('is the level above a supervisor at whom it is aimed', () => {
    expect(told('supervisor', parties({ targetIds: [RUTH] }))).toEqual(['martin-hale']);
    expect(told('next-level-manager', parties({ targetIds: [MARTIN] }))).toEqual([]);
  });

  it('leaves a supervisor in who was only written to in a contact that shows nothing', () => {
    const of = parties({ targetIds: [DANA] }, { part: 'contributing', targetIds: [RUTH] });
    expect(told('supervisor', of)).toEqual(['ruth-okafor', 'martin-hale']);
  });

  it('is security, of a threat to the one who is security; their colleague where there is one', () => {
    const of = parties({ targetIds: [SAMUEL] });
    expect(told('corporate-security', of)).toEqual(['samuel-greer']);
    expect(told('corporate-security', of, with_(person('second', 'corporate-security')))).toEqual(['second']);
  });

  it('is not the one HR partner of whom a customer complains', () => {
    const lena = targetOf('lena.fischer');
    expect(told('human-resources', parties({ targetIds: [lena], categories: ['personal-report'] }))).toEqual([]);
    expect(told('human-resources', parties({ targetIds: [lena] }))).toEqual(['lena-fischer']);
  });

  it('says of whom the case is about that, where they are a target as well', () => {
    const of = { ...parties({ targetIds: [RUTH] }), subjectId: subjectIdOf('mail:ruth.okafor@harborline.example') };
    expect(implicationOf(roster.people.find(({ id }) => id === 'ruth-okafor') as never, of)).toBe('subject');
  });

  it('does not count what was split off into another case', () => {
    const of = parties({ targetIds: [DANA] }, { targetIds: [RUTH] });
    const split = {
      caseId: 'case-1',
      contactIds: [of.contacts[1]?.contactId ?? ''],
      at: '',
      reason: 'Another matter.',
    };
    const relations = { mergedInto: null, mergedFrom: [], splitOff: [split], splitFrom: null, links: [] };
    expect(told('supervisor', { ...of, relations })).toEqual(['ruth-okafor']);
  });
});

describe('the climb', () => {
  it('passes over a level that is held by nobody but who was asked just before', () => {
    const both = {
      ...roster,
      people: roster.people.map((one) =>
        one.id === 'ruth-okafor' ? { ...one, roles: ['supervisor' as const, 'next-level-manager' as const] } : one,
      ),
    };
    const alone = { ...both, people: both.people.filter(({ id }) => id !== 'martin-hale') };
    expect(climb(parties({}), alone)).toEqual(['market-president', ...Array(3).fill('corporate-security')]);
    // With somebody else beside her the level is asked: they have not been.
    expect(climb(parties({}), both)[0]).toBe('next-level-manager');
  });

  it('goes on above a manager who was told in the place of an implicated supervisor', () => {
    expect(climb(parties({ targetIds: [RUTH] }))).toEqual(['market-president', ...Array(3).fill('corporate-security')]);
  });

  it('passes over a manager at whom it is aimed, and the president, who was told in the manager’s place', () => {
    const of = parties({ targetIds: [DANA, MARTIN] });
    expect(told('supervisor', of)).toEqual(['ruth-okafor', 'gerald-ashworth']);
    expect(climb(of)[0]).toBe('corporate-security');
  });

  it('is past the top once the last level was asked', () => {
    const past = [1, 2, 3, 4].map((step) => isPastTop(step, parties({}), policy, roster));
    expect(past).toEqual([false, false, false, true]);
  });

  it('has one person asked again who holds every role: they are the top from the first step', () => {
    const one = person('owner', 'supervisor', 'next-level-manager', 'market-president', 'corporate-security');
    const alone = { ...roster, people: [one] };
    expect(climb(parties({}), alone)).toEqual(Array(4).fill('corporate-security'));
    expect(told('corporate-security', parties({}), alone)).toEqual(['owner']);
    expect(isPastTop(1, parties({}), policy, alone)).toBe(true);
  });
});
