import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ClockSetting } from '../../../functions/clock/check-case.ts';
import { runClock } from '../../../functions/clock/run-clock.ts';
import type { CaseActor, CaseEventBody } from '../../../functions/contracts/case.ts';
import { caseIdFor, subjectIdOf } from '../../../functions/shared/ids.ts';
import { type StoreUnderTest, startCaseStore } from '../case-support/case-store.ts';
import { caseContact, OPENED, opening, policy, RUTH, roster, STAGE } from '../case-support/examples.ts';

let table: StoreUnderTest;
beforeEach(async () => {
  table = await startCaseStore();
  await open(CASE);
});
afterEach(() => table.stop());

const CASE = caseIdFor(subjectIdOf('clock:1'));
const OTHER = caseIdFor(subjectIdOf('clock:2'));
const NOTIFY: CaseActor = { kind: 'stage', id: 'notify' };
const PEOPLE_DO = ['acknowledged', 'action-recorded', 'snoozed', 'closed', 'looked-again'];

/** A case of which people were told. */
async function open(caseId: string): Promise<void> {
  await append(opening(), OPENED, caseId);
  await tell(1, OPENED, caseId);
}

/** Writes an event, and as a stage that is not killed does, the summary. */
async function append(body: CaseEventBody, at: string, caseId = CASE): Promise<void> {
  await table.store.saveSummary(await crashAfter(body, at, caseId));
}

/** Writes an event and nothing else: what a stage leaves that is killed right after it. */
async function crashAfter(body: CaseEventBody, at: string, caseId = CASE) {
  const actor = PEOPLE_DO.includes(body.type) ? RUTH : body.type.startsWith('notification') ? NOTIFY : STAGE;
  const read = await table.store.read(caseId);
  return (await table.store.append(read, () => ({ at, actor, track: 'handling', body }))).record;
}

const tell = (about: number, at: string, caseId = CASE) =>
  append({ type: 'notification-sent', about, role: 'supervisor', deliveryId: `ses-${about}` }, at, caseId);

/** Minutes after the case was opened; its deadline is 240 minutes after. */
const minute = (minutes: number) => new Date(Date.parse(OPENED) + minutes * 60_000).toISOString();

let asked: [caseId: string, eventNumber: number][] = [];
beforeEach(() => {
  asked = [];
});
const setting = (at: string, over: Partial<ClockSetting> = {}): ClockSetting => ({
  store: table.store,
  policy,
  roster,
  at,
  requestNotification: async (caseId, number) => {
    asked.push([caseId, number]);
  },
  ...over,
});
const tick = (minutes: number, over: Partial<ClockSetting> = {}) => runClock(setting(minute(minutes), over));
const types = async (caseId = CASE) => (await table.store.read(caseId)).events.map(({ body }) => body.type);
const summary = async (caseId = CASE) => (await table.store.read(caseId)).summary;

describe('the clock, each minute', () => {
  it('writes a missed deadline down, asks for the next level to be told, and moves the case on in the queue', async () => {
    expect(await tick(241)).toMatchObject({ missed: [{ caseId: CASE, clock: 'acknowledge', step: 1 }], failures: [] });
    expect(await types()).toEqual(['case-opened', 'notification-sent', 'clock-missed']);
    expect(asked).toEqual([[CASE, 3]]);
    await tell(3, minute(241));
    expect(await summary()).toMatchObject({
      escalationStep: 1,
      deadline: { kind: 'acknowledge', at: minute(481) },
      dueAt: minute(481),
    });
    expect(await tick(242)).toMatchObject({ missed: [], records: [] });
  });

  it('leaves alone what is not due', async () => {
    expect(await tick(239)).toMatchObject({ missed: [], records: [] });
    expect(asked).toEqual([]);
  });

  it('climbs once when two runs overlap', async () => {
    const runs = await Promise.all([tick(241), tick(241.5)]);
    expect(runs.map(({ missed }) => missed.length).toSorted()).toEqual([0, 1]);
    expect(await types()).toEqual(['case-opened', 'notification-sent', 'clock-missed']);
  });

  it('goes on asking the top, and says each time that it is past it', async () => {
    const past: boolean[] = [];
    for (let step = 1; step <= 5; step++) {
      const { missed } = await tick(240 * step + 1);
      past.push(...missed.map(({ isPastTop }) => isPastTop));
      await tell(asked.at(-1)?.[1] ?? 0, minute(240 * step + 1));
    }
    expect(past).toEqual([false, false, false, true, true]);
    expect(asked).toHaveLength(5);
  });

  it('looks at the most urgent first, and leaves to the next run what there is no time for', async () => {
    const urgent = caseIdFor(subjectIdOf('clock:urgent'));
    await append({ ...opening({ priority: 'P0' }), acknowledgeDueAt: minute(300) } as CaseEventBody, OPENED, urgent);
    await tell(1, OPENED, urgent);
    for (let n = 0; n < 9; n++) await open(caseIdFor(subjectIdOf(`clock:many:${n}`)));
    let turns = 0;
    const run = await runClock(setting(minute(301)), () => turns++ > 0);
    expect(run).toMatchObject({ left: 3, failures: [] });
    expect(run.missed).toHaveLength(8);
    expect(run.missed[0]?.caseId).toBe(urgent);
    expect((await runClock(setting(minute(302)))).missed).toHaveLength(3);
  });

  it('does not let one case that fails keep the others waiting', async () => {
    await open(OTHER);
    const requestNotification = async (caseId: string) => {
      if (caseId === CASE) throw new Error('no queue');
    };
    const run = await tick(241, { requestNotification });
    expect(run.failures).toHaveLength(1);
    expect(run.missed).toMatchObject([{ caseId: OTHER }]);
  });

  it('finds an acknowledged case in which nothing was done in time', async () => {
    await append({ type: 'acknowledged', note: null, firstActionDueAt: minute(100) }, minute(10));
    expect(await summary()).toMatchObject({
      status: 'acknowledged',
      deadline: { kind: 'first-action', at: minute(100) },
    });
    expect(await tick(101)).toMatchObject({ missed: [{ clock: 'first-action', step: 1 }] });
    expect(asked).toEqual([[CASE, 4]]);
  });

  it('wakes a case at the end of its rest, and asks for people to be told', async () => {
    await append({ type: 'acknowledged', note: null }, minute(10));
    await append({ type: 'snoozed', until: minute(60), reason: 'The police answer then.' }, minute(11));
    expect(await summary()).toMatchObject({ deadline: { kind: 'snooze-end', at: minute(60) } });
    expect(await tick(59)).toMatchObject({ records: [] });
    await Promise.all([tick(60), tick(60)]);
    expect((await types()).filter((type) => type === 'look-again-asked')).toHaveLength(1);
    expect(asked.map(([, number]) => number)).toContain(5);
    expect((await table.store.read(CASE)).state?.work.snooze).toBeNull();
    expect(await summary()).toMatchObject({ deadline: { kind: 'review' }, snoozedUntil: null });
  });

  it('finds a closed case on its day, asks once, and climbs while nobody looks', async () => {
    await append({ type: 'acknowledged', note: null }, minute(10));
    const closing = { type: 'closed' as const, disposition: 'credible-monitor' as const, note: '' };
    await append({ ...closing, lookAgainAt: minute(600) }, minute(20));
    expect(await tick(599)).toMatchObject({ records: [] });
    await tick(601);
    await tick(602);
    expect((await types()).filter((type) => type === 'look-again-asked')).toHaveLength(1);
    const due = (await summary())?.deadline?.at ?? '';
    expect(await runClock(setting(due))).toMatchObject({ missed: [{ clock: 'review' }] });
    await append({ type: 'looked-again', note: 'Quiet since.', nextLookAt: null }, due);
    for (const number of new Set(asked.map(([, about]) => about))) await tell(number, due);
    expect(await summary()).toMatchObject({ status: 'closed', deadline: null });
    expect(await runClock(setting('2099-01-01T00:00:00.000Z'))).toMatchObject({ records: [] });
  });

  it('leaves alone a case that goes on in another', async () => {
    await append({ type: 'merged-into', caseId: OTHER, reason: 'The same matter.' }, minute(10));
    expect(await tick(10_000)).toMatchObject({ missed: [], records: [] });
  });
});

describe('what a crash left', () => {
  it('is finished where the clock died before it could ask', async () => {
    const dying = { requestNotification: () => Promise.reject(new Error('killed')) };
    expect((await tick(241, dying)).failures).toHaveLength(1);
    expect(await tick(242)).toMatchObject({ missed: [], failures: [] });
    expect(asked).toEqual([[CASE, 3]]);
    expect(await types()).toEqual(['case-opened', 'notification-sent', 'clock-missed']);
  });

  it('is asked for again where nobody was told of a new case, after two minutes, and not once somebody was', async () => {
    await append(opening(), OPENED, OTHER); // And a crash before `notify` was asked.
    expect(await tick(1)).toMatchObject({ records: [] });
    expect(await tick(2)).toMatchObject({ toldAgain: 1 });
    expect(asked).toEqual([[OTHER, 1]]);
    await tell(1, minute(2), OTHER);
    expect(await tick(5)).toMatchObject({ records: [], toldAgain: 0 });
  });

  it('is asked for again where nobody was told that the subject wrote again, in an open case and a reopened one', async () => {
    const contact = caseContact(2);
    await append({ type: 'contact-added', contact, acknowledgeDueAt: minute(300) }, minute(60));
    expect(await tick(61)).toMatchObject({ records: [] });
    expect(await tick(62)).toMatchObject({ toldAgain: 1 });
    expect(asked).toEqual([[CASE, 3]]);
    await append({ type: 'notification-failed', about: 3, role: 'supervisor', reason: 'MessageRejected' }, minute(62));
    expect(await tick(63)).toMatchObject({ records: [] });

    await append({ type: 'acknowledged', note: null }, minute(64));
    await append({ type: 'closed', disposition: 'not-a-threat', note: '' }, minute(65));
    const reopened = { type: 'reopened' as const, contactId: caseContact(3).contactId, acknowledgeDueAt: minute(900) };
    await append(reopened, minute(70)); // And a crash before the contact was added.
    expect(await tick(72)).toMatchObject({ toldAgain: 1 });
    expect(asked.at(-1)).toEqual([CASE, 7]);
  });

  it('is a queue that shows a case as open that somebody acknowledged, and is mended', async () => {
    await crashAfter({ type: 'acknowledged', note: null }, minute(10));
    expect(await tick(241)).toMatchObject({ missed: [] });
    expect((await summary())?.status).toBe('acknowledged');
  });
});
