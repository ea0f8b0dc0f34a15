import { BatchWriteCommand, DeleteCommand, type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseEvent, CaseEventBody, CaseState } from '../../../../functions/contracts/case.ts';
import { sealEvent } from '../../../../functions/shared/case/chain.ts';
import { caseKey, eventKey } from '../../../../functions/shared/case/keys.ts';
import {
  CaseBusyError,
  type CaseEventDraft,
  CaseEventUnreadableError,
  type CaseRecord,
  CaseStore,
} from '../../../../functions/shared/case/store.ts';
import { CursorError } from '../../../../functions/shared/case/summary.ts';
import { caseIdFor, subjectIdOf } from '../../../../functions/shared/ids.ts';
import { type StoreUnderTest, startCaseStore } from '../../case-support/case-store.ts';
import { caseContact, OPENED, opening, RUTH, STAGE } from '../../case-support/examples.ts';

let under: StoreUnderTest;
beforeAll(async () => {
  under = await startCaseStore();
});
afterAll(() => under.stop());

let cases = 0;
const freshCase = () => caseIdFor(subjectIdOf(`test:${cases++}`));
const draft = (body: CaseEventBody): CaseEventDraft => ({ at: OPENED, actor: STAGE, track: 'handling', body });
const view = (what = 'seen'): CaseEventDraft => ({ ...draft({ type: 'acknowledged', note: what }), actor: RUTH });
const seenBy = (id: string): CaseEventDraft => ({
  ...draft({ type: 'viewed', what: 'case', contactId: null }),
  actor: { ...RUTH, id },
});
const seen = seenBy('sub-ruth');

async function openCase(caseId = freshCase(), body = opening()): Promise<CaseRecord> {
  return (await under.store.append(await under.store.read(caseId), () => draft(body))).record;
}

async function appendAll(record: CaseRecord, drafts: CaseEventDraft[]): Promise<CaseRecord> {
  let now = record;
  for (const one of drafts) now = (await under.store.append(now, () => one)).record;
  return now;
}

describe('a case in the table', () => {
  it('is read back as it was written, with its chain', async () => {
    const { caseId, events } = await appendAll(await openCase(), [view('Calling Dana.'), seen]);
    const record = await under.store.read(caseId);
    expect(record.events).toEqual(events);
    expect(record.custody).toEqual({ intact: true, count: 3 });
    expect(record.state).toMatchObject({ status: 'acknowledged', lastNumber: 3 });
  });

  it('does not exist before something opens it', async () => {
    expect(await under.store.read(freshCase())).toMatchObject({ state: null, events: [], custody: { intact: true } });
  });

  it('is read whole when it is larger than one page of the database', async () => {
    const caseId = freshCase();
    const events: CaseEvent[] = [sealEvent({ caseId, ...draft(opening()) }, null)];
    for (let n = 2; n <= 320; n++) {
      const body: CaseEventBody = {
        type: 'notification-failed',
        about: 1,
        role: 'supervisor',
        reason: 'x'.repeat(4000),
      };
      events.push(sealEvent({ caseId, ...draft(body) }, events.at(-1) ?? null));
    }
    await putEvents(under.client, events);
    const record = await under.store.read(caseId);
    expect(JSON.stringify(record.events).length).toBeGreaterThan(1_048_576);
    expect(record.custody).toEqual({ intact: true, count: 320 });
  });

  it('is read in the order of its numbers past event 9,999, where the keys sort otherwise', async () => {
    const caseId = freshCase();
    const opened = sealEvent({ caseId, ...draft(opening()) }, null);
    const before = sealEvent({ caseId, ...seen }, { number: 9_998, hash: 'a'.repeat(64) });
    const after = sealEvent({ caseId, ...seen }, before);
    await putEvents(under.client, [after, before, opened]);
    const { events } = await under.store.read(caseId);
    expect(events.map(({ number }) => number)).toEqual([1, 9_999, 10_000]);
  });

  it('refuses an event that cannot come now, and writes nothing', async () => {
    const record = await openCase();
    await expect(under.store.append(record, () => draft(opening()))).rejects.toThrow('open already');
    expect((await under.store.read(record.caseId)).events).toHaveLength(1);
  });
});

describe('writers of one case', () => {
  it('never both get a number: every event of all of them is there once, and the chain holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 1, max: 3 }), async (writers, each) => {
        const { caseId } = await openCase();
        const start = await under.store.read(caseId);
        await Promise.all(
          Array.from({ length: writers }, async (_, writer) => {
            const store = new CaseStore(under.client, under.table);
            let record = start;
            for (let n = 0; n < each; n++) record = (await store.append(record, () => seenBy(`sub-${writer}`))).record;
          }),
        );
        const { events, custody } = await under.store.read(caseId);
        expect(events).toHaveLength(1 + writers * each);
        expect(custody.intact).toBe(true);
      }),
      { numRuns: 12 },
    );
  });

  it('see each other: of two who acknowledge at once, one does and the other is told', async () => {
    const { caseId } = await openCase();
    const start = await under.store.read(caseId);
    const acknowledge = (note: string) =>
      under.store.append(start, ({ state }) => (state?.status === 'open' ? view(note) : null));
    const results = await Promise.all([acknowledge('first'), acknowledge('second')]);
    expect(results.filter(({ event }) => event !== null)).toHaveLength(1);
    expect((await under.store.read(caseId)).events.filter(({ body }) => body.type === 'acknowledged')).toHaveLength(1);
  });

  it('open it once, however many deliveries of however many contacts come at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 8 }), async (deliveries) => {
        const caseId = freshCase();
        await Promise.all(
          deliveries.map(async (n) =>
            under.store.append(await under.store.read(caseId), ({ state }) => {
              if (state === null) return draft({ ...opening(), contact: caseContact(n) } as CaseEventBody);
              if (state.contacts.some(({ contactId }) => contactId === caseContact(n).contactId)) return null;
              const dueAt = state.acknowledgeDueAt ?? OPENED;
              return draft({ type: 'contact-added', contact: caseContact(n), acknowledgeDueAt: dueAt });
            }),
          ),
        );
        const { events, state, custody } = await under.store.read(caseId);
        expect(events.filter(({ body }) => body.type === 'case-opened')).toHaveLength(1);
        expect(state?.contacts.map(({ contactId }) => contactId).sort()).toEqual(
          [...new Set(deliveries)].map((n) => caseContact(n).contactId).sort(),
        );
        expect(custody.intact).toBe(true);
      }),
      { numRuns: 15 },
    );
  });

  it('take an answer that was lost on the way for what it was: their own event', async () => {
    const { caseId } = await openCase();
    const losesAnswers = losingFirstAnswer(under.client);
    const store = new CaseStore(losesAnswers, under.table);
    const { event } = await store.append(await store.read(caseId), ({ state }) =>
      state?.status === 'open' ? view('Mine.') : null,
    );
    expect(event?.body).toEqual({ type: 'acknowledged', note: 'Mine.' });
    expect((await under.store.read(caseId)).events).toHaveLength(2);
  });

  it('give up in the end when they lose every race, and say so', async () => {
    const { caseId } = await openCase();
    const rival = under.store;
    const store = new CaseStore(
      intercepting(under.client, async (command, send) => {
        if (command === 'PutCommand') await rival.append(await rival.read(caseId), () => seenBy('sub-rival'));
        return send();
      }),
      under.table,
    );
    await expect(store.append(await store.read(caseId), () => seen)).rejects.toThrow(CaseBusyError);
  });
});

describe('a case that someone changed behind its back', () => {
  it('is still read and worked, and says where its chain breaks', async () => {
    const { caseId } = await appendAll(await openCase(), [view('What she said.'), seen]);
    await update(caseId, eventKey(2), 'SET body.note = :value', 'What she never said.');
    const record = await under.store.read(caseId);
    expect(record.custody).toMatchObject({ intact: false, at: 2 });
    expect(record.state?.status).toBe('acknowledged');
  });

  it('shows an event taken out of the middle', async () => {
    const { caseId } = await appendAll(await openCase(), [seen, view(), seen]);
    await remove(caseId, eventKey(2));
    expect((await under.store.read(caseId)).custody).toMatchObject({ intact: false, at: 2 });
  });

  it('shows events taken off the end, by its summary', async () => {
    const record = await appendAll(await openCase(), [view(), seen]);
    await under.store.saveSummary(record);
    await remove(record.caseId, eventKey(3));
    expect((await under.store.read(record.caseId)).custody).toMatchObject({ intact: false, at: 3 });
  });

  it('shows that all of it was taken away', async () => {
    const record = await openCase();
    await under.store.saveSummary(record);
    await remove(record.caseId, eventKey(1));
    expect((await under.store.read(record.caseId)).custody).toMatchObject({ intact: false, at: 1 });
  });

  it('names the event that is none any more', async () => {
    const { caseId } = await appendAll(await openCase(), [seen]);
    await update(caseId, eventKey(2), 'SET body = :value', 'gone');
    await expect(under.store.read(caseId)).rejects.toThrow(CaseEventUnreadableError);
    await expect(under.store.read(caseId)).rejects.toThrow(`Event 2 of ${caseId}`);
  });
});

describe('the queue of cases', () => {
  let queue: StoreUnderTest;
  beforeAll(async () => {
    queue = await startCaseStore('queue');
  });
  afterAll(() => queue.stop());

  it('shows open cases, the earliest deadline first, page by page, and forgets none', async () => {
    const due = (n: number) => `2026-07-15T${String(10 + (n % 12)).padStart(2, '0')}:00:00.000Z`;
    const expected: string[] = [];
    for (let n = 0; n < 12; n++) {
      const caseId = caseIdFor(subjectIdOf(`queue:${n}`));
      const lane = n % 3 === 0 ? 'hr' : 'security';
      const body = { ...opening({ lane }), acknowledgeDueAt: due(n * 5) } as CaseEventBody;
      const { record } = await queue.store.append(await queue.store.read(caseId), () => draft(body));
      await queue.store.saveSummary(record);
      if (lane === 'security') expected.push(caseId);
    }
    const found: string[] = [];
    const deadlines: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await queue.store.list({ status: 'open', lane: 'security', limit: 3, cursor });
      expect(page.summaries.length).toBeLessThanOrEqual(3);
      for (const summary of page.summaries) {
        found.push(summary.caseId);
        deadlines.push(summary.dueAt);
      }
      cursor = page.cursor ?? undefined;
    } while (cursor !== undefined);
    expect(found.toSorted()).toEqual(expected.toSorted());
    expect(deadlines).toEqual(deadlines.toSorted());
  });

  it('gives the cases whose deadline has passed, and no others', async () => {
    const { summaries } = await queue.store.list({ status: 'open', dueBy: '2026-07-15T11:00:00.000Z', limit: 50 });
    expect(summaries.length).toBeGreaterThan(0);
    expect(summaries.every(({ dueAt }) => dueAt <= '2026-07-15T11:00:00.000Z')).toBe(true);
  });

  it('shows a case where it is now: acknowledged, it is in the queue of those', async () => {
    const caseId = caseIdFor(subjectIdOf('queue:moves'));
    const opened = (await queue.store.append(await queue.store.read(caseId), () => draft(opening()))).record;
    await queue.store.saveSummary(opened);
    await queue.store.saveSummary((await queue.store.append(opened, () => view())).record);
    expect(await statusOf(queue.store, caseId, 'open')).toBe(false);
    expect(await statusOf(queue.store, caseId, 'acknowledged')).toBe(true);
  });

  it('is not set back by a writer that comes late', async () => {
    const caseId = caseIdFor(subjectIdOf('queue:late'));
    const opened = (await queue.store.append(await queue.store.read(caseId), () => draft(opening()))).record;
    const acknowledged = (await queue.store.append(opened, () => view())).record;
    await queue.store.saveSummary(acknowledged);
    await queue.store.saveSummary(opened);
    expect(await statusOf(queue.store, caseId, 'acknowledged')).toBe(true);
  });

  it('is mended by any reader that finds a summary behind', async () => {
    const caseId = caseIdFor(subjectIdOf('queue:crash'));
    await queue.store.append(await queue.store.read(caseId), () => draft(opening()));
    expect(await statusOf(queue.store, caseId, 'open')).toBe(false);
    await queue.store.saveSummary(await queue.store.read(caseId));
    expect(await statusOf(queue.store, caseId, 'open')).toBe(true);
  });

  it('makes a summary again that somebody spoilt, and shows the others too', async () => {
    const caseId = caseIdFor(subjectIdOf('queue:spoilt'));
    const opened = (await queue.store.append(await queue.store.read(caseId), () => draft(opening()))).record;
    await queue.store.saveSummary(opened);
    await queue.client.send(
      new UpdateCommand({
        TableName: queue.table,
        Key: { pk: caseKey(caseId), sk: 'SUMMARY' },
        UpdateExpression: 'REMOVE lastNumber, lastHash, priority',
      }),
    );
    const { summaries, unreadable } = await queue.store.list({ status: 'open', limit: 100 });
    expect(summaries.find((summary) => summary.caseId === caseId)).toMatchObject({ priority: 'P2' });
    expect(summaries.length).toBeGreaterThan(1);
    expect(unreadable).toEqual([]);
    expect((await queue.store.read(caseId)).summary).toMatchObject({ priority: 'P2', lastNumber: 1 });
  });

  it('names a case that is neither to be shown nor to be mended, and shows the others', async () => {
    const caseId = caseIdFor(subjectIdOf('queue:unreadable'));
    const opened = (await queue.store.append(await queue.store.read(caseId), () => draft(opening()))).record;
    await queue.store.saveSummary(opened);
    for (const [sk, change] of [
      ['SUMMARY', 'REMOVE priority'],
      [eventKey(1), 'REMOVE body'],
    ]) {
      const Key = { pk: caseKey(caseId), sk };
      await queue.client.send(new UpdateCommand({ TableName: queue.table, Key, UpdateExpression: change }));
    }
    const { summaries, unreadable } = await queue.store.list({ status: 'open', limit: 100 });
    expect(unreadable).toEqual([caseId]);
    expect(summaries.length).toBeGreaterThan(1);
  });

  it('refuses a cursor that it did not give out', async () => {
    const listing = { status: 'open', limit: 1 } as const;
    await expect(queue.store.list({ ...listing, cursor: 'bm90IGEgY3Vyc29y' })).rejects.toThrow(CursorError);
    const { cursor } = await queue.store.list(listing);
    await expect(queue.store.list({ status: 'closed', limit: 1, cursor: cursor ?? '' })).rejects.toThrow(CursorError);
  });
});

describe('the case of a subject', () => {
  it('is one and the same for all who claim it at once', async () => {
    const subjectId = subjectIdOf('test:claimed');
    const claimed = await Promise.all(Array.from({ length: 5 }, () => under.store.claimCaseOf(subjectId)));
    expect(new Set(claimed)).toEqual(new Set([caseIdFor(subjectId)]));
  });

  it('is where the pointer says once people have merged it', async () => {
    const subjectId = subjectIdOf('test:merged');
    await under.store.claimCaseOf(subjectId);
    await under.client.send(
      new UpdateCommand({
        TableName: under.table,
        Key: { pk: `SUBJECT#${subjectId}`, sk: 'CASE' },
        UpdateExpression: 'SET caseId = :to',
        ExpressionAttributeValues: { ':to': 'case-merged' },
      }),
    );
    expect(await under.store.claimCaseOf(subjectId)).toBe('case-merged');
  });
});

async function statusOf(store: CaseStore, caseId: string, status: CaseState['status']): Promise<boolean> {
  const { summaries } = await store.list({ status, limit: 100 });
  return summaries.some((summary) => summary.caseId === caseId);
}

async function putEvents(client: DynamoDBDocumentClient, events: CaseEvent[]): Promise<void> {
  for (let at = 0; at < events.length; at += 25) {
    const batch = events.slice(at, at + 25).map((event) => ({
      PutRequest: { Item: { pk: caseKey(event.caseId), sk: eventKey(event.number), ...event } },
    }));
    await client.send(new BatchWriteCommand({ RequestItems: { [under.table]: batch } }));
  }
}

async function update(caseId: string, sk: string, expression: string, value: string): Promise<void> {
  await under.client.send(
    new UpdateCommand({
      TableName: under.table,
      Key: { pk: caseKey(caseId), sk },
      UpdateExpression: expression,
      ExpressionAttributeValues: { ':value': value },
    }),
  );
}

async function remove(caseId: string, sk: string): Promise<void> {
  await under.client.send(new DeleteCommand({ TableName: under.table, Key: { pk: caseKey(caseId), sk } }));
}

function intercepting(
  client: DynamoDBDocumentClient,
  send: (command: string, send: () => Promise<unknown>) => Promise<unknown>,
): DynamoDBDocumentClient {
  return new Proxy(client, {
    get: (target, name) => {
      if (name !== 'send') return Reflect.get(target, name) as unknown;
      return (command: Parameters<typeof target.send>[0]) => send(command.constructor.name, () => target.send(command));
    },
  });
}

/** The first write arrives and its answer does not; the client writes again, as the SDK does. */
function losingFirstAnswer(client: DynamoDBDocumentClient): DynamoDBDocumentClient {
  let lost = false;
  return intercepting(client, async (command, send) => {
    if (command === 'PutCommand' && !lost) {
      lost = true;
      await send();
    }
    return send();
  });
}
