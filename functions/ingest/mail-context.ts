import type { Party } from '../contracts/contact.ts';
import type { AttachedMessage } from './attached-messages.ts';
import type { ReadAttachments } from './attachments.ts';
import type { BodyText } from './mail-body.ts';
import type { ParsedMessage } from './parsed-message.ts';
import type { People } from './people.ts';
import type { Reading } from './reading.ts';

/** A mail taken apart, before it is decided whose words are whose. */
export interface MailContext {
  readonly mail: ParsedMessage;
  readonly recipients: readonly Party[];
  /** The plain text and the HTML, where there are both. */
  readonly bodies: readonly BodyText[];
  readonly attached: ReadAttachments;
  readonly messages: readonly AttachedMessage[];
  readonly people: People;
}

/** What a mail says of itself beside its headers. */
export type MailReading = Partial<Omit<Reading, 'turns'>> & Pick<Reading, 'turns'>;
