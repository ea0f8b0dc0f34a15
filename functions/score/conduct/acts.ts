import type { Sighting } from '../../contracts/conduct.ts';
import { KnownActs } from './known-acts.ts';
import type { Worded } from './likeness.ts';
import { DELIVERY_MS, type Timed, timed } from './same-act.ts';

export { alike } from './likeness.ts';

/** One thing that a subject did: a message sent once, however often it was delivered, passed on or taken in. */
export interface Act extends Worded, Pick<Sighting, 'subjectId' | 'channel' | 'automated'> {
  /** The surest first: first-hand before attached before inline, then by time. The first gives the act its time and words. */
  readonly sightings: readonly [Sighting, ...Sighting[]];
  /** Of its surest sighting: for a mail the Received header that our server wrote, else what the one who passed it on shows. */
  readonly at: Sighting['at'];
  /** The same in milliseconds, read once. */
  readonly time: number;
  /** Of all sightings together: a sighting may show more of an act than another and never less. */
  readonly severity: Sighting['severity'];
  readonly categories: Sighting['categories'];
  readonly signalIds: Sighting['signalIds'];
  readonly targetIds: Sighting['targetIds'];
  /** Whom it names without being aimed at them. */
  readonly mentionedIds: readonly string[];
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
  const known = new KnownActs();
  for (const sighting of distinct.map(timed).sort(surestFirst)) known.add(sighting);
  return known.acts
    .map(joined)
    .sort((a, b) => order(a.at, b.at) || order(a.sightings[0].contactId, b.sightings[0].contactId));
}

const SURENESS: Record<Sighting['via'], number> = { direct: 0, told: 0, attached: 1, inline: 2 };
const order = <T extends string | number>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);
const surestFirst = (a: Timed, b: Timed): number =>
  SURENESS[a.seen.via] - SURENESS[b.seen.via] || a.at - b.at || order(a.seen.contactId, b.seen.contactId);

function joined(known: readonly [Timed, ...Timed[]]): Act {
  const [{ seen: first, at: time, bits }, ...others] = known;
  const { subjectId, at, channel, automated, fingerprint, wordsHash } = first;
  const sightings: [Sighting, ...Sighting[]] = [first, ...others.map(({ seen }) => seen)];
  const all = <T>(of: (sighting: Sighting) => readonly T[]): T[] => [...new Set(sightings.flatMap(of))];
  return {
    subjectId,
    channel,
    automated,
    fingerprint,
    wordsHash,
    bits,
    sightings,
    at,
    time,
    severity: Math.max(...sightings.map(({ severity }) => severity)),
    categories: all(({ categories }) => categories),
    signalIds: all(({ signalIds }) => signalIds),
    targetIds: all(({ targetIds }) => targetIds),
    mentionedIds: all(({ mentionedIds = [] }) => mentionedIds),
  };
}
