import { describe, expect, it } from 'vitest';
import { joinPerson } from '../../../../functions/score/identity/join-person.ts';
import { isProven, marksOf, nameMarkOf } from '../../../../functions/score/identity/marks-of.ts';
import { MemoryStore } from '../../../../functions/score/identity/memory-store.ts';
import { subjectIdOf } from '../../../../functions/shared/ids.ts';
import { type ContactDetails, contactWith } from './contacts.ts';

interface Letter extends ContactDetails {
  readonly text: string;
  readonly subjectId?: string;
}

/** How the second of two letters links their senders. */
async function linkOf(...letters: readonly [Letter, Letter]): Promise<string | null> {
  const store = new MemoryStore();
  let state: string | null = null;
  for (const [index, { text, subjectId, ...details }] of letters.entries()) {
    const receivedAt = `2026-03-0${index + 2}T14:00:00.000Z`;
    const read = contactWith(text, { ...details, occurredAt: receivedAt, receivedAt });
    const contact = { ...read, subjectId: subjectId ?? read.subjectId };
    const shown = {
      marks: marksOf(contact, { wordsHash: null, wordCount: 0 }),
      isProven: isProven(contact),
      name: nameMarkOf(contact),
    };
    const { linked } = await joinPerson(store, {
      contactId: contact.contactId,
      subjectId: contact.subjectId,
      heardAt: receivedAt,
      ...shown,
    });
    state = linked[0]?.state ?? null;
  }
  return state;
}

const PELL: Letter = {
  from: 'gp@tidewater.example',
  name: 'Gordon Pell',
  text: 'My account number is 4471990217. My order 7730021994 never came.',
};

describe('A stranger who writes a customer’s number', () => {
  it.each<[string, string, string]>([
    ['a lawyer', 'Judith Stone', 'I act for Mr Gordon Pell.\nAccount number: 4471990217'],
    ['a lawyer in one line', 'Judith Stone', 'I write for my client Gordon Pell, account number 4471990217.'],
    ['a daughter', 'Ruth Lind', 'My father Gordon Pell died in May, and I have to tell you.\nAccount: 4471990217'],
  ])('as %s does is not linked with them', async (_, name, text) => {
    expect(await linkOf(PELL, { from: 'other@elsewhere.example', name, text })).toBeNull();
  });

  it.each<[string, string, string]>([
    ['a wife', 'Anne Carter', 'I have to tell you that our account number is 4471990217.'],
    ['a shop', 'Tide Shop', 'Our order number 7730021994 is on its way.'],
    ['somebody who threatens', 'Carl Voss', 'My account number is 4471990217. I will find you.'],
  ])('as %s does is suggested and not joined', async (_, name, text) => {
    expect(await linkOf(PELL, { from: 'other@elsewhere.example', name, text })).toBe('suggested');
  });

  it('is suggested and not joined where the other name stands below the letter alone', async () => {
    const text = 'My account number is 4471990217. I will find you.\n\nRegards,\nCarl Voss, Builder';
    expect(await linkOf(PELL, { from: 'other@elsewhere.example', text })).toBe('suggested');
    const again = 'My account number is 4471990217.\n\nRegards,\nGordon Pell';
    expect(await linkOf(PELL, { from: 'other@elsewhere.example', text: again })).toBe('joined');
  });

  it('and shows the same name, or none, is the customer at another address', async () => {
    const text = 'It is me again. My account number is 4471990217.';
    expect(await linkOf(PELL, { from: 'other@elsewhere.example', name: 'Pell, Gordon', text })).toBe('joined');
    expect(await linkOf(PELL, { from: 'other@elsewhere.example', text })).toBe('joined');
  });
});

describe('A customer at another address', () => {
  it.each([
    ['I hold account 7731900247 with you.', 'I am the holder of account 7731900247.'],
    ['My card ends in 4412, member ID 88210457.', 'my membership number is 88210457'],
    ['Where is it?\n\nGordon Pell\n(603) 203-4418', 'I ask again.\nGordon Pell\n603.203.4418'],
  ])('is joined by %j and %j', async (one, other) => {
    expect(await linkOf({ from: 'a@one.test', text: one }, { from: 'b@two.test', text: other })).toBe('joined');
  });
});

describe('A mail that fails the check of who sent it', () => {
  const forged: Letter = {
    from: 'gp@tidewater.example',
    text: 'You will hear from me.',
    subjectId: subjectIdOf('unauthenticated:mail:gp@tidewater.example'),
    authentication: { spf: 'fail', dkim: 'fail', dmarc: 'fail', spam: 'unknown', virus: 'unknown' },
  };
  const genuine: Letter = { from: 'gp@tidewater.example', text: 'Where is my card?' };

  it('is suggested to be of the address that it claims, whichever comes first, and never joined', async () => {
    expect(await linkOf(genuine, forged)).toBe('suggested');
    expect(await linkOf(forged, genuine)).toBe('suggested');
  });
});
