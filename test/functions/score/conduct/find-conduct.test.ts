import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Act } from '../../../../functions/contracts/conduct.ts';
import { Category, Channel } from '../../../../functions/contracts/vocabulary.ts';
import { findConduct } from '../../../../functions/score/conduct/find-conduct.ts';
import { sha256Hex } from '../../../../functions/shared/hash.ts';
import { readConduct } from '../../../../infra/assets/conduct.ts';

const detections = readConduct(join(import.meta.dirname, '../../../../rules/conduct'));

const act = fc.record({
  day: fc.integer({ min: 0, max: 120 }),
  original: fc.integer({ min: 0, max: 30 }),
  severity: fc.integer({ min: 0, max: 4 }),
  categories: fc.uniqueArray(fc.constantFrom(...Category.options), { maxLength: 2 }),
  channel: fc.constantFrom(...Channel.options),
  target: fc.constantFrom('target-a', 'target-b'),
});

const history = fc
  .uniqueArray(act, { minLength: 1, maxLength: 25, selector: (one) => `${one.day}/${one.original}` })
  .map((acts) =>
    acts.map(
      (one): Act => ({
        contactId: `contact-${one.day}-${one.original}`,
        subjectId: 'subject-1',
        targetIds: [one.target],
        at: new Date(Date.UTC(2026, 0, 1) + one.day * 86_400_000).toISOString(),
        channel: one.channel,
        severity: one.severity,
        categories: one.categories,
        signalIds: [],
        originalSha256: sha256Hex(`${one.day}/${one.original}`),
        fingerprint: sha256Hex(String(one.original % 3)).slice(0, 16),
        wordCount: 10,
        automated: false,
        reported: false,
      }),
    ),
  );

describe('Conduct', () => {
  it('is the same whatever order the acts arrive in, and however often', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 0 }), (acts, seed) => {
        const contactId = acts[seed % acts.length]?.contactId ?? '';
        const shuffled = [...acts, ...acts].sort((a, b) =>
          sha256Hex(a.contactId + seed).localeCompare(sha256Hex(b.contactId + seed)),
        );
        expect(findConduct(shuffled, contactId, detections, 'rules@test')).toEqual(
          findConduct(acts, contactId, detections, 'rules@test'),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('finds nothing for a contact that is not in the history', () => {
    fc.assert(
      fc.property(history, (acts) => findConduct(acts, 'contact-elsewhere', detections, 'rules@test').length === 0),
      { numRuns: 20 },
    );
  });

  it('counts the same original, delivered to two mailboxes, once', () => {
    const one: Act = {
      contactId: 'contact-1',
      subjectId: 'subject-1',
      targetIds: ['target-a'],
      at: '2026-01-01T10:00:00.000Z',
      channel: 'email',
      severity: 1,
      categories: ['wish-harm'],
      signalIds: [],
      originalSha256: sha256Hex('the same bytes'),
      fingerprint: null,
      wordCount: 10,
      automated: false,
      reported: false,
    };
    const resent = { ...one, contactId: 'contact-2', at: '2026-01-03T10:00:00.000Z' };
    const another = { ...resent, originalSha256: sha256Hex('other bytes') };
    expect(findConduct([one, resent], 'contact-2', detections, 'rules@test')).toEqual([]);
    expect(findConduct([one, another], 'contact-2', detections, 'rules@test').map(({ id }) => id)).toContain(
      'conduct/threats-repeated',
    );
  });
});
