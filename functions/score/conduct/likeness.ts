import type { Sighting } from '../../contracts/conduct.ts';

const BITS = 64;
const FINGERPRINT = /^[0-9a-f]{16}$/;

/** A fingerprint as two numbers of 32 bits, so that two are compared without reading their digits again. */
export interface FingerprintBits {
  readonly high: number;
  readonly low: number;
}

/** What two texts are compared by. */
export interface Worded extends Pick<Sighting, 'wordsHash' | 'fingerprint'> {
  /** Of the fingerprint; null where there is none. */
  readonly bits: FingerprintBits | null;
}

/** @throws RangeError when it is not a fingerprint. */
export function bitsOf(fingerprint: Sighting['fingerprint']): FingerprintBits | null {
  if (fingerprint === null) return null;
  if (!FINGERPRINT.test(fingerprint)) throw new RangeError('A fingerprint is 16 lower-case hexadecimal digits.');
  return { high: Number.parseInt(fingerprint.slice(0, 8), 16) | 0, low: Number.parseInt(fingerprint.slice(8), 16) | 0 };
}

/** How many of 64 bits may differ in texts that are alike by at least `least` (0..1). */
export const mostDifferentBits = (least: number): number => Math.floor((1 - least) * BITS);

/** Whether the words of two are the same, or alike by at least `least` (SimHash, 0..1; 0.5 is chance). No words are like no words. */
export function alike(a: Worded, b: Worded, least: number): boolean {
  if (a.wordsHash === b.wordsHash && a.fingerprint === b.fingerprint) return true;
  return a.bits !== null && b.bits !== null && differentBits(a.bits, b.bits) <= mostDifferentBits(least);
}

const differentBits = (a: FingerprintBits, b: FingerprintBits): number =>
  onesIn(a.high ^ b.high) + onesIn(a.low ^ b.low);

/** The ones among 32 bits, counted in all of them at once (Warren, Hacker's Delight, 5-1). */
function onesIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** One text of several counted things, and which of them have it. */
interface Held extends Worded {
  readonly fingerprint: string;
  readonly owners: Set<number>;
}

/**
 * Whether each of these, which may have several texts, has one that is alike by at least `least` to a text of another. Of two texts
 * that differ in at most n of 64 bits, n + 1 bands hold one that is equal, so that only texts with an equal band are compared: the cost
 * grows with the number of texts and not with that of their pairs, unless somebody makes up texts that share bands and nothing else.
 */
export function eachLikeAnother(things: readonly { readonly acts: readonly Worded[] }[], least: number): boolean {
  const held = new Map<string, Held>();
  things.forEach(({ acts }, owner) => {
    for (const text of acts) {
      const { fingerprint, bits, wordsHash } = text;
      if (fingerprint === null) continue;
      const known = held.get(fingerprint);
      if (known === undefined) held.set(fingerprint, { fingerprint, bits, wordsHash, owners: new Set([owner]) });
      else known.owners.add(owner);
    }
  });
  const found = new Set<number>();
  for (const { owners } of held.values()) if (owners.size > 1) for (const owner of owners) found.add(owner);
  if (found.size < things.length) markAlike([...held.values()], least, found);
  return found.size === things.length;
}

function markAlike(texts: readonly Held[], least: number, found: Set<number>): void {
  const bands = mostDifferentBits(least) + 1;
  const buckets = new Map<string, Held[]>();
  for (const text of texts) {
    for (const key of bandsOf(text.fingerprint, bands)) {
      const earlier = buckets.get(key);
      if (earlier === undefined) {
        buckets.set(key, [text]);
        continue;
      }
      for (const other of earlier) markPair(text, other, least, found);
      earlier.push(text);
    }
  }
}

function markPair(one: Held, other: Held, least: number, found: Set<number>): void {
  const isNews = (owners: Set<number>): boolean => {
    for (const owner of owners) if (!found.has(owner)) return true;
    return false;
  };
  if (!(isNews(one.owners) || isNews(other.owners)) || !alike(one, other, least)) return;
  const owners = new Set([...one.owners, ...other.owners]);
  if (owners.size > 1) for (const owner of owners) found.add(owner);
}

/** Whole digits side by side, each behind its number; one band for all where there would be more bands than digits. */
function bandsOf(fingerprint: string, bands: number): string[] {
  const digits = fingerprint.length;
  if (bands > digits) return [''];
  const start = (band: number): number => Math.floor((band * digits) / bands);
  return Array.from({ length: bands }, (_, band) => `${band}/${fingerprint.slice(start(band), start(band + 1))}`);
}
