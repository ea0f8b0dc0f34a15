import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IdentityMark, MarkKind } from '../../../../functions/contracts/identity.ts';
import { identityStore } from '../../../../functions/score/history/links-store.ts';
import type { IdentityStore } from '../../../../functions/score/identity/identity-store.ts';
import { type Identified, joinPerson, readPersonOf } from '../../../../functions/score/identity/join-person.ts';
import { markHash } from '../../../../functions/score/identity/mark-hash.ts';
import { marksOf, nameMarkOf } from '../../../../functions/score/identity/marks-of.ts';
import { decideLink, readLinks } from '../../../../functions/shared/history/links.ts';
import { type StoreUnderTest, startCaseStore } from '../../case-support/case-store.ts';
import { contactWith } from '../identity/contacts.ts';

let service: StoreUnderTest;
let store: IdentityStore;
beforeAll(async () => {
  service = await startCaseStore('history');
  store = identityStore(service.client, service.table);
});
afterAll(() => service.stop());

const mark = (kind: MarkKind, what: string, place: IdentityMark['place'] = 'own'): IdentityMark => ({
  kind,
  place,
  hash: markHash(kind, what),
});
const contact = (subjectId: string, day: number, marks: IdentityMark[]): Identified => ({
  contactId: `contact-${subjectId}-${day}`,
  subjectId,
  heardAt: new Date(Date.UTC(2026, 0, day, 12)).toISOString(),
  marks,
  isProven: true,
  name: null,
});
const items = async (about: string) => {
  const { Items = [] } = await service.client.send(new ScanCommand({ TableName: service.table, ConsistentRead: true }));
  return Items.filter((item) => JSON.stringify(item).includes(about)).map(({ revision: _, ...item }) => item);
};

describe('Marks and links in the history table', () => {
  it('give one person from the contact on that shows the same account number, and nothing new when it is recorded again', async () => {
    const [one, other] = [contact('s1-old', 1, [mark('account', 's1')]), contact('s1-new', 9, [mark('account', 's1')])];
    expect(await joinPerson(store, one)).toEqual({ subjectIds: ['s1-old'], linked: [] });
    const person = {
      subjectIds: ['s1-old', 's1-new'],
      linked: [{ subjectId: 's1-old', state: 'joined', strength: 'strong', kinds: ['account'] }],
    };
    expect(await joinPerson(store, other)).toEqual(person);
    const before = await items('s1-');
    expect(before.map(({ pk, sk }) => `${pk} ${sk}`.replace(/#[0-9a-f]{32}/, '')).sort()).toEqual([
      'MARK#account SUBJECT#s1-new#own',
      'MARK#account SUBJECT#s1-old#own',
      'SUBJECT#s1-new BORNE#MARK#account|SUBJECT#s1-new#own',
      'SUBJECT#s1-new KNOWN',
      'SUBJECT#s1-new LINK#s1-old',
      'SUBJECT#s1-old BORNE#MARK#account|SUBJECT#s1-old#own',
      'SUBJECT#s1-old KNOWN',
      'SUBJECT#s1-old LINK#s1-new',
    ]);
    expect(before.every(({ expiresAt }) => expiresAt > Date.UTC(2026, 5) / 1000)).toBe(true);
    expect(await joinPerson(store, other)).toEqual(person);
    await joinPerson(store, one);
    expect(await items('s1-')).toEqual(before);
  });

  it('join two addresses that write at once, whichever is read first', async () => {
    for (let round = 0; round < 8; round++) {
      const account = mark('account', `at-once-${round}`);
      const ids = ['a', 'b', 'c'].map((letter) => `at-once-${round}-${letter}`);
      const persons = await Promise.all(ids.map((id, at) => joinPerson(store, contact(id, at + 1, [account]))));
      expect(Math.max(...persons.map(({ subjectIds }) => subjectIds.length))).toBe(3);
      for (const id of ids) expect((await readPersonOf(store, id)).subjectIds).toEqual(ids);
    }
  });

  it('lose no evidence when contacts of one pair are recorded at once', async () => {
    const kinds: MarkKind[] = ['account', 'thread', 'signature', 'words'];
    const marks = kinds.map((kind) => [mark(kind, 'many', 'sent'), mark(kind, 'many', 'answered')] as const);
    for (const [at, [sent]] of marks.entries()) await joinPerson(store, contact('many-a', at + 1, [sent]));
    await Promise.all(marks.map(([, answered], at) => joinPerson(store, contact('many-b', at + 10, [answered]))));
    for (const [one, other] of [
      ['many-a', 'many-b'],
      ['many-b', 'many-a'],
    ] as const) {
      const [link] = await readLinks(service.client, service.table, one);
      expect(link).toMatchObject({ otherId: other, state: 'joined' });
      expect(link?.evidence.map(({ kind }) => kind).sort()).toEqual([...kinds].sort());
    }
  });

  it('keep of a mark the first contact that was heard, in whatever order they come, and renew it as it is borne', async () => {
    const late = contact('late', 200, [mark('phone', 'late', 'caller')]);
    await joinPerson(store, { ...late, contactId: 'contact-late-2' });
    await joinPerson(store, { ...late, contactId: 'contact-late-1', heardAt: '2026-01-02T00:00:00.000Z' });
    const [item] = (await items('late')).filter(({ pk }) => pk.startsWith('MARK#'));
    expect(item?.bearer).toMatchObject({ contactId: 'contact-late-1', at: '2026-01-02T00:00:00.000Z' });
    expect(item?.expiresAt).toBe(Date.parse(late.heardAt) / 1000 + 5 * 366 * 86_400);
  });

  it('hold no number, name or word of what a contact says, only hashes', async () => {
    const letter = contactWith(
      'My account number is 44170293. Belshazzar besmirched the mezzanine, call me on +1 603 555 0142.',
      {
        from: 'anna.berg@one.test',
        name: 'Anna Berg',
      },
    );
    const { contactId, subjectId, receivedAt: heardAt } = letter;
    const marks = marksOf(letter, { wordsHash: 'f'.repeat(32), wordCount: 14 });
    expect(new Set(marks.map(({ kind }) => kind))).toEqual(
      new Set(['address', 'account', 'phone', 'display-name', 'words', 'phrase']),
    );
    await joinPerson(store, { contactId, subjectId, heardAt, marks, isProven: true, name: nameMarkOf(letter) });
    const kept = JSON.stringify(await items(subjectId));
    expect(kept.length).toBeGreaterThan(1000);
    expect(kept).not.toMatch(/44170293|5550142|berg|anna|belshazzar|mezzanine|one\.test/i);
  });
});

describe('A decision on a link', () => {
  const decide = (state: 'joined' | 'parted', at: string, by = 'person-1') =>
    decideLink(service.client, service.table, 'twin-a', 'twin-b', state, by, at);
  const give = (id: string, day: number) => joinPerson(store, contact(id, day, [mark('account', 'twins')]));

  it('parts what evidence joined, stays whatever evidence comes, and can be taken back', async () => {
    await give('twin-a', 1);
    expect((await give('twin-b', 2)).subjectIds).toEqual(['twin-a', 'twin-b']);
    await decide('parted', '2026-02-01T00:00:00.000Z');
    await decide('parted', '2026-02-01T00:00:00.000Z');
    await joinPerson(store, contact('twin-a', 3, [mark('phone', 'twins', 'caller')]));
    const person = await joinPerson(store, contact('twin-b', 40, [mark('account', 'twins'), mark('phone', 'twins')]));
    expect(person.subjectIds).toEqual(['twin-b']);
    expect(person.linked).toEqual([
      { subjectId: 'twin-a', state: 'parted', strength: 'strong', kinds: ['account', 'phone'] },
    ]);
    const [link] = await readLinks(service.client, service.table, 'twin-a');
    expect(link).toMatchObject({ state: 'parted', by: 'person-1', at: '2026-02-01T00:00:00.000Z' });
    await decide('joined', '2026-03-01T00:00:00.000Z', 'person-2');
    expect((await readPersonOf(store, 'twin-b')).subjectIds).toEqual(['twin-a', 'twin-b']);
  });

  it('that is older than the one that stands changes nothing', async () => {
    await decide('parted', '2026-02-15T00:00:00.000Z');
    expect((await readPersonOf(store, 'twin-a')).subjectIds).toEqual(['twin-a', 'twin-b']);
  });

  it('joins two whom no evidence links, and refuses a subject with itself', async () => {
    const both = ['told-a', 'told-b'] as const;
    await decideLink(service.client, service.table, ...both, 'joined', 'person-1', '2026-02-01T00:00:00.000Z');
    expect((await readPersonOf(store, 'told-b')).subjectIds).toEqual([...both]);
    const same = decideLink(
      service.client,
      service.table,
      'told-a',
      'told-a',
      'parted',
      'person-1',
      '2026-02-01T00:00:00.000Z',
    );
    await expect(same).rejects.toThrow(RangeError);
  });
});
