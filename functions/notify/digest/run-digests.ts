import type { Instant, RosterRole } from '../../contracts/vocabulary.ts';
import type { CaseRecord } from '../../shared/case/store.ts';
import { localDay, timeOnDay } from '../../shared/case/time-of-day.ts';
import type { NoticeSetting } from '../notice.ts';
import { MailRefusedError, type SendSetting } from '../setting.ts';
import { casesOfDay } from './cases-of-day.ts';
import { composeDigest } from './compose-digest.ts';
import type { DigestItem, DigestStore } from './digest-store.ts';
import { recordDigest, recordRefusal } from './record-digest.ts';
import { peopleOfDay } from './waits-until.ts';

export interface DigestSetting extends NoticeSetting, SendSetting {
  readonly digests: DigestStore;
  /** Asks `notify` to tell the next level of what a role could not be told. */
  readonly requestNotification: (caseId: string, eventNumber: number) => Promise<void>;
}

export interface DigestRun {
  readonly sent: RosterRole[];
  readonly refused: RosterRole[];
  readonly records: CaseRecord[];
  /** Roles whose mail could not be sent now, and cases that could not be read: the next run tries them again. */
  readonly failures: unknown[];
}

/** As long as a run may take, and then some: a run that claimed a mail and is still at work is not joined by another. */
const LEASE_MS = 4 * 60_000;

/** The mails of the day whose time has come, each once a day and role. A role that fails does not keep the others waiting. */
export async function runDigests(setting: DigestSetting): Promise<DigestRun> {
  const { policy, roster, now } = setting;
  const run: DigestRun = { sent: [], refused: [], records: [], failures: [] };
  const { digest } = policy.notify;
  if (digest === undefined) return run;
  const day = localDay(now(), roster.timeZone);
  const dueAt = timeOnDay(day, digest.at, roster.timeZone);
  if (now() < dueAt) return run;
  for (const role of digest.roles) {
    try {
      await sendDigest(role, day, dueAt, setting, run);
    } catch (error) {
      run.failures.push(error);
    }
  }
  return run;
}

/**
 * Claim, send, say that it is sent, put it on each case, done. A crash after the mail and before it is said to be sent sends the mail again
 * with the same Message-ID; one after that sends nothing and goes on with the cases.
 */
async function sendDigest(
  role: RosterRole,
  day: string,
  dueAt: Instant,
  setting: DigestSetting,
  run: DigestRun,
): Promise<void> {
  const claim = await claimOf(role, day, setting);
  if (claim === null) return;
  const item = claim.state === 'claimed' ? await write(claim, dueAt, setting, run) : claim;
  const record = item.state === 'refused' ? recordRefusal : recordDigest;
  for (const caseId of item.caseIds) run.records.push(await record(caseId, item, setting));
  await setting.digests.replace(item, { ...item, state: 'done' });
}

/** The mail of a day, if it is still to be sent and no other run is at it. */
async function claimOf(role: RosterRole, day: string, { digests, now }: DigestSetting): Promise<DigestItem | null> {
  const before = await digests.read(role, day);
  const at = now();
  if (before?.state === 'done') return null;
  if (before !== null && Date.parse(at) - Date.parse(before.claimedAt) < LEASE_MS) return null;
  const claim: DigestItem =
    before === null
      ? { role, day, state: 'claimed', claimedAt: at, composedAt: at, deliveryId: null, reason: null, caseIds: [] }
      : { ...before, claimedAt: at };
  return (await digests.replace(before, claim)) ? claim : null;
}

/** Where nothing is open there is no mail. Where it is refused, the next level is told of each case in its place. */
async function write(claim: DigestItem, dueAt: Instant, setting: DigestSetting, run: DigestRun): Promise<DigestItem> {
  const { role, day } = claim;
  const composedAt = setting.now();
  const { cases, failures } = await casesOfDay(role, setting);
  run.failures.push(...failures);
  if (cases.length === 0) return claim;
  const people = peopleOfDay(role, setting.roster);
  const caseIds = cases.map(({ caseId }) => caseId);
  let item: DigestItem;
  try {
    if (people.length === 0) throw new MailRefusedError('nobody-on-the-roster');
    const deliveryId = await setting.send(await composeDigest({ role, day, dueAt, cases, people }, setting));
    item = { ...claim, state: 'sent', composedAt, deliveryId, caseIds };
    run.sent.push(role);
  } catch (error) {
    if (!(error instanceof MailRefusedError)) throw error;
    item = { ...claim, state: 'refused', composedAt, reason: error.reason, caseIds };
    run.refused.push(role);
  }
  await setting.digests.replace(claim, item);
  return item;
}
