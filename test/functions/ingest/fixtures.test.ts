import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { Party } from '../../../functions/contracts/contact.ts';
import { FIXTURES, heard, read } from './reading.ts';

/** What a fixture's reading must show; the other members are for the stages that follow. */
const Expected = z.object({
  subject: Party.nullable().optional(),
  reporter: Party.nullable().optional(),
  targets: z.array(z.string()).optional(),
  report: z.string().optional(),
  perceived: z.boolean().optional(),
  heard: z.array(z.string()).optional(),
  notHeard: z.array(z.string()).optional(),
  hidden: z.string().optional(),
  problem: z.string().optional(),
  why: z.string().min(9),
});

const folders = ['email', 'forwarded', 'chat', 'call', 'note', 'benign'];
const fixtures = folders.flatMap((folder) =>
  readdirSync(join(FIXTURES, folder))
    .filter((name) => !name.includes('.expected.'))
    .map((name) => join(folder, name)),
);

describe('the story in fixtures/', () => {
  it.each(fixtures)('%s is read as its expectation says', async (fixture) => {
    const file = join(FIXTURES, fixture);
    const expected = Expected.parse(JSON.parse(readFileSync(file.replace(/\.[a-z]+$/, '.expected.json'), 'utf8')));
    const contact = await read(readFileSync(file), fixture);
    const words = heard(contact);
    if (expected.subject !== undefined) expect(contact.subject).toEqual(expected.subject);
    expect(contact.reporter).toEqual(expected.reporter ?? null);
    if (expected.targets) expect(contact.targets.map(({ name, address }) => name ?? address)).toEqual(expected.targets);
    expect(contact.report?.kind).toBe(expected.report);
    expect(contact.report?.perceived ?? false).toBe(expected.perceived ?? false);
    for (const phrase of expected.heard ?? [])
      expect(words.replace(/\s+/g, ' ')).toContain(phrase.replace(/\s+/g, ' '));
    for (const phrase of expected.notHeard ?? []) expect(words).not.toContain(phrase);
    if (expected.hidden)
      expect(contact.turns.flatMap(({ hidden }) => hidden.map(({ how }) => how))).toContain(expected.hidden);
    expect(contact.problems.map(({ code }) => code)).toEqual(expected.problem ? [expected.problem] : []);
  });

  it('has an expectation beside each message, and none for a message that is not there', () => {
    const expectations = folders.flatMap((folder) =>
      readdirSync(join(FIXTURES, folder))
        .filter((name) => name.endsWith('.expected.json') && !name.includes('.course.'))
        .map((name) => join(folder, name)),
    );
    expect(expectations.sort()).toEqual(
      fixtures.map((fixture) => fixture.replace(/\.[a-z]+$/, '.expected.json')).sort(),
    );
    expect(existsSync(join(FIXTURES, 'email', 'careful-harasser.course.expected.json'))).toBe(true);
  });

  it('dates the careful harasser over four weeks, by the server and not by the writer', async () => {
    const letters = fixtures.filter((fixture) => fixture.includes('careful-harasser'));
    const contacts = await Promise.all(letters.map((fixture) => read(readFileSync(join(FIXTURES, fixture)), fixture)));
    expect(contacts.map(({ occurredAtFrom }) => occurredAtFrom)).toEqual(letters.map(() => 'received-header'));
    expect(contacts.map(({ occurredAt }) => occurredAt.slice(5, 10)).sort()).toEqual([
      '10-28',
      '11-04',
      '11-11',
      '11-16',
      '11-20',
      '11-24',
    ]);
    expect(new Set(contacts.map(({ subjectId }) => subjectId)).size).toBe(1);
    expect(contacts.every(({ authentication }) => authentication.dmarc === 'pass')).toBe(true);
  });
});
