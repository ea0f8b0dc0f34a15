import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { subjectIdOf } from '../../../functions/shared/ids.ts';
import { FIXTURES, heard, mail, read } from './reading.ts';

const PRIYA = { id: 'sub-priya', name: 'Priya Nair', address: 'priya.nair@harborline.example' };
const form = (members: Record<string, unknown>) =>
  read(
    JSON.stringify({ form: 'report', report: `report-${'0'.repeat(32)}`, reportedBy: PRIYA, ...members }),
    `form/report-${'0'.repeat(32)}.json`,
  );
const file = (content: string | Uint8Array, name: string, mediaType = 'application/octet-stream') => ({
  name,
  mediaType,
  base64: Buffer.from(content).toString('base64'),
});

describe('the form that the API writes', () => {
  it('keeps what was said to the last space, and says who reports', async () => {
    const said = '  I will  find you.\r\n\u0065\u0301 "now"\t ';
    const contact = await form({ said, how: 'phone', who: 'Joe Marsh', where: 'Mill Street branch', place: 'Office' });
    expect(contact).toMatchObject({
      format: 'form',
      channel: 'phone',
      reporter: { name: PRIYA.name, address: PRIYA.address },
      subject: { name: 'Joe Marsh' },
      targets: [{ name: 'Priya Nair' }],
      report: { kind: 'form', perceived: false },
      problems: [],
    });
    expect(contact.turns[0]).toMatchObject({ speaker: 'subject', standing: 'as-reported', text: said });
    expect(contact.turns.at(-1)).toMatchObject({ speaker: 'reporter', text: 'Where: Mill Street branch\nOffice' });
  });

  it('is a perceived threat without a word, by an act or a feeling', async () => {
    for (const members of [{ done: 'Waited by my car.' }, { felt: 'Uneasy.' }]) {
      const contact = await form(members);
      expect(contact).toMatchObject({ format: 'form', report: { kind: 'form', perceived: true }, problems: [] });
    }
  });

  it('is nobody else’s for a name that someone gives themselves', async () => {
    const contact = await form({
      reportedBy: { id: 'x', name: 'Ruth Okafor <ruth.okafor@harborline.example>', address: null },
      felt: 'Uneasy.',
    });
    expect(contact.reporter).toEqual({ name: 'Ruth Okafor <ruth.okafor@harborline.example>', address: null });
  });

  it('names its reporter whatever stands in their name', async () => {
    const contact = await form({
      reportedBy: { id: 'x', name: 'Nair, Priya; <priya@example.com>', address: PRIYA.address },
      felt: 'Uneasy.',
    });
    expect(contact.reporter).toEqual({ name: 'Priya Nair', address: PRIYA.address });
  });
});

describe('a report that passes on', () => {
  it('a saved mail has its writer as the subject, and the words as reported', async () => {
    const eml = readFileSync(join(FIXTURES, 'email', 'direct-threat.eml'));
    const direct = await read(eml, 'mail/x');
    const contact = await form({ felt: 'I was scared.', files: [file(eml, 'threat.eml', 'message/rfc822')] });
    expect(contact).toMatchObject({
      format: 'form',
      channel: 'email',
      subject: direct.subject,
      subjectId: direct.subjectId,
      reporter: { address: PRIYA.address },
      report: { kind: 'form', perceived: true },
      occurredAtFrom: 'reported',
      messageId: direct.messageId,
    });
    expect(heard(contact)).toBe(heard(direct));
    expect(contact.turns.find(({ speaker }) => speaker === 'subject')).toMatchObject({ standing: 'as-reported' });
    expect(contact.attachments[0]).toMatchObject({ name: 'threat.eml', sizeBytes: eml.length, read: true });
  });

  it('the pasted text of a mail is read with its head', async () => {
    const contact = await form({
      pasted:
        'From: Joe Marsh <joe.marsh@example.com>\nTo: Dana Whitfield <dana.whitfield@harborline.example>\nSubject: You\n\nI know whére you park.',
    });
    expect(contact).toMatchObject({
      subject: { name: 'Joe Marsh', address: 'joe.marsh@example.com' },
      subjectId: subjectIdOf('mail:joe.marsh@example.com'),
      targets: [{ name: 'Dana Whitfield' }],
      problems: [],
    });
    expect(heard(contact)).toContain('I know whére you park.');
  });

  it('the pasted text of a chat keeps apart who said what', async () => {
    const contact = await form({
      pasted: '[12:01] Joe: I will find you\n[12:02] Agent Priya: Please stop\n[12:03] Joe: No',
    });
    expect(contact.channel).toBe('chat');
    expect(heard(contact)).toBe('I will find you\nNo');
  });

  it('pasted words in no form are scored, kept under the person of the form, and nothing for the unscored lane', async () => {
    const contact = await form({ pasted: 'you will regret this', who: 'Joe Marsh', how: 'social-media' });
    expect(contact).toMatchObject({ channel: 'social-media', subject: { name: 'Joe Marsh' }, problems: [] });
    expect(heard(contact)).toBe('you will regret this');
  });

  it('a picture alone cannot be scored, and beside words it is a part', async () => {
    const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]);
    const alone = await form({ files: [file(png, 'letter.png', 'image/png')] });
    expect(alone.problems).toMatchObject([{ code: 'binary', extent: 'whole' }]);
    expect(alone).toMatchObject({ format: 'form', reporter: { address: PRIYA.address }, report: { kind: 'form' } });
    const beside = await form({ said: 'I will find you', files: [file(png, 'letter.png', 'image/png')] });
    expect(beside.problems).toMatchObject([{ code: 'binary', extent: 'part' }]);
    expect(beside.attachments).toMatchObject([{ name: 'letter.png', mediaType: 'image/png', read: false }]);
  });

  it('the words of a second writer are not put on the first', async () => {
    const other = mail({ From: 'Ann Low <ann@example.org>' }, 'Watch your back.');
    const contact = await form({ files: [file(mail({}, 'I will find you.'), 'a.eml'), file(other, 'b.eml')] });
    expect(contact.subject?.address).toBe('joe.marsh@example.com');
    const spoken = contact.turns.filter(({ text }) => /Watch your back/.test(text));
    expect(spoken.map(({ speaker }) => speaker)).toEqual(['unknown']);
  });

  it('a form within a form passes nothing on', async () => {
    const inner = JSON.stringify({ form: 'report', reportedBy: PRIYA, files: [file('I will find you', 'x.txt')] });
    const contact = await form({ files: [file(inner, 'inner.json')] });
    expect(heard(contact)).not.toContain('I will find you');
    expect(contact.problems.length).toBeGreaterThan(0);
  });

  it('is read as any JSON where its shape is another, and loses nothing', async () => {
    const contact = await form({ said: 'I will find you', pasted: ['and your whole family will know'] });
    expect(heard(contact)).toContain('I will find you');
    expect(heard(contact)).toContain('and your whole family will know');
  });
});
