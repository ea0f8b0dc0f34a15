import type { Sighting } from '../../contracts/conduct.ts';
import { alike, bitsOf, type Worded } from './likeness.ts';

export const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * How far apart the deliveries of one message may come in. Mail servers try again after half an hour and more (RFC 5321 4.5.4.1), SES
 * within minutes. Longer would let a sender who repeats one Message-ID each day, to hide how often they write, be counted once.
 */
export const DELIVERY_MS = 4 * HOUR_MS;
/** An employee passes on what came in this week; older words without a date may be those of another letter. */
const UNDATED_MS = 7 * 24 * HOUR_MS;
/** A program that passes a mail on shows its Date to the minute, cut off; a server's clock may be a few seconds off. */
const SHOWN_MINUTE_MS = MINUTE_MS;
/** Local times are multiples of a quarter of an hour from UTC, from 12 hours behind to 14 before it. */
export const ZONE_STEP_MS = 15 * MINUTE_MS;
const WIDEST_ZONE_MS = 14 * HOUR_MS;
/** Two deliveries differ by what a gateway adds: a line above, a footer below. */
const LIKE_DELIVERED = 0.9;
/**
 * A forward loses a signature or a greeting and gains a footer. Beside an equal Date or Message-ID: of 4.5 million pairs of different
 * texts of our corpus 0.16% are this much alike, most of them twins on purpose; a line more on a letter of eleven words leaves 0.8.
 */
const LIKE_PASSED_ON = 0.7;

/** A sighting with its times in milliseconds and its fingerprint as numbers, read once: each is compared with several acts. */
export interface Timed extends Worded {
  readonly seen: Sighting;
  readonly at: number;
  readonly heardAt: number;
  readonly claimedAt: number | null;
}

export const timed = (seen: Sighting): Timed => ({
  seen,
  wordsHash: seen.wordsHash,
  fingerprint: seen.fingerprint,
  bits: bitsOf(seen.fingerprint),
  at: Date.parse(seen.at),
  heardAt: Date.parse(seen.heardAt),
  claimedAt: seen.claimedAt === null ? null : Date.parse(seen.claimedAt),
});

/** Null where `sighting` is not of the act that `first` shows; else by how much its shown time is shifted, in milliseconds. */
export function shiftTo(first: Timed, sighting: Timed): number | null {
  const [one, other] = [first.seen, sighting.seen];
  if (other.channel !== one.channel) return null;
  const together = Math.abs(sighting.heardAt - first.heardAt) <= DELIVERY_MS;
  if (other.originalSha256 === one.originalSha256) return together ? 0 : null;
  // Nobody passes on what is not there yet.
  if (first.at > sighting.heardAt + DELIVERY_MS) return null;
  switch (other.via) {
    case 'told':
    case 'direct':
      return one.via === other.via && together && agree(first, sighting) && alike(first, sighting, LIKE_DELIVERED)
        ? 0
        : null;
    case 'attached': {
      // Without a Received header in the attached mail its time is what it claims, and tells nothing beyond that.
      const elsewhen = sighting.at !== sighting.claimedAt && Math.abs(sighting.at - first.at) > DELIVERY_MS;
      return one.via !== 'told' && !elsewhen && agree(first, sighting) && alike(first, sighting, LIKE_PASSED_ON)
        ? 0
        : null;
    }
    case 'inline':
      return one.via === 'told' ? null : shiftOfInline(first, sighting);
  }
}

function shiftOfInline(first: Timed, sighting: Timed): number | null {
  const { heardAt, claimedAt } = sighting;
  if (claimedAt === null) {
    const waited = Math.abs(heardAt - first.at);
    return waited <= UNDATED_MS && sighting.wordsHash !== null && alike(sighting, first, 1) ? waited : null;
  }
  // Most programs show the Date header; some the time at which the mail came in.
  const shifts = [first.claimedAt, first.at].flatMap((time) =>
    time === null ? [] : (zoneShift(claimedAt, time) ?? []),
  );
  return shifts.length > 0 && alike(sighting, first, LIKE_PASSED_ON) ? Math.min(...shifts) : null;
}

/** The difference of zones, in milliseconds, by which a shown time is a time; null where there is none. */
function zoneShift(shown: number, time: number): number | null {
  const shift = Math.round((shown - time) / ZONE_STEP_MS) * ZONE_STEP_MS;
  const isThatMinute = Math.abs(shown - time - shift) <= SHOWN_MINUTE_MS;
  return isThatMinute && Math.abs(shift) <= WIDEST_ZONE_MS ? Math.abs(shift) : null;
}

/** Something that both claim is the same, and nothing is not. */
function agree(a: Timed, b: Timed): boolean {
  const [one, other] = [a.seen.messageIdHash, b.seen.messageIdHash];
  const ids = one === null || other === null ? null : one === other;
  const dates =
    a.claimedAt === null || b.claimedAt === null ? null : Math.abs(a.claimedAt - b.claimedAt) <= SHOWN_MINUTE_MS;
  return ids !== false && dates !== false && (ids ?? dates) === true;
}
