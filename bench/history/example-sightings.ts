import type { Sighting } from '../../functions/contracts/conduct.ts';
import { sha256Hex } from '../../functions/shared/hash.ts';
import { randomNumbers } from '../random-numbers.ts';

const DAY_MS = 86_400_000;
const END = Date.UTC(2026, 10, 2, 16);
/** Of mail to a company, by the simulator. */
const SHARE_OF_CONCERN = 0.1;

/** How a history lies in time: over a year, or all but a few of its acts within its last day. */
export type Shape = 'a-year' | 'a-day';

/** Sightings of one subject in order of time, all of different words; the last of them is heard at the same moment in each history. */
export function exampleSightings(subjectId: string, count: number, shape: Shape, seed: number): Sighting[] {
  const random = randomNumbers(seed);
  const ordinary = shape === 'a-day' ? Math.min(count, 40) : count;
  const times = [
    ...Array.from({ length: ordinary }, () => END - DAY_MS - random() * 364 * DAY_MS),
    ...Array.from({ length: count - ordinary }, () => END - random() * DAY_MS),
  ].sort((a, b) => a - b);
  return times.map((time, index) => exampleSighting(subjectId, `${seed}-${index}`, Math.floor(time), random));
}

/** One more, some minutes after the end of a history. */
export const nextSighting = (subjectId: string, number: number): Sighting =>
  exampleSighting(subjectId, `next-${number}`, END + number * 60_000, randomNumbers(number));

function exampleSighting(subjectId: string, name: string, time: number, random: () => number): Sighting {
  const id = sha256Hex(`${subjectId}/${name}`);
  const at = new Date(time).toISOString();
  const isOfConcern = random() < SHARE_OF_CONCERN;
  return {
    contactId: `contact-${id.slice(0, 32)}`,
    subjectId,
    targetIds: [`target-${sha256Hex(String(Math.floor(random() * 3))).slice(0, 32)}`],
    at,
    heardAt: at,
    via: 'direct',
    reporterId: null,
    channel: 'email',
    severity: isOfConcern ? 1 : 0,
    categories: isOfConcern ? ['abuse'] : [],
    signalIds: isOfConcern ? ['harassment/abuse/you-are-a-fool'] : [],
    originalSha256: id,
    fingerprint: id.slice(0, 16),
    wordsHash: id.slice(16, 48),
    wordCount: 20 + Math.floor(random() * 100),
    messageIdHash: id.slice(8, 40),
    claimedAt: new Date(time - 4000).toISOString(),
    automated: false,
    reported: false,
  };
}
