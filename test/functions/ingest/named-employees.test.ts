import { describe, expect, it } from 'vitest';
import type { Directory } from '../../../functions/contracts/roster.ts';
import { namedEmployees } from '../../../functions/ingest/named-employees.ts';
import { directory, mail, read } from './reading.ts';

const CUSTOMER = { name: 'Joe Marsh', address: 'joe.marsh@example.com' };
const named = (text: string, whose: Directory = directory) =>
  Object.fromEntries(namedEmployees([text], whose, CUSTOMER).map(({ name, by }) => [name, by]));

describe('The employees whom a text names', () => {
  it.each([
    ['I am going to kill Owen Barrett.', 'Owen Barrett'],
    ['i know where priya nair’s house is', 'Priya Nair'],
    ['Owen J. Barrett, loan officer', 'Owen Barrett'],
    ['Attn: BARRETT, OWEN', 'Owen Barrett'],
    ['I will kill Mr. Ashworth', 'Gerald Ashworth'],
    ['Inés Calloway signed it', 'Ines Calloway'],
    ['O\u200Bwen Barrett', 'Owen Barrett'],
    ['send it on to executive.office@harborline.example.', 'Dana Whitfield'],
  ])('are named in full: %s', (text, name) => {
    expect(named(text)).toEqual({ [name]: 'in-full' });
  });

  it('may be meant by one name that nobody else has, which proves nothing by itself', () => {
    expect(named('please pass this on to Dana: I am still waiting')).toEqual({ 'Dana Whitfield': 'one-name' });
    expect(named('Tell Whitfield that.')).toEqual({ 'Dana Whitfield': 'one-name' });
    expect(named('Dana Miller of the bakery says hello')).toEqual({});
  });

  it('are not named by other people’s names, by ordinary words, or by what stands too far apart', () => {
    expect(named('Owen Miller and Ruth Barrow came')).toEqual({});
    expect(named('I owe it to the hale and hearty')).toEqual({});
    expect(named('Mr Barrow called')).toEqual({});
    expect(named('Kind regards, Joe Marsh')).toEqual({});
  });

  it('are none of police, and none of thirty of one name, but all of two', () => {
    const of = (count: number): Directory => ({
      ...directory,
      people: Array.from({ length: count }, (_, index) => ({
        ...(directory.people[0] as Directory['people'][number]),
        id: String(index),
        name: `${String.fromCodePoint(65 + index)}va Smith`,
        addresses: [`${index}@harborline.example`],
      })),
    });
    expect(Object.keys(named('I will kill Mr Smith', of(2)))).toEqual(['Ava Smith', 'Bva Smith']);
    expect(named('I will kill Mr Smith', of(26))).toEqual({});
    expect(named('Officer J. Lindqvist')).toEqual({});
  });

  it('are found in time in proportion to the text, whatever it is', () => {
    for (const text of ['a'.repeat(300_000), '.'.repeat(300_000), 'Owen '.repeat(60_000), "'".repeat(300_000)])
      expect(Object.keys(named(text)).length).toBeLessThan(2);
  });
});

describe('A contact', () => {
  const mentioned = async (headers: Record<string, string>, body: string) => {
    const { targets, mentions = [] } = await read(mail(headers, body));
    return [targets.map(({ address }) => address), mentions.map(({ name, by }) => `${name} ${by}`)];
  };

  it('knows whom its subject and its text name beside those it was sent to', async () => {
    expect(await mentioned({ Subject: 'For Dana Whitfield, personal' }, 'Tomas, where is Mr Hale?')).toEqual([
      ['tomas.reyes@harborline.example'],
      ['Dana Whitfield in-full', 'Martin Hale in-full'],
    ]);
    expect(await mentioned({}, 'Dear Dana,\n\nI am still waiting.')).toEqual([
      ['tomas.reyes@harborline.example'],
      ['Dana Whitfield in-full'],
    ]);
  });

  it('does not take a quoted name for the writer’s', async () => {
    const answer =
      'Thank you.\n\nOn Mon, Owen Barrett <owen.barrett@harborline.example> wrote:\n> Regards, Owen Barrett';
    expect(await mentioned({ 'In-Reply-To': '<a@harborline.example>' }, answer)).toEqual([
      ['tomas.reyes@harborline.example'],
      [],
    ]);
  });

  it('has one target for one employee, whichever of their addresses it went to, and says the further ones', async () => {
    const first = await read(mail({ To: 'dana.whitfield@harborline.example' }, 'Hello'));
    const second = await read(mail({ To: 'Executive Office <executive.office@harborline.example>' }, 'Hello'));
    const third = await read(mail({ To: 'Dana Whitfield <info@harborline.example>' }, 'Hello'));
    const dana = { name: 'Dana Whitfield', address: 'dana.whitfield@harborline.example' };
    for (const { targets, furtherAddresses } of [first, second, third]) {
      expect(targets).toEqual([dana]);
      expect(furtherAddresses).toEqual({ [dana.address]: ['executive.office@harborline.example'] });
    }
  });
});
