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
  return [...byMailing.values()]
    .map((acts) => ({
      acts,
      at: acts[0].at,
      time: Date.parse(acts[0].at),
      channel: acts[0].channel,
      severity: Math.max(...acts.map(({ severity }) => severity)),
      targetIds: acts.flatMap(({ targetIds }) => targetIds),
    }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : leadOf(a) < leadOf(b) ? -1 : 1));
}

/** The contact that stands for what is counted. */
export const leadOf = ({ acts }: Counted): string => acts[0].sightings[0].contactId;
