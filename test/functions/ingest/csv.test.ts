import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvTable, tableObjects } from '../../../functions/ingest/csv.ts';
import { heard, read } from './reading.ts';

const objects = (text: string) => {
  const table = csvTable(text);
  return table === null ? null : tableObjects(table);
};

describe('a table', () => {
  it.each([
    ['commas', 'Who,Said\nJoe,"I, Joe, will\ncome"\n'],
    ['semicolons', 'Who;Said\r\nJoe;"I, Joe, will\ncome"\r\n'],
    ['tabs', 'Who\tSaid\nJoe\t"I, Joe, will\ncome"'],
    ['a mark of byte order', '\uFEFF"Who","Said"\nJoe,"I, Joe, will\ncome"\n'],
    ['the line of Excel', 'sep=;\r\nWho;Said\r\nJoe;"I, Joe, will\ncome"\r\n'],
    ['the line of Excel, with another separator than any', '"sep=|"\nWho|Said\nJoe|"I, Joe, will\ncome"\n'],
    ['a carriage return alone', 'Who,Said\rJoe,"I, Joe, will\ncome"\r'],
  ])('with %s', (_, text) => {
    expect(objects(text)).toEqual([{ Who: 'Joe', Said: 'I, Joe, will\ncome' }]);
  });

  it('keeps a cell that looks like a formula as the text that it is', () => {
    expect(objects('Who,Said\n=cmd|calc!A1,"@SUM(1+1) +1 -2"')).toEqual([
      { Who: '=cmd|calc!A1', Said: '@SUM(1+1) +1 -2' },
    ]);
  });

  it('says which row has more cells than columns, and keeps all of it', () => {
    expect(csvTable('Who,Said\nJoe,I will find you, and kill you')?.rows).toMatchObject([
      { ragged: true, text: 'Joe,I will find you, and kill you' },
    ]);
  });

  it.each(['Who\nJoe', 'Who,Said\nJoe,"never closed', '', 'x'.repeat(3_000)])('is not seen in %j', (text) =>
    expect(csvTable(text)).toBeNull(),
  );

  it('gives back what was quoted into it, whatever it was', () => {
    const cell = fc.string({ unit: 'binary', maxLength: 40 }).filter((text) => text.trim() !== '');
    fc.assert(
      fc.property(fc.constantFrom(',', ';', '\t'), fc.array(fc.tuple(cell, cell), { minLength: 1 }), (sign, rows) => {
        const quoted = rows.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(sign));
        const table = csvTable([`a${sign}b`, ...quoted].join('\r\n'));
        expect(table?.rows.map(({ cells }) => cells)).toEqual(rows);
      }),
    );
  });
});

describe('a table of reports', () => {
  const ROW = 'Priya Nair,2026-11-17 09:00,Joe Marsh,phone,"I will find you.\nAnd your dog.",Uneasy';
  const HEADER = 'Reported by,Date and time,Name of person,Channel,What was said,How I felt';

  it('of one row is a note', async () => {
    const contact = await read(`${HEADER}\n${ROW}\n`, 'drop/x');
    expect(contact).toMatchObject({
      format: 'note',
      channel: 'phone',
      reporter: { name: 'Priya Nair', address: 'priya.nair@harborline.example' },
      subject: { name: 'Joe Marsh' },
      report: { kind: 'note', perceived: true },
      occurredAt: '2026-11-17T09:00:00.000Z',
      problems: [],
    });
    expect(heard(contact)).toBe('I will find you.\nAnd your dog.');
  });

  it('is read in Windows-1252, as Excel writes it', async () => {
    const text = `${HEADER}\nPriya Nair,,José Marín,phone,“I’ll find you at Café Noir”,\n`;
    const bytes = Buffer.from(
      [...text].map((sign) => ({ '“': 0x93, '”': 0x94, '’': 0x92 })[sign] ?? sign.charCodeAt(0)),
    );
    const contact = await read(bytes, 'drop/reports.csv');
    expect(contact.subject?.name).toBe('José Marín');
    expect(heard(contact)).toBe('I’ll find you at Café Noir');
  });

  it('of several rows is one contact in which every row is heard, and a person is told', async () => {
    const contact = await read(
      `${HEADER}\n${ROW}\nOwen Barrett,,Ann Low,,Watch your back.,\nDana Whitfield,,Joe Marsh,,See you.,`,
    );
    expect(contact.subject?.name).toBe('Joe Marsh');
    expect(contact.problems).toMatchObject([{ code: 'too-many-parts', extent: 'part' }]);
    expect(contact.targets.map(({ name }) => name)).toEqual(['Priya Nair', 'Owen Barrett', 'Dana Whitfield']);
    const spoken = contact.turns.filter(({ part }) => part.endsWith('note:said'));
    expect(spoken.map(({ speaker, text, part }) => [speaker, text, part])).toEqual([
      ['subject', 'I will find you.\nAnd your dog.', 'note:said'],
      ['unknown', 'Watch your back.', 'row:2 note:said'],
      ['subject', 'See you.', 'row:3 note:said'],
    ]);
  });

  it('loses no words to a comma without quotation marks, and none under a name that is no field', async () => {
    const ragged = await read('Reporter,Said\nPriya Nair,I will find you, and kill your dog', 'drop/x.csv');
    expect(heard(ragged)).toContain('and kill your dog');
    expect(ragged.problems).toMatchObject([{ code: 'malformed', extent: 'part' }]);
    const unnamed = await read('Reporter,Customer,Message\nPriya Nair,Joe Marsh,I will find you and your dog\n');
    expect(unnamed).toMatchObject({ format: 'note', reporter: { name: 'Priya Nair' } });
    expect(heard(unnamed)).toContain('I will find you and your dog');
  });

  it('of more rows than are scored says so', async () => {
    const contact = await read(`Reporter,Said\n${'Priya Nair,I will come.\n'.repeat(20_500)}`, 'drop/x.csv');
    expect(contact.turns).toHaveLength(20_000);
    expect(contact.problems.map(({ code }) => code).toSorted()).toEqual(['too-many-parts', 'truncated']);
  });

  it('is not a chat that was exported, whose columns have such names too', async () => {
    const contact = await read(
      'Date,Employee,Customer,Message\n2026-11-17 09:00,,Joe,I will find you\n2026-11-17 09:01,Priya Nair,,Please stop\n',
      'drop/chat.csv',
    );
    expect(contact.report).toBeNull();
    expect(heard(contact)).toContain('I will find you');
  });

  it('is not an export of a survey, whose words are heard and wait for a person', async () => {
    const contact = await read(
      'Date,Customer,Response\n2026-11-17,Joe,I will burn your branch down\n',
      'drop/survey.csv',
    );
    expect(heard(contact)).toContain('I will burn your branch down');
    expect(contact.problems).toMatchObject([{ code: 'unknown-format' }]);
  });

  it('as a list in JSON is read the same', async () => {
    const contact = await read(
      JSON.stringify([
        { reporter: 'Priya Nair', who: 'Joe Marsh', said: 'I will find you.' },
        { reporter: 'Owen Barrett', who: 'Ann Low', said: 'Watch your back.' },
      ]),
    );
    expect(contact.reporter?.name).toBe('Priya Nair');
    expect(heard(contact)).toBe('I will find you.\nWatch your back.');
    expect(contact.problems).toMatchObject([{ code: 'too-many-parts' }]);
  });

  it('is no ticket of another system: its words are heard and not taken for a reporter’s', async () => {
    const contact = await read(
      JSON.stringify({ recipient: 'support@harborline.example', impact: 'high', description: 'I will kill you all' }),
    );
    expect(heard(contact)).toContain('I will kill you all');
  });
});
