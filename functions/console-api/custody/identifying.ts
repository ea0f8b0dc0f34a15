import type { Contact, Party } from '../../contracts/contact.ts';
import type { Roster } from '../../contracts/roster.ts';

const MAIL = /[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>()]+/;
/** Seven digits or more, as telephone, account and social security numbers are written; a date or a time has fewer in a row. */
const NUMBER = /(?<!\d)(?:\+?\d[\s().-]{0,2}){7,}(?!\d)/;
/** A first or last name of fewer letters is too often a word. */
const SHORTEST_NAME = 3;

/**
 * What in a text would tell who somebody is (Cal. Labor Code 6401.9(d)(1)): an address, a number, or a name that occurs in the case or on
 * the roster. What it does not know it does not find: whoever completes the row reads it too.
 */
export function identifyingIn(
  text: string,
  contacts: readonly Contact[],
  { people }: Pick<Roster, 'people'>,
): string[] {
  const found: string[] = [];
  if (MAIL.test(text)) found.push('a mail address');
  if (NUMBER.test(text.replace(/\b\d{4}-\d{2}-\d{2}\b/g, ''))) found.push('a telephone, account or other number');
  const parties = contacts.flatMap(({ subject, targets, reporter }) => [subject, reporter, ...targets]);
  const names = [
    ...parties.flatMap((party) => namesOf(party)),
    ...people.flatMap(({ name }) => namesOf({ name: withoutOffice(name), address: null })),
  ];
  const words = new Set(text.split(/[^\p{L}\p{M}'’-]+/u));
  // As names are written: a rose is a flower, and Rose may be a person.
  for (const name of new Set(names)) {
    if (words.has(name) || words.has(`${name}'s`) || words.has(`${name}’s`)) found.push(`the name ${name}`);
  }
  return found;
}

/** A liaison is on the roster with rank and agency, "Officer J. Lindqvist, Portmouth Police": neither the town nor the police is a person's name. */
function withoutOffice(name: string): string {
  return (name.split(',')[0] ?? '').replace(RANKS, '');
}

const RANKS =
  /\b(Agent|Captain|Chief|Constable|Corporal|Deputy|Detective|Inspector|Lieutenant|Officer|Sergeant|Sheriff|Trooper)\b/g;

function namesOf(party: Party | null): string[] {
  const words = (party?.name ?? '').split(/[^\p{L}\p{M}'’-]+/u);
  return words.filter((word) => word.length >= SHORTEST_NAME && /^\p{Lu}/u.test(word));
}
