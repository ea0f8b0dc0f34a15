import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sighting } from '../../../../functions/contracts/conduct.ts';
import { type Notice, NoticeKind } from '../../../../functions/contracts/notice.ts';
import { actsOf } from '../../../../functions/score/conduct/acts.ts';
import { type Facts, linkedNotice, NO_FACTS } from '../../../../functions/score/conduct/facts.ts';
import { findConduct } from '../../../../functions/score/conduct/find-conduct.ts';
import { isPromiseOpen } from '../../../../functions/score/conduct/lowering.ts';
import { sha256Hex } from '../../../../functions/shared/hash.ts';
import { noticeIdOf } from '../../../../functions/shared/ids.ts';
import { readConduct } from '../../../../infra/assets/conduct.ts';
import { DAY, direct, HOUR, instant, START } from './sightings.ts';

const detections = readConduct(join(import.meta.dirname, '../../../../rules/conduct'));
const CALM = { severity: 0, categories: [] };
const letter = (name: string, day: number, over: Partial<Sighting> = {}): Sighting =>
  direct(name, START + day * DAY, { ...CALM, words: `Where is the card that ${name} was to bring`, ...over });
const told = (day: number, over: Partial<Notice> = {}): Notice => {
  const at = instant(START + day * DAY);
  const notice = { subjectId: 'subject-1', kind: 'notice-to-stop', at, ...over } as const;
  return { noticeId: noticeIdOf(notice, String(day)), targetId: null, recordedAt: at, by: 'sub-ruth', ...notice };
};
const find = (sightings: readonly Sighting[], contactId: string, facts: Partial<Facts>) =>
  findConduct(actsOf(sightings), contactId, detections, 'rules@test', { ...NO_FACTS, ...facts });
const finding = (id: string, ...args: Parameters<typeof find>) =>
  find(...args).find((one) => one.id === `conduct/${id}`);

const happened = fc.record({
  days: fc.uniqueArray(fc.nat(200), { minLength: 1, maxLength: 12 }),
  notices: fc.array(
    fc.record({
      day: fc.nat(200),
      kind: fc.constantFrom(...NoticeKind.options),
      targetId: fc.constantFrom(null, 'target-dana', 'target-owen'),
      subjectId: fc.constantFrom('subject-1', 'subject-2'),
    }),
    { maxLength: 6 },
  ),
  seed: fc.string(),
});

describe('What the company told a person', () => {
  it('gives the same findings in whatever order it was recorded, and however often', () => {
    fc.assert(
      fc.property(happened, ({ days, notices, seed }) => {
        const sightings = days.map((day) => letter(`day-${day}`, day, { subjectId: `subject-${1 + (day % 2)}` }));
        const all = notices.map(({ day, ...over }) => told(day, over));
        const links = linkedNotice('subject-2', 'joined', all);
        const shuffled = [...all, ...all].sort((a, b) =>
          sha256Hex(a.noticeId + seed).localeCompare(sha256Hex(b.noticeId + seed)),
        );
        const of = (facts: Partial<Facts>) => sightings.map(({ contactId }) => find(sightings, contactId, facts));
        expect(of({ notices: shuffled, links: linkedNotice('subject-2', 'joined', shuffled) })).toEqual(
          of({ notices: all, links }),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('makes each contact after it a finding, and none before it, whatever their order of arrival', () => {
    fc.assert(
      fc.property(happened, ({ days, notices }) => {
        const sightings = days.map((day) => letter(`day-${day}`, day));
        const all = notices.map(({ day, ...over }) => told(day - 0.5, over));
        const ends = all.filter(({ kind }) => kind === 'notice-to-stop' || kind === 'block');
        for (const { contactId, at } of sightings) {
          const inForce = ends.some((one) => one.at < at && one.targetId !== 'target-owen');
          expect(finding('contact-after-notice', sightings, contactId, { notices: all }) !== undefined).toBe(inForce);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('is named by the finding, with each contact that came in spite of it', () => {
    const sightings = [letter('before', 0), letter('first', 10), letter('second', 20)];
    const notices = [told(5), told(8, { kind: 'promise-to-answer' })];
    expect(finding('contact-after-notice', sightings, 'second', { notices })).toMatchObject({
      opensCase: true,
      priority: 'P2',
      contactIds: ['first', 'second'],
      notices: [{ noticeId: notices[0]?.noticeId, kind: 'notice-to-stop', at: notices[0]?.at }],
    });
  });

  it('counts toward the employee whom it is about, and not toward others', () => {
    const notices = [told(0, { targetId: 'target-dana' })];
    const to = (targetId: string) => [letter('letter', 1, { targetIds: [targetId] })];
    expect(finding('contact-after-notice', to('target-dana'), 'letter', { notices })).toBeDefined();
    expect(finding('contact-after-notice', to('target-owen'), 'letter', { notices })).toBeUndefined();
  });
});

describe('A new address', () => {
  const blocked = told(5, { kind: 'block', subjectId: 'subject-old' });
  const links = (state: 'joined' | 'suggested') => linkedNotice('subject-old', state, [blocked]);
  const old = letter('old', 0, { subjectId: 'subject-old' });

  it('after a block is found at its first contact, and says whose address was blocked', () => {
    const fresh = letter('fresh', 6, { subjectId: 'subject-new' });
    const found = finding('new-address-after-block', [old, fresh], 'fresh', { links: links('joined') });
    expect(found).toMatchObject({ opensCase: true, contactIds: ['fresh'], otherSubjectIds: ['subject-old'] });
  });

  it('that was in use before the block is none, and the blocked one is none itself', () => {
    const known = [letter('early', 1, { subjectId: 'subject-new' }), letter('late', 6, { subjectId: 'subject-new' })];
    expect(finding('new-address-after-block', [old, ...known], 'late', { links: links('joined') })).toBeUndefined();
    const again = letter('again', 6, { subjectId: 'subject-old' });
    expect(finding('new-address-after-block', [again], 'again', { links: links('joined') })).toBeUndefined();
  });

  it('is none that was heard of before the block and then was silent for longer than a history is read', () => {
    const late = letter('late', 300, { subjectId: 'subject-new' });
    const since = (day: number) => ({
      links: links('joined'),
      known: [{ subjectId: 'subject-new', at: instant(START + day * DAY) }],
    });
    expect(finding('new-address-after-block', [late], 'late', since(1))).toBeUndefined();
    expect(finding('new-address-after-block', [late], 'late', since(6))).toBeDefined();
  });

  it('that may be a blocked person’s is for a person to look at, at a lower priority', () => {
    const fresh = [letter('fresh', 6, { subjectId: 'subject-new' })];
    expect(finding('new-address-after-block', fresh, 'fresh', { links: links('suggested') })).toBeUndefined();
    expect(finding('perhaps-new-address-after-block', fresh, 'fresh', { links: links('suggested') })).toMatchObject({
      opensCase: true,
      priority: 'P3',
    });
  });

  it('has nothing to do with a promise that another address got', () => {
    expect(linkedNotice('subject-old', 'joined', [told(5, { kind: 'promise-to-answer' })])).toEqual([]);
  });
});

describe('A promise to answer', () => {
  const at = (day: number) => instant(START + day * DAY);

  it('stands open from when it was made until it was kept, and again from the next', () => {
    const notices = [
      told(1, { kind: 'promise-to-answer' }),
      told(5, { kind: 'answered' }),
      told(9, { kind: 'promise-to-answer' }),
    ];
    const open = [0, 2, 6, 10].map((day) => isPromiseOpen(at(day), notices));
    expect(open).toEqual([false, true, false, true]);
  });

  it('lowers the frequency of who asks again and swears, and not once it was kept', () => {
    const asked = Array.from({ length: 10 }, (_, index) =>
      letter(`ask-${index}`, 2 + (index * 15 * HOUR) / DAY, {
        ...(index === 3 || index === 7 ? { severity: 1, categories: ['abuse' as const] } : {}),
        targetIds: [`target-${index}`],
      }),
    );
    const promise = told(1, { kind: 'promise-to-answer' });
    const frequency = (notices: Notice[]) => finding('frequency-at-large', asked, 'ask-9', { notices });
    expect(frequency([])).toMatchObject({ opensCase: true });
    expect(frequency([promise])).toMatchObject({ opensCase: false, lowered: [{ by: 'promised-and-unanswered' }] });
    expect(frequency([promise, told(1.5, { kind: 'answered' })])).toMatchObject({ opensCase: true });
  });
});
