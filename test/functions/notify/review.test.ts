import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CaseEventBody, Track } from '../../../functions/contracts/case.ts';
import type { Mail } from '../../../functions/notify/mail.ts';
import { MailRefusedError } from '../../../functions/notify/setting.ts';
import { tell } from '../../../functions/notify/tell.ts';
import { reviewOpened } from '../../../functions/shared/case/review.ts';
import { caseIdFor, subjectIdOf, targetIdOf } from '../../../functions/shared/ids.ts';
import { DANA, guidance, OPENED, opening, policy, roster, STAGE } from '../case-support/examples.ts';
import { type ServicesUnderTest, startCaseServices } from '../case-support/services.ts';

let services: ServicesUnderTest;
beforeAll(async () => {
  services = await startCaseServices();
});
afterAll(() => services.stop());

let cases = 0;
let caseId: string;
let sent: Mail[];
beforeEach(async () => {
  sent = [];
  const subjectId = subjectIdOf(`notify-review:${cases++}`);
  caseId = caseIdFor(subjectId);
  await append({
    ...opening({ categories: ['personal-report'], lane: 'hr', threatType: null }),
    subjectId,
  } as CaseEventBody);
});

async function append(body: CaseEventBody, track: Track = 'handling'): Promise<void> {
  await services.store.append(await services.store.read(caseId), () => ({ at: OPENED, actor: STAGE, track, body }));
}

async function openReview(employeeId: string): Promise<void> {
  const { state } = await services.store.read(caseId);
  if (state === null) throw new Error('the case is open');
  const asked = { employeeId, contactId: null, because: 'They were complained of.' };
  await append(reviewOpened(state, { ...asked, at: OPENED, policy, calendar: roster }), 'employee-review');
}

const tellOf = (eventNumber: number, refused: readonly string[] = []) =>
  tell(
    { caseId, eventNumber },
    {
      store: services.store,
      ...{ policy, roster, guidance, channels: [], consoleUrl: 'https://console.harborline.example' },
      sender: 'undertone@harborline.example',
      now: () => OPENED,
      send: async (mail) => {
        if (mail.to.some((to) => refused.includes(to))) throw new MailRefusedError('MessageRejected');
        sent.push(mail);
        return `delivery-${sent.length}`;
      },
    },
  );

const LENA = 'lena.fischer@harborline.example';

describe('of the review of an employee', () => {
  it('HR is told and nobody else, on the track of the review', async () => {
    await openReview(DANA);
    await tellOf(2);
    expect(sent.flatMap(({ to }) => to)).toEqual([LENA]);
    const { events } = await services.store.read(caseId);
    expect(events.at(-1)).toMatchObject({ track: 'employee-review', body: { type: 'notification-sent', about: 2 } });
  });

  it('nobody above is told where HR cannot be: the level above does not see it', async () => {
    await openReview(DANA);
    const { anyone } = await tellOf(2, [LENA]);
    expect(anyone).toBe(false);
    expect(sent).toEqual([]);
    const { events } = await services.store.read(caseId);
    expect(events.slice(2).map(({ track, body }) => [track, 'role' in body && body.role])).toEqual([
      ['employee-review', 'human-resources'],
    ]);
  });

  it('who is under review is not told of it, though they are HR', async () => {
    await openReview(targetIdOf({ name: null, address: LENA }));
    expect((await tellOf(2)).anyone).toBe(false);
    expect(sent).toEqual([]);
  });
});
