import type { Sighting } from '../../../../../functions/contracts/conduct.ts';
import { similarity } from '../../../../../functions/score/normalize/fingerprint.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * How far apart the deliveries of one message may come in. Mail servers try again after half an hour and more (RFC 5321 4.5.4.1), SES
 * within minutes. Longer would let a sender who repeats one Message-ID each day, to hide how often they write, be counted once.
 */
const DELIVERY_MS = 4 * HOUR_MS;
/** An employee passes on what came in this week; older words without a date may be those of another letter. */
const UNDATED_MS = 7 * 24 * HOUR_MS;
/** A program that passes a mail on shows its Date to the minute, cut off; a server's clock may be a few seconds off. */
const SHOWN_MINUTE_MS = MINUTE_MS;
/** Local times are multiples of a quarter of an hour from UTC, from 12 hours behind to 14 before it. */
const ZONE_STEP_MS = 15 * MINUTE_MS;
const WIDEST_ZONE_MS = 14 * HOUR_MS;
/** Two deliveries differ by what a gateway adds: a line above, a footer below. */
const LIKE_DELIVERED = 0.9;
/**
 * A forward loses a signature or a greeting and gains a footer. Beside an equal Date or Message-ID: of 4.5 million pairs of different
 * texts of our corpus 0.16% are this much alike, most of them twins on purpose; a line more on a letter of eleven words leaves 0.8.
 */
const LIKE_PASSED_ON = 0.7;

/** One thing that a subject did: a message sent once, however often it was delivered, passed on or taken in. */
export interface Act extends Pick<Sighting, 'subjectId' | 'channel' | 'automated' | 'fingerprint' | 'wordsHash'> {
  /** The surest first: first-hand before attached before inline, then by time. The first gives the act its time and words. */
  readonly sightings: readonly [Sighting, ...Sighting[]];
  /** Of its surest sighting: for a mail the Received header that our server wrote, else what the one who passed it on shows. */
  readonly at: Sighting['at'];
  /** Of all sightings together: a sighting may show more of an act than another and never less. */
  readonly severity: Sighting['severity'];
  readonly categories: Sighting['categories'];
  readonly signalIds: Sighting['signalIds'];
  readonly targetIds: Sighting['targetIds'];
}

/**
 * The acts that a subject's sightings show, in order of time (requirement 16). It depends on the set of sightings alone: their order,
 * and how often each is given, changes nothing, so a forward may come before the mail that it passes on.
 *
 * Two mails from the sender are one act when they claim the same Message-ID, or where one has none the same Date, nothing that they
 * claim differs, the words are the same, and our own server had both within {@link DELIVERY_MS} of the first. Claims alone never make
 * one act of two: a sender chooses them. Sightings are compared with the first of an act and never with each other, so that a chain of
 * repeats does not grow into one act, and a forward never joins two. What was passed on belongs to one act at most: that with its
 * claims, or for an inline forward the Date that it shows (to the minute, in any zone), with much the same words; of several, which is
 * what a forged Date makes, the last before it was passed on. Notes and transcripts are one act when they are the same bytes, taken
 * in together, and a note by mail when its mail was delivered twice.
 *
 * Known limits: letters with one forged Date that are known by inline forwards alone are counted once; a delivery that comes more
 * than {@link DELIVERY_MS} after another is counted twice.
 */
export function actsOf(sightings: readonly Sighting[]): Act[] {
  const distinct = [...new Map(sightings.map((sighting) => [sighting.contactId, sighting])).values()];
  const found: [Timed, ...Timed[]][] = [];
  for (const sighting of distinct.map(timed).sort(surestFirst)) {
    const act = bestOf(found, sighting);
    if (act === null) found.push([sighting]);
    else act.push(sighting);
  }
  return found
    .map(([first, ...others]) => joined([first.seen, ...others.map(({ seen }) => seen)]))
    .sort((a, b) => order(a.at, b.at) || order(a.sightings[0].contactId, b.sightings[0].contactId));
}

/** Whether the words of two are the same, or alike by at least `least` (SimHash, 0..1; 0.5 is chance). No words are like no words. */
export function alike(
  a: Pick<Sighting, 'wordsHash' | 'fingerprint'>,
  b: Pick<Sighting, 'wordsHash' | 'fingerprint'>,
  least: number,
): boolean {
  if (a.wordsHash === b.wordsHash && a.fingerprint === b.fingerprint) return true;
  return a.fingerprint !== null && b.fingerprint !== null && similarity(a.fingerprint, b.fingerprint) >= least;
}

/** A sighting with its times in milliseconds: each is compared with every act. */
interface Timed {
  readonly seen: Sighting;
  readonly at: number;
  readonly heardAt: number;
  readonly claimedAt: number | null;
}

const timed = (seen: Sighting): Timed => ({
  seen,
  at: Date.parse(seen.at),
  heardAt: Date.parse(seen.heardAt),
  claimedAt: seen.claimedAt === null ? null : Date.parse(seen.claimedAt),
});

const SURENESS: Record<Sighting['via'], number> = { direct: 0, told: 0, attached: 1, inline: 2 };
const order = <T extends string | number>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);
const surestFirst = (a: Timed, b: Timed): number =>
  SURENESS[a.seen.via] - SURENESS[b.seen.via] || a.at - b.at || order(a.seen.contactId, b.seen.contactId);

/** The act that a sighting belongs to: the one whose shown time needs the smallest shift, then the last one. */
function bestOf<T extends readonly [Timed, ...Timed[]]>(acts: readonly T[], sighting: Timed): T | null {
  let best: { act: T; shift: number } | null = null;
  for (const act of acts) {
    const shift = shiftTo(act[0], sighting);
    if (shift === null) continue;
    if (best === null || shift < best.shift || (shift === best.shift && act[0].at > best.act[0].at)) {
      best = { act, shift };
    }
  }
  return best?.act ?? null;
}

/** Null where `sighting` is not of the act that `first` shows; else by how much its shown time is shifted, in milliseconds. */
function shiftTo(first: Timed, sighting: Timed): number | null {
  const [one, other] = [first.seen, sighting.seen];
  if (other.channel !== one.channel) return null;
  const together = Math.abs(sighting.heardAt - first.heardAt) <= DELIVERY_MS;
  if (other.originalSha256 === one.originalSha256) return together ? 0 : null;
  // Nobody passes on what is not there yet.
  if (first.at > sighting.heardAt + DELIVERY_MS) return null;
  switch (other.via) {
    case 'told':
    case 'direct':
      return one.via === other.via && together && agree(first, sighting) && alike(one, other, LIKE_DELIVERED)
        ? 0
        : null;
    case 'attached': {
      // Without a Received header in the attached mail its time is what it claims, and tells nothing beyond that.
      const elsewhen = sighting.at !== sighting.claimedAt && Math.abs(sighting.at - first.at) > DELIVERY_MS;
      return one.via !== 'told' && !elsewhen && agree(first, sighting) && alike(one, other, LIKE_PASSED_ON) ? 0 : null;
    }
    case 'inline':
      return one.via === 'told' ? null : shiftOfInline(first, sighting);
  }
}

function shiftOfInline(first: Timed, { seen, heardAt, claimedAt }: Timed): number | null {
  if (claimedAt === null) {
    const waited = Math.abs(heardAt - first.at);
    return waited <= UNDATED_MS && seen.wordsHash !== null && alike(seen, first.seen, 1) ? waited : null;
  }
  // Most programs show the Date header; some the time at which the mail came in.
  const shifts = [first.claimedAt, first.at].flatMap((time) =>
    time === null ? [] : (zoneShift(claimedAt, time) ?? []),
  );
  return shifts.length > 0 && alike(seen, first.seen, LIKE_PASSED_ON) ? Math.min(...shifts) : null;
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

function joined(sightings: readonly [Sighting, ...Sighting[]]): Act {
  const [{ subjectId, at, channel, automated, fingerprint, wordsHash }] = sightings;
  const all = <T>(of: (sighting: Sighting) => readonly T[]): T[] => [...new Set(sightings.flatMap(of))];
  return {
    subjectId,
    channel,
    automated,
    fingerprint,
    wordsHash,
    sightings,
    at,
    severity: Math.max(...sightings.map(({ severity }) => severity)),
    categories: all(({ categories }) => categories),
    signalIds: all(({ signalIds }) => signalIds),
    targetIds: all(({ targetIds }) => targetIds),
  };
}
