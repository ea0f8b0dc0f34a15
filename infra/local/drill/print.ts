import pc from 'picocolors';
import type { Entry, Outcome } from './protocol.ts';

const MARKS: Readonly<Record<Outcome, string>> = {
  done: pc.green('✓'),
  refused: pc.yellow('✗'),
  deviation: pc.red(pc.bold('!')),
};

/** A line of a protocol that a person reads is no longer than this; all of it is in `--json`. */
const LONGEST_RESULT = 160;

export const headLine = ({ part }: Entry): string => `\n${pc.bold(part)}`;

/** When, who, what, and what came of it: a shortcut that was refused has a cross and its reason, a deviation an exclamation mark. */
export function entryLine({ at, who, what, outcome, result }: Entry, timeZone: string): string {
  const shown =
    outcome === 'deviation' || result.length <= LONGEST_RESULT ? result : `${result.slice(0, LONGEST_RESULT)} …`;
  const colour = outcome === 'deviation' ? pc.red : pc.dim;
  return `  ${pc.dim(moment(at, timeZone))}  ${MARKS[outcome]} ${who} ${what}${colour(`: ${shown}`)}`;
}

export function totals(entries: readonly Entry[]): string {
  const count = (wanted: Outcome) => entries.filter(({ outcome }) => outcome === wanted).length;
  const deviations = count('deviation');
  const end =
    deviations === 0
      ? pc.green('Nothing went otherwise than it has to.')
      : pc.red(`${deviations} went otherwise than they have to (!).`);
  return `${count('done')} steps, ${count('refused')} shortcuts refused with their reason. ${end}`;
}

function moment(at: string, timeZone: string): string {
  const format = {
    timeZone,
    month: 'short',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  } as const;
  return new Intl.DateTimeFormat('en-US', format).format(new Date(at)).replace(',', '');
}
