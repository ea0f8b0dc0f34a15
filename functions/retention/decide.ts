import type { HeldReason } from '../contracts/retention.ts';
import type { Instant } from '../contracts/vocabulary.ts';
import type { Standing } from './delete-contact.ts';

const HOUR_MS = 3_600_000;

/** What is known of one contact of a subject who asks for deletion. */
export interface KnownContact {
  readonly isInCase: boolean;
  /** The history says that it asked for a case. */
  readonly isMarkedFlagged: boolean;
  readonly heardAt: Instant;
  readonly standing: Standing;
}

/**
 * Why a contact is held; null where it may go. Whatever doubt there is holds it: a threat is never lost to a request (requirement 19).
 * Pure.
 */
export function heldBecause(
  { isInCase, isMarkedFlagged, heardAt, standing }: KnownContact,
  at: Instant,
  settleHours: number,
): HeldReason | null {
  if (isInCase || standing === 'kept') return 'in-case';
  if (isMarkedFlagged || standing === 'flagged') return 'flagged';
  const age = Date.parse(at) - Date.parse(heardAt);
  if (standing === 'unscored' || age < settleHours * HOUR_MS) return 'settling';
  return null;
}
