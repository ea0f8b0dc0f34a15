import type { Recipient, TellingChannel } from '../../contracts/case-telling.ts';
import type { RosterPerson } from '../../contracts/roster.ts';
import type { Instant, Priority, RosterRole } from '../../contracts/vocabulary.ts';
import { UndertoneError } from '../../shared/errors.ts';

/** All that leaves by a channel: what is on a locked screen, or in a room that many read (requirement 23). */
export interface Brief {
  readonly caseNumber: string;
  readonly priority: Priority;
  /** Such as `acknowledge by Wed, Jul 15, 14:00 EDT`, or that nothing runs. */
  readonly runs: string;
  readonly link: string;
  readonly at: Instant;
}

/** A further way to tell people, beside the mail. A deployer configures it by role; none is on by itself. */
export interface Channel {
  readonly name: TellingChannel;
  readonly roles: readonly RosterRole[];
  /**
   * @returns the delivery's id.
   * @throws ChannelError where it cannot be delivered. Anything else that it throws counts the same: a mail is on its way already.
   */
  deliver(brief: Brief, to: Recipient, people: readonly RosterPerson[]): Promise<string>;
}

/** It was not delivered. `reason` names why without a number, an address or a word of the case. */
export class ChannelError extends UndertoneError {
  override readonly name = 'ChannelError';
  constructor(
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(`The channel did not deliver: ${reason}`, options);
  }
}

/** The brief as one line: what a telephone shows. */
export const inOneLine = ({ caseNumber, priority, runs, link }: Brief): string =>
  `Undertone ${caseNumber} ${priority}: ${runs}. ${link}`;
