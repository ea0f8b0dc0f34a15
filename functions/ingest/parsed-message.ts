import type { Party } from '../contracts/contact.ts';
import type { HeaderLine } from './verdicts.ts';

/** One part of a mail that is not its body. `message`: it is a message that its container has already taken apart. */
export interface AttachedPart {
  readonly filename?: string | undefined;
  readonly contentType: string;
  readonly content: Uint8Array;
  /** The character set that its header names, for a part that is text. */
  readonly charset?: string | undefined;
  readonly message?: ParsedMessage;
}

/** A mail in its parts, before anyone asks whose words they are. */
export interface ParsedMessage {
  readonly headers: readonly HeaderLine[];
  readonly from: Party | null;
  readonly recipients: readonly Party[];
  readonly replyTo?: readonly Party[];
  readonly subject: string;
  readonly text: string | null;
  readonly html: string | null;
  /** HTML parts behind the first, which a mail program shows below it. */
  readonly moreHtml?: readonly string[];
  readonly contentType: string;
  readonly attachments: readonly AttachedPart[];
  readonly messageId: string | null;
  readonly references: readonly string[];
  /** `whole`: its parts were told apart; `broken`: they were not, and `text` is all of it as it came.; `headers-cut`: most of a header block that is too long was left out. */
  /** A text of it names a character set that nobody knows: letters of it may be wrong. */
  readonly unsureCharset?: boolean;
  readonly state: 'whole' | 'broken' | 'too-many-parts' | 'headers-cut';
}
