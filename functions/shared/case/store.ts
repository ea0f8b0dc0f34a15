import { setTimeout as sleep } from 'node:timers/promises';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type CaseActor, CaseEvent, type CaseEventBody, type CaseState, type Track } from '../../contracts/case.ts';
import type { NeedToKnow } from '../../contracts/case-access.ts';
import type { Instant, Purpose } from '../../contracts/vocabulary.ts';
import { UndertoneError } from '../errors.ts';
import { type ChainVerdict, sealEvent, verifyChain } from './chain.ts';
import { applyEvent, foldCase } from './fold.ts';
import { HoldStore } from './holds.ts';
import { caseKey, EVENT_PREFIX, eventKey } from './keys.ts';
import { needToKnow } from './need-to-know.ts';
import { caseOfOriginal, type OriginalPlace, pointToCase } from './original-pointer.ts';
import { listReviewsDue, writeReviewDue } from './review-due.ts';
import { addCaseOf, type CasePointer, casesOf, claimCaseOf } from './subject-pointer.ts';
import {
  type CaseListing,
  type CasePage,
  type CaseSummary,
  listSummaries,
  readSummary,
  summarize,
  writeSummary,
} from './summary.ts';
import { mostUrgent } from './urgency.ts';
import { currentCase, currentCaseOf, wholeCase } from './whole-case.ts';

/** A stored event is not an event any more: someone, or some version, changed the item. */
export class CaseEventUnreadableError extends UndertoneError {
  override readonly name = 'CaseEventUnreadableError';
}

/** Others wrote to the case every time we tried. The caller's queue, or the person, tries again. */
export class CaseBusyError extends UndertoneError {
  override readonly name = 'CaseBusyError';
}

/** A case as it was read: its events in order, what they add up to, and whether their chain holds. */
export interface CaseRecord {
  readonly caseId: string;
  readonly events: readonly CaseEvent[];
  /** Null while nothing has opened the case. */
  readonly state: CaseState | null;
  /** `intact` also for a case that nothing has opened. A broken chain is reported and worked all the same: a threat does not wait for an audit. */
  readonly custody: ChainVerdict;
  readonly summary: CaseSummary | null;
}

/** An event that a caller asks for; number and hashes follow from where it lands. */
export interface CaseEventDraft {
  readonly at: Instant;
  readonly actor: CaseActor;
  readonly track: Track;
  readonly body: CaseEventBody;
}

/** Each lost race means that another writer got on, so more losses than writers a case could ever have means a fault. */
const MOST_ATTEMPTS = 30;
const LONGEST_PAUSE_MS = 200;

/** Cases in DynamoDB: read whole and consistently, appended to on the condition that the next number is free. */
export class CaseStore {
  /** Which cases hold which originals. */
  readonly holds: HoldStore;

  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
  ) {
    this.holds = new HoldStore(client, table);
  }

  /** @throws CaseEventUnreadableError or IllegalCaseEventError when an item was changed so that it cannot be read or followed. */
  async read(caseId: string): Promise<CaseRecord> {
    // The summary first: its writer had written the events before it, so events read after it can only be ahead of it.
    const summary = await readSummary(this.client, this.table, caseId);
    const items = await this.readItems(caseId);
    const events = items.map((item, at) => {
      const parsed = CaseEvent.safeParse(item);
      if (parsed.success) return parsed.data;
      throw new CaseEventUnreadableError(
        `Event ${String(item.number ?? at + 1)} of ${caseId} is not an event that this version can read. Compare it with a backup.`,
        { cause: parsed.error },
      );
    });
    const nothingYet = items.length === 0 && summary === null;
    return {
      caseId,
      events,
      state: foldCase(events),
      custody: nothingYet
        ? { intact: true, count: 0 }
        : verifyChain(items, summary && { number: summary.lastNumber, hash: summary.lastHash }),
      summary,
    };
  }

  /**
   * Appends what `decide` asks for, after asking it again with the case as it then is whenever another writer came first. `decide`
   * gives null where there is nothing (more) to do. The summary is not written: see {@link saveSummary}.
   * @throws IllegalCaseEventError for an event that cannot come now; CaseBusyError when the race is lost too often.
   */
  async append(
    start: CaseRecord,
    decide: (record: CaseRecord) => CaseEventDraft | null,
  ): Promise<{ record: CaseRecord; event: CaseEvent | null }> {
    let record = start;
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      const draft = decide(record);
      if (draft === null) return { record, event: null };
      const event = CaseEvent.parse(sealEvent({ caseId: record.caseId, ...draft }, record.events.at(-1) ?? null));
      const state = applyEvent(record.state, event);
      if (await this.put(event)) return { record: { ...record, events: [...record.events, event], state }, event };

      await sleep(Math.random() * Math.min(LONGEST_PAUSE_MS, 5 * 2 ** attempt));
      record = await this.read(record.caseId);
      // An answer lost on the way makes the SDK write again, and lose against its own first try.
      if (record.events.some(({ hash }) => hash === event.hash)) return { record, event };
    }
    throw new CaseBusyError(`Others wrote to ${record.caseId} in each of ${MOST_ATTEMPTS} attempts. Try again.`);
  }

  /** Brings the summary up to what was read. Any reader may do it. */
  async saveSummary({ state, summary }: CaseRecord): Promise<void> {
    if (state === null || state.lastHash === summary?.lastHash) return;
    // Before the summary: whoever finds that behind writes both again.
    await writeReviewDue(this.client, this.table, state);
    await writeSummary(this.client, this.table, state);
  }

  /** The cases in which a step of a review was due by then: see {@link listReviewsDue}. */
  reviewsDue(by: Instant): Promise<string[]> {
    return listReviewsDue(this.client, this.table, by);
  }

  /** The case in which a case goes on: see {@link currentCase}. */
  current(caseId: string): Promise<CaseRecord> {
    return currentCase(caseId, (id) => this.read(id));
  }

  /** The case in which a contact of a case is worked: see {@link currentCaseOf}. */
  currentOf(contactId: string, caseId: string): Promise<CaseRecord> {
    return currentCaseOf(contactId, caseId, (id) => this.read(id));
  }

  /** The cases that were merged into one: see {@link wholeCase}. */
  async mergedInto(record: CaseRecord): Promise<CaseRecord[]> {
    return (await wholeCase(record, (id) => this.read(id))).slice(1);
  }

  /** See {@link addCaseOf}. */
  addCaseOf(subjectId: string, caseId: string): Promise<void> {
    return addCaseOf(this.client, this.table, subjectId, caseId);
  }

  /** What decides who may see a case, without reading all of it; null where nothing has opened it. */
  async needOf(caseId: string): Promise<NeedToKnow | null> {
    const summary = await readSummary(this.client, this.table, caseId);
    if (summary !== null) return summary.need;
    const { state } = await this.read(caseId);
    return state && needToKnow(state);
  }

  /** The cases of a subject: at most one of each purpose, one of which none was known, and those that were split off. */
  casesOf(subjectId: string): Promise<CasePointer[]> {
    return casesOf(this.client, this.table, subjectId);
  }

  /** The case of a subject and a purpose, claimed if there is none. See {@link claimCaseOf}. */
  claimCaseOf(subjectId: string, purpose: Purpose | null = null, first: string | null = null): Promise<string> {
    return claimCaseOf(this.client, this.table, subjectId, purpose, first);
  }

  /** The case that was opened on an original before anybody could read it; null where there is none. */
  caseOfOriginal(original: OriginalPlace): Promise<string | null> {
    return caseOfOriginal(this.client, this.table, original);
  }

  /** The case of an original that nobody could read, which its subject finds once they are known. */
  async claimCaseOfOriginal(original: OriginalPlace, subjectId: string): Promise<string> {
    const known = await caseOfOriginal(this.client, this.table, original);
    if (known !== null) return known;
    const caseId = await this.claimCaseOf(subjectId);
    await pointToCase(this.client, this.table, original, caseId);
    return caseId;
  }

  /**
   * The case that takes in what shows no purpose: the one that it is in already, else the most urgent of the subject and of the others
   * that are the same person, open before closed, else the one opened on that very message before it could be read, else one that is
   * claimed for it.
   */
  async claimAnyCaseOf(
    subjectId: string,
    contactId: string,
    original: OriginalPlace | null,
    others: readonly string[] = [],
  ): Promise<string> {
    const pointers = await Promise.all([subjectId, ...others].map((id) => this.casesOf(id)));
    const cases = await Promise.all(pointers.flat().map(({ caseId }) => this.current(caseId)));
    const isIn = ({ state }: CaseRecord) =>
      state?.contacts.some((contact) => contact.contactId === contactId && contact.part === 'flagged') ?? false;
    const known = cases.find(isIn) ?? mostUrgent(cases);
    if (known !== null) return known.caseId;
    return this.claimCaseOf(subjectId, null, original && (await this.caseOfOriginal(original)));
  }

  /** See {@link listSummaries}. A summary that cannot be read is made again from the events. */
  list(listing: CaseListing): Promise<CasePage> {
    return listSummaries(this.client, this.table, listing, async (caseId) => {
      try {
        const record = await this.read(caseId);
        await this.saveSummary(record);
        return record.state && summarize(record.state);
      } catch (error) {
        if (error instanceof UndertoneError) return null;
        throw error; // The database is at fault and not the case.
      }
    });
  }

  private async readItems(caseId: string): Promise<Record<string, unknown>[]> {
    const items: Record<string, unknown>[] = [];
    let after: Record<string, unknown> | undefined;
    do {
      const page = await this.client.send(
        new QueryCommand({
          TableName: this.table,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
          ExpressionAttributeValues: { ':pk': caseKey(caseId), ':prefix': EVENT_PREFIX },
          ConsistentRead: true,
          ...(after === undefined ? {} : { ExclusiveStartKey: after }),
        }),
      );
      for (const { pk: _, sk: __, ...event } of page.Items ?? []) items.push(event);
      after = page.LastEvaluatedKey;
    } while (after !== undefined);
    return items.sort((a, b) => Number(a.number) - Number(b.number));
  }

  /** Gives `false` when the number was taken. */
  private async put(event: CaseEvent): Promise<boolean> {
    try {
      await this.client.send(
        new PutCommand({
          TableName: this.table,
          Item: { pk: caseKey(event.caseId), sk: eventKey(event.number), ...event },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }
}
