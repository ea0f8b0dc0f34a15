import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CaseEventBody } from '../../../functions/contracts/case.ts';
import { DigestStore } from '../../../functions/notify/digest/digest-store.ts';
import { mailsOf } from '../../../functions/notify/feedback/mails-of.ts';
import { recordBounce, UnknownMailError } from '../../../functions/notify/feedback/record-bounce.ts';
import { readSesEvent } from '../../../functions/notify/feedback/ses-event.ts';
import type { Mail } from '../../../functions/notify/mail.ts';
import { tell } from '../../../functions/notify/tell.ts';
import { caseIdFor, subjectIdOf } from '../../../functions/shared/ids.ts';
import { type StoreUnderTest, startCaseStore } from '../case-support/case-store.ts';
import { guidance, OPENED, opening, policy, roster, STAGE } from '../case-support/examples.ts';

let under: StoreUnderTest;
beforeAll(async () => {
  under = await startCaseStore();
});
afterAll(() => under.stop());

let cases = 0;
let caseId: string;
let mails: Mail[];
let asked: [string, number][];
beforeEach(async () => {
  mails = [];
  asked = [];
  const subjectId = subjectIdOf(`feedback:${cases++}`);
  caseId = caseIdFor(subjectId);
  await under.store.append(await under.store.read(caseId), () => ({
    at: OPENED,
    actor: STAGE,
    track: 'handling',
    body: { ...opening(), subjectId } as CaseEventBody,
  }));
});

const tellOf = (eventNumber: number) =>
  tell(
    { caseId, eventNumber },
    {
      store: under.store,
      policy,
      roster,
      guidance,
      channels: [],
      consoleUrl: 'https://console.harborline.example',
      sender: 'undertone@harborline.example',
      now: () => OPENED,
      send: async (mail) => {
        mails.push(mail);
        return `ses-${mails.length}`;
      },
    },
  );

/** What SES publishes of a mail, as its documentation shows it. */
function event(kind: 'Bounce' | 'Complaint' | 'Reject' | 'DeliveryDelay', mail: Mail | undefined, id: string): string {
  const addresses = (mail?.to ?? []).map((emailAddress) => ({ emailAddress }));
  const details = {
    Bounce: { bounce: { bounceType: 'Permanent', bounceSubType: 'General', bouncedRecipients: addresses } },
    Complaint: { complaint: { complaintFeedbackType: 'abuse', complainedRecipients: addresses } },
    Reject: { reject: { reason: 'Bad content' } },
    DeliveryDelay: { deliveryDelay: { delayType: 'MailboxFull', delayedRecipients: addresses } },
  };
  const tags = Object.fromEntries(Object.entries(mail?.tags ?? {}).map(([name, value]) => [name, [value]]));
  return JSON.stringify({
    eventType: kind,
    mail: { messageId: id, destination: mail?.to, tags: { ...tags, 'ses:configuration-set': ['undertone'] } },
    ...details[kind],
  });
}

async function takeBack(body: string): Promise<void> {
  const feedback = readSesEvent(body);
  if (feedback === null) return;
  const digests = new DigestStore(under.client, under.table);
  for (const mail of await mailsOf(feedback, { store: under.store, digests })) {
    await recordBounce(mail, feedback, {
      store: under.store,
      roster,
      now: () => OPENED,
      requestNotification: async (...message) => void asked.push(message),
    });
  }
}

const bounces = async () =>
  (await under.store.read(caseId)).events.filter(({ body }) => body.type === 'notification-bounced');
const mailTo = (address: string) => mails.find(({ to }) => to.includes(address));
const RUTH = 'ruth.okafor@harborline.example';

describe('a notification that did not arrive', () => {
  it.each(['Bounce', 'Complaint', 'Reject', 'DeliveryDelay'] as const)(
    'is put on its case by its tags (%s), and the next level is told of what it was about',
    async (kind) => {
      await tellOf(1);
      await takeBack(event(kind, mailTo(RUTH), 'ses-1'));
      const [bounce] = await bounces();
      expect(bounce?.body).toMatchObject({ about: 1, to: 'supervisor', deliveryId: 'ses-1' });
      expect(asked).toEqual([[caseId, bounce?.number]]);
      const before = mails.length;
      await tellOf(bounce?.number ?? 0);
      expect(mails.slice(before).map(({ to }) => to)).toEqual([['martin.hale@harborline.example']]);
      expect(mails.at(-1)?.tags).toMatchObject({ event: '1', to: 'next-level-manager' });
    },
  );

  it('is put there without the address: the roster’s id says whose it is', async () => {
    await tellOf(1);
    await takeBack(event('Bounce', mailTo(RUTH), 'ses-1'));
    const [bounce] = await bounces();
    expect(bounce?.body).toMatchObject({ people: ['ruth-okafor'], reason: 'Permanent/General' });
    expect(JSON.stringify(await under.store.read(caseId))).not.toContain('@');
  });

  it('is put there once, and asked for again: who did it before may have died in between', async () => {
    await tellOf(1);
    for (let n = 0; n < 2; n++) await takeBack(event('Bounce', mailTo(RUTH), 'ses-1'));
    expect(await bounces()).toHaveLength(1);
    expect(asked).toHaveLength(2);
  });

  it('is not sent to the same address again, and the climb goes past who is told anyway', async () => {
    await tellOf(1);
    for (const { to } of [...mails]) await takeBack(event('Bounce', mailTo(to[0] ?? ''), 'ses-1'));
    const all = await bounces();
    expect(all).toHaveLength(3);
    const before = mails.length;
    for (const { number } of all) await tellOf(number);
    expect(
      mails
        .slice(before)
        .flatMap(({ to }) => to)
        .toSorted(),
    ).toEqual(['gerald.ashworth@harborline.example', 'martin.hale@harborline.example']);
  });

  it('leaves nobody told where all of them came back, and so ends in the dead letters', async () => {
    await tellOf(1);
    for (let round = 0; round < 3; round++) {
      for (const mail of [...mails]) await takeBack(event('Bounce', mail, 'ses-1'));
      const [last] = (await bounces()).slice(-1);
      const told = await tellOf(last?.number ?? 0);
      if (round === 2) expect(told.anyone).toBe(false);
    }
  });

  it('comes back to the queue while its sending is not yet on record', async () => {
    const mail = { from: '', to: [RUTH], bytes: Buffer.from(''), tags: { case: caseId, event: '1', to: 'supervisor' } };
    await expect(takeBack(event('Bounce', mail, 'ses-1'))).rejects.toThrow(UnknownMailError);
  });

  it('of the day is put on every case that was in it', async () => {
    const digests = new DigestStore(under.client, under.table);
    await under.store.append(await under.store.read(caseId), () => ({
      at: OPENED,
      actor: { kind: 'stage', id: 'notify' },
      track: 'handling',
      body: { type: 'notification-sent', about: 1, role: 'human-resources', deliveryId: 'ses-day' },
    }));
    await digests.replace(null, {
      role: 'human-resources',
      day: '2026-07-15',
      state: 'done',
      claimedAt: OPENED,
      composedAt: OPENED,
      deliveryId: 'ses-day',
      reason: null,
      caseIds: [caseId],
    });
    const tags = { digest: 'human-resources', day: '2026-07-15' };
    await takeBack(event('Bounce', { from: '', to: [], bytes: Buffer.from(''), tags }, 'ses-day'));
    expect((await bounces()).map(({ body }) => body)).toMatchObject([{ about: 1, to: 'human-resources' }]);
    expect(asked).toHaveLength(1);
  });

  it('and is none of ours is an error that the operator sees', async () => {
    const mail = { from: '', to: [RUTH], bytes: Buffer.from(''), tags: {} };
    await expect(takeBack(event('Bounce', mail, 'ses-1'))).rejects.toThrow(UnknownMailError);
  });
});

describe('what SES publishes besides', () => {
  it('is its greeting when the topic is set up, which is passed over', () => {
    expect(readSesEvent('Successfully validated SNS topic for Amazon SES event publishing.')).toBeNull();
  });

  it('is an error where it is of a kind that nobody asked for', () => {
    expect(() => readSesEvent('{"eventType":"Open","mail":{"messageId":"1","tags":{}}}')).toThrow();
    expect(() => readSesEvent('not JSON')).toThrow();
  });
});
