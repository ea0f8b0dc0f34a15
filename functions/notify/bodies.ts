import type { CaseEventOf } from '../contracts/case.ts';
import type { Recipient } from '../contracts/case-telling.ts';
import { roleOf } from './recipient.ts';

/** What is put on the record of one mail about one event. */
export type TellingBody = CaseEventOf<
  'notification-sent' | 'notification-failed' | 'notification-deferred' | 'person-told' | 'person-not-told'
>;

export function told(to: Recipient, about: number, deliveryId: string): TellingBody {
  const role = roleOf(to);
  if (role !== null) return { type: 'notification-sent', about, role, deliveryId };
  return { type: 'person-told', about, to: to as `person:${string}`, deliveryId };
}

export function notTold(to: Recipient, about: number, reason: string): TellingBody {
  const role = roleOf(to);
  if (role !== null) return { type: 'notification-failed', about, role, reason };
  return { type: 'person-not-told', about, to: to as `person:${string}`, reason };
}
