import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actsPerTarget } from '../../../../functions/shared/case/acts-per-target.ts';
import { caseContact } from '../../case-support/examples.ts';

const at = (day: number) => `2026-07-${String(day).padStart(2, '0')}T10:00:00.000Z`;
const toward = (contacts: Parameters<typeof actsPerTarget>[0]) =>
  actsPerTarget(contacts).map(({ targetId, acts, flaggedActs }) => [targetId, acts, flaggedActs]);

describe('what a case holds toward each target', () => {
  it('shows the assistant who only answers the mail before the boss whom the anger is for', () => {
    const contacts = [
      caseContact(1, { targetIds: ['boss'], severity: 2, occurredAt: at(1) }),
      ...[2, 3, 4].map((n) =>
        caseContact(n, {
          targetIds: ['assistant'],
          part: 'contributing',
          severity: 0,
          categories: [],
          occurredAt: at(n),
        }),
      ),
      caseContact(5, { targetIds: ['boss', 'assistant'], severity: 1, categories: ['approach'], occurredAt: at(5) }),
    ];
    expect(actsPerTarget(contacts)).toEqual([
      {
        targetId: 'assistant',
        acts: 4,
        flaggedActs: 1,
        severity: 1,
        categories: ['approach'],
        firstAt: at(2),
        lastAt: at(5),
      },
      {
        targetId: 'boss',
        acts: 2,
        flaggedActs: 2,
        severity: 2,
        categories: ['wish-harm', 'approach'],
        firstAt: at(1),
        lastAt: at(5),
      },
    ]);
  });

  it('counts a message seen again once, toward everyone whom a sighting of it reached', () => {
    const { contactId } = caseContact(1);
    const again = caseContact(2, { targetIds: ['owen'], sightingOf: contactId });
    expect(toward([caseContact(1, { targetIds: ['dana'] }), again])).toEqual([
      ['dana', 1, 1],
      ['owen', 1, 1],
    ]);
    expect(toward([caseContact(1, { targetIds: ['dana'] }), { ...again, targetIds: ['dana'] }])).toEqual([
      ['dana', 1, 1],
    ]);
  });

  it('is the same whatever the order of the contacts', () => {
    const Contacts = fc.uniqueArray(
      fc.record({
        n: fc.integer({ min: 1, max: 9 }),
        targetIds: fc.subarray(['a', 'b', 'c']),
        day: fc.integer({ min: 1, max: 28 }),
      }),
      { selector: ({ n }) => n, maxLength: 9 },
    );
    fc.assert(
      fc.property(Contacts, (made) => {
        const contacts = made.map(({ n, targetIds, day }) => caseContact(n, { targetIds, occurredAt: at(day) }));
        expect(actsPerTarget(contacts.toReversed())).toEqual(actsPerTarget(contacts));
      }),
    );
  });
});
