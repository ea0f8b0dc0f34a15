import { describe, expect, it } from 'vitest';
import { contactOfForm, prefill } from '../../../../functions/console-api/forms/prefill.ts';
import type { CaseContact } from '../../../../functions/contracts/case.ts';
import type { Contact } from '../../../../functions/contracts/contact.ts';
import { readForms } from '../../../../infra/assets/forms.ts';
import { caseContact, contact, OPENED } from '../../case-support/examples.ts';
import { read } from '../../ingest/reading.ts';

const forms = readForms('rules/forms');
const definition = (name: string) => {
  const found = forms.find(({ form }) => form === name);
  if (found === undefined) throw new Error(`there is no form ${name}`);
  return found;
};
const holding = (...contacts: CaseContact[]) => ({
  contacts,
  relations: { splitOff: [] as { caseId: string; contactIds: string[] }[] },
  caseNumber: 'UT-1234-5678',
});
type State = Parameters<typeof prefill>[1];
const stateOf = (...contacts: CaseContact[]) => holding(...contacts) as unknown as State;
const known = (form: string, about: CaseContact, read: Contact | null) =>
  Object.fromEntries([...prefill(definition(form), stateOf(about), read)].map(([name, { value }]) => [name, value]));
const turns = (over: Partial<Contact['turns'][number]>, ...more: Contact['turns']): Pick<Contact, 'turns'> => {
  const [turn] = contact(1).turns;
  if (turn === undefined) throw new Error('the example has a turn');
  return { turns: [{ ...turn, ...over }, ...more] };
};

describe('the contact that a form is about', () => {
  it('is the first one that shows what the form asks about', () => {
    const contacts = [caseContact(1), caseContact(2, { categories: ['bomb-arson'] }), caseContact(3)];
    expect(contactOfForm(definition('bomb'), stateOf(...contacts))).toBe(contacts[1]);
    expect(contactOfForm(definition('threat'), stateOf(...contacts))).toBe(contacts[0]);
  });

  it('is none that only contributes, was seen before, or was split off', () => {
    const contacts = [
      caseContact(1, { part: 'contributing' }),
      caseContact(2, { sightingOf: caseContact(3).contactId }),
      caseContact(3),
      caseContact(4),
    ];
    expect(contactOfForm(definition('threat'), stateOf(...contacts))).toBe(contacts[2]);
    const split = {
      ...holding(...contacts),
      relations: { splitOff: [{ caseId: 'x', contactIds: [caseContact(3).contactId] }] },
    };
    expect(contactOfForm(definition('threat'), split as unknown as State)).toBe(contacts[3]);
  });
});

describe('what a case knows of its threat form', () => {
  it.each([
    ['phone', 'Telephone'],
    ['in-person', 'Personal'],
    ['email', 'Written or Online'],
    ['chat', 'Written or Online'],
    ['social-media', 'Written or Online'],
  ] as const)('is of a contact by %s the classification %s', (channel, classification) => {
    expect(known('threat', caseContact(1, { channel }), contact(1))).toMatchObject({ channel, classification });
  });

  it('is Suicide/Self Threat of words of self-harm, however they came', () => {
    const about = caseContact(1, { channel: 'phone', categories: ['self-harm'] });
    expect(known('threat', about, null).classification).toBe('Suicide/Self Threat');
  });

  it.each([
    ['customer', 'Customer'],
    ['public', 'Public'],
    ['employee', 'Employee'],
    ['former-employee', 'Former Employee'],
    ['unknown', undefined],
  ] as const)('is of a person who is %s: %s', (relation, person) => {
    expect(known('threat', caseContact(1), contact(1, { relation })).personMakingTheThreat).toBe(person);
  });

  it('is the time, the threat type, the name, the files and the number of the case', () => {
    const attachment = {
      name: 'house.jpg',
      mediaType: 'image/jpeg',
      sizeBytes: 9,
      sha256: 'a'.repeat(64),
      read: false,
    };
    const read = contact(1, { attachments: [attachment, attachment, { ...attachment, name: null }] });
    expect(known('threat', caseContact(1), read)).toMatchObject({
      dateAndTime: OPENED,
      threatType: 'implied',
      nameIfKnown: 'Carl Careful',
      attachments: ['house.jpg'],
      incidentNumber: 'UT-1234-5678',
    });
  });

  it('is nothing that would not fit, such as a name of two lines', () => {
    const read = contact(1, { subject: { name: 'Carl\nCareful', address: null } });
    expect(known('threat', caseContact(1), read)).not.toHaveProperty('nameIfKnown');
  });
});

describe('what a case knows by an employee’s report', () => {
  const report = async (members: Record<string, unknown>) => {
    const reportedBy = { id: 'sub-priya', name: 'Priya Nair', address: 'priya.nair@harborline.example' };
    const form = { form: 'report', report: `report-${'0'.repeat(32)}`, reportedBy, ...members };
    return read(JSON.stringify(form), `form/report-${'0'.repeat(32)}.json`);
  };

  it('is what the reporter entered, in their words, and before what follows from the contact', async () => {
    const contact = await report({
      place: 'Public place',
      where: 'The square before Mill Street branch',
      who: 'Joe Marsh',
      phone: '(603) 555-0177',
      relation: 'Public',
      classification: 'Personal',
      threatType: 'direct',
      district: 'Seacoast',
      recordedLine: 'Line 4, 10:17',
      incidentNumber: 'R-4471',
      summary: 'He waited for Owen and shouted at him.',
      said: 'I know which car is yours.',
    });
    expect(contact.problems).toEqual([]);
    expect(known('threat', caseContact(1, { channel: 'phone' }), contact)).toMatchObject({
      place: 'Public place',
      classification: 'Personal',
      threatType: 'direct',
      district: 'Seacoast',
      recordedLine: 'Line 4, 10:17',
      incidentNumber: 'R-4471',
      summary: 'He waited for Owen and shouted at him.',
      personMakingTheThreat: 'Public',
      nameIfKnown: 'Joe Marsh',
    });
    expect(known('bomb', caseContact(1), contact)).toMatchObject({
      exactWords: 'I know which car is yours.',
      numberShown: '6035550177',
    });
  });

  it('is none of the values of the form where the reporter wrote something else, and then what follows from the contact', async () => {
    const contact = await report({
      where: 'Mill Street',
      classification: 'by phone',
      said: 'I know which car is yours.',
    });
    const found = known('threat', caseContact(1, { channel: 'phone' }), contact);
    expect(found).toMatchObject({ classification: 'Telephone', threatType: 'implied', incidentNumber: 'UT-1234-5678' });
    expect(found).not.toHaveProperty('place');
  });

  it('names the contact that it is by, and none for a number of ours', async () => {
    const sources = async (members: Record<string, unknown>) =>
      prefill(
        definition('threat'),
        stateOf(caseContact(1)),
        await report({ said: 'Boo.', felt: 'Uneasy.', ...members }),
      );
    const from = 'incident-number';
    const { contactId } = caseContact(1);
    expect((await sources({ incidentNumber: 'R-1' })).get('incidentNumber')?.source).toEqual({ from, contactId });
    expect((await sources({})).get('incidentNumber')?.source).toEqual({ from, contactId: null });
  });
});

describe('what a case knows of its bomb form', () => {
  it.each([
    ['phone', 'By telephone'],
    ['in-person', 'In person'],
    ['email', 'In writing'],
    ['chat', 'In writing'],
    ['social-media', 'In writing'],
  ] as const)('is of a contact by %s that it came %s', (channel, howItCame) => {
    expect(known('bomb', caseContact(1, { channel }), null).howItCame).toBe(howItCame);
  });
});

describe('the exact words that a case knows', () => {
  const words = (over: Partial<Contact>) => known('bomb', caseContact(1), contact(1, over)).exactWords;

  it('are those of the one turn of the person, unchanged', () => {
    expect(words(turns({ text: '  Boom.\r\n' }))).toBe('  Boom.\r\n');
    const [other] = turns({ index: 1, speaker: 'employee', text: 'Hello?' }).turns;
    expect(words(turns({ text: 'Boom.' }, ...(other === undefined ? [] : [other])))).toBe('Boom.');
  });

  it('are none where they would have to be put together, were told in other words, written down by a machine, or quote', () => {
    const [second] = turns({ index: 1, text: 'At noon.' }).turns;
    expect(words(turns({ text: 'Boom.' }, ...(second === undefined ? [] : [second])))).toBeUndefined();
    expect(words(turns({ speech: 'indirect' }))).toBeUndefined();
    const transcription = { meanConfidence: 0.9, minConfidence: 0.2, unsure: [], wordTimes: [] };
    expect(words(turns({ transcription }))).toBeUndefined();
    expect(words(turns({ apart: [{ start: 0, end: 2, kind: 'reply-quote' }] }))).toBeUndefined();
  });

  it('are not a number, and the number shown is one only where it surely is', () => {
    const number = (address: string) =>
      known('bomb', caseContact(1), contact(1, { subject: { name: null, address } })).numberShown;
    expect(number('+1 603 555 0177')).toBe('+1 603 555 0177');
    expect(number('4471-0093')).toBeUndefined();
    expect(number('careful@customer.example')).toBeUndefined();
  });
});
