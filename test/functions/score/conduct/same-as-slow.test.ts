import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sighting } from '../../../../functions/contracts/conduct.ts';
import { Category, Channel } from '../../../../functions/contracts/vocabulary.ts';
import { actsOf } from '../../../../functions/score/conduct/acts.ts';
import type { ConductDetection } from '../../../../functions/score/conduct/conduct-detection.ts';
import { findConduct } from '../../../../functions/score/conduct/find-conduct.ts';
import { eachLikeAnother } from '../../../../functions/score/conduct/likeness.ts';
import { sha256Hex } from '../../../../functions/shared/hash.ts';
import { readConduct } from '../../../../infra/assets/conduct.ts';
import { attached, DAY, direct, inline, instant, MINUTE, START } from './sightings.ts';
import { actsOf as slowActsOf, alike as slowAlike } from './slow/acts.ts';
import { findConduct as slowFindConduct } from './slow/find-conduct.ts';

/** What the slow reading knows; a detection that asks for more cannot be compared. */
const CONDITIONS = ['any_category', 'any_signal', 'min_severity', 'automated'];
const MEASURES = [
  ...['min_share', 'intervals_shrink_to', 'severity_rises_by', 'min_channels', 'min_targets', 'min_similarity'],
  ...['min_days', 'min_hours_apart', 'times_own_rate', 'novelty', 'some', 'either', 'last_is'],
];
const LOWERINGS = ['id', 'fewer_than', 'where', 'why'];
const has = (known: readonly string[], asked: object | undefined): boolean =>
  Object.keys(asked ?? {}).every((key) => known.includes(key));
const isComparable = ({ where, and, lowered_by = [] }: ConductDetection): boolean =>
  [where, and?.some?.where, and?.last_is, ...lowered_by.map((one) => one.where)].every((one) => has(CONDITIONS, one)) &&
  has(MEASURES, and) &&
  lowered_by.every((one) => has(LOWERINGS, one));

const whole = readConduct(join(import.meta.dirname, '../../../../rules/conduct')).filter(isComparable);
const ids = new Set(whole.map(({ id }) => id));
const detections = whole.filter(({ beside }) => (beside?.factors.flat() ?? []).every((id) => ids.has(id)));

/** Fingerprints a few bits apart, so that all the degrees of likeness that are asked for are met and missed by one bit. */
const fingerprint = fc
  .tuple(fc.constantFrom('0000000000000000', 'ffff0000ffff0000', '0123456789abcdef'), fc.nat(63), fc.nat(22))
  .map(([digits, first, bits]) => {
    let value = BigInt(`0x${digits}`);
    for (let bit = 0; bit < bits; bit++) value ^= 1n << BigInt((first + bit * 5) % 64);
    return value.toString(16).padStart(16, '0');
  });

const seen = fc.record({
  minute: fc.oneof(fc.nat(30), fc.nat(8 * 24 * 60), fc.nat(200 * 24 * 60)),
  waited: fc.oneof(fc.nat(10), fc.nat(9 * 24 * 60)),
  via: fc.constantFrom('direct', 'direct', 'direct', 'attached', 'inline', 'undated', 'told'),
  claimed: fc.option(fc.nat(3)),
  messageId: fc.option(fc.constantFrom('<a@x>', '<b@x>')),
  bytes: fc.nat(40),
  fingerprint: fc.option(fingerprint, { freq: 8 }),
  severity: fc.constantFrom(0, 0, 1, 1, 2, 3),
  categories: fc.uniqueArray(fc.constantFrom(...Category.options), { maxLength: 2 }),
  signalIds: fc.constantFrom<string[]>([], ['concern/grievance/ruined-my-life'], ['threat/implied/last-warning']),
  channel: fc.constantFrom('email', 'email', 'email', ...Channel.options),
  target: fc.constantFrom('target-a', 'target-a', 'target-b'),
  wordCount: fc.nat(400),
  automated: fc.constantFrom(false, false, false, true),
});

const history = fc.array(seen, { minLength: 1, maxLength: 60 }).map((all) =>
  all.map(
    ({ minute, waited, via, claimed, messageId, bytes, target, fingerprint: digits, ...over }, index): Sighting => {
      const at = START + minute * MINUTE;
      const make = via === 'attached' ? attached : via === 'inline' || via === 'undated' ? inline : direct;
      const sighting = make(`contact-${index}`, at, at + waited * MINUTE, {
        messageId: via === 'inline' || via === 'undated' ? null : messageId,
        ...(via === 'told' && { via: 'told', claimedAt: null }),
        ...(via === 'undated' && { claimedAt: null }),
        ...(claimed !== null && via !== 'told' && { claimedAt: instant(START + claimed * DAY) }),
      });
      const { heardAt } = sighting;
      return {
        ...sighting,
        ...over,
        heardAt: make === direct ? sighting.at : heardAt,
        targetIds: [target],
        originalSha256: sha256Hex(String(bytes > 25 ? index + 100 : bytes)),
        fingerprint: digits,
        wordsHash: digits,
      };
    },
  ),
);

describe('Conduct worked out by indexes, beside the same by comparing everything with everything', () => {
  it('compares nearly all the detections there are', () => {
    expect(detections.length).toBeGreaterThan(15);
  });

  it('finds the same acts', () => {
    fc.assert(
      fc.property(history, (sightings) => {
        const names = (acts: readonly { readonly sightings: readonly Sighting[] }[]) =>
          acts.map((act) => act.sightings.map(({ contactId }) => contactId));
        expect(names(actsOf(sightings))).toEqual(names(slowActsOf(sightings)));
      }),
      { numRuns: 600 },
    );
  });

  it('finds the same patterns at every contact', () => {
    let found = 0;
    fc.assert(
      fc.property(history, (sightings) => {
        const [acts, slowActs] = [actsOf(sightings), slowActsOf(sightings)];
        for (const { contactId } of sightings) {
          const slow = slowFindConduct(slowActs, contactId, detections, 'rules@test');
          expect(findConduct(acts, contactId, detections, 'rules@test')).toEqual(slow);
          found += slow.length;
        }
      }),
      { numRuns: 120 },
    );
    expect(found).toBeGreaterThan(500);
  }, 60_000);

  it('tells the same texts from each other, at whatever likeness', () => {
    const texts = fc.array(fc.array(fc.option(fingerprint), { minLength: 1, maxLength: 3 }), { maxLength: 12 });
    fc.assert(
      fc.property(texts, fc.double({ min: 0.5, max: 1, noNaN: true }), (mailings, least) => {
        const things = mailings.map((digits) => ({
          acts: actsOf(
            digits.map((one, index) => ({
              ...direct(`c-${index}`, START + index * DAY),
              fingerprint: one,
              wordsHash: one,
            })),
          ),
        }));
        const slowly = things.every((one) =>
          things.some(
            (other) =>
              other !== one &&
              one.acts.some((a) => a.fingerprint !== null && other.acts.some((b) => slowAlike(a, b, least))),
          ),
        );
        expect(eachLikeAnother(things, least)).toBe(slowly);
      }),
      { numRuns: 500 },
    );
  });
});
