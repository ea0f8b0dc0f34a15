import type { FeedbackItem } from '../../contracts/case-feedback.ts';
import type { Contact } from '../../contracts/contact.ts';
import { type Proposal, propose } from './propose.ts';
import { type Quote, quoteOf } from './quote.ts';

/** What a reviewer said, with its sentence as far as it may be shown, and what it proposes. */
export interface LabelledExample {
  readonly quote: Quote | null;
  readonly proposal: Proposal;
}

/**
 * Makes the example of one verdict. Pure.
 * @param contact null where it is gone.
 * @param showsQuote whether the reader may see the sentence.
 * @param near the signals of the same contact.
 */
export function exampleOf(
  { said }: Pick<FeedbackItem, 'said'>,
  contact: Contact | null,
  showsQuote: boolean,
  near: readonly string[],
): LabelledExample {
  const quote = showsQuote && contact !== null && said.span !== null ? quoteOf(contact, said.span) : null;
  return { quote, proposal: propose(said, quote, near) };
}
