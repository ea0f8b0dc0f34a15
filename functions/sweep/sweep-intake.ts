import type { Instant } from '../contracts/vocabulary.ts';
import type { OriginalPlace } from '../shared/case/original-pointer.ts';
import { toInstant } from '../shared/time.ts';
import { type ListedVersion, listVersions, type VersionPlace } from './intake-versions.ts';
import { standingOf } from './missing-contact.ts';
import { IntakeProgress, type SweepProgress } from './progress.ts';

export interface IntakeSweepSetting {
  readonly progress: SweepProgress;
  readonly intakeBucket: string;
  readonly contactsBucket: string;
  /** The case that people have of an original that nobody could read: the operator knows of it, and redrives it. */
  readonly caseOfOriginal: (place: OriginalPlace) => Promise<string | null>;
  readonly announce: (place: VersionPlace) => Promise<void>;
  readonly at: Instant;
  /** No more is begun once this is true. */
  readonly isOutOfTime: () => boolean;
  readonly limits?: Partial<IntakeSweepLimits>;
}

export interface IntakeSweepLimits {
  /** Of a list, at once. */
  readonly pageSize: number;
  /** Pages listed in one run. */
  readonly pages: number;
  /** Originals hashed in one run. */
  readonly hashed: number;
}

/**
 * With a run each quarter of an hour 1.2 million versions (120 days of 10,000 mails a day) are listed in an hour and a half, and 2,000 new
 * ones are hashed in each run, where a hundred come in.
 */
const LIMITS: IntakeSweepLimits = { pageSize: 1000, pages: 200, hashed: 2000 };

const MINUTE_MS = 60_000;
/** A round begins so long after the one before, at the soonest. */
const ROUND_MINUTES = 60;
/** What is younger may still wait in the queue: its alarm rings after ten minutes. */
const YOUNG_MINUTES = 60;
/** How far back the first round of all looks, and how long one that stays without a contact is announced again. */
const LOOK_BACK_MINUTES = 24 * 60;
/** Hashed side by side. */
const AT_ONCE = 8;

export interface IntakeSweep {
  /** Versions listed. */
  listed: number;
  /** Of them those that came in since the last round, and were compared. */
  compared: number;
  /** Without a contact, and announced to `ingest` again. */
  announced: ListedVersion[];
  /** Whether the run ended a round. */
  isRoundOver: boolean;
}

/**
 * Goes on with a round over the intake bucket: each original that came in since the last round and has no contact is announced again. A
 * lost announcement must not be silence (docs/decisions/0016). What a run costs is bounded; where it stops, the next one goes on.
 */
export async function sweepIntake(setting: IntakeSweepSetting): Promise<IntakeSweep> {
  const { progress, intakeBucket, at, isOutOfTime } = setting;
  const limits = { ...LIMITS, ...setting.limits };
  const done: IntakeSweep = { listed: 0, compared: 0, announced: [], isRoundOver: false };
  const { progress: known, revision } = await progress.read('INTAKE', IntakeProgress);
  const round = roundAt(at, known);
  if (round === null) return done;

  const until = minutesBefore(round.startedAt, YOUNG_MINUTES);
  let { after } = round;
  for (let page = 0; page < limits.pages && done.compared < limits.hashed && !isOutOfTime(); page++) {
    const { versions, next } = await listVersions(intakeBucket, after, limits.pageSize);
    const due = versions.filter(({ receivedAt }) => receivedAt > round.since && receivedAt <= until);
    const now = due.slice(0, limits.hashed - done.compared);
    done.listed += versions.length;
    done.announced.push(...(await announceMissing(now, setting)));
    done.compared += now.length;
    // Of a page that is too much for one run the rest is listed again by the next.
    after = now.length < due.length ? (now.at(-1) ?? after) : next;
    if (after === null) {
      done.isRoundOver = true;
      break;
    }
  }
  await progress.write('INTAKE', progressAfter(round, after, done, until), revision);
  return done;
}

/** The round to go on with, or one that begins; null while it is too early for one. */
function roundAt(at: Instant, known: IntakeProgress | null): IntakeProgress | null {
  const begun = { startedAt: at, after: null, isRunning: true, announcedFrom: null };
  if (known === null) return { ...begun, since: minutesBefore(at, LOOK_BACK_MINUTES + YOUNG_MINUTES) };
  if (known.isRunning) return known;
  return known.startedAt > minutesBefore(at, ROUND_MINUTES) ? null : { ...begun, since: known.since };
}

/** The next round begins where this one looked to, or, for a day, with what this one had to announce: it may get lost again. */
function progressAfter(
  round: IntakeProgress,
  after: VersionPlace | null,
  { announced, isRoundOver }: IntakeSweep,
  until: Instant,
): IntakeProgress {
  const from = [...announced.map(({ receivedAt }) => receivedAt), round.announcedFrom].filter((one) => one !== null);
  const announcedFrom = from.sort()[0] ?? null;
  const place = after === null ? null : { key: after.key, versionId: after.versionId };
  if (!isRoundOver) return { ...round, after: place, announcedFrom };
  const isYoung = announcedFrom !== null && announcedFrom > minutesBefore(until, LOOK_BACK_MINUTES);
  const since = isYoung ? toInstant(new Date(Date.parse(announcedFrom) - 1)) : until;
  return { ...round, since, after: null, isRunning: false, announcedFrom: null };
}

async function announceMissing(
  versions: readonly ListedVersion[],
  setting: IntakeSweepSetting,
): Promise<ListedVersion[]> {
  const missing: ListedVersion[] = [];
  for (let from = 0; from < versions.length; from += AT_ONCE) {
    const some = versions.slice(from, from + AT_ONCE);
    const isMissing = await Promise.all(some.map((version) => hasNobody(version, setting)));
    for (const [index, version] of some.entries()) {
      if (!isMissing[index]) continue;
      await setting.announce(version);
      missing.push(version);
    }
  }
  return missing;
}

async function hasNobody(version: ListedVersion, setting: IntakeSweepSetting): Promise<boolean> {
  if ((await standingOf(version, setting)) !== 'no-contact') return false;
  const { key, versionId } = version;
  return (await setting.caseOfOriginal({ key, versionId: versionId === 'null' ? null : versionId })) === null;
}

function minutesBefore(at: Instant, minutes: number): Instant {
  return toInstant(new Date(Date.parse(at) - minutes * MINUTE_MS));
}
