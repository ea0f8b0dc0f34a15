import type { Recipient, TellingChannel } from '../contracts/case-telling.ts';
import type { CaseRecord } from '../shared/case/store.ts';

/** What came of telling somebody of an event. `bounced` came after `sent`, and `sent` may come after the two others. */
export type Outcome = 'sent' | 'failed' | 'waits' | 'bounced';

/** What is on record of telling people of an event, by recipient. */
export function outcomesOf({ events }: Pick<CaseRecord, 'events'>, eventNumber: number): Map<Recipient, Outcome> {
  const outcomes = new Map<Recipient, Outcome>();
  const set = (to: Recipient, outcome: Outcome) => {
    const known = outcomes.get(to);
    if (known === 'bounced' || (known === 'sent' && outcome !== 'bounced')) return;
    outcomes.set(to, outcome);
  };
  for (const { body } of events) {
    if (!('about' in body) || body.about !== eventNumber) continue;
    if (body.type === 'notification-sent') set(body.role, 'sent');
    if (body.type === 'notification-failed') set(body.role, 'failed');
    if (body.type === 'notification-deferred') set(body.role, 'waits');
    if (body.type === 'person-told') set(body.to, 'sent');
    if (body.type === 'person-not-told') set(body.to, 'failed');
    if (body.type === 'notification-bounced') set(body.to, 'bounced');
  }
  return outcomes;
}

/** Whether somebody was told of an event by a channel, or cannot be: either is said once. */
export function triedBy(
  { events }: Pick<CaseRecord, 'events'>,
  about: number,
  to: Recipient,
  channel: TellingChannel,
): boolean {
  return events.some(
    ({ body }) =>
      (body.type === 'channel-delivered' || body.type === 'channel-failed') &&
      body.about === about &&
      body.to === to &&
      body.channel === channel,
  );
}
