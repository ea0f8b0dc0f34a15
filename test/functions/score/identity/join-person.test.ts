import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IdentityMark, MarkKind, SubjectLink } from '../../../../functions/contracts/identity.ts';
import { type Identified, joinPerson, readPersonOf } from '../../../../functions/score/identity/join-person.ts';
import { markHash } from '../../../../functions/score/identity/mark-hash.ts';
import { MemoryStore } from '../../../../functions/score/identity/memory-store.ts';

const mark = (kind: MarkKind, what: string, place: IdentityMark['place'] = 'own'): IdentityMark => ({
  kind,
  place,
  hash: markHash(kind, what),
});
const contact = (
  subjectId: string,
  day: number,
  marks: IdentityMark[],
  over: Partial<Identified> = {},
): Identified => ({
  contactId: `contact-${subjectId}-${day}`,
  subjectId,
  heardAt: new Date(Date.UTC(2026, 0, day, 12)).toISOString(),
  marks,
  isProven: true,
  name: null,
  ...over,
});

async function afterAllOf(contacts: readonly Identified[], decisions: readonly SubjectLink[] = []) {
  const store = new MemoryStore();
  for (const link of decisions) await store.change(link.subjectId, link.otherId, async () => link);
  for (const one of contacts) await joinPerson(store, one);
  return store;
}

/** All that is kept, and the person of each, without who was known first: that is by arrival on purpose. */
async function outcome(store: MemoryStore, subjectIds: readonly string[]) {
  const found: Record<string, object> = {};
  for (const id of subjectIds) {
    const { subjectIds: person, linked } = await readPersonOf(store, id);
    found[id] = { person: [...person].sort(), linked };
  }
  const links = (await Promise.all(subjectIds.map((id) => store.subject(id)))).flatMap((known) => known.links);
  const standing = links.filter(({ evidence, by }) => evidence.length > 0 || by !== 'score');
  return { found, links: standing.sort((a, b) => (a.subjectId + a.otherId < b.subjectId + b.otherId ? -1 : 1)) };
}

describe('Someone who changes address and gives the same account number', () => {
  it('is one person from that contact on, first known first, and each address shows the evidence', async () => {
    const store = await afterAllOf([
      contact('old', 1, [mark('account', '4417')]),
      contact('other', 2, [mark('account', '9999')]),
    ]);
    const person = await joinPerson(store, contact('new', 3, [mark('account', '4417')]));
    expect(person).toEqual({
      subjectIds: ['old', 'new'],
      linked: [{ subjectId: 'old', state: 'joined', strength: 'strong', kinds: ['account'] }],
    });
    const [link] = (await store.subject('old')).links;
    expect(link).toMatchObject({ otherId: 'new', evidence: [{ contactIds: ['contact-old-1', 'contact-new-3'] }] });
    expect(await readPersonOf(store, 'other')).toEqual({ subjectIds: ['other'], linked: [] });
  });

  it('keeps nobody joined by a number that many turn out to give', async () => {
    const gives = (id: string, day: number) => contact(id, day, [mark('account', 'of the example')]);
    const store = await afterAllOf([gives('a', 1), gives('b', 2)]);
    expect((await readPersonOf(store, 'a')).subjectIds).toEqual(['a', 'b']);
    for (let day = 3; day < 12; day++) await joinPerson(store, gives(`c${day}`, day));
    expect((await readPersonOf(store, 'a')).subjectIds).toEqual(['a']);
    expect((await readPersonOf(store, 'b')).linked).toEqual([]);
  });

  it('is one person behind any number of addresses that repeat its letters', async () => {
    const letters = Array.from({ length: 70 }, (_, day) => [mark('words', `letter ${day}`)]);
    const store = await afterAllOf(letters.map((marks, index) => contact('old', index + 1, marks)));
    for (const [index, marks] of letters.entries()) {
      const repeated = contact(`copy-${index}`, 80, marks, { isProven: false });
      const { linked } = await joinPerson(store, repeated);
      expect(linked).toHaveLength(index < 50 ? 1 : 0);
    }
    expect((await store.subject('old')).links).toHaveLength(50);
    await joinPerson(store, contact('old', 81, [mark('account', '4417')]));
    expect((await joinPerson(store, contact('new', 82, [mark('account', '4417')]))).subjectIds).toEqual(['old', 'new']);
  });

  it('is only suggested while it is not proven who sent it', async () => {
    const store = await afterAllOf([contact('customer', 1, [mark('account', '4417')])]);
    const spoofed = await joinPerson(store, contact('spoofed', 2, [mark('account', '4417')], { isProven: false }));
    expect(spoofed.subjectIds).toEqual(['spoofed']);
    expect(spoofed.linked).toMatchObject([{ subjectId: 'customer', state: 'suggested' }]);
    expect((await joinPerson(store, contact('customer', 3, []))).subjectIds).toEqual(['customer']);
  });
});

describe('Persons', () => {
  const SUBJECTS = 'abcdefgh'.split('');
  const arbitraryMark = fc.oneof(
    fc.constantFrom('1', '2', '3').map((number) => mark('account', number)),
    fc
      .tuple(fc.constantFrom('1', '2'), fc.constantFrom('caller', 'signature', 'own', 'mentioned'))
      .map(([number, place]) => mark('phone', number, place as IdentityMark['place'])),
    fc
      .tuple(fc.constantFrom('1', '2'), fc.constantFrom('sent', 'answered'))
      .map(([thread, place]) => mark('thread', thread, place as IdentityMark['place'])),
    fc
      .tuple(fc.constantFrom<MarkKind>('signature', 'words', 'phrase'), fc.constantFrom('1', '2'))
      .map(([kind, what]) => mark(kind, what)),
  );
  const arbitraryContacts = fc.uniqueArray(
    fc.record({
      subject: fc.constantFrom(...SUBJECTS),
      day: fc.integer({ min: 1, max: 28 }),
      marks: fc.uniqueArray(arbitraryMark, { maxLength: 3, selector: ({ kind, hash, place }) => kind + hash + place }),
      isProven: fc.constantFrom(true, true, true, false),
      family: fc.constantFrom(null, 'anna berg', 'carl berg', 'john doe'),
    }),
    { maxLength: 14, selector: ({ subject, day }) => `${subject} ${day}` },
  );

  it('and their links are the same in any order of contacts, and however often each comes; and parted stays parted', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryContacts, fc.infiniteStream(fc.nat()), async (made, numbers) => {
        const contacts = made.map(({ subject, day, marks, isProven, family }) => {
          const name = family && {
            whole: markHash('display-name', family),
            family: markHash('family-name', family.split(' ')[1] ?? ''),
          };
          return contact(subject, day, marks, { isProven, name });
        });
        const parted: SubjectLink[] = [
          ['a', 'b'],
          ['b', 'a'],
        ].map(([subjectId = '', otherId = '']) => ({
          subjectId,
          otherId,
          state: 'parted',
          strength: 'weak',
          evidence: [],
          by: 'person-1',
          at: '2026-01-15T00:00:00.000Z',
        }));
        const shuffled = [...contacts, ...contacts.slice(0, 5)]
          .map((each) => ({ each, key: numbers.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ each }) => each);
        const one = await outcome(await afterAllOf(contacts, parted), SUBJECTS);
        const other = await outcome(await afterAllOf(shuffled, parted), SUBJECTS);
        expect(other).toEqual(one);
        for (const { person } of Object.values(one.found) as { person: string[] }[]) {
          expect(person.includes('a') && person.includes('b')).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });
});
