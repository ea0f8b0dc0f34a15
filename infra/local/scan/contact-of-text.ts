import type { Contact } from '../../../functions/contracts/contact.ts';
import { findApart } from '../../../functions/ingest/quoted.ts';
import { contactOfLooseText, type LooseText } from '../../../functions/score/loose-text.ts';

/** A loose text as a contact, with quoted lines apart. */
export function contactOfText(loose: LooseText): Contact {
  return contactOfLooseText(loose, findApart(loose.text));
}
