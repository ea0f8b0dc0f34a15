import type { Act } from './acts.ts';

/** What is counted: the acts of one mailing that a detection asks for. */
export interface Counted {
  readonly acts: readonly [Act, ...Act[]];
  readonly at: string;
  /** The same in milliseconds, read once. */
  readonly time: number;
  readonly channel: Act['channel'];
  readonly severity: number;
  readonly targetIds: readonly string[];
  /** As how many it counts where numbers over time are compared: one, unless the history holds more than was read. */
  readonly countsAs: number;
}

/** An act, and the number of the mailing that it is one copy of. */
export interface MailedAct {
  readonly act: Act;
  /** Of the act, in milliseconds. */
  readonly time: number;
  readonly mailing: number;
}

/** Counts the acts of each mailing once, in order of time. The first of a mailing gives its time, the gravest its severity. */
export function countOnce(mailed: readonly MailedAct[]): Counted[] {
  const byMailing = new Map<number, [Act, ...Act[]]>();
  for (const { act, mailing } of mailed) {
    const known = byMailing.get(mailing);
    if (known === undefined) byMailing.set(mailing, [act]);
    else known.push(act);
  }
  return [...byMailing.values()].map(countedOf).sort(byTime);
}

/** What acts of one mailing, in order of time, count as. */
export function countedOf(acts: readonly [Act, ...Act[]]): Counted {
  const [{ at, time, channel, severity, targetIds }] = acts;
  const countsAs = shareOf(acts);
  if (acts.length === 1) return { acts, at, time, channel, severity, targetIds, countsAs };
  return {
    acts,
    at,
    time,
    channel,
    severity: Math.max(...acts.map(({ severity }) => severity)),
    targetIds: acts.flatMap(({ targetIds }) => targetIds),
    countsAs,
  };
}

/** What was read whole counts once, however often it was seen; of what was not, each sighting has its share. */
function shareOf(acts: readonly [Act, ...Act[]]): number {
  if (acts[0].sightings[0].countsAs === undefined) return 1;
  return acts.reduce((sum, { sightings }) => sightings.reduce((part, { countsAs = 0 }) => part + countsAs, sum), 0);
}

/** As how many acts these count together. */
export const countOf = (counted: readonly Counted[]): number =>
  counted.reduce((sum, { countsAs }) => sum + countsAs, 0);

export const byTime = (a: Counted, b: Counted): number => a.time - b.time || (leadOf(a) < leadOf(b) ? -1 : 1);

/** Of things in order of time, the index of the first that is later than `time`. By halving. */
export function firstAfter(inOrder: readonly { readonly time: number }[], time: number): number {
  let low = 0;
  let high = inOrder.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((inOrder[middle] as { time: number }).time <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The contact that stands for what is counted. */
export const leadOf = ({ acts }: Counted): string => acts[0].sightings[0].contactId;
