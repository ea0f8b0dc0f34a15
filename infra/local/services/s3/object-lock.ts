import { invalidArgument, invalidRequest, lockedObject, S3Error } from './s3-error.ts';

export type RetentionMode = 'COMPLIANCE' | 'GOVERNANCE';

export interface Retention {
  mode: RetentionMode;
  /** ISO 8601, UTC. */
  retainUntil: string;
}

/** What protects one version. */
export interface Lock {
  retention: Retention | null;
  legalHold: boolean;
}

/** A bucket's own rule for objects that bring none. */
export interface DefaultRetention {
  mode: RetentionMode;
  days: number | null;
  years: number | null;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Reads a retention, refusing what S3 refuses: a mode it does not know, half a rule, a date that is past. */
export function readRetention(mode: string | null, until: string | null, now: Date): Retention | null {
  if (mode === null && until === null) return null;
  if (mode === null || until === null) {
    throw invalidArgument('x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied.');
  }
  if (mode !== 'COMPLIANCE' && mode !== 'GOVERNANCE') throw invalidArgument(`Unknown wormMode directive: ${mode}.`);
  const date = new Date(until);
  if (Number.isNaN(date.getTime())) throw invalidArgument(`The retain until date is not an ISO 8601 date: ${until}.`);
  if (date <= now) throw invalidArgument('The retain until date must be in the future!');
  return { mode, retainUntil: date.toISOString() };
}

export function readLegalHold(status: string | null): boolean {
  if (status === null || status === 'OFF') return false;
  if (status === 'ON') return true;
  throw invalidArgument(`Legal Hold must be either of 'ON' or 'OFF': ${status}.`);
}

export function defaultRetentionFor(rule: DefaultRetention | null, now: Date): Retention | null {
  if (!rule) return null;
  const until = new Date(now);
  if (rule.days !== null) until.setTime(until.getTime() + rule.days * DAY_MS);
  if (rule.years !== null) until.setUTCFullYear(until.getUTCFullYear() + rule.years);
  return { mode: rule.mode, retainUntil: until.toISOString() };
}

/**
 * Whether a retention may take the place of another. COMPLIANCE only grows and never becomes anything else, for anyone; GOVERNANCE
 * shrinks only for a caller that bypasses it.
 */
export function assertRetentionMayChange(
  from: Retention | null,
  to: Retention | null,
  now: Date,
  bypassGovernance: boolean,
): void {
  if (!from || new Date(from.retainUntil) <= now) return;
  const shorter = !to || new Date(to.retainUntil) < new Date(from.retainUntil);
  if (from.mode === 'COMPLIANCE' && (shorter || to?.mode !== 'COMPLIANCE')) throw lockedObject();
  if (from.mode === 'GOVERNANCE' && shorter && !bypassGovernance) throw lockedObject();
}

/** Whether a version may be deleted for good. */
export function assertMayDelete(lock: Lock, now: Date, bypassGovernance: boolean): void {
  if (lock.legalHold) throw lockedObject();
  const { retention } = lock;
  if (!retention || new Date(retention.retainUntil) <= now) return;
  if (retention.mode === 'COMPLIANCE' || !bypassGovernance) throw lockedObject();
}

export function missingLockConfiguration(): S3Error {
  return invalidRequest('Bucket is missing Object Lock Configuration');
}

export function noLockOnObject(): S3Error {
  return new S3Error(
    404,
    'NoSuchObjectLockConfiguration',
    'The specified object does not have a ObjectLock configuration',
  );
}
