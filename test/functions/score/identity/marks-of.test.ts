import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IdentityMark, MarkKind } from '../../../../functions/contracts/identity.ts';
import { isProven, MOST_MARKS, marksOf, nameMarkOf } from '../../../../functions/score/identity/marks-of.ts';
import { ownNumbers } from '../../../../functions/score/identity/own-numbers.ts';
import { nationalNumber, phonesIn } from '../../../../functions/score/identity/phones.ts';
import { subjectIdOf } from '../../../../functions/shared/ids.ts';
import { type ContactDetails, contactWith } from './contacts.ts';

const NO_WORDS = { wordsHash: null, wordCount: 0 };
const marks = (text: string, details: ContactDetails = {}, words = NO_WORDS): IdentityMark[] =>
  marksOf(contactWith(text, details), words);
const of = (found: readonly IdentityMark[], kind: MarkKind) => found.filter((mark) => mark.kind === kind);
const isNumber = ({ kind }: IdentityMark): boolean => kind === 'account' || kind === 'phone';
const shared = (a: readonly IdentityMark[], b: readonly IdentityMark[]) =>
  a.filter(({ kind, hash }) => b.some((other) => other.kind === kind && other.hash === hash));

describe('A number that is said as one’s own', () => {
  it.each([
    ['My account number is 44170293.', '44170293'],
    ['my acct # 4417-0293', '44170293'],
    ['Regarding my savings account 4417 0293, nothing has happened.', '44170293'],
    ['I am Jane Doe, account 44170293, and I have waited.', '44170293'],
    ['Account no.: 44170293\nSince March I wait.', '44170293'],
    ['Re: policy AB 1920475', 'ab1920475'],
    ["I'm customer number C-90412275 of yours", 'c90412275'],
    ['My order 302-7741965 never came, and 2 more', '3027741965'],
    ['I hold account 44170293 with you.', '44170293'],
    ['I am the holder of account 44170293.', '44170293'],
    ['My card ends in 4412, member ID 88210457, and it was declined.', '88210457'],
    ['my membership number is 88210457', '88210457'],
    ['My client number is 88210457.', '88210457'],
    ['I am asking for order 302-7741965.', '3027741965'],
    ['I write with regard to my claim 7730021994.', '7730021994'],
    ['My wife and I have waited for a week.\nAccount: 4471990217', '4471990217'],
    ['our IBAN is DE89 3704 0044 0532 0130 00 please', 'de89370400440532013000'],
  ])('%s', (text, normal) => {
    expect(ownNumbers(text).map((number) => number.normal)).toEqual([normal]);
  });

  it.each([
    'Your account number 44170293 sent me a payment.',
    'I paid into the account 44170293 as you asked.',
    "My wife's account number is 44170293.",
    'His policy number is 99120475.',
    'I act for Mr Gordon Pell.\nAccount number: 4471990217',
    'I write for my client Gordon Pell, account number 4471990217.',
    'I am writing for Gordon Pell, account number 4471990217.',
    'I write on behalf of Mrs Pell (account number 4471990217).',
    'My father Gordon Pell died in May, and nobody answers.\nAccount: 4471990217',
    'My late mother’s affairs are with me now.\nPolicy: 4471990217',
    'We represent the estate of Gordon Pell.\nAccount: 4471990217',
    'I have power of attorney.\nAccount: 4471990217',
    'This is about my husband Gordon, account 4471990217.',
    'I sent my payment to account 4471990217 in May.',
    'I have your account number 4471990217 here.',
    'My account number is 12345678.',
    'My account number is 111111.',
    'My order number is 4471.',
    'My account has been closed for 44 days.',
    'Transfer it from account to account; 44170293 people saw it.',
  ])('is not: %s', (text) => {
    expect(ownNumbers(text)).toEqual([]);
  });

  it('is the same mark however it is written, and in a signature too', () => {
    const one = marks('My account number is 4417-0293.');
    const other = marks('Nothing has happened.\n\nKind regards\nA. Berg\nAccount 44170293');
    expect(of(shared(one, other), 'account')).toHaveLength(1);
    expect(shared(one, marks('My policy number is 44170293.')).filter(isNumber)).toEqual([]);
  });

  it('meets the transcript that knows its customer by that account', () => {
    const chat = contactWith('Hello?', { format: 'chat', channel: 'chat', subject: null });
    const keyed = marksOf({ ...chat, subjectId: subjectIdOf('account:44170293') }, NO_WORDS);
    expect(of(keyed, 'account')).toMatchObject([{ place: 'caller' }]);
    expect(of(shared(keyed, marks('My account number is 4417-0293.')), 'account')).toHaveLength(1);
  });

  it('is only mentioned where it is said to be ours, as by a couple or by a shop', () => {
    expect(of(marks('Our account number is 4471990217.'), 'account')).toMatchObject([{ place: 'mentioned' }]);
    expect(of(marks('My account number is 4471990217.'), 'account')).toMatchObject([{ place: 'own' }]);
  });

  it('in a signature is not the writer’s where the letter above it is for somebody else', () => {
    const signed = '\n\nKind regards\nJudith Stone\nAccount 4471990217';
    expect(of(marks(`I act for Mr Gordon Pell.${signed}`), 'account')).toEqual([]);
    expect(of(marks(`I have waited for a week.${signed}`), 'account')).toHaveLength(1);
  });

  it('is not taken from what another speaker says, from quoted mail, or from what is told in other words', () => {
    expect(marks('My account number is 44170293.', { turn: { speaker: 'employee' } }).filter(isNumber)).toEqual([]);
    expect(marks('My account number is 44170293.', { turn: { speech: 'indirect' } }).filter(isNumber)).toEqual([]);
    expect(marks('> My account number is 44170293.\nIs this yours?').filter(isNumber)).toEqual([]);
  });
});

describe('A telephone number', () => {
  it.each([
    ['+44 (0)7700 900123', '7700900123'],
    ['0044 7700 900123', '7700900123'],
    ['07700 900123', '7700900123'],
    ['+1 (603) 555-0142', '6035550142'],
    ['1-603-555-0142', '6035550142'],
    ['+353 86 123 4567', '861234567'],
    ['555-0142', null],
    ['0000000000', null],
  ])('%s is compared as %s', (written, normal) => {
    expect(nationalNumber(written)).toBe(normal);
  });

  it('is the writer’s own where they say so, and else only mentioned', () => {
    expect(phonesIn('Call me on 603 555 0142.')).toEqual([{ normal: '6035550142', place: 'own' }]);
    expect(phonesIn('I rang 0800 123 4567 twice.')).toEqual([{ normal: '8001234567', place: 'mentioned' }]);
    expect(phonesIn('On 2026-11-25 14:30 and on 12.05.2026 I wrote; order 44170293.')).toEqual([]);
  });

  it('of a caller is the mark of the same number in a signature', () => {
    const call = marks('Hello', { from: '+16035550142', format: 'call', channel: 'phone' });
    const mail = marks('Hello\n\nKind regards,\nAnna Berg\n(603) 555-0142');
    expect(of(call, 'phone')).toMatchObject([{ place: 'caller' }]);
    expect(of(mail, 'phone')).toMatchObject([{ place: 'signature' }]);
    expect(of(shared(call, mail), 'phone')).toHaveLength(1);
  });
});

describe('A telephone number below a letter', () => {
  it.each([
    'I wait.\n\nGordon Pell\n(603) 555-0142',
    'I wait. Answer me.\nGordon Pell\n603.555.0142',
    'I wait.\n\nGordon Pell\nHarbor Street 12\ntel. 603 555 0142',
    'I wait.\n\n--\nGordon Pell\n(603) 555-0142',
  ])('is signed under a name: %j', (text) => {
    expect(of(marks(text), 'phone')).toMatchObject([{ place: 'signature' }]);
  });

  it('is the writer’s own where it is all that the last line has', () => {
    expect(of(marks('I wait for your call.\n(603) 555-0142'), 'phone')).toMatchObject([{ place: 'own' }]);
  });

  it.each([
    'The number that rang me was this:\n\nHarbor Bank\nHe said that he was from you (603) 555-0142 and hung up.',
    'Ask Gordon Pell at (603) 555-0142 about it.',
  ])('is only mentioned in a sentence: %j', (text) => {
    expect(of(marks(text), 'phone')).toMatchObject([{ place: 'mentioned' }]);
  });
});

describe('What a letter shows of its writer', () => {
  const signed = (greeting: string) => `${greeting}\n\nBest regards,\nAnna Berg\nHarbor Street 12, Portmouth\n`;

  it('has a signature of four words or more, the same below any letter and however it is set', () => {
    const one = of(marks(signed('I wait.')), 'signature');
    expect(one).toHaveLength(1);
    expect(
      of(marks('Nothing came.\r\n\r\nbest regards\r\nAnna  Berg\r\nHarbor Street 12 · Portmouth'), 'signature'),
    ).toEqual(one);
    expect(of(marks('I wait.\n\nBest regards,\nAnna'), 'signature')).toEqual([]);
    expect(of(marks('I wait.\n\nSent from my iPhone 15 Pro'), 'signature')).toEqual([]);
  });

  it('has a display name of two words or more, either way round', () => {
    const name = (shown: string | null) => of(marks('', { name: shown }), 'display-name').map(({ hash }) => hash);
    expect(name('Anna Berg')).toEqual(name('BERG, Anna'));
    expect(name('Anna Berg')).toHaveLength(1);
    expect(name('Anna')).toEqual([]);
    const [anna, carl] = [
      nameMarkOf(contactWith('', { name: 'Anna M. Berg' })),
      nameMarkOf(contactWith('', { name: 'Carl Berg' })),
    ];
    expect(anna?.family).toBe(carl?.family);
    expect(anna?.whole).not.toBe(carl?.whole);
  });

  it('has its own Message-ID and those it answers, and none of the company’s', () => {
    const threadOf = (references: string[], over: ContactDetails = {}) =>
      of(marks('', { messageId: '<b@two.test>', references, ...over }), 'thread').map(({ place }) => place);
    const [theirs, ours] = ['<a@one.test>', '<reply@mail.harborline.example>'];
    expect(threadOf([ours, theirs])).toEqual(['sent', 'answered']);
    expect(threadOf([theirs, ours])).toEqual(['sent', 'mentioned']);
    expect(threadOf([theirs])).toEqual(['sent', 'mentioned']);
    expect(threadOf([], { messageId: '<newsletter@harborline.example>' })).toEqual([]);
    expect(threadOf([ours, theirs], { automated: true })).toEqual([]);
  });

  it('has its words only from twelve on, and rare phrases that a letter changed a little still shares', () => {
    const wordsHash = 'a'.repeat(32);
    expect(of(marks('', {}, { wordsHash, wordCount: 11 } as never), 'words')).toEqual([]);
    expect(of(marks('', {}, { wordsHash, wordCount: 12 } as never), 'words')).toHaveLength(1);
    const letter =
      'The Pharisees of your mezzanine have once more besmirched the probity of an honest depositor, and like Belshazzar they feast.';
    expect(of(shared(marks(letter), marks(`Good day. ${letter} I await your word.`)), 'phrase').length).toBeGreaterThan(
      0,
    );
    expect(
      of(marks('I would like to know when you are going to send me the money that I asked for.'), 'phrase'),
    ).toEqual([]);
  });

  it('has neither style nor thread where a machine wrote it, and its numbers all the same', () => {
    const text = signed('My account number is 44170293.');
    const found = marks(text, { name: 'Anna Berg', automated: true, messageId: '<a@one.test>' });
    expect(found.map(({ kind }) => kind)).toEqual(['address', 'account']);
  });

  it('is hashes alone, few of them, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            'my account number ',
            '44170293',
            '4 4 1 7 ',
            '+1 603 ',
            '5550142',
            '\n',
            'Kind regards\n',
            'ref ',
            '- ',
            'Belshazzar ',
          ),
          { maxLength: 300 },
        ),
        (parts) => {
          const found = marks(parts.join(''), { name: 'Anna Berg' });
          expect(found.length).toBeLessThanOrEqual(MOST_MARKS);
          expect(found.every(({ hash }) => /^[0-9a-f]{32}$/.test(hash))).toBe(true);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('is found in two megabytes that are made to be looked through again and again, which would take hours', () => {
    const contact = contactWith('x', {
      turn: { text: 'my account account no 4 4 4 4 +1 (603 re: '.repeat(50_000), apart: [] },
    });
    expect(marksOf(contact, NO_WORDS).length).toBeLessThanOrEqual(MOST_MARKS);
  });
});

describe('A sender', () => {
  const checked = (authentication: Partial<ReturnType<typeof contactWith>['authentication']>) => {
    const contact = contactWith('');
    return isProven({ ...contact, authentication: { ...contact.authentication, ...authentication } });
  };
  it('is not proven where DMARC failed, nor where SPF alone failed; and is where nothing was checked', () => {
    expect(checked({})).toBe(true);
    expect(checked({ dmarc: 'fail', spf: 'pass' })).toBe(false);
    expect(checked({ spf: 'fail' })).toBe(false);
    expect(checked({ spf: 'fail', dkim: 'pass' })).toBe(true);
  });
});
