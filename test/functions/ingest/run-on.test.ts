import { describe, expect, it } from 'vitest';
import { mail, read } from './reading.ts';

const asOne = async (original: string, key: string): Promise<string[]> =>
  (await read(original, key)).turns.filter(({ part }) => part.endsWith(' as one')).map(({ text }) => text);

const chat = (...said: [speaker: string, text: string][]): string =>
  ['Customer: Joe Marsh <joe.marsh@example.com>', 'Agent: Tomas Reyes', '']
    .concat(said.map(([speaker, text], minute) => `[12:${String(minute + 10)}] ${speaker}: ${text}`))
    .join('\n');

describe('a sentence that its speaker cut in two', () => {
  it.each<[string, [string, string][], string[]]>([
    [
      'in two messages of a chat',
      [
        ['Joe Marsh', 'Im gonna kill'],
        ['Joe Marsh', 'u'],
      ],
      ['Im gonna kill\nu'],
    ],
    [
      'more than once',
      [
        ['Joe Marsh', 'i know'],
        ['Joe Marsh', 'where you live'],
        ['Joe Marsh', 'and i will'],
        ['Joe Marsh', 'come for you'],
      ],
      ['i know\nwhere you live', 'and i will\ncome for you'],
    ],
    [
      'and an answer between',
      [
        ['Joe Marsh', 'I am going to'],
        ['Tomas Reyes', 'Yes?'],
        ['Joe Marsh', 'leave'],
      ],
      [],
    ],
    [
      'or two sentences',
      [
        ['Joe Marsh', 'my card is gone'],
        ['Joe Marsh', 'can you help'],
      ],
      [],
    ],
  ])('is heard as one: %s', async (_, said, expected) => {
    expect(await asOne(chat(['Tomas Reyes', 'Hello'], ...said), 'drop/chat/1.txt')).toEqual(expected);
  });

  it('is heard as one in the subject and the text of a mail', async () => {
    const found = await read(mail({ Subject: 'I am going to' }, 'kill you on Friday.\n\nJoe'), 'mail/1');
    expect(found.turns.at(-1)).toMatchObject({
      speaker: 'subject',
      part: 'subject and text/plain as one',
      text: 'I am going to\nkill you on Friday.',
    });
    expect(found.turns.slice(0, 2).map(({ text }) => text.trim())).toEqual([
      'I am going to',
      'kill you on Friday.\n\nJoe',
    ]);
  });

  it('is none where the subject of a mail is whole', async () => {
    expect(await asOne(mail({ Subject: 'My account' }, 'You closed it.'), 'mail/1')).toEqual([]);
  });
});
