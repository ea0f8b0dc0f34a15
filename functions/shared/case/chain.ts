import type { CaseEvent } from '../../contracts/case.ts';
import { canonicalJson, sha256Hex } from '../hash.ts';

/** What stands before the first event. */
export const CHAIN_START = '0'.repeat(64);

/** The last event of a case, as far as the next one needs it. */
export interface ChainEnd {
  readonly number: number;
  readonly hash: string;
}

/**
 * The hash of an event: SHA-256 of the canonical JSON of everything in it but `hash` (requirement 37). `previousHash` is inside,
 * so a change anywhere breaks the chain there. Takes any members, so that something slipped in is found as well.
 */
export function hashEvent(event: Readonly<Record<string, unknown>>): string {
  const { hash: _, ...rest } = event;
  return sha256Hex(canonicalJson(rest));
}

/** Gives an event its number, its link to the one before, and its hash. `previous` is null for the first. */
export function sealEvent(
  event: Omit<CaseEvent, 'number' | 'previousHash' | 'hash'>,
  previous: ChainEnd | null,
): CaseEvent {
  const linked = wellFormed({
    ...event,
    number: (previous?.number ?? 0) + 1,
    previousHash: previous?.hash ?? CHAIN_START,
  });
  return { ...linked, hash: hashEvent(linked) };
}

/**
 * Half of a surrogate pair cannot be written as UTF-8: the database would store U+FFFD in its place, and a note with one in it
 * would break its own chain. It becomes U+FFFD before it is hashed.
 */
function wellFormed<T>(value: T): T {
  if (typeof value === 'string') {
    return value.replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]|[\uD800-\uDFFF]/g, (found) =>
      found.length === 2 ? found : '\uFFFD',
    ) as T;
  }
  if (Array.isArray(value)) return value.map(wellFormed) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, wellFormed(member)])) as T;
}

/** Whether a chain holds; if not, the first place where it does not, counted from 1. */
export type ChainVerdict =
  | { readonly intact: true; readonly count: number }
  | { readonly intact: false; readonly at: number; readonly message: string };

/**
 * Checks the events of one case in order, as they were stored or exported.
 * @param expected what a summary or an earlier export says the chain holds: without it, events cut off the end cannot be seen.
 */
export function verifyChain(events: readonly unknown[], expected?: ChainEnd | null): ChainVerdict {
  const broken = (at: number, message: string): ChainVerdict => ({ intact: false, at, message });
  if (events.length === 0) return broken(1, 'There is no event. A case has at least the one that opened it.');

  let previous: ChainEnd = { number: 0, hash: CHAIN_START };
  let caseId: unknown;
  for (const event of events) {
    const at = previous.number + 1;
    if (typeof event !== 'object' || event === null || Array.isArray(event)) {
      return broken(at, `Event ${at} is not an event.`);
    }
    const record = event as Record<string, unknown>;
    caseId ??= record.caseId;
    if (record.number !== at)
      return broken(at, `Event ${at} is missing: event ${JSON.stringify(record.number)} is in its place.`);
    if (record.caseId !== caseId) return broken(at, `Event ${at} belongs to another case.`);
    if (record.previousHash !== previous.hash)
      return broken(at, `Event ${at} does not follow the event before it: their hashes differ.`);
    if (typeof record.hash !== 'string' || !hashesTo(record, record.hash)) {
      return broken(at, `Event ${at} was changed after it was written: its content does not have its hash.`);
    }
    if (expected?.number === at && expected.hash !== record.hash) {
      return broken(at, `Event ${at} is not the one that was there: it has another hash than was noted.`);
    }
    previous = { number: at, hash: record.hash };
  }
  if (expected && expected.number > previous.number) {
    const at = previous.number + 1;
    return broken(at, `Event ${at} is missing: there were ${expected.number} events and ${previous.number} are left.`);
  }
  return { intact: true, count: previous.number };
}

function hashesTo(record: Record<string, unknown>, hash: string): boolean {
  try {
    return hashEvent(record) === hash;
  } catch {
    return false; // Holds what JSON cannot, so it is nothing that was ever hashed.
  }
}
