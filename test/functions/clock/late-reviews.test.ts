import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ClockSetting, runClock } from '../../../functions/clock/run-clock.ts';
import type { CaseEventBody, Track } from '../../../functions/contracts/case.ts';
import { reviewOpened } from '../../../functions/shared/case/review.ts';
import { caseIdFor, subjectIdOf } from '../../../functions/shared/ids.ts';
import { DANA, OPENED, opening, policy, roster, STAGE } from '../case-support/examples.ts';
import { type ServicesUnderTest, startCaseServices } from '../case-support/services.ts';

let services: ServicesUnderTest;
beforeAll(async () => {
  services = await startCaseServices();
});
afterAll(() => services.stop());

let cases = 0;
let caseId: string;
beforeEach(async () => {
  const subjectId = subjectIdOf(`late-review:${cases++}`);
  caseId = caseIdFor(subjectId);
  await append({
    ...opening({ categories: ['personal-report'], threatType: null, lane: 'hr' }),
    subjectId,
  } as CaseEventBody);
  await append({ type: 'acknowledged', note: null });
  const { state } = await services.store.read(caseId);
  if (state === null) throw new Error('the case is open');
  const asked = { employeeId: DANA, contactId: null, because: 'A complaint was threatened.' };
  await append(reviewOpened(state, { ...asked, at: OPENED, policy, calendar: roster }), 'employee-review');
});

async function append(body: CaseEventBody, track: Track = 'handling', at = OPENED): Promise<void> {
  const read = await services.store.read(caseId);
  const { record } = await services.store.append(read, () => ({ at, actor: STAGE, track, body }));
  await services.store.saveSummary(record);
}

async function runAt(at: string) {
  const asked: { caseId: string; eventNumber: number }[] = [];
  const requestNotification: ClockSetting['requestNotification'] = async (of, eventNumber) => {
    if (of === caseId) asked.push({ caseId: of, eventNumber });
  };
  const { failures } = await runClock({ store: services.store, policy, roster, at, requestNotification });
  expect(failures).toEqual([]);
  const { events, state } = await services.store.read(caseId);
  const missed = events.filter(({ body }) => body.type === 'review-step-missed');
  return { asked, missed, review: state?.review.reviews[0] };
}

/** The deadline is at the end of the next business day, Thursday. */
const IN_TIME = '2026-07-16T12:00:00.000Z';
const LATE = '2026-07-17T14:00:00.000Z';

describe('the clock of a review', () => {
  it('says nothing while there is time', async () => {
    expect((await runAt(IN_TIME)).missed).toEqual([]);
  });

  it('puts each step that is late on the track of the review, and has HR told of each', async () => {
    const { missed, asked, review } = await runAt(LATE);
    expect(missed.map(({ track, body }) => [track, 'step' in body && body.step])).toEqual([
      ['employee-review', 'tell-employee'],
      ['employee-review', 'offer-support'],
    ]);
    expect(asked).toEqual(expect.arrayContaining(missed.map(({ number }) => ({ caseId, eventNumber: number }))));
    expect(String(review?.noteDueAt) > LATE).toBe(true);
    expect((await runAt(LATE)).missed).toHaveLength(2);
  });

  it('asks again for what a run before it left untold when it was killed', async () => {
    const dying: ClockSetting['requestNotification'] = () => Promise.reject(new Error('killed'));
    const { failures } = await runClock({
      ...{ store: services.store, policy, roster, at: LATE },
      requestNotification: dying,
    });
    expect(failures).not.toEqual([]);
    const { missed, asked } = await runAt('2026-07-17T14:03:00.000Z');
    expect(missed).toHaveLength(2);
    expect(asked).toEqual(expect.arrayContaining(missed.map(({ number }) => ({ caseId, eventNumber: number }))));
  });

  it('goes on reminding until the step is done', async () => {
    await runAt(LATE);
    const told = { toldAt: OPENED, how: 'by-phone' as const, who: 'Lena Fischer', note: null };
    await append({ type: 'review-employee-told', reviewId: 'review-1', told }, 'employee-review');
    const { missed } = await runAt('2026-07-21T14:00:00.000Z');
    expect(missed.map(({ body }) => 'step' in body && body.step)).toEqual([
      ...['tell-employee', 'offer-support', 'offer-support'],
    ]);
  });

  it('changes nothing of what the queue shows of the case', async () => {
    const row = async () => {
      const { summary } = await services.store.read(caseId);
      const { lastNumber: _, lastHash: __, ...shown } = summary ?? { lastNumber: 0, lastHash: '' };
      return shown;
    };
    const before = await row();
    const { state } = await services.store.read(caseId);
    const dueAt = state?.review.reviews[0]?.noteDueAt ?? '';
    const late = { step: 'tell-employee' as const, dueAt, nextDueAt: '2026-07-20T14:00:00.000Z' };
    await append({ type: 'review-step-missed', reviewId: 'review-1', ...late }, 'employee-review', LATE);
    expect(await row()).toEqual(before);
  });
});
