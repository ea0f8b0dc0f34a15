import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Assessment } from '../../../functions/contracts/assessment.ts';
import type { handler as Handler } from '../../../functions/open-case/handler.ts';
import { targetIdOf } from '../../../functions/shared/ids.ts';
import { DANA } from '../case-support/examples.ts';
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
const OWEN = targetIdOf({ name: null, address: 'owen.barrett@harborline.example' });
const BY_NAME = targetIdOf({ name: 'Owen Barrett', address: null });

function report(subject: ReturnType<typeof freshSubject>, n: number, targetIds: string[] = [DANA]): Assessment {
  const example = subject.assessment(n);
  const signals = example.signals.map((signal) => ({
    ...signal,
    category: 'personal-report' as const,
    type: null,
    severity: 1 as const,
  }));
  return {
    ...example,
    ...{
      targetIds,
      signals,
      categories: ['personal-report'],
      threatType: null,
      severity: 1,
      priority: 'P3',
      lane: 'hr',
    },
  };
}
const caseOf = (subject: ReturnType<typeof freshSubject>) => services.store.read(subject.caseOf('personal-report'));

describe('a threat to report an employee', () => {
  it('opens a review of its own track, with a time for each step, and asks for HR to be told', async () => {
    const subject = freshSubject();
    await services.put(subject.contact(1), report(subject, 1));
    await services.takeNotifications();
    await run(subject.message(1));
    const { state, events, custody } = await caseOf(subject);
    expect(custody.intact).toBe(true);
    expect(state?.review.reviews).toMatchObject([
      { reviewId: 'review-1', employeeId: DANA, contactId: subject.idOf(1), completedAt: null },
    ]);
    const [review] = state?.review.reviews ?? [];
    expect(
      [review?.noteDueAt, review?.supportDueAt, review?.completeDueAt].every(
        (due) => String(due) > String(review?.openedAt),
      ),
    ).toBe(true);
    const opened = events.find(({ body }) => body.type === 'review-opened');
    expect(opened?.track).toBe('employee-review');
    expect(await services.takeNotifications()).toContainEqual({ caseId: state?.caseId, eventNumber: opened?.number });
  });

  it('opens one for each employee, known by an address or by a name, and one without a name where it names nobody', async () => {
    const subject = freshSubject();
    await services.put(subject.contact(1), report(subject, 1, [DANA, BY_NAME]));
    await run(subject.message(1));
    const employees = (await caseOf(subject)).state?.review.reviews.map(({ employeeId }) => employeeId);
    expect(employees).toEqual([DANA, OWEN]);
    const other = freshSubject();
    await services.put(other.contact(1), report(other, 1, []));
    await run(other.message(1));
    expect((await caseOf(other)).state?.review.reviews).toMatchObject([{ employeeId: null }]);
  });

  it('opens no second review of an employee while one is open, however often it comes', async () => {
    const subject = freshSubject();
    for (const n of [1, 2]) await services.put(subject.daily(n), report(subject, n));
    await run(subject.message(1));
    await run(subject.message(2));
    await run(subject.message(1));
    expect((await caseOf(subject)).state?.review.reviews).toHaveLength(1);
  });

  it('is no review where the case is of a threat', async () => {
    const subject = freshSubject();
    await services.put(subject.contact(1), subject.assessment(1));
    await run(subject.message(1));
    expect((await services.store.read(subject.caseId)).state?.review.reviews).toEqual([]);
  });

  it('is one review, wherever the stage is killed', async () => {
    const subject = freshSubject();
    await services.put(subject.contact(1), report(subject, 1));
    await crashEverywhere(services.store, [subject.message(1)], 9);
    await services.takeNotifications();
    await run(subject.message(1));
    const { state, events, custody } = await caseOf(subject);
    expect(custody.intact).toBe(true);
    expect(state?.review.reviews).toHaveLength(1);
    const opened = events.find(({ body }) => body.type === 'review-opened');
    expect(await services.takeNotifications()).toContainEqual({ caseId: state?.caseId, eventNumber: opened?.number });
  });
});
