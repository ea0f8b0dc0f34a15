import type { CaseEvent } from '../../contracts/case.ts';
import type { Recipient } from '../../contracts/case-telling.ts';
import type { Roster } from '../../contracts/roster.ts';
import type { Instant } from '../../contracts/vocabulary.ts';
import type { CaseRecord, CaseStore } from '../../shared/case/store.ts';
import { UndertoneError } from '../../shared/errors.ts';
import { outcomesOf } from '../outcomes.ts';
import { keyOf } from '../recipient.ts';
import { ACTOR } from '../setting.ts';
import type { MailFeedback } from './ses-event.ts';

/**
 * A mail that did not arrive is not on the record of its case as sent. It was a moment ago, and `notify` writes it down yet: the queue tries
 * again. If it never is, the dead-letter queue's alarm tells the operator.
 */
export class UnknownMailError extends UndertoneError {
  override readonly name = 'UnknownMailError';
}

export interface FeedbackSetting {
  readonly store: CaseStore;
  readonly roster: Roster;
  readonly now: () => Instant;
  /** Asks `notify` to tell the next level of what the mail was about. */
  readonly requestNotification: (caseId: string, eventNumber: number) => Promise<void>;
}

/** A mail about one event of one case, by the key of its recipient. */
export interface MailOfCase {
  readonly caseId: string;
  readonly about: number;
  readonly to: string;
}

/**
 * Puts on the case that a mail did not arrive, and has the next level told. Event, then message, then summary: a run after a crash at any
 * point finds the event there and finishes.
 * @throws UnknownMailError
 */
export async function recordBounce(
  { caseId, about, to: key }: MailOfCase,
  feedback: MailFeedback,
  { store, roster, now, requestNotification }: FeedbackSetting,
): Promise<CaseRecord> {
  const read = await store.read(caseId);
  const to = [...outcomesOf(read, about)].find(
    ([known, outcome]) => keyOf(known) === key && (outcome === 'sent' || outcome === 'bounced'),
  )?.[0];
  const event = read.events.find(({ number }) => number === about);
  if (to === undefined || event === undefined) {
    throw new UnknownMailError(
      `${caseId} does not say that ${key} was told of event ${about}, and that mail came back.`,
    );
  }
  const { kind, reason, deliveryId } = feedback;
  const people = roster.people
    .filter(({ addresses }) => addresses.some((address) => feedback.addresses.includes(address)))
    .map(({ id }) => id);
  const at = now();
  const { record } = await store.append(read, (latest) =>
    bounceOf(latest.events, about, to) !== undefined
      ? null
      : {
          at,
          actor: ACTOR,
          track: event.track,
          body: { type: 'notification-bounced', about, to, kind, reason, deliveryId, people },
        },
  );
  const bounce = bounceOf(record.events, about, to);
  if (bounce !== undefined) await requestNotification(caseId, bounce.number);
  await store.saveSummary(record);
  return record;
}

function bounceOf(events: readonly CaseEvent[], about: number, to: Recipient): CaseEvent | undefined {
  return events.find(({ body }) => body.type === 'notification-bounced' && body.about === about && body.to === to);
}
