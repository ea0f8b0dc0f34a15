import type { Contact, Party } from '../contracts/contact.ts';
import type { Directory } from '../contracts/roster.ts';
import { greeting } from './mail-targets.ts';
import { namedEmployees } from './named-employees.ts';
import { people } from './people.ts';
import { newSpeech } from './same-words.ts';

/**
 * The employees whom the subject's own words name beside those it is aimed at (requirement 13), the subject line among them, and the
 * further addresses of all of these. Whom the first lines speak to is named in full, by however short a name.
 */
export function whomItNames(
  turns: Contact['turns'],
  targets: readonly Party[],
  directory: Directory,
  subject: Party | null,
): Pick<Contact, 'mentions' | 'furtherAddresses'> {
  const said = turns.filter(({ speaker }) => speaker === 'subject' || speaker === 'unknown');
  const isTarget = ({ name, address }: Party) =>
    targets.some((target) => (target.address === null ? target.name === name : target.address === address));
  const texts = said.map(newSpeech);
  const spokenTo = said
    .filter(({ part }) => part !== 'subject')
    .slice(0, 1)
    .flatMap((turn) => greeting(newSpeech(turn), people(directory)))
    .map((party) => party.address);
  const mentions = namedEmployees(texts, directory, subject)
    .filter((mention) => !isTarget(mention))
    .map((mention) => (spokenTo.includes(mention.address) ? { ...mention, by: 'in-full' as const } : mention));
  const further = furtherAddresses([...targets, ...mentions], directory);
  return {
    ...(mentions.length > 0 && { mentions }),
    ...(further.length > 0 && { furtherAddresses: Object.fromEntries(further) }),
  };
}

function furtherAddresses(parties: readonly Party[], directory: Directory): [string, string[]][] {
  return [...new Set(parties.map(({ address }) => address))].flatMap((address): [string, string[]][] => {
    const [first, ...others] = people(directory).byAddress(address)?.addresses ?? [];
    return first === undefined || first !== address || others.length === 0 ? [] : [[first, others]];
  });
}
