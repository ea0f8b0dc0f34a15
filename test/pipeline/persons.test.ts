import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseState } from '../../functions/contracts/case.ts';
import type { Contact } from '../../functions/contracts/contact.ts';
import { foldCase } from '../../functions/shared/case/fold.ts';
import { decideLink, readLinks } from '../../functions/shared/history/links.ts';
import { putOnce } from '../../infra/local/intake.ts';
import type { Built } from '../../infra/local/start/build.ts';
import { readCases } from '../../infra/local/state/read-state.ts';
import { findUnfinished } from '../../infra/local/state/unfinished.ts';
import type { System } from '../../infra/local/system.ts';
import { assessmentOf, buildOnce, contactOf, deliver, sesMail, startTestSystem } from './harness.ts';

const DANA = 'dana.whitfield@harborline.example';
const PRIYA = 'priya.nair@harborline.example';

let built: Built;
let system: System;
beforeAll(async () => {
  built = await buildOnce();
  system = await startTestSystem(built);
  system.run();
}, 120_000);
afterAll(async () => {
  await system?.stop();
});

const write = async (from: string, day: number, text: string, to = DANA): Promise<Contact> => {
  const key = await deliver(system, { from, text, to, at: new Date(Date.UTC(2026, 2, day, 14)).toISOString() });
  await system.settled();
  return contactOf(system, key);
};
const idsOf = (contacts: readonly { contactId: string }[]) => contacts.map(({ contactId }) => contactId);
/** The cases that a contact is in. */
const casesWith = async ({ contactId }: Contact): Promise<CaseState[]> => {
  const cases = await readCases(system.clients.tables, system.names.CASE_TABLE ?? '');
  const states = [...cases.values()].flatMap((events) => foldCase(events) ?? []);
  return states.filter(({ contacts }) => contacts.some((each) => each.contactId === contactId));
};
const theCase = async (contact: Contact): Promise<CaseState> => {
  const [found, ...others] = await casesWith(contact);
  if (found === undefined || others.length > 0) throw new Error(`It is in ${found ? others.length + 1 : 0} cases.`);
  return found;
};

describe('someone careful who changes address and gives the same account number', () => {
  let letters: Contact[];
  beforeAll(async () => {
    letters = [
      await write(
        'max.ferrer@one.test',
        2,
        'It is about my account 55170293. I do not suppose anyone there tells you these things, but it is a beautiful letter.',
      ),
      await write('max.ferrer@one.test', 9, 'Here is the form, signed.'),
      await write(
        'm.f.1971@two.test',
        18,
        'My account number is 5517-0293. You seemed a little sad on the phone, that is all.',
      ),
      await write('m.f.1971@two.test', 24, 'Did the form reach you?'),
      await write('someone.else@three.test', 31, 'Account number: 55170293.\nIs she treating you well, your manager?'),
    ];
  }, 90_000);

  it('is found by what the three addresses did together, and each contact says what joins them', async () => {
    const last = await assessmentOf(system, letters[4]?.contactId ?? '');
    const opening = last.conduct.filter(({ opensCase }) => opensCase);
    expect(opening.map(({ id }) => id)).toContain('conduct/personal-interest-in-one-target');
    expect(new Set(opening.flatMap(({ contactIds }) => contactIds))).toEqual(
      new Set(idsOf([letters[0], letters[2], letters[4]] as Contact[])),
    );
    expect(last.linked.map(({ subjectId, state, strength, kinds }) => [subjectId, state, strength, kinds])).toEqual(
      [letters[0], letters[2]].map((letter) => [letter?.subjectId, 'joined', 'strong', ['account']]).sort(),
    );
    const alone = await assessmentOf(system, letters[3]?.contactId ?? '');
    expect(alone.conduct.filter(({ opensCase }) => opensCase)).toEqual([]);
  });

  it('has one case, with the letters of all addresses and their bytes', async () => {
    const { contacts, evidence } = await theCase(letters[4] as Contact);
    const pattern = idsOf([letters[0], letters[2], letters[4]] as Contact[]);
    expect(idsOf(contacts)).toEqual(expect.arrayContaining(pattern));
    expect(idsOf(evidence)).toEqual(expect.arrayContaining(pattern));
    const all = await Promise.all(letters.map(casesWith));
    expect(new Set(all.flat().map(({ caseId }) => caseId)).size).toBe(1);
  });

  it('is in that case with what comes from any of them later, flagged or not', async () => {
    const threat = await write(
      'max.ferrer@one.test',
      33,
      'I know where you park your car. I will hurt you when you leave the office tonight.',
    );
    const quiet = await write('m.f.1971@two.test', 34, 'Which form do I need?');
    const { contacts } = await theCase(letters[4] as Contact);
    expect(contacts.find(({ contactId }) => contactId === threat.contactId)).toMatchObject({ part: 'flagged' });
    expect(contacts.find(({ contactId }) => contactId === quiet.contactId)).toMatchObject({ part: 'contributing' });
    expect(await casesWith(threat)).toHaveLength(1);
  }, 60_000);

  it('is two again from the contact on that comes after a person parted them', async () => {
    const [one, three] = [letters[0]?.subjectId ?? '', letters[4]?.subjectId ?? ''];
    const [two, table] = [letters[2]?.subjectId ?? '', system.names.HISTORY_TABLE ?? ''];
    for (const other of [one, two]) {
      await decideLink(system.clients.tables, table, three, other, 'parted', 'person-1', '2026-04-05T00:00:00.000Z');
    }
    const later = await write('someone.else@three.test', 38, 'My account number is 55170293, once more.');
    const { linked } = await assessmentOf(system, later.contactId);
    expect(linked.map(({ subjectId, state }) => [subjectId, state])).toEqual(
      [one, two].sort().map((id) => [id, 'parted']),
    );
    const links = await readLinks(system.clients.tables, table, one);
    expect(links.map(({ otherId, state, by }) => [otherId, state, by]).sort()).toEqual(
      [
        [two, 'joined', 'score'],
        [three, 'parted', 'person-1'],
      ].sort(),
    );
  }, 60_000);
});

describe('two addresses of one person that write at once', () => {
  it('get one case, which both threats are in', async () => {
    const at = '2026-03-03T09:00:00Z';
    const threat = (number: string) =>
      `My policy number is ${number}. I know where you park. I will hurt you when you leave the office tonight.`;
    for (let round = 0; round < 3; round++) {
      const number = `7731${round}942`;
      const keys = await Promise.all(
        ['a', 'b'].map((box) =>
          deliver(system, { from: `${box}${round}@at-once.test`, text: threat(number), at, to: PRIYA }),
        ),
      );
      await system.settled();
      const contacts = await Promise.all(keys.map((key) => contactOf(system, key)));
      const cases = await Promise.all(contacts.map(theCase));
      for (const one of cases) expect(idsOf(one.contacts).sort()).toEqual(idsOf(contacts).sort());
    }
  }, 120_000);
});

describe('two customers', () => {
  const named = async (name: string, from: string, day: number, text: string, check = ''): Promise<Contact> => {
    const plain = sesMail({ from, text, to: PRIYA, at: new Date(Date.UTC(2026, 2, day, 14)).toISOString() }).toString();
    const bytes = Buffer.from(
      plain
        .replace(`From: <${from}>`, `From: ${name} <${from}>`)
        .replace('X-SES-Virus-Verdict: PASS', `X-SES-Virus-Verdict: PASS${check}`),
    );
    const key = `mail/${createHash('sha256').update(bytes).digest('hex').slice(0, 40)}`;
    await putOnce(system.clients.s3, system.names.INTAKE_BUCKET ?? '', key, bytes);
    await system.settled();
    return contactOf(system, key);
  };
  const THREAT = 'I know where you park your car. I will hurt you when you leave the office tonight.';

  it('of one surname and one account stay apart until a person says otherwise', async () => {
    const anna = await named('Anna Lindqvist', 'anna@lindqvist.test', 2, `My account number is 66190284. ${THREAT}`);
    const maja = await named(
      'Maja Lindqvist',
      'maja@lindqvist.test',
      3,
      'My account number is 66190284. Thank you for the quick answer.',
    );
    const { linked } = await assessmentOf(system, maja.contactId);
    expect(linked).toEqual([{ subjectId: anna.subjectId, state: 'suggested', strength: 'weak', kinds: ['account'] }]);
    expect((await theCase(anna)).contacts).toHaveLength(1);
    expect(await casesWith(maja)).toEqual([]);
  }, 60_000);

  it('are not joined by a spoofed From, whose threats stay out of the named customer’s history and case', async () => {
    const number = 'My account number is 88190473.';
    const customer = await named('Lena Brandt', 'lena@brandt.test', 2, `${number} Thank you for your help.`);
    const failed = [
      '\r\nAuthentication-Results: amazonses.com;\r\n spf=fail (spfCheck: domain of brandt.test does not designate 192.0.2.1 as permitted sender);\r\n dkim=none;\r\n dmarc=fail header.from=brandt.test;',
      '\r\nX-SES-RECEIPT: AEFBQUFBQUFBQUE=',
    ].join('');
    const spoofed = await named('Lena Brandt', 'lena@brandt.test', 4, `${number} ${THREAT}`, failed);
    expect(spoofed.authentication.dmarc).toBe('fail');
    expect(spoofed.subjectId).not.toBe(customer.subjectId);
    const after = await named('Lena Brandt', 'lena@brandt.test', 6, 'Thank you, it is all settled.');
    const { linked, conduct, flagged } = await assessmentOf(system, after.contactId);
    expect({ conduct, flagged }).toEqual({ conduct: [], flagged: false });
    expect(linked.map(({ subjectId, state }) => [subjectId, state])).toEqual([[spoofed.subjectId, 'suggested']]);
    expect(idsOf((await theCase(spoofed)).contacts)).toEqual([spoofed.contactId]);
    expect(await casesWith(after)).toEqual([]);
  }, 60_000);

  it('leave nothing undone', async () => {
    const nothing = { ingest: [], score: [], cases: [], notify: [] };
    expect(await findUnfinished(system, built.policy, built.roster)).toEqual(nothing);
    expect(await system.deadLetters()).toEqual([]);
  });
});
