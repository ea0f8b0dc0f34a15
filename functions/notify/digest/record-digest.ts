import type { CaseState } from '../../contracts/case.ts';
import type { RosterRole } from '../../contracts/vocabulary.ts';
import type { CaseRecord, CaseStore } from '../../shared/case/store.ts';
import { ACTOR } from '../setting.ts';
import type { DigestItem } from './digest-store.ts';

interface RecordSetting {
  readonly store: CaseStore;
  readonly now: () => string;
  readonly requestNotification: (caseId: string, eventNumber: number) => Promise<void>;
}

type Waiting = CaseState['telling']['deferred'][number];

const waitingOf = ({ state }: CaseRecord, role: RosterRole): Waiting[] =>
  state?.telling.deferred.filter((one) => one.role === role).sort((a, b) => a.about - b.about) ?? [];

/** Puts on a case that a role was told by its mail of the day of all that waited for it. */
export async function recordDigest(
  caseId: string,
  { role, deliveryId, composedAt }: DigestItem,
  { store, now }: RecordSetting,
): Promise<CaseRecord> {
  let record = await store.read(caseId);
  const at = now();
  for (const { about } of waitingOf(record, role).filter((one) => one.at < composedAt)) {
    const appended = await store.append(record, (latest) =>
      waitingOf(latest, role).some((one) => one.about === about)
        ? {
            at,
            actor: ACTOR,
            track: trackOf(latest, about),
            body: { type: 'notification-sent', about, role, deliveryId: deliveryId ?? 'unknown' },
          }
        : null,
    );
    record = appended.record;
  }
  await store.saveSummary(record);
  return record;
}

/**
 * Puts on a case that a role could not be told of what waited for it, and has the next level told: of each, again where a run before this
 * one may have died in between.
 */
export async function recordRefusal(
  caseId: string,
  { role, reason, composedAt }: DigestItem,
  { store, now, requestNotification }: RecordSetting,
): Promise<CaseRecord> {
  let record = await store.read(caseId);
  const at = now();
  for (const { about } of waitingOf(record, role).filter((one) => one.at < composedAt)) {
    const body = { type: 'notification-failed' as const, about, role, reason: reason ?? 'unknown' };
    const appended = await store.append(record, (latest) =>
      waitingOf(latest, role).some((one) => one.about === about)
        ? { at, actor: ACTOR, track: trackOf(latest, about), body }
        : null,
    );
    record = appended.record;
  }
  const refused = record.events.filter(
    ({ body, at: failedAt }) => body.type === 'notification-failed' && body.role === role && failedAt >= composedAt,
  );
  for (const { number } of refused) await requestNotification(caseId, number);
  await store.saveSummary(record);
  return record;
}

const trackOf = ({ events }: CaseRecord, about: number) =>
  events.find(({ number }) => number === about)?.track ?? 'handling';
