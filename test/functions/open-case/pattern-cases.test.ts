import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Assessment } from '../../../functions/contracts/assessment.ts';
import type { CaseEventBody } from '../../../functions/contracts/case.ts';
import type { Signal } from '../../../functions/contracts/signal.ts';
import type { Category } from '../../../functions/contracts/vocabulary.ts';
import type { handler as Handler } from '../../../functions/open-case/handler.ts';
import { decide } from '../../../functions/shared/decide.ts';
import { targetIdOf } from '../../../functions/shared/ids.ts';
import { caseContact, DANA, assessment as example, OPENED, policy, RUTH, STAGE } from '../case-support/examples.ts';
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

const done = { batchItemFailures: [] };
const run = (...messages: unknown[]) => handler(fifoEvent(...messages), lambdaContext);
const read = async (caseId: string) => (await services.store.read(caseId)).state;
const typesOf = async (caseId: string) => (await services.store.read(caseId)).events.map(({ body }) => body.type);

type Subject = ReturnType<typeof freshSubject>;

/** What `score` concludes of such signals. */
function showing(...shown: [Category, number, Signal['type']?][]): Partial<Assessment> {
  const [first] = example(1).signals as [Signal];
  const signals = shown.map(([category, severity, type = null]) => ({ ...first, category, severity, type }));
  const base = { ...example(1), signals, threatType: signals.find(({ type }) => type !== null)?.type ?? null };
  return {
    ...base,
    ...decide({ ...base, report: null }, policy),
    categories: shown.map(([category]) => category),
    severity: Math.max(...shown.map(([, severity]) => severity)),
  };
}

const put = (subject: Subject, n: number, over: Partial<Assessment>, contact = subject.daily(n)) =>
  services.put(contact, subject.assessment(n, { ...over, contactId: subject.idOf(n), subjectId: subject.subjectId }));
const putQuiet = (subject: Subject, n: number, contact = subject.daily(n)) => services.put(contact, subject.quiet(n));

async function byPerson(caseId: string, ...bodies: CaseEventBody[]): Promise<void> {
  for (const body of bodies) {
    await services.store.append(await services.store.read(caseId), () => ({
      at: OPENED,
      actor: RUTH,
      track: 'handling',
      body,
    }));
  }
}
const close = (caseId: string) =>
  byPerson(
    caseId,
    { type: 'acknowledged', note: null },
    { type: 'closed', disposition: 'insufficient-monitor', note: '' },
  );

describe('a subject with two purposes', () => {
  it('has two cases, each with its own lane, clock and word to people', async () => {
    const subject = freshSubject();
    await put(subject, 1, showing(['personal-report', 1]));
    await put(subject, 2, showing(['self-harm', 3]));
    await services.takeNotifications();
    expect(await run(subject.message(1), subject.message(2))).toEqual(done);
    const [hr, crisis] = [await read(subject.caseOf('personal-report')), await read(subject.caseOf('self-harm'))];
    expect(hr).toMatchObject({ purpose: 'personal-report', lane: 'hr', priority: 'P3' });
    expect(crisis).toMatchObject({ purpose: 'self-harm', lane: 'crisis', priority: 'P0' });
    expect(Date.parse(crisis?.acknowledgeDueAt ?? '')).toBeLessThan(Date.parse(hr?.acknowledgeDueAt ?? ''));
    expect(hr?.contacts.map(({ contactId, part }) => [contactId, part])).toEqual([
      [subject.idOf(1), 'flagged'],
      [subject.idOf(2), 'contributing'],
    ]);
    expect(crisis?.contacts.map(({ contactId }) => contactId)).toEqual([subject.idOf(2)]);
    const told = await services.takeNotifications();
    expect(told.filter(({ eventNumber }) => eventNumber === 1)).toEqual([
      { caseId: hr?.caseId, eventNumber: 1 },
      { caseId: crisis?.caseId, eventNumber: 1 },
    ]);
    // And HR of the review of the employee, which such a threat opens.
    expect(told.filter(({ eventNumber }) => eventNumber !== 1)).toEqual([{ caseId: hr?.caseId, eventNumber: 2 }]);
  });

  it('is in both by one contact that shows both, the most urgent first', async () => {
    const subject = freshSubject();
    await put(subject, 1, showing(['personal-report', 1], ['self-harm', 3]));
    await services.takeNotifications();
    await run(subject.message(1));
    expect(await read(subject.caseOf('self-harm'))).toMatchObject({ lane: 'crisis', priority: 'P0' });
    expect(await read(subject.caseOf('personal-report'))).toMatchObject({ lane: 'hr', priority: 'P3', contacts: [{}] });
    const told = (await services.takeNotifications()).map(({ caseId }) => caseId);
    expect([...new Set(told)]).toEqual(['self-harm', 'personal-report'].map(subject.caseOf));
  });

  it('keeps them apart when each gets its next contact', async () => {
    const subject = freshSubject();
    await put(subject, 1, showing(['personal-report', 1], ['self-harm', 2]));
    await put(subject, 2, showing(['personal-report', 1]));
    await put(subject, 3, showing(['self-harm', 3]));
    await run(subject.message(1), subject.message(2), subject.message(3));
    const partsIn = async (purpose: string) => (await read(subject.caseOf(purpose)))?.contacts.map(({ part }) => part);
    expect(await partsIn('personal-report')).toEqual(['flagged', 'flagged', 'contributing']);
    expect(await partsIn('self-harm')).toEqual(['flagged', 'contributing', 'flagged']);
    expect(await read(subject.caseOf('personal-report'))).toMatchObject({ priority: 'P3', lane: 'hr' });
  });
});

describe('a subject with one purpose', () => {
  it('has one case for the threat and the pursuit of one employee, and for the abuse that comes after it', async () => {
    const subject = freshSubject();
    await put(subject, 1, showing(['wish-harm', 2, 'implied']));
    await put(subject, 2, showing(['obsessive-attachment', 2]));
    await put(subject, 3, showing(['abuse', 2]));
    await run(subject.message(1), subject.message(2), subject.message(3));
    const parts = (await read(subject.caseId))?.contacts.map(({ part }) => part);
    expect(parts).toEqual(['flagged', 'flagged', 'flagged']);
    expect((await services.store.casesOf(subject.subjectId)).map(({ purpose }) => purpose)).toEqual([
      'threat-and-pursuit',
    ]);
  });

  it('shows what was done toward each target', async () => {
    const subject = freshSubject();
    const owen = targetIdOf({ name: 'Owen', address: null });
    await put(subject, 1, { ...showing(['wish-harm', 2, 'implied']), targetIds: [owen] });
    for (const n of [2, 3]) await services.put(subject.daily(n), subject.quiet(n, { targetIds: [DANA] }));
    await put(subject, 4, { ...showing(['approach', 2]), targetIds: [DANA, owen] });
    await run(subject.message(1), subject.following(2, 1), subject.following(3, 1), subject.message(4));
    const times = [1, 2, 4].map((n) => subject.daily(n).occurredAt);
    expect((await read(subject.caseId))?.targets).toEqual([
      {
        targetId: DANA,
        acts: 3,
        flaggedActs: 1,
        severity: 2,
        categories: ['approach'],
        firstAt: times[1],
        lastAt: times[2],
      },
      {
        targetId: owen,
        acts: 2,
        flaggedActs: 2,
        severity: 2,
        categories: ['wish-harm', 'approach'],
        firstAt: times[0],
        lastAt: times[2],
      },
    ]);
  });
});

describe('the next contact of a subject who has a case', () => {
  it('joins it though it shows nothing, with its original, without a deadline and without a word to anyone', async () => {
    const subject = freshSubject();
    await put(subject, 1, {});
    await run(subject.message(1));
    await services.takeNotifications();
    const before = await read(subject.caseId);
    await putQuiet(subject, 2);
    expect(await run(subject.following(2, 1))).toEqual(done);
    const after = await read(subject.caseId);
    expect(after?.contacts.map(({ contactId, part }) => [contactId, part])).toEqual([
      [subject.idOf(1), 'flagged'],
      [subject.idOf(2), 'contributing'],
    ]);
    expect(after?.evidence.map(({ contactId }) => contactId)).toEqual([subject.idOf(1), subject.idOf(2)]);
    expect(after?.acknowledgeDueAt).toBe(before?.acknowledgeDueAt);
    expect(await services.takeNotifications()).toEqual([]);
  });

  it('joins every case of the subject that is not younger than it', async () => {
    const subject = freshSubject();
    await put(subject, 1, showing(['personal-report', 1]));
    await putQuiet(subject, 2);
    await put(subject, 3, showing(['self-harm', 3]));
    await putQuiet(subject, 4);
    await run(subject.message(1), subject.message(3), subject.following(2, 1), subject.following(4, 1));
    const idsIn = async (purpose: string) =>
      (await read(subject.caseOf(purpose)))?.contacts.map(({ contactId }) => contactId).toSorted();
    expect(await idsIn('personal-report')).toEqual([1, 2, 3, 4].map(subject.idOf).toSorted());
    expect(await idsIn('self-harm')).toEqual([3, 4].map(subject.idOf).toSorted());
  });

  it('reopens a closed case, and people are told', async () => {
    const subject = freshSubject();
    await put(subject, 1, {});
    await run(subject.message(1));
    await close(subject.caseId);
    await services.takeNotifications();
    await putQuiet(subject, 2);
    await run(subject.following(2, 1));
    await run(subject.following(2, 1));
    expect(await read(subject.caseId)).toMatchObject({ status: 'open', disposition: null });
    expect((await typesOf(subject.caseId)).slice(-3)).toEqual(['reopened', 'contact-added', 'evidence-preserved']);
    const { events } = await services.store.read(subject.caseId);
    const reopened = events.find(({ body }) => body.type === 'reopened')?.number;
    expect(await services.takeNotifications()).toEqual([{ caseId: subject.caseId, eventNumber: reopened }]);
  });

  it('reopens nothing when a machine wrote it, and is in the case all the same', async () => {
    const subject = freshSubject();
    await put(subject, 1, {});
    await run(subject.message(1));
    await close(subject.caseId);
    await putQuiet(subject, 2, subject.daily(2, { automated: true }));
    await run(subject.following(2, 1));
    expect(await read(subject.caseId)).toMatchObject({ status: 'closed', contacts: [{}, { part: 'contributing' }] });
  });

  it('is reopened where a header calls words of concern a machine’s: anyone can write it', async () => {
    const subject = freshSubject();
    await put(subject, 1, {});
    await run(subject.message(1));
    await close(subject.caseId);
    await services.put(subject.daily(2, { automated: true }), subject.quiet(2, { severity: 1 }));
    await run(subject.following(2, 1));
    expect(await read(subject.caseId)).toMatchObject({ status: 'open' });
  });

  it('is told of when the subject was told to stop before it', async () => {
    const subject = freshSubject();
    await put(subject, 1, {});
    await run(subject.message(1));
    await byPerson(subject.caseId, {
      type: 'notice-recorded',
      noticeId: `notice-${'1'.repeat(32)}`,
      kind: 'notice-to-stop',
      targetId: null,
      toldAt: OPENED,
    });
    await services.takeNotifications();
    await putQuiet(subject, 2);
    await run(subject.following(2, 1));
    const added = (await services.store.read(subject.caseId)).events.find(
      ({ body }) => body.type === 'contact-added' && body.contact.contactId === subject.idOf(2),
    );
    expect(added?.body).toMatchObject({ news: 'after-notice', acknowledgeDueAt: null });
    expect(await services.takeNotifications()).toEqual([{ caseId: subject.caseId, eventNumber: added?.number }]);
  });

  it('finds its case though it is first in the queue, and changes nothing when it comes again', async () => {
    const subject = freshSubject();
    await put(subject, 1, {});
    await putQuiet(subject, 2);
    await run(subject.following(2, 1), subject.message(1));
    const types = await typesOf(subject.caseId);
    expect(types.toSorted()).toEqual(
      ['case-opened', 'contact-added', 'evidence-preserved', 'evidence-preserved'].toSorted(),
    );
    await run(subject.message(1), subject.following(2, 1));
    expect(await typesOf(subject.caseId)).toEqual(types);
  });

  it('waits for its own turn when it is not scored yet', async () => {
    const subject = freshSubject();
    await put(subject, 1, {});
    await services.put(subject.daily(2), null);
    expect(await run(subject.message(1), subject.following(2, 1))).toEqual(done);
    expect((await read(subject.caseId))?.contacts).toHaveLength(1);
  });

  it('brings with it the acts of a pattern that opens no case by itself, and that were before the case', async () => {
    const subject = freshSubject();
    await putQuiet(subject, 1);
    await put(subject, 2, {});
    const finding = {
      id: 'conduct/fixation-on-one-target',
      title: 'Fixation',
      why: 'A test.',
      severity: 1,
      priority: 'P3' as const,
      opensCase: false,
      windowDays: 90,
      targetId: DANA,
      contactIds: [1, 2, 3].map(subject.idOf),
      copyIds: [],
      by: 'rules@test',
    };
    await services.put(subject.daily(3), subject.quiet(3, { conduct: [finding] }));
    await run(subject.message(2), subject.following(3, 2));
    expect(new Set((await read(subject.caseId))?.evidence.map(({ contactId }) => contactId))).toEqual(
      new Set([1, 2, 3].map(subject.idOf)),
    );
  });
});

it('ends in the same cases when the stage is killed at any point', async () => {
  const outcomeOf = async (finish: (subject: Subject) => Promise<unknown>) => {
    const subject = freshSubject();
    await services.put(subject.daily(1), subject.quiet(1));
    await put(subject, 2, showing(['personal-report', 1], ['self-harm', 3]));
    await putQuiet(subject, 3);
    await put(subject, 4, showing(['self-harm', 3]));
    await finish(subject);
    await run(subject.message(2), subject.following(3, 2), subject.message(4));
    return Promise.all(
      ['self-harm', 'personal-report'].map(async (purpose) => {
        const { state, custody, events, summary } = await services.store.read(subject.caseOf(purpose));
        const numbers = [1, 2, 3, 4];
        const numberOf = (id: string) => numbers.find((n) => subject.idOf(n) === id);
        return {
          contacts: state?.contacts.map(({ contactId, part }) => [numberOf(contactId), part]),
          evidence: state?.evidence.length,
          place: [state?.priority, state?.lane],
          types: events.map(({ body }) => body.type).toSorted(),
          sound: [custody.intact, summary?.lastNumber === events.length],
        };
      }),
    );
  };
  const whole = await outcomeOf(async () => {});
  const killed = await outcomeOf(({ message, following }) =>
    crashEverywhere(services.store, [message(2), following(3, 2), message(4)], 14),
  );
  expect(killed).toEqual(whole);
  expect(whole.map(({ contacts }) => contacts)).toEqual([
    [
      [2, 'flagged'],
      [3, 'contributing'],
      [4, 'flagged'],
    ],
    [
      [2, 'flagged'],
      [3, 'contributing'],
      [4, 'contributing'],
    ],
  ]);
}, 60_000);

describe('a case of which no purpose is known', () => {
  const reported = { ...showing(['abuse', 0]), flagged: true, priority: 'P3', lane: 'security' } as const;
  const report = { kind: 'forwarded-inline', perceived: false } as const;

  it('gets that of the first contact that shows one, and the next purpose gets its own', async () => {
    const subject = freshSubject();
    await put(subject, 1, { ...reported, signals: [], categories: [] }, subject.daily(1, { report }));
    await put(subject, 2, showing(['self-harm', 3]));
    await put(subject, 3, showing(['personal-report', 1]));
    await run(subject.message(1), subject.message(2), subject.message(3));
    const first = await read(subject.caseOf(null));
    expect(first).toMatchObject({ purpose: 'self-harm', lane: 'crisis', priority: 'P0' });
    expect(first?.contacts.map(({ part }) => part)).toEqual(['flagged', 'flagged', 'contributing']);
    expect(await read(subject.caseOf('self-harm'))).toBeNull();
    expect(await read(subject.caseOf('personal-report'))).toMatchObject({ lane: 'hr', priority: 'P3' });
  });

  it('is not opened for a subject who has a case: their most urgent takes the report in', async () => {
    const subject = freshSubject();
    await put(subject, 1, showing(['personal-report', 1]));
    await put(subject, 2, showing(['wish-harm', 2, 'implied']));
    await put(subject, 3, { ...reported, signals: [], categories: [] }, subject.daily(3, { report }));
    await run(subject.message(1), subject.message(2), subject.message(3));
    expect(await read(subject.caseOf(null))).toBeNull();
    expect((await read(subject.caseId))?.contacts.at(-1)).toMatchObject({
      contactId: subject.idOf(3),
      part: 'flagged',
    });
  });

  it('may be from before cases had one: it goes on for what it was opened for', async () => {
    const subject = freshSubject();
    const old = await services.store.claimCaseOf(subject.subjectId);
    const { purpose: _, ...first } = caseContact(1, { contactId: subject.idOf(1), categories: ['wish-harm'] });
    await services.store.append(await services.store.read(old), () => ({
      at: OPENED,
      actor: STAGE,
      track: 'handling',
      body: {
        type: 'case-opened',
        subjectId: subject.subjectId,
        priority: 'P2',
        lane: 'security',
        contact: first,
        acknowledgeDueAt: '2026-07-15T18:00:00.000Z',
      },
    }));
    await put(subject, 1, {});
    await put(subject, 2, showing(['approach', 2]));
    await put(subject, 3, showing(['personal-report', 1]));
    await run(subject.message(2), subject.message(3));
    expect(old).toBe(subject.caseOf(null));
    expect(await read(old)).toMatchObject({ purpose: 'threat-and-pursuit', contacts: [{}, {}, {}] });
    expect(await read(subject.caseOf('personal-report'))).toMatchObject({ contacts: [{ contactId: subject.idOf(3) }] });
  });
});
