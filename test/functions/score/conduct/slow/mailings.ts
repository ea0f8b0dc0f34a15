import { type Act, alike } from './acts.ts';

/** Letters of one text to several people go out one by one; a person who sends them takes minutes, not hours. */
const MOMENT_MS = 10 * 60_000;
/** A changed greeting on a letter of eleven words leaves 0.73; different texts of one subject within ten minutes are rarely this like. */
const LIKE_IN_A_MOMENT = 0.7;

/** Acts that are counted as one: nearly the same words, to one person or to several, in one moment. The earliest is first. */
export type Mailing = readonly [Act, ...Act[]];

/**
 * Groups acts, given in order of time, by what a person would call sending something once: the letter with each recipient's name put
 * in. They stay acts, because each is done to another target; counted toward the company they are one, and toward one target as well.
 * Compared with the first of a group, so that a chain of repeats does not grow into one.
 */
export function mailingsOf(acts: readonly Act[]): Mailing[] {
  const mailings: [Act, ...Act[]][] = [];
  for (const act of acts) {
    const open = openMailing(mailings, act);
    if (open === null) mailings.push([act]);
    else open.push(act);
  }
  return mailings;
}

/** The last mailing that an act is a copy of. They are in order of time, so the search ends where the moment does. */
function openMailing(mailings: readonly [Act, ...Act[]][], act: Act): [Act, ...Act[]] | null {
  if (act.wordsHash === null) return null;
  const since = Date.parse(act.at) - MOMENT_MS;
  for (let at = mailings.length - 1; at >= 0; at--) {
    const mailing = mailings[at] as [Act, ...Act[]];
    const [first] = mailing;
    if (Date.parse(first.at) < since) return null;
    if (act.channel === first.channel && alike(act, first, LIKE_IN_A_MOMENT)) return mailing;
  }
  return null;
}
