import { Metrics } from '@aws-lambda-powertools/metrics';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectRetentionCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Assessment } from '../../../functions/contracts/assessment.ts';
import type { Contact } from '../../../functions/contracts/contact.ts';
import type { handler as Handler } from '../../../functions/open-case/handler.ts';
import { OPENED } from '../case-support/examples.ts';
import { fifoEvent, lambdaContext, type ServicesUnderTest, startCaseServices } from '../case-support/services.ts';
import { crashEverywhere } from './crash-everywhere.ts';
import { freshSubject } from './fresh-subject.ts';

let services: ServicesUnderTest;
let handler: typeof Handler;
beforeAll(async () => {
  services = await startCaseServices();
  ({ handler } = await import('../../../functions/open-case/handler.ts'));
});
afterAll(() => services.stop());

const run = (...messages: unknown[]) => handler(fifoEvent(...messages), lambdaContext);
const done = { batchItemFailures: [] };

function pattern(contactIds: string[]): Pick<Assessment, 'conduct' | 'priority' | 'severity' | 'threatType'> {
  return {
    priority: 'P3',
    severity: 1,
    threatType: null,
    conduct: [
      {
        id: 'conduct/fixation-on-one-target',
        title: 'Fixation',
        why: 'Returns to one person again and again.',
        severity: 2,
        priority: 'P3',
        opensCase: true,
        windowDays: 90,
        targetId: null,
        contactIds,
        copyIds: [],
        by: 'rules@test',
      },
    ],
  };
}

describe('a contact that asks for a case', () => {
  it('opens one, asks for people to be told, and preserves the original write-once', async () => {
    const subject = freshSubject();
    const stored = await services.put(subject.contact(1), subject.assessment(1));
    expect(await run(subject.message(1))).toEqual(done);

    const { state, custody, summary } = await services.store.read(subject.caseId);
    expect(state).toMatchObject({ status: 'open', priority: 'P2', contacts: [{ contactId: subject.idOf(1) }] });
    expect(custody).toEqual({ intact: true, count: 2 });
    expect(summary).toMatchObject({ status: 'open', lastNumber: 2 });
    expect(await services.takeNotifications()).toEqual([{ caseId: subject.caseId, eventNumber: 1 }]);

    const evidence = state?.evidence[0];
    expect(evidence).toMatchObject({ bucket: 'vault', key: `originals/${stored.original.sha256}` });
    const version = { Bucket: 'vault', Key: evidence?.key ?? '', VersionId: evidence?.versionId ?? '' };
    const kept = await services.s3.send(new GetObjectCommand(version));
    expect(await kept.Body?.transformToString()).toBe(`Mail 1 of ${subject.subjectId}`);
    const { Retention } = await services.s3.send(new GetObjectRetentionCommand(version));
    expect(Retention?.Mode).toBe('COMPLIANCE');
    expect(Retention?.RetainUntilDate?.toISOString()).toBe(evidence?.retainUntil);
    const fiveYears = new Date();
    fiveYears.setUTCFullYear(fiveYears.getUTCFullYear() + 5);
    expect(Date.parse(evidence?.retainUntil ?? '')).toBeGreaterThanOrEqual(fiveYears.getTime() - 60_000);
    await expect(services.s3.send(new DeleteObjectCommand(version))).rejects.toThrow();
  });

  it('leaves nothing of what was said, and nobody’s name or address, in the case or on the queue', async () => {
    const subject = freshSubject();
    await services.takeNotifications();
    await services.put(subject.contact(1, 'I know where you park, Dana.'), subject.assessment(1));
    await run(subject.message(1));
    const { events, summary } = await services.store.read(subject.caseId);
    const kept = JSON.stringify([events, summary, await services.takeNotifications()]);
    for (const word of ['park', 'Carl', 'careful', 'customer.example', 'Dana', 'dana.whitfield']) {
      expect(kept).not.toContain(word);
    }
  });

  it('changes nothing when it is delivered again, and asks again for people to be told', async () => {
    const subject = freshSubject();
    await services.put(subject.contact(1), subject.assessment(1));
    await run(subject.message(1));
    await run(subject.message(1), subject.message(1));
    const { events } = await services.store.read(subject.caseId);
    expect(events.map(({ body }) => body.type)).toEqual(['case-opened', 'evidence-preserved']);
    expect(await versionsOf(events)).toBe(1);
  });

  it('opens one case when several contacts of the subject are handled at once', async () => {
    const subject = freshSubject();
    for (const n of [1, 2, 3]) await services.put(subject.contact(n), subject.assessment(n));
    const results = await Promise.all([1, 2, 3, 2, 1].map((n) => run(subject.message(n))));
    expect(results).toEqual(results.map(() => done));
    const { events, state, custody } = await services.store.read(subject.caseId);
    expect(events.filter(({ body }) => body.type === 'case-opened')).toHaveLength(1);
    expect(state?.contacts).toHaveLength(3);
    expect(state?.evidence).toHaveLength(3);
    expect(custody.intact).toBe(true);
  });

  it('finishes what a crash left at any point', async () => {
    const subject = freshSubject();
    await services.put(subject.contact(1), subject.assessment(1));
    await services.put(subject.contact(2), subject.assessment(2, { priority: 'P1' }));
    await run(subject.message(1), subject.message(2));
    const whole = (await services.store.read(subject.caseId)).events.map(({ body }) => body.type);

    const crashed = freshSubject();
    await services.put(crashed.contact(1), crashed.assessment(1));
    await services.put(crashed.contact(2), crashed.assessment(2, { priority: 'P1' }));
    await crashEverywhere(services.store, [1, 2].map(crashed.message), 9);
    await run(crashed.message(1), crashed.message(2));
    const { events, custody, summary } = await services.store.read(crashed.caseId);
    expect(events.map(({ body }) => body.type).toSorted()).toEqual(whole.toSorted());
    expect(custody.intact).toBe(true);
    expect(summary?.lastNumber).toBe(events.length);
  });

  it('brings the earlier acts of its pattern with it, and preserves their originals', async () => {
    const subject = freshSubject();
    const harmless: Partial<Assessment> = { flagged: false, priority: null, lane: null, threatType: null, reasons: [] };
    await services.put(subject.contact(1), subject.assessment(1, harmless));
    await services.put(subject.contact(2), null); // Scored at the same time: its assessment is not there yet.
    await services.put(subject.contact(3), subject.assessment(3, pattern([1, 2, 3].map(subject.idOf))));
    expect(await run(subject.message(3))).toEqual(done);
    const { state } = await services.store.read(subject.caseId);
    expect(state?.contacts.map(({ contactId, part }) => [contactId, part])).toEqual([
      [subject.idOf(3), 'flagged'],
      [subject.idOf(1), 'contributing'],
      [subject.idOf(2), 'contributing'],
    ]);
    expect(new Set(state?.evidence.map(({ contactId }) => contactId))).toEqual(new Set([1, 2, 3].map(subject.idOf)));
  });

  const act = (contactIds: string[]): Pick<Assessment, 'act'> => ({
    act: { contactIds, at: OPENED, targetIds: [], reporterIds: [], nearDuplicateOf: null },
  });
  const unflagged: Partial<Assessment> = { flagged: false, priority: null, lane: null, reasons: [] };

  it('joins the other sightings of its message to the case, with their originals, and opens no second one', async () => {
    const subject = freshSubject();
    const ids = [1, 2, 3].map(subject.idOf);
    await services.put(subject.contact(1), subject.assessment(1, { ...unflagged, ...act(ids) }));
    await services.put(subject.contact(2), subject.assessment(2, act(ids)));
    await services.put(subject.contact(3), subject.assessment(3, act(ids)));
    await services.takeNotifications();
    expect(await run(subject.message(2), subject.message(3), subject.message(1))).toEqual(done);
    const { state, custody, events } = await services.store.read(subject.caseId);
    expect(state?.contacts.map(({ contactId, part, sightingOf }) => [contactId, part, sightingOf])).toEqual([
      [subject.idOf(2), 'flagged', undefined],
      [subject.idOf(1), 'contributing', subject.idOf(2)],
      [subject.idOf(3), 'flagged', subject.idOf(2)],
    ]);
    expect(new Set(state?.evidence.map(({ contactId }) => contactId))).toEqual(new Set(ids));
    expect(custody.intact).toBe(true);
    expect(await services.takeNotifications()).toEqual([{ caseId: subject.caseId, eventNumber: 1 }]);
    await run(subject.message(1), subject.message(2), subject.message(3));
    expect((await services.store.read(subject.caseId)).events).toEqual(events);
  });

  it('is in its case though a sighting that was not flagged is first in the queue', async () => {
    const subject = freshSubject();
    const ids = [1, 2].map(subject.idOf);
    await services.put(subject.contact(1), subject.assessment(1, { ...unflagged, ...act(ids) }));
    await services.put(subject.contact(2), subject.assessment(2, act([subject.idOf(2)]))); // It did not know of the other.
    expect(await run(subject.message(1), subject.message(2))).toEqual(done);
    const { state } = await services.store.read(subject.caseId);
    expect(state?.contacts.map(({ contactId, sightingOf }) => [contactId, sightingOf])).toEqual([
      [subject.idOf(2), undefined],
      [subject.idOf(1), subject.idOf(2)],
    ]);
    expect(state?.evidence).toHaveLength(2);
  });

  it('has no case where no sighting of its message asks for one', async () => {
    const subject = freshSubject();
    const ids = [1, 2].map(subject.idOf);
    await services.put(subject.contact(1), subject.assessment(1, { ...unflagged, ...act(ids) }));
    await services.put(subject.contact(2), subject.assessment(2, { ...unflagged, ...act(ids) }));
    expect(await run(subject.message(1), subject.message(2))).toEqual(done);
    expect((await services.store.read(subject.caseId)).state).toBeNull();
  });

  it('is told of even when its original cannot be preserved now, and is tried again until it can', async () => {
    const subject = freshSubject();
    const stored = await services.put(subject.contact(1), subject.assessment(1));
    await services.takeNotifications();
    const elsewhere = { ...stored, original: { ...stored.original, bucket: 'not-there' } };
    await putContact(elsewhere);
    expect(await run(subject.message(1))).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-0' }] });
    expect(await services.takeNotifications()).toEqual([{ caseId: subject.caseId, eventNumber: 1 }]);
    const { state } = await services.store.read(subject.caseId);
    expect(state).toMatchObject({ status: 'open', evidence: [], evidenceMissing: [] });

    await putContact(stored);
    expect(await run(subject.message(1))).toEqual(done);
    expect((await services.store.read(subject.caseId)).state?.evidence).toHaveLength(1);
  });

  it('whose original is gone says so once, alarms, and holds up nothing that its subject sends next', async () => {
    const counted = vi.spyOn(Metrics.prototype, 'addMetric');
    const subject = freshSubject();
    const stored = await services.put(subject.contact(1), subject.assessment(1));
    await services.put(subject.contact(2), subject.assessment(2));
    const place = { Bucket: 'intake', Key: stored.original.key };
    await services.s3.send(new DeleteObjectCommand({ ...place, VersionId: stored.original.versionId ?? '' }));
    for (const n of [1, 1, 2]) expect(await run(subject.message(n))).toEqual(done);
    const { state, events, custody } = await services.store.read(subject.caseId);
    expect(state?.evidenceMissing).toEqual([{ contactId: subject.idOf(1), reason: 'gone' }]);
    expect(state?.evidence.map(({ contactId }) => contactId)).toEqual([subject.idOf(2)]);
    expect(events.filter(({ body }) => body.type === 'evidence-missing')).toHaveLength(1);
    expect(custody.intact).toBe(true);
    expect(counted.mock.calls.filter(([name]) => name === 'OriginalsMissing')).toHaveLength(1);
    counted.mockRestore();

    await services.put(subject.contact(1), subject.assessment(1));
    expect(await run(subject.message(2))).toEqual(done);
    const restored = (await services.store.read(subject.caseId)).state;
    expect(restored?.evidenceMissing).toEqual([]);
    expect(restored?.evidence).toHaveLength(2);
  });

  it('never records bytes as evidence that are not those it was read from', async () => {
    const subject = freshSubject();
    const stored = await services.put(subject.contact(1), subject.assessment(1));
    const other = 'f'.repeat(64);
    await putContact({ ...stored, original: { ...stored.original, sha256: other } });
    expect(await run(subject.message(1))).toEqual(done);
    const { state } = await services.store.read(subject.caseId);
    expect(state).toMatchObject({
      evidence: [],
      evidenceMissing: [{ contactId: subject.idOf(1), reason: 'changed' }],
    });
    const { Versions = [] } = await services.s3.send(
      new ListObjectVersionsCommand({ Bucket: 'vault', Prefix: `originals/${other}` }),
    );
    expect(Versions).toEqual([]);
  });

  it('does not hold up the subjects behind it when it fails', async () => {
    const [missing, fine] = [freshSubject(), freshSubject()];
    await services.put(fine.contact(1), fine.assessment(1));
    expect(await run(missing.message(1), fine.message(1))).toEqual({
      batchItemFailures: [{ itemIdentifier: 'message-0' }],
    });
    expect((await services.store.read(fine.caseId)).state?.status).toBe('open');
  });
});

const putContact = (contact: Contact) =>
  services.s3.send(
    new PutObjectCommand({
      Bucket: 'contacts',
      Key: `contacts/${contact.contactId}.json`,
      Body: JSON.stringify(contact),
    }),
  );

async function versionsOf(events: readonly { body: { type: string; evidence?: { key: string } } }[]): Promise<number> {
  const key = events.find(({ body }) => body.type === 'evidence-preserved')?.body.evidence?.key ?? 'none';
  const { Versions = [] } = await services.s3.send(new ListObjectVersionsCommand({ Bucket: 'vault', Prefix: key }));
  return Versions.length;
}
