import type { Party, Speaker } from '../contracts/contact.ts';
import { type Directory, type RosterPerson, speakerLabelKey } from '../contracts/roster.ts';
import { fullNameKey, mailKey, nameKey } from '../shared/person-keys.ts';
import { MAX_NAME_CHARACTERS } from './limits.ts';

/** Who a contact's names and addresses are, by the deployer's directory. */
export interface People {
  /** A person of the directory, or anyone with an address in a domain of the company. */
  isEmployee(party: Party): boolean;
  isIntake(address: string | null): boolean;
  byAddress(address: string | null): RosterPerson | null;
  /** By full name, or by a first or last name that only one person has. */
  byName(name: string | null): RosterPerson | null;
  /** What the deployer's list says of a speaker by this name, id or label; null where it is on no list. */
  listedSpeaker(label: string | null): Speaker | null;
  /** The person of the directory that a party is, by their name and first address there; the party itself where it is nobody's. */
  completed(party: Party): Party;
}

/** A subdomain is the company's as well; a domain that only ends in the same letters is not. */
function inDomain(address: string, domains: readonly string[]): boolean {
  const domain = address.slice(address.lastIndexOf('@') + 1);
  return domains.some((own) => domain === own || domain.endsWith(`.${own}`));
}

/** Law enforcement is on the roster to be told, and is neither an employee nor a target. */
export const isOutsider = (person: RosterPerson): boolean => person.roles.includes('law-enforcement');

/** A person of the directory as a contact names them: by one name and the first address, whichever of theirs was written to. */
export const partyOfPerson = ({ name, addresses }: RosterPerson): Party => ({ name, address: addresses[0] ?? null });

/** One directory serves every contact of a function's life; it is read once. */
const made = new WeakMap<Directory, People>();

export function people(directory: Directory): People {
  const known = made.get(directory) ?? readDirectory(directory);
  made.set(directory, known);
  return known;
}

function readDirectory(directory: Directory): People {
  const domains = directory.domains.map((domain) => domain.toLowerCase());
  const intake = new Set(directory.intakeAddresses.map((address) => address.toLowerCase()));
  const byAddress = new Map<string, RosterPerson>();
  const byName = new Map<string, RosterPerson | null>();
  const remember = (name: string, person: RosterPerson) => {
    const known = byName.get(name);
    byName.set(name, known === undefined || known === person ? person : null);
  };
  for (const person of directory.people.filter((each) => !isOutsider(each))) {
    for (const address of person.addresses) byAddress.set(address.toLowerCase(), person);
    const words = nameKey(person.name).split(' ');
    remember(words.join(' '), person);
    const [first, last] = [words[0], words.at(-1)];
    if (words.length > 1 && first !== undefined) remember(first, person);
    if (words.length > 1 && last !== undefined) {
      remember(last, person);
      for (const title of ['mr', 'mrs', 'ms', 'miss', 'dr']) remember(`${title} ${last}`, person);
    }
  }
  const find = (party: Party): RosterPerson | null =>
    (party.address !== null ? byAddress.get(party.address.toLowerCase()) : byName.get(nameKey(party.name ?? ''))) ??
    null;
  const listed = new Map<string, Speaker>();
  for (const [part, speaker] of [
    ['employee', 'employee'],
    ['customer', 'subject'],
    ['system', 'system'],
  ] as const) {
    for (const label of directory.speakers?.[part] ?? []) listed.set(speakerLabelKey(label), speaker);
  }
  const listedDomain = (label: string): Speaker | null => {
    const domain = /^[^\s@<>]+@([^\s@<>]+)$/.exec(label.trim().toLowerCase())?.[1];
    return domain === undefined ? null : (listed.get(`@${domain}`) ?? null);
  };
  return {
    listedSpeaker: (label) =>
      label === null || listed.size === 0
        ? null
        : (listed.get(speakerLabelKey(label.slice(0, MAX_NAME_CHARACTERS))) ??
          listedDomain(label.slice(0, MAX_NAME_CHARACTERS))),
    // A name alone must be a whole one: a customer who shares an agent's first name is not the agent.
    isEmployee: (party) =>
      (find(party) !== null && (party.address !== null || nameKey(party.name ?? '').includes(' '))) ||
      (party.address?.includes('@') === true && inDomain(party.address.toLowerCase(), domains)),
    isIntake: (address) => address !== null && intake.has(address.toLowerCase()),
    byAddress: (address) => (address === null ? null : (byAddress.get(address.toLowerCase()) ?? null)),
    byName: (name) => (name === null ? null : (byName.get(nameKey(name)) ?? null)),
    completed: (party) => {
      const person = find(party);
      return person === null ? party : partyOfPerson(person);
    },
  };
}

/** Cut to what is kept, control characters out, and null when nothing is left. */
export function cleaned(value: string | null | undefined): string | null {
  if (value === null || value === undefined) return null;
  const text = value
    .slice(0, MAX_NAME_CHARACTERS * 2)
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MAX_NAME_CHARACTERS);
  return text === '' ? null : text;
}

/** A party with a clean name and an address in lower case. */
export function party(name: string | null | undefined, address: string | null | undefined): Party {
  const cleanAddress = cleaned(address)?.toLowerCase() ?? null;
  const cleanName = cleaned(name?.replace(/^["'“”‘’\s]+|["'“”‘’\s]+$/g, ''));
  return { name: cleanName?.toLowerCase() === cleanAddress ? null : cleanName, address: cleanAddress };
}

/** What a telephone number is remembered by: its digits; a North American number with or without its 1 is the same. */
export function phoneKey(number: string): string | null {
  const digits = number.replace(/\D+/g, '');
  if (digits.length < 5) return null;
  return `phone:${digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits}`;
}

/** The key of someone of whom a name, an address, a telephone number or an account is known, the surest first; else null. */
export function subjectKeyOf(known: {
  address?: string | null;
  phone?: string | null;
  account?: string | null;
  chat?: string | null;
  name?: string | null;
}): string | null {
  if (known.address?.includes('@')) return mailKey(known.address);
  const phone = known.phone ? phoneKey(known.phone) : null;
  if (phone !== null) return phone;
  if (known.account) return `account:${known.account.replace(/[\s-]+/g, '').toLowerCase()}`;
  if (known.chat) return `chat:${known.chat}`;
  return known.name ? fullNameKey(known.name) : null;
}
