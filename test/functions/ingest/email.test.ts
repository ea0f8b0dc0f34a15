import { describe, expect, it } from 'vitest';
import { subjectIdOf } from '../../../functions/shared/ids.ts';
import { heard, mail, read, sesHeaders } from './reading.ts';

const part = (type: string, body: string, headers = ''): string =>
  `--b\r\nContent-Type: ${type}\r\n${headers}\r\n${body}\r\n`;
const multipart = (kind: string, ...parts: string[]): string =>
  mail({ 'MIME-Version': '1.0', 'Content-Type': `multipart/${kind}; boundary="b"` }, `${parts.join('')}--b--\r\n`);

describe('a mail from outside', () => {
  it('is its sender’s words to the employee it went to', async () => {
    const contact = await read(mail(sesHeaders(), 'Good morning, Tomas.'), 'mail/1');
    expect(contact).toMatchObject({
      format: 'email',
      channel: 'email',
      subject: { name: 'Joe Marsh', address: 'joe.marsh@example.com' },
      subjectId: subjectIdOf('mail:joe.marsh@example.com'),
      targets: [{ name: 'Tomas Reyes', address: 'tomas.reyes@harborline.example' }],
      reporter: null,
      report: null,
      problems: [],
    });
    expect(contact.turns.map(({ part: from, text }) => [from, text.trim()])).toEqual([
      ['subject', 'Hello'],
      ['text/plain', 'Good morning, Tomas.'],
    ]);
  });

  it('is aimed at whom it greets, when it went to nobody in particular', async () => {
    const contact = await read(mail({ To: 'care@harborline.example' }, 'Dear Ms. Whitfield,\n\nhello.'));
    expect(contact.targets).toEqual([{ name: 'Dana Whitfield', address: 'dana.whitfield@harborline.example' }]);
  });

  it('never has the intake address for a target', async () => {
    expect((await read(mail({ To: 'threats@harborline.example' }, 'Hello.'))).targets).toEqual([]);
  });

  it('is one turn when its plain and its HTML part say the same', async () => {
    const contact = await read(
      multipart(
        'alternative',
        part('text/plain', 'Hello there, Tomas.\r\nSee https://x.example/1'),
        part('text/html', '<p>Hello <b>there</b>, Tomas. <a href="https://x.example/1">See</a></p>'),
      ),
    );
    expect(contact.turns.map((turn) => turn.part)).toEqual(['subject', 'text/plain']);
  });

  it('is both when they differ: what one reader sees is not hidden from the score', async () => {
    const contact = await read(
      multipart('alternative', part('text/plain', 'Thank you for all.'), part('text/html', '<p>I will end you.</p>')),
    );
    expect(heard(contact)).toContain('Thank you for all.');
    expect(heard(contact)).toContain('I will end you.');
  });

  it('is its HTML when it has nothing else', async () => {
    const contact = await read(mail({ 'Content-Type': 'text/html; charset=utf-8' }, '<p>I know<br>your street.</p>'));
    expect(contact.turns.at(-1)).toMatchObject({ part: 'text/html', text: 'I know\nyour street.' });
  });

  it.each([
    [
      'quoted-printable',
      'text/plain; charset=utf-8',
      'quoted-printable',
      'I know your stre=\r\net, Jos=C3=A9.',
      'I know your street, José.',
    ],
    [
      'base64 in Windows-1252',
      'text/plain; charset=windows-1252',
      'base64',
      Buffer.from('Jos\xe9, I wait.', 'latin1').toString('base64'),
      'José, I wait.',
    ],
    ['ISO-2022-JP', 'text/plain; charset=iso-2022-jp', '7bit', '\x1b$B;&$9\x1b(B you', '殺す you'],
    ['UTF-7', 'text/plain; charset=utf-7', '7bit', 'I will +AGsAaQBsAGw- you', 'I will kill you'],
    ['a charset that does not exist', 'text/plain; charset=klingon-1', '8bit', 'I will find you', 'I will find you'],
    ['format=flowed', 'text/plain; charset=utf-8; format=flowed', '7bit', 'I will \r\nfind you', 'I will find you'],
  ])('is decoded: %s', async (_, type, encoding, body, expected) => {
    const contact = await read(
      mail({ 'MIME-Version': '1.0', 'Content-Type': type, 'Content-Transfer-Encoding': encoding }, body),
    );
    expect(contact.turns.at(-1)?.text.trim()).toBe(expected);
  });

  it('has its subject line decoded and heard, for a mail may say all it says there', async () => {
    const contact = await read(mail({ Subject: '=?utf-8?Q?I_will_find_you,_Jos=C3=A9?=' }, ''));
    expect(heard(contact)).toBe('I will find you, José');
    expect(contact.problems).toEqual([]);
  });

  it('has the words of its attachments heard, and the others listed with their hash', async () => {
    const contact = await read(
      multipart(
        'mixed',
        part('text/plain', 'See attached.'),
        part(
          'text/plain; name="a.txt"',
          'I have your address.',
          'Content-Disposition: attachment; filename="a.txt"\r\n',
        ),
        part(
          'text/calendar; name="b.ics"',
          'BEGIN:VEVENT\r\nDTSTART:20261120T170000Z\r\nSUMMARY:Your last day\\, Tomas\r\nEND:VEVENT',
          'Content-Disposition: attachment; filename="b.ics"\r\n',
        ),
        part(
          'text/vcard; name="c.vcf"',
          'BEGIN:VCARD\r\nFN:Your Neighbour\r\nNOTE:I see your\r\n  window\r\nEND:VCARD',
          'Content-Disposition: attachment; filename="c.vcf"\r\n',
        ),
        part('text/html; name="d.html"', '<p>I am near.</p>', 'Content-Disposition: attachment; filename="d.html"\r\n'),
        part(
          'image/png; name="house.png"',
          'iVBORw0KGgo=',
          'Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="house.png"\r\n',
        ),
      ),
    );
    for (const words of ['I have your address.', 'Your last day, Tomas', 'I see your window', 'I am near.'])
      expect(heard(contact)).toContain(words);
    expect(contact.attachments.map(({ name, read: isRead }) => [name, isRead])).toEqual([
      ['a.txt', true],
      ['b.ics', true],
      ['c.vcf', true],
      ['d.html', true],
      ['house.png', false],
    ]);
    expect(contact.attachments.every(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256))).toBe(true);
  });

  it('is heard in every place a reader looks at: the sender’s name, a file’s name, the words for a picture', async () => {
    const named = await read(mail({ From: '"I know where you live" <x@example.com>' }, 'Hello there.'));
    expect(heard(named)).toContain('I know where you live');
    const pictured = await read(
      multipart(
        'mixed',
        part('text/html', '<p>Look.</p><img src="cid:1" alt="I was at your door">'),
        part(
          'image/png; name="x.png"',
          'iVBORw0KGgo=',
          'Content-Disposition: attachment; filename="this_is_your_house.png"\r\n',
        ),
      ),
    );
    expect(heard(pictured)).toContain('I was at your door');
    expect(heard(pictured)).toContain('this is your house');
  });

  it('is read though a part says nothing of what it is', async () => {
    const contact = await read(
      mail(
        { 'Content-Type': 'multipart/mixed; boundary="b"' },
        '--b\nContent-Type: text/plain\n\nI will find you.\n--b\nContent-Type:\nContent-Disposition: attachment\n\nx\n--b--',
      ),
    );
    expect(heard(contact)).toContain('I will find you.');
    expect(contact.problems).toEqual([]);
  });

  it.each([
    ['an employee', 'Tomas Reyes <tomas.reyes@harborline.example>'],
    ['the writer', 'Joe Marsh <joe.marsh@example.com>'],
    ['nobody', 'someone'],
  ])('that answers nothing is heard below a header it made up, of %s', async (_, from) => {
    const body = `Hello.\n\nFrom: ${from}\nSent: Monday, November 2, 2026\nSubject: x\n\nI will burn it all.`;
    expect(heard(await read(mail({}, body)))).toContain('I will burn it all.');
    const answer = await read(mail({ Subject: 'Re: x', 'In-Reply-To': '<a@harborline.example>' }, body));
    expect(heard(answer).includes('I will burn it all.')).toBe(from === 'someone');
  });

  it('that answers nothing is heard in what it marks as an employee’s words; one that answers is not', async () => {
    const body =
      'On Mon, 3 Nov 2025 at 10:00, Dana Whitfield <dana.whitfield@harborline.example> wrote:\n\n> I will kill you, Dana.';
    const first = await read(mail({}, body));
    expect(first.turns.at(-1)).toMatchObject({
      speaker: 'unknown',
      standing: 'as-reported',
      text: 'I will kill you, Dana.',
    });
    const answer = await read(mail({ Subject: 'Re: x', 'In-Reply-To': '<a@harborline.example>' }, body));
    expect(heard(answer)).not.toContain('kill');
  });

  it('has what a stranger wrote heard as someone unknown’s, when only a header says it is theirs', async () => {
    const body =
      'Look.\n\nFrom: Abe <abe@else.example>\nSent: Monday, November 2, 2026\nTo: Joe\nSubject: x\n\nI will burn it all.';
    const contact = await read(mail({}, body));
    expect(contact.turns.at(-1)).toMatchObject({
      speaker: 'unknown',
      name: 'Abe',
      standing: 'as-reported',
      text: 'I will burn it all.',
    });
    expect(heard(contact, ['subject'])).not.toContain('burn');
  });

  it.each([
    ['a bounce', { ...sesHeaders(), 'Return-Path': '<>' }, true],
    ['an automatic answer', { 'Auto-Submitted': 'auto-replied' }, true],
    ['a list', { 'List-Id': '<l.example>', 'List-Unsubscribe': '<mailto:u@l.example>' }, true],
    ['a person who writes one header of a list', { Precedence: 'bulk' }, false],
    ['a person', {}, false],
  ])('is known for a machine’s or not: %s', async (_, headers, automated) => {
    expect((await read(mail(headers, 'Hello there.'), 'mail/1')).automated).toBe(automated);
  });

  const AUTOMATIC = { 'Auto-Submitted': 'auto-replied' };
  const LIST = { 'List-Id': '<l.example>', 'List-Unsubscribe': '<mailto:u@l.example>', Precedence: 'bulk' };
  it.each([
    ['who is away', AUTOMATIC, 'I am out of the office until Monday. I will reply to your message when I return.'],
    ['whose name an employee has too', AUTOMATIC, 'I am away until Monday.\n\nJoe'],
    ['a shop', LIST, 'Our autumn sale begins today. You save 20 percent on all shoes.\n\nUnsubscribe'],
    [
      'a mail server that could not deliver',
      { ...sesHeaders(), 'Return-Path': '<>', From: 'MAILER-DAEMON@mail.example' },
      "I'm afraid I was not able to deliver your message. I have given up.",
    ],
    ['a monitor', { ...AUTOMATIC, From: 'noreply@monitor.example' }, 'Job 4411 failed. I restarted it.'],
  ])('is a machine’s where its words are: of %s', async (_, headers, body) => {
    expect((await read(mail(headers, body), 'mail/1')).automated).toBe(true);
  });

  const VEILED = 'I hope your weekend is as pleasant as mine will be when you are no longer there';
  it.each([
    ['that calls someone by name', AUTOMATIC, `${VEILED}, Tomas.`],
    ['in which a person speaks', AUTOMATIC, `${VEILED}.`],
    ['that begins like an automatic answer', AUTOMATIC, `I am out of the office. ${VEILED}.`],
    ['of a list with a salutation', LIST, 'Good evening Tomas,\n\nthe garage is dark on Fridays.'],
    ['of an envelope without a sender', { ...sesHeaders(), 'Return-Path': '<>' }, `${VEILED}.`],
    [
      'of an address like a machine’s, by name',
      { ...AUTOMATIC, From: 'noreply@joe.example' },
      'Not long now, Ms. Whitfield.',
    ],
    ['that calls itself a report', { 'Content-Type': 'multipart/report; boundary="b"' }, `--b\n\n${VEILED}.\n--b--`],
  ])('is a person’s whatever header they write: one %s', async (_, headers, body) => {
    expect((await read(mail(headers, body), 'mail/1')).automated).toBe(false);
  });
});

describe('a mail that cannot be scored', () => {
  it.each([
    [
      'OpenPGP in the body',
      mail({}, 'Hi,\n\n-----BEGIN PGP MESSAGE-----\n\nhQEMA5\n-----END PGP MESSAGE-----\n'),
      'encrypted',
    ],
    [
      'OpenPGP/MIME',
      multipart(
        'encrypted',
        part('application/pgp-encrypted', 'Version: 1'),
        part('application/octet-stream', '-----BEGIN PGP MESSAGE-----'),
      ),
      'encrypted',
    ],
    [
      'S/MIME',
      mail(
        {
          'Content-Type': 'application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m',
          'Content-Transfer-Encoding': 'base64',
        },
        'MIIB',
      ),
      'encrypted',
    ],
    [
      'nothing but a picture',
      mail({ Subject: '', 'Content-Type': 'image/png', 'Content-Transfer-Encoding': 'base64' }, 'iVBORw0KGgo='),
      'binary',
    ],
    ['no words', mail({ Subject: '' }, ' \n '), 'empty'],
    [
      'Russian',
      mail(
        { 'Content-Type': 'text/plain; charset=utf-8' },
        'Здравствуйте, я хотел бы узнать о своём счёте и о переводе денег.',
      ),
      'unsupported-language',
    ],
    [
      'Spanish',
      mail(
        { 'Content-Type': 'text/plain; charset=utf-8' },
        'Buenos días, no entiendo por qué me han cobrado esto en la cuenta y quiero que me lo devuelvan.',
      ),
      'unsupported-language',
    ],
  ])('says why, for a person: %s', async (_, bytes, code) => {
    const contact = await read(bytes, 'mail/1');
    expect(contact.problems).toEqual([{ code, extent: 'whole', message: expect.stringMatching(/^[A-Z].{20,}\.$/) }]);
  });

  it('is scored as far as it goes when only a part is encrypted', async () => {
    const words = 'I have told you three times that I want my money and I will not say it again, do you hear me.';
    const contact = await read(
      mail({}, `${words}\n\n-----BEGIN PGP MESSAGE-----\n\nhQEMA5\n-----END PGP MESSAGE-----\n`),
    );
    expect(contact.problems.map(({ code, extent }) => [code, extent])).toEqual([['encrypted', 'part']]);
    expect(heard(contact)).toContain('three times');
  });
});
