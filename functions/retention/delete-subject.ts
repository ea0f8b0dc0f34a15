import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ContactOutcome, DeletionRequest, HeldReason, RetentionPolicy } from '../contracts/retention.ts';
import type { Instant } from '../contracts/vocabulary.ts';
import type { CaseStore } from '../shared/case/store.ts';
import { markOf } from '../shared/history/borne-marks.ts';
import { historyKey } from '../shared/history/subject-items.ts';
import type { RequestStore } from '../shared/retention/request-store.ts';
import { type CasesOfSubject, casesOfSubject } from './cases-of-subject.ts';
import { heldBecause } from './decide.ts';
import { type ContactPlace, deleteContact, standingOf } from './delete-contact.ts';
import { pruneWeek } from './prune-week.ts';
import {
  contactIdIn,
  deleteItem,
  heardAtIn,
  inventoryOf,
  readItems,
  type SubjectItem,
  type SubjectItems,
} from './subject-items.ts';

export interface DeletionSetting extends ContactPlace {
  readonly client: DynamoDBDocumentClient;
  readonly historyTable: string;
  readonly requests: RequestStore;
  readonly store: CaseStore;
  readonly policy: RetentionPolicy;
  readonly at: Instant;
  /** No more is begun once this is true. */
  readonly isOutOfTime: () => boolean;
}

/**
 * Goes on with a person's request for deletion: what nobody flagged goes, with all that follows from it, and what is held is put down with
 * the reason. Each contact goes before the sighting that names it, so that a run after a crash at any point finds what is left; the
 * request's own record of a contact comes between the two. Nothing of a case is touched: its events name contacts by pseudonyms, and stay.
 * @returns the request as it is now; `working` where the time was over or another run came between: it is to be gone on with.
 */
export async function deleteSubject(start: DeletionRequest, setting: DeletionSetting): Promise<DeletionRequest> {
  const { client, historyTable, requests, store, at } = setting;
  const { subjectId } = start;
  const items = await readItems(client, historyTable, subjectId);
  const before = start.before ?? inventoryOf(items, items.sighting.length);
  const request = start.before === null ? await requests.change(start, { before }) : start;
  if (request === null) return start;

  const cases = await casesOfSubject(subjectId, items, store);
  const held = new Map<string, HeldReason>();
  for (const sighting of items.sighting) {
    if (setting.isOutOfTime()) return request;
    const outcome = await settle(request, sighting, items, cases, setting);
    if (outcome.outcome === 'held') held.set(outcome.contactId, outcome.reason);
  }
  await deleteRest(items, cases, held, setting);

  const left = await readItems(client, historyTable, subjectId);
  const waits = [...held.values()].includes('settling');
  const after = inventoryOf(left, left.sighting.length);
  const state = waits ? ('waiting' as const) : ('done' as const);
  return (await requests.change(request, { state, after, finishedAt: waits ? null : at })) ?? request;
}

async function settle(
  request: DeletionRequest,
  sighting: SubjectItem,
  { flag }: SubjectItems,
  { holding }: CasesOfSubject,
  setting: DeletionSetting,
): Promise<ContactOutcome> {
  const { client, historyTable, requests, policy, at } = setting;
  const contactId = contactIdIn(sighting);
  const known = {
    isInCase: holding.has(contactId),
    isMarkedFlagged: flag.some((one) => contactIdIn(one) === contactId),
    heardAt: heardAtIn(sighting),
    standing: await standingOf(contactId, setting),
  };
  const reason = heldBecause(known, at, policy.deletion.settle_hours);
  if (reason !== null) {
    const { caseIds = [], until = null } = holding.get(contactId) ?? {};
    const outcome = { contactId, outcome: 'held' as const, at, reason, caseIds: [...caseIds], until };
    await requests.note(request, outcome);
    return outcome;
  }
  await deleteContact(contactId, setting);
  const outcome = { contactId, outcome: 'deleted' as const, at };
  await requests.note(request, outcome);
  await deleteItem(client, historyTable, sighting);
  return outcome;
}

/**
 * What follows from contacts. Where a case of the person is left, or something that may become one, it stays with what it is understood by:
 * who is one person with whom, and by which marks. What people were told and who looked is no one's to delete.
 */
async function deleteRest(
  items: SubjectItems,
  { cases }: CasesOfSubject,
  held: ReadonlyMap<string, HeldReason>,
  { client, historyTable, isOutOfTime }: DeletionSetting,
): Promise<void> {
  for (const week of items.week) await pruneWeek(client, historyTable, week, (contactId) => held.has(contactId));
  if (cases.length > 0 || held.size > 0 || items.flag.length > 0 || items.notice.length > 0) return;
  const [{ pk } = { pk: '' }] = [...items.link, ...items.decision];
  const mirrored = [
    ...items.link.map(({ sk }) => ({ pk: historyKey(sk.slice('LINK#'.length)), sk: `LINK#${subjectOf(pk)}` })),
    ...items.decision.map((one) => ({
      pk: historyKey(contactIdIn(one)),
      sk: `DECISION#${heardAtIn(one)}#${subjectOf(pk)}`,
    })),
  ];
  // The pointer, or the subject's own side, goes last: it is what the rest is found by.
  for (const key of mirrored) await deleteItem(client, historyTable, key);
  for (const pointer of items.mark) {
    if (isOutOfTime()) return;
    await deleteItem(client, historyTable, markOf(pointer));
    await deleteItem(client, historyTable, pointer);
  }
  for (const item of [...items.link, ...items.decision, ...items.known]) await deleteItem(client, historyTable, item);
}

const subjectOf = (pk: string): string => pk.slice(historyKey('').length);
