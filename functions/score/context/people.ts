/** Who a word means: the writer, the reader or the reader's company, or anyone else. */
export type Person = 'first' | 'second' | 'third';

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

export const FIRST_SUBJECT = set('i we');
export const FIRST = set('i me my mine myself we us our ours ourselves');
export const SECOND = set('you your yours yourself yourselves ya thee');
export const THIRD = set(
  'he she they him her them his hers their theirs himself herself themselves someone somebody everyone everybody anyone anybody nobody',
);

/** People and places of the company: a threat to them is a threat to the reader, whoever is said to have made it. */
export const COMPANY = set(
  `office offices branch branches store stores shop building lobby desk counter headquarters hq warehouse clinic
  staff employee employees colleague colleagues coworker coworkers manager managers supervisor supervisors clerk clerks teller tellers
  agent agents collector collectors bailiff bailiffs engineer engineers advisor advisors adviser advisers adjuster assessor conductor plumber operator stewardess steward
  rep reps representative representatives receptionist cashier cashiers driver drivers technician technicians guard guards security courier mechanic nurse doctor ceo boss team`,
);

/** Someone in the writer's life, or a stranger: not the reader. */
export const OTHERS = set(
  `husband wife ex partner boyfriend girlfriend fiance father mother dad mom mum son daughter brother sister child kid kids children
  uncle aunt cousin nephew niece grandson grandmother grandfather neighbor neighbors neighbour landlord tenant roommate roommates
  stepfather stepson stepdad friend friends man men woman women guy guys stranger strangers burglar intruder robber thief gang
  boy girl lad lads bloke parent parents passenger resident residents opponent teenager teenagers youth youths teacher scammer scammers caller stalker somebody someone people person dog cat bear`,
);

/** The nearest person that a stretch of words names, or null. */
export function personIn(words: readonly string[]): Person | null {
  for (const word of words) {
    if (FIRST.has(word)) return 'first';
    if (SECOND.has(word) || COMPANY.has(word)) return 'second';
    if (THIRD.has(word) || OTHERS.has(word)) return 'third';
  }
  return null;
}
