import { describe, expect, it } from 'vitest';
import { heard, mail, read } from './reading.ts';

const FROM_RUTH = { From: 'Ruth Okafor <ruth.okafor@harborline.example>', To: 'threats@harborline.example' };
const ruth = { name: 'Ruth Okafor', address: 'ruth.okafor@harborline.example' };
const joe = { name: 'Joe Marsh', address: 'joe@example.com' };
const forwarded = (body: string, subject = 'Fwd: Card', headers = {}) =>
  read(mail({ ...FROM_RUTH, Subject: subject, ...headers }, body));

describe('a mail that an employee passes on', () => {
  it.each([
    [
      'Gmail',
      '---------- Forwarded message ---------\nFrom: Joe Marsh <joe@example.com>\nDate: Tue, Nov 17, 2026 at 9:02 AM\nSubject: Card\nTo: Tomas Reyes <tomas.reyes@harborline.example>\n\n\nI will find you.',
    ],
    [
      'Outlook',
      '________________________________\nFrom: Joe Marsh <joe@example.com>\nSent: Tuesday, November 17, 2026 9:02 AM\nTo: Tomas Reyes <tomas.reyes@harborline.example>\nSubject: Card\n\nI will find you.',
    ],
    [
      'new Outlook, with no mark at all',
      'From: Joe Marsh <joe@example.com>\nDate: Tuesday, 17 November 2026 at 09:02\nTo: tomas.reyes@harborline.example <tomas.reyes@harborline.example>\nSubject: Card\nI will find you.',
    ],
    [
      'Apple Mail',
      'Begin forwarded message:\n\n> From: Joe Marsh <joe@example.com>\n> Subject: Card\n> Date: November 17, 2026 at 9:02:00 AM EST\n> To: tomas.reyes@harborline.example\n> \n> I will find you.',
    ],
    [
      'Yahoo',
      '   ----- Forwarded Message ----- From: Joe Marsh <joe@example.com>To: "tomas.reyes@harborline.example" <tomas.reyes@harborline.example>Sent: Tuesday, November 17, 2026, 09:02:50 AM GMT+1Subject: Card\n I will find you.',
    ],
    [
      'Thunderbird',
      '-------- Forwarded Message --------\nSubject: \tCard\nDate: \tTue, 17 Nov 2026 09:02:00 +0000\nFrom: \tJoe Marsh <joe@example.com>\nTo: \ttomas.reyes@harborline.example\n\n\n\nI will find you.',
    ],
    [
      'Thunderbird in German',
      '-------- Weitergeleitete Nachricht --------\nBetreff: \tCard\nDatum: \tTue, 17 Nov 2026 09:02:00 +0000\nVon: \tJoe Marsh <joe@example.com>\nAn: \ttomas.reyes@harborline.example\n\n\nI will find you.',
    ],
  ])('is the customer’s words under the customer’s name: %s', async (_, original) => {
    const contact = await forwarded(`Please look at this.\n\n${original}\n`);
    expect(contact).toMatchObject({
      subject: joe,
      reporter: ruth,
      report: { kind: 'forwarded-inline', perceived: false },
    });
    expect(contact.targets).toEqual([{ name: 'Tomas Reyes', address: 'tomas.reyes@harborline.example' }]);
    expect(contact.occurredAt.slice(0, 10)).toBe('2026-11-17');
    expect(heard(contact).trim().replace(/\s+/g, ' ')).toBe('Card I will find you.');
    expect(contact.turns.find(({ speaker }) => speaker === 'reporter')).toMatchObject({
      text: 'Please look at this.',
      standing: 'first-hand',
    });
    expect(
      contact.turns.filter(({ speaker }) => speaker === 'subject').every(({ standing }) => standing === 'as-reported'),
    ).toBe(true);
  });

  it('is the customer’s who answers below a colleague’s own mail, quoted in a reply', async () => {
    const contact = await forwarded(
      'See his answer.\n\nOn Tue, Nov 17, 2026 at 9:02 AM Joe Marsh <joe@example.com> wrote:\n> I will find you.\n',
      'Re: Card',
    );
    expect(contact.subject).toEqual(joe);
    expect(heard(contact)).toContain('I will find you.');
    expect(heard(contact)).not.toContain('See his answer.');
  });

  it('leaves the agent’s words within the customer’s mail apart', async () => {
    const contact = await forwarded(
      '---------- Forwarded message ---------\nFrom: Joe Marsh <joe@example.com>\nDate: Tue, Nov 17, 2026 at 9:02 AM\nSubject: Card\nTo: Tomas Reyes <tomas.reyes@harborline.example>\n\nNo.\n\nOn Mon, Nov 16, 2026 at 9:02 AM Tomas Reyes <tomas.reyes@harborline.example> wrote:\n> We will kill the card.\n',
    );
    expect(heard(contact)).not.toContain('kill');
    expect(contact.turns.find(({ speaker }) => speaker === 'employee')?.text).toContain('We will kill the card.');
  });

  it('is someone unknown’s, and scored, when it names nobody', async () => {
    const contact = await forwarded('This was in my mail:\n\n> I know which door you use.\n', 'look');
    expect(contact.subject).toBeNull();
    expect(contact.turns.find(({ text }) => text.includes('which door'))).toMatchObject({
      speaker: 'unknown',
      standing: 'as-reported',
    });
  });

  it('keeps the headers of an attached original, and hears nothing in the employee’s own lines', async () => {
    const original =
      'From: Joe Marsh <joe@example.com>\r\nTo: tomas.reyes@harborline.example\r\nSubject: Card\r\nDate: Tue, 17 Nov 2026 09:02:00 +0000\r\nMessage-ID: <abc@example.com>\r\n\r\nI will find you.\r\n';
    const body = `--b\r\nContent-Type: text/plain\r\n\r\nI felt threatened.\r\n--b\r\nContent-Type: application/octet-stream; name="card.eml"\r\nContent-Disposition: attachment; filename="card.eml"\r\n\r\n${original}\r\n--b--\r\n`;
    const contact = await read(
      mail({ ...FROM_RUTH, 'Content-Type': 'multipart/mixed; boundary="b"' }, body.replaceAll('\r\n', '\n')),
    );
    expect(contact).toMatchObject({
      subject: joe,
      reporter: ruth,
      report: { kind: 'forwarded-attached', perceived: true },
      messageId: '<abc@example.com>',
      occurredAt: '2026-11-17T09:02:00.000Z',
      occurredAtFrom: 'reported',
    });
    expect(heard(contact).trim()).toBe('Card\nI will find you.');
  });

  it('stops at a depth of messages within messages, and says so', async () => {
    let inner = 'From: Joe Marsh <joe@example.com>\r\nSubject: Card\r\n\r\nI will find you.\r\n';
    for (let depth = 0; depth < 9; depth++) {
      inner = `From: ruth.okafor@harborline.example\r\nTo: threats@harborline.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b${depth}"\r\n\r\n--b${depth}\r\nContent-Type: message/rfc822\r\nContent-Disposition: attachment\r\n\r\n${inner}\r\n--b${depth}--\r\n`;
    }
    const contact = await read(inner, 'mail/1');
    expect(contact.problems.map(({ code }) => code)).toContain('nested-too-deep');
  });
});

describe('an employee who tells of something', () => {
  it('is the reporter; what the person said is the person’s', async () => {
    const contact = await forwarded('He said he would burn my car. I told him to leave.', 'visit');
    expect(contact.report).toEqual({ kind: 'note', perceived: false });
    expect(contact.targets).toEqual([ruth]);
    expect(heard(contact)).toBe('he would burn my car');
  });

  it('may fill in the form of a note', async () => {
    const contact = await forwarded('Who: Joe Marsh\nSaid: I will find you.\nDone: Left.\n', 'note');
    expect(contact).toMatchObject({
      format: 'email',
      channel: 'in-person',
      subject: { name: 'Joe Marsh' },
      reporter: ruth,
      report: { kind: 'note' },
    });
    expect(heard(contact)).toBe('I will find you.');
  });

  it('is heard when the mail goes to a colleague and not to the intake address', async () => {
    const contact = await forwarded('I will find you.', 'you', { To: 'priya.nair@harborline.example' });
    expect(contact.turns.at(-1)).toMatchObject({ speaker: 'unknown', text: 'I will find you.' });
    expect(contact.reporter).toEqual(ruth);
  });
});
