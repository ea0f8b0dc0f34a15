import { describe, expect, it } from 'vitest';
import type { MarkBearer, MarkKind, MarkPlace } from '../../../../functions/contracts/identity.ts';
import { type BorneMark, linkBetween, MOST_BEARERS } from '../../../../functions/score/identity/link.ts';
import { markHash } from '../../../../functions/score/identity/mark-hash.ts';

const name = (first: string, last: string) => ({
  whole: markHash('display-name', `${first} ${last}`),
  family: markHash('family-name', last),
});
const bearer = (subjectId: string, place: MarkPlace = 'own', over: Partial<MarkBearer> = {}): MarkBearer => ({
  subjectId,
  place,
  contactId: `contact-${subjectId}`,
  at: '2026-03-02T14:00:00.000Z',
  proven: true,
  name: null,
  ...over,
});
const borne = (kind: MarkKind, ...bearers: MarkBearer[]): BorneMark => ({ kind, hash: markHash(kind, 'it'), bearers });
const between = (...marks: BorneMark[]) => linkBetween('a', 'b', marks, null);
const summary = (...marks: BorneMark[]) => {
  const link = between(...marks);
  return link && `${link.state} ${link.strength}`;
};

describe('Two subjects', () => {
  it('are joined by the same account number, with the contacts that give it', () => {
    expect(between(borne('account', bearer('a'), bearer('b', 'own', { at: '2026-03-09T10:00:00.000Z' })))).toEqual({
      subjectId: 'a',
      otherId: 'b',
      state: 'joined',
      strength: 'strong',
      by: 'score',
      at: '2026-03-09T10:00:00.000Z',
      evidence: [
        {
          kind: 'account',
          mark: markHash('account', 'it'),
          strength: 'strong',
          why: 'Both give the same account, customer, policy or order number as their own',
          contactIds: ['contact-a', 'contact-b'],
        },
      ],
    });
  });

  it.each<[MarkPlace, MarkPlace, string | null]>([
    ['caller', 'own', 'joined strong'],
    ['caller', 'signature', 'joined strong'],
    ['signature', 'signature', 'joined strong'],
    ['own', 'own', 'suggested weak'],
    ['own', 'signature', 'suggested weak'],
    ['mentioned', 'caller', 'suggested weak'],
    ['mentioned', 'mentioned', null],
  ])('with one telephone number, of one %s and of the other %s: %s', (one, other, expected) => {
    expect(summary(borne('phone', bearer('a', one), bearer('b', other)))).toBe(expected);
    expect(summary(borne('phone', bearer('a', other), bearer('b', one)))).toBe(expected);
  });

  it.each<[MarkPlace, MarkPlace, string | null]>([
    ['sent', 'answered', 'joined strong'],
    ['sent', 'mentioned', 'suggested weak'],
    ['answered', 'answered', null],
    ['answered', 'mentioned', null],
    ['sent', 'sent', null],
  ])('with one thread, of one %s and of the other %s: %s', (one, other, expected) => {
    expect(summary(borne('thread', bearer('a', one), bearer('b', other)))).toBe(expected);
    expect(summary(borne('thread', bearer('a', other), bearer('b', one)))).toBe(expected);
  });

  it('are only suggested by what is weak, however much of it there is', () => {
    const weak = (['signature', 'display-name', 'words', 'phrase'] as const).map((kind) =>
      borne(kind, bearer('a'), bearer('b')),
    );
    for (const one of weak) expect(summary(one)).toBe('suggested weak');
    expect(summary(...weak)).toBe('suggested weak');
    expect(between(...weak)?.evidence.map(({ kind }) => kind)).toEqual([
      'display-name',
      'phrase',
      'signature',
      'words',
    ]);
  });

  it.each(Object.entries(MOST_BEARERS))('share nothing with a %s that more than %d bear', (kind, most) => {
    const many = (count: number) =>
      borne(
        kind as MarkKind,
        ...Array.from({ length: count }, (_, at) =>
          bearer(
            at < 2 ? ('ab'[at] as string) : `c${at}`,
            at === 1 && kind === 'thread' ? 'answered' : kind === 'thread' ? 'sent' : 'signature',
          ),
        ),
      );
    expect(between(many(most))).not.toBeNull();
    expect(between(many(most + 1))).toBeNull();
  });

  it('are not kept apart by senders who are not proven and bear the mark too', () => {
    const spoofed = Array.from({ length: 50 }, (_, at) => bearer(`spoofed-${at}`, 'own', { proven: false }));
    const mark = borne('account', bearer('a'), bearer('b'), ...spoofed);
    expect(summary(mark)).toBe('joined strong');
    expect(linkBetween('a', 'spoofed-1', [mark], null)).toBeNull();
  });

  it('are only suggested where it is not proven who sent one of them', () => {
    expect(summary(borne('account', bearer('a'), bearer('b', 'own', { proven: false })))).toBe('suggested weak');
  });

  it('are only suggested where they show two first names of one family, as twins and couples do', () => {
    const [anna, carl] = [name('anna', 'berg'), name('carl', 'berg')];
    const with_ = (b: typeof anna) =>
      borne('account', bearer('a', 'own', { name: anna }), bearer('b', 'own', { name: b }));
    expect(summary(with_(carl))).toBe('suggested weak');
    expect(between(with_(carl))?.evidence[0]?.why).toContain('two first names');
    expect(summary(with_(anna))).toBe('joined strong');
    expect(between(borne('display-name', bearer('a'), bearer('c')))).toBeNull();
  });

  it.each(['account', 'phone'] as const)('are only suggested by one %s where they show two full names', (kind) => {
    const named = (subjectId: string, place: MarkPlace, first: string, last: string) =>
      bearer(subjectId, place, { name: name(first, last) });
    const of = (first: string, last: string) =>
      borne(kind, named('a', 'caller', 'gordon', 'pell'), named('b', 'own', first, last));
    expect(summary(of('gordon', 'pell'))).toBe('joined strong');
    expect(summary(of('judith', 'stone'))).toBe('suggested weak');
    expect(between(of('judith', 'stone'))?.evidence[0]?.why).toContain('for somebody else');
  });

  it('are only suggested where one says “our” of the account of the other, and not linked where both do', () => {
    expect(summary(borne('account', bearer('a'), bearer('b', 'mentioned')))).toBe('suggested weak');
    expect(summary(borne('account', bearer('a', 'mentioned'), bearer('b', 'mentioned')))).toBeNull();
  });

  it('are only suggested where one claims the address of the other', () => {
    expect(summary(borne('address', bearer('a'), bearer('b', 'own', { proven: false })))).toBe('suggested weak');
  });

  it('are only suggested where two names have one number in their signatures, as in an office', () => {
    const sign = (subjectId: string, first: string, last: string) =>
      bearer(subjectId, 'signature', { name: name(first, last) });
    expect(summary(borne('phone', sign('a', 'anna', 'berg'), sign('b', 'john', 'doe')))).toBe('suggested weak');
  });

  it('stay as a person decided, whatever is found later', () => {
    const strong = borne('account', bearer('a'), bearer('b'));
    const parted = { state: 'parted', by: 'person-1', at: '2026-04-01T00:00:00.000Z' } as const;
    expect(linkBetween('a', 'b', [strong], parted)).toMatchObject({ ...parted, strength: 'strong' });
    const joined = { ...parted, state: 'joined' } as const;
    expect(linkBetween('a', 'b', [], joined)).toMatchObject({ ...joined, evidence: [] });
  });
});
