import type { CaseActor } from '../contracts/case.ts';
import type { Instant } from '../contracts/vocabulary.ts';
import type { CaseStore } from '../shared/case/store.ts';
import { UndertoneError } from '../shared/errors.ts';
import type { Channel } from './channels/channel.ts';
import type { Mail } from './mail.ts';
import type { NoticeSetting } from './notice.ts';

export const ACTOR: CaseActor = { kind: 'stage', id: 'notify' };

/** The mail service will not take this mail, now or later. `reason` names why without an address or a word of the mail. */
export class MailRefusedError extends UndertoneError {
  override readonly name = 'MailRefusedError';
  constructor(
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(`The mail was refused: ${reason}`, options);
  }
}

export interface SendSetting {
  readonly store: CaseStore;
  readonly sender: string;
  /** The time now; read again for each mail, because when each was told is on the record. */
  readonly now: () => Instant;
  /** Gives the delivery's id. @throws MailRefusedError, or anything else where a later try may succeed. */
  readonly send: (mail: Mail) => Promise<string>;
}

export interface TellSetting extends NoticeSetting, SendSetting {
  /** Further ways, after the mails. */
  readonly channels: readonly Channel[];
}
