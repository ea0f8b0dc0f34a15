import type { Contact } from '../../../functions/contracts/contact.ts';
import type { Directory } from '../../../functions/contracts/roster.ts';
import { people } from '../../../functions/ingest/people.ts';
import { findApart } from '../../../functions/ingest/quoted.ts';
import { whomItNames } from '../../../functions/ingest/whom-it-names.ts';
import { contactOfLooseText, type LooseText } from '../../../functions/score/loose-text.ts';

/**
 * A loose text as a contact, with quoted lines apart.
 * @param directory whose employees it may be sent to by address, or name; without one it names nobody.
 */
export function contactOfText(loose: LooseText, directory: Directory | null = null): Contact {
  const contact = contactOfLooseText(loose, findApart(loose.text));
  if (directory === null) return contact;
  const known = people(directory);
  const targets = contact.targets.map((party) => (party.address === null ? party : known.completed(party)));
  return { ...contact, targets, ...whomItNames(contact.turns, targets, directory, contact.subject) };
}
