import type { Party } from '../contracts/contact.ts';
import { MAX_TARGETS } from './limits.ts';
import { type People, partyOfPerson } from './people.ts';

/** Employees whom the mail was sent to; else those its salutation names; else the addresses of the company it went to. */
export function directTargets(recipients: readonly Party[], text: string, people: People): Party[] {
  const { persons, ours } = ofOurs(recipients, people);
  if (persons.length > 0) return persons;
  const greeted = greeting(text, people);
  return greeted.length > 0 ? greeted : ours;
}

/** Employees whom the original was sent to; else the reporter, who is usually the target (requirement 3). */
export function reportTargets(recipients: readonly Party[], reporter: Party, people: People): Party[] {
  const { persons, ours } = ofOurs(recipients, people);
  if (persons.length > 0) return persons;
  return ours.length > 0 ? [...ours, reporter] : [reporter];
}

/** Those of the company, and of these the people that the directory knows: "Client Care" is nobody in particular. */
function ofOurs(recipients: readonly Party[], people: People): { persons: Party[]; ours: Party[] } {
  const ours = recipients.filter((each) => !people.isIntake(each.address) && people.isEmployee(each));
  const persons = ours.filter(({ address, name }) => people.byAddress(address) ?? people.byName(name));
  return { persons: unique(persons.map((each) => personOf(each, people))), ours: unique(ours) };
}

/** `Dana Whitfield <info@…>` is for her, whatever mailbox it goes to; of a first name alone, only the address says whose it is. */
function personOf(party: Party, people: People): Party {
  const known = people.byAddress(party.address) ?? (party.name?.includes(' ') ? people.byName(party.name) : null);
  return known === null ? party : partyOfPerson(known);
}

const unique = (parties: readonly Party[]): Party[] =>
  [...new Map(parties.map((each) => [each.name ?? each.address, each])).values()].slice(0, MAX_TARGETS);

/** "Dear Dana," and "Ms. Whitfield -": the people of the directory whom the first lines speak to. */
export function greeting(text: string, people: People): Party[] {
  const first =
    text
      .slice(0, 400)
      .split('\n')
      .map((line) => line.trim())
      .find((line) => line !== '') ?? '';
  const named =
    /^(?:(?:dear|hello|hi|hey|good (?:morning|afternoon|evening)|to|attn:?)\s+)?((?:(?:mr|mrs|ms|miss|dr)\.?\s+)?\p{Lu}[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+)?(?:(?:\s*,\s*|\s+and\s+)\p{Lu}[\p{L}'’-]+)*)\s*[,:;!.–—-]/iu.exec(
      first,
    )?.[1];
  const persons = (named ?? '').split(/\s*,\s*|\s+and\s+/).flatMap((name) => people.byName(name) ?? []);
  return persons.map(partyOfPerson);
}
