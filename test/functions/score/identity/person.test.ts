import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LinkEvidence, LinkState, MarkKind, SubjectLink } from '../../../../functions/contracts/identity.ts';
import { MOST_SUBJECTS, personOf } from '../../../../functions/score/identity/person.ts';

const AT = '2026-03-02T14:00:00.000Z';
const strong = (kind: MarkKind, mark: string): LinkEvidence => ({
  kind,
  mark: mark.repeat(32).slice(0, 32),
  strength: 'strong',
  why: 'why',
  contactIds: ['contact-1', 'contact-2'],
});
const link = (subjectId: string, otherId: string, over: Partial<SubjectLink> = {}): SubjectLink => ({
  subjectId,
  otherId,
  state: 'joined',
  strength: 'strong',
  evidence: [strong('account', 'a')],
  by: 'score',
  at: AT,
  ...over,
});
const decided = (state: LinkState, at = AT): Partial<SubjectLink> => ({ state, by: 'person-1', at });

describe('A person', () => {
  it('is all subjects that joined links connect, and none that is only suggested', () => {
    const links = [link('a', 'b'), link('b', 'c'), link('c', 'd', { state: 'suggested', strength: 'weak' })];
    expect(personOf('a', links)).toEqual(['a', 'b', 'c']);
    expect(personOf('d', links)).toEqual(['d']);
    expect(personOf('e', [])).toEqual(['e']);
  });

  it('never holds two who were parted, whoever stands between them', () => {
    const links = [
      link('a', 'b', decided('parted')),
      link('a', 'c'),
      link('b', 'c', { at: '2026-03-03T00:00:00.000Z' }),
    ];
    expect(personOf('a', links)).toEqual(['a', 'c']);
    expect(personOf('b', links)).toEqual(['b']);
    expect(personOf('c', links)).toEqual(['a', 'c']);
  });

  it('goes by the later of two decisions, and by the parting of two at one time, whichever direction has it', () => {
    const later = '2026-05-01T00:00:00.000Z';
    expect(personOf('a', [link('a', 'b', decided('parted')), link('b', 'a', decided('joined', later))])).toEqual([
      'a',
      'b',
    ]);
    expect(personOf('a', [link('a', 'b', decided('joined')), link('b', 'a', decided('parted'))])).toEqual(['a']);
    expect(personOf('a', [link('a', 'b'), link('b', 'a', decided('parted'))])).toEqual(['a']);
  });

  it('does not reach through a mailbox that two people share', () => {
    const shared = [link('anna', 'office'), link('carl', 'office', { evidence: [strong('account', 'b')] })];
    expect(personOf('anna', shared)).toEqual(['anna']);
    expect(personOf('office', shared)).toEqual(['office']);
    expect(personOf('anna', [...shared, link('anna', 'office', decided('joined'))])).toEqual(['anna', 'office']);
    const knowing = [...shared, link('anna', 'carl', { state: 'suggested', strength: 'weak', evidence: [] })];
    expect(personOf('anna', knowing)).toEqual(['anna', 'carl', 'office']);
    const oneNumber = [link('anna', 'office'), link('carl', 'office')];
    expect(personOf('anna', oneNumber)).toEqual(['anna', 'carl', 'office']);
  });

  it('is the same for each of its subjects, in any order and direction and with any repetition of the links, bounded, and parts what is parted', () => {
    const ids = 'abcdefghijklmnopqrstuvw'.split('');
    const arbitrary = fc.record({
      ends: fc.uniqueArray(fc.constantFrom(...ids), { minLength: 2, maxLength: 2 }),
      state: fc.constantFrom<LinkState>('joined', 'joined', 'joined', 'suggested', 'parted'),
      by: fc.constantFrom('score', 'person-1'),
      kind: fc.constantFrom<MarkKind>('account', 'phone', 'thread'),
      mark: fc.constantFrom('a', 'b', 'c'),
      day: fc.integer({ min: 1, max: 28 }),
    });
    const made = fc.uniqueArray(arbitrary, { maxLength: 40, selector: ({ ends }) => [...ends].sort().join() });
    fc.assert(
      fc.property(made, fc.infiniteStream(fc.nat()), (all, numbers) => {
        const links = all.map(({ ends: [one = '', other = ''], state, by, kind, mark, day }) =>
          link(one, other, {
            state,
            by: state === 'parted' ? 'person-1' : by,
            evidence: [strong(kind, mark)],
            at: new Date(Date.UTC(2026, 2, day)).toISOString(),
          }),
        );
        const turned = links.map((each) => ({ ...each, subjectId: each.otherId, otherId: each.subjectId }));
        const next = () => numbers.next().value as number;
        const shuffled = [...links, ...turned, ...links.slice(0, 3)]
          .map((each) => ({ each, key: next() }))
          .sort((a, b) => a.key - b.key)
          .map(({ each }) => each);
        for (const id of ids) {
          const person = personOf(id, links);
          expect(personOf(id, shuffled)).toEqual(person);
          expect(person.length).toBeLessThanOrEqual(MOST_SUBJECTS);
          for (const other of person) expect(personOf(other, links)).toEqual(person);
          for (const { subjectId, otherId, state } of links) {
            if (state === 'parted') expect(person.includes(subjectId) && person.includes(otherId)).toBe(false);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
