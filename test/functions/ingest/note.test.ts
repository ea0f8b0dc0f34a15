import { describe, expect, it } from 'vitest';
import { subjectIdOf } from '../../../functions/shared/ids.ts';
import { heard, read } from './reading.ts';

describe('a note in the documented form', () => {
  it.each([
    [
      'text',
      'Reporter: Priya Nair\nWhen: 2026-11-17 09:00\nWho: Joe Marsh\nSaid: I will find you.\nAnd your dog.\nDone: Hung up.',
    ],
    [
      'Markdown',
      '# Incident\n\n**Reporter:** Priya Nair\n- When: 17 November 2026, 9:00 am\n- **Who**: Joe Marsh\n\n## Said\n\nI will find you.\nAnd your dog.\n\n## Done\n\nHung up.',
    ],
    [
      'JSON',
      JSON.stringify({
        reporter: 'Priya Nair',
        when: '2026-11-17T09:00:00Z',
        who: 'Joe Marsh',
        whatWasSaid: 'I will find you.\nAnd your dog.',
        done: 'Hung up.',
      }),
    ],
    [
      'quotation marks around it all',
      'Reporter: Priya Nair\nWhen: 11/17/2026 9:00 am\nWho: Joe Marsh\nSaid: "I will find you.\nAnd your dog."\nDone: Hung up.',
    ],
  ])('%s', async (_, text) => {
    const contact = await read(text, 'drop/note-1');
    expect(contact).toMatchObject({
      subject: { name: 'Joe Marsh', address: null },
      subjectId: subjectIdOf('name:joe marsh'),
      reporter: { name: 'Priya Nair', address: 'priya.nair@harborline.example' },
      targets: [{ name: 'Priya Nair' }],
      report: { kind: 'note', perceived: false },
      occurredAt: '2026-11-17T09:00:00.000Z',
      occurredAtFrom: 'reported',
      problems: [],
    });
    expect(heard(contact)).toBe('I will find you.\nAnd your dog.');
  });

  it('hears a quotation within what was said, and the words around it in doubt', async () => {
    const contact = await read('Reporter: Priya Nair\nSaid: He shouted "I will find you" twice', 'drop/n');
    expect(contact.turns.find(({ speaker }) => speaker === 'subject')?.text).toBe('I will find you');
    expect(contact.turns[0]).toMatchObject({ speaker: 'unknown', standing: 'as-reported' });
  });

  it('is a perceived threat when nothing was said, and when the reporter felt one', async () => {
    expect((await read('Reporter: Owen Barrett\nDone: Stared at me for an hour.')).report?.perceived).toBe(true);
    expect((await read('Reporter: Owen Barrett\nSaid: See you.\nFelt: I was scared.')).report?.perceived).toBe(true);
    expect((await read('Reporter: Owen Barrett\nSaid: See you.')).report?.perceived).toBe(false);
  });

  it('knows its target, its channel and its person by what is given', async () => {
    const contact = await read(
      'Reporter: Priya Nair\nTarget: Dana Whitfield\nHow: phone\nPhone: (603) 555-0142\nWho: unknown\nRelation: former employee\nSaid: I will find her.',
    );
    expect(contact).toMatchObject({
      channel: 'phone',
      relation: 'former-employee',
      targets: [{ name: 'Dana Whitfield' }],
      subject: { name: null, address: '6035550142' },
    });
    expect(contact.subjectId).toBe(subjectIdOf('phone:6035550142'));
  });

  it('is not seen in a mail header or a chat', async () => {
    const contact = await read('From: joe@example.com\nTo: a@harborline.example\nSubject: x\n\nHello there.');
    expect(contact.format).toBe('email');
  });
});

describe('a note in free words', () => {
  it('is scored as a whole, for nobody says who wrote it, and is an employee’s report by its place', async () => {
    const contact = await read('He said he would burn the place down. I was scared.', 'drop/notes/monday.txt');
    expect(contact.report).toEqual({ kind: 'note', perceived: true });
    expect(contact.turns.map(({ speaker }) => speaker)).toEqual(['unknown', 'subject']);
  });
});
