import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CaseEventBody } from '../../../functions/contracts/case.ts';
import { Policy } from '../../../functions/contracts/policy.ts';
import type { Roster } from '../../../functions/contracts/roster.ts';
import { channelsOf } from '../../../functions/notify/channels/channels-of.ts';
import type { Mail } from '../../../functions/notify/mail.ts';
import { tell } from '../../../functions/notify/tell.ts';
import { caseIdFor, caseNumberOf, subjectIdOf } from '../../../functions/shared/ids.ts';
import { listTaken, type Taken } from '../../../infra/local/services/channels/channels-server.ts';
import { guidance, OPENED, opening, policy, roster, STAGE } from '../case-support/examples.ts';
import { type ServicesUnderTest, startCaseServices } from '../case-support/services.ts';

let services: ServicesUnderTest;
beforeAll(async () => {
  services = await startCaseServices();
});
afterAll(() => services.stop());

const withChannels: Policy = {
  ...policy,
  notify: {
    ...policy.notify,
    channels: { sms: { roles: ['corporate-security'] }, webhook: { roles: ['corporate-security', 'supervisor'] } },
  },
};
const SAMUEL = '+12075550123';
const withNumber: Roster = {
  ...roster,
  people: roster.people.map((one) => (one.id === 'samuel-greer' ? { ...one, mobile: SAMUEL } : one)),
};

let cases = 0;
let caseId: string;
let before: Set<string>;
beforeEach(async () => {
  before = new Set((await listTaken(services.channelsFolder)).map(({ id }) => id));
  const subjectId = subjectIdOf(`channels:${cases++}`);
  caseId = caseIdFor(subjectId);
  await services.store.append(await services.store.read(caseId), () => ({
    at: OPENED,
    actor: STAGE,
    track: 'handling',
    body: { ...opening(), subjectId } as CaseEventBody,
  }));
});

const mails: Mail[] = [];
const tellWith = (rules = withChannels, people = withNumber, bus: string | null = 'undertone-webhooks') =>
  tell(
    { caseId, eventNumber: 1 },
    {
      store: services.store,
      policy: rules,
      roster: people,
      guidance,
      channels: channelsOf(rules, bus ?? undefined),
      consoleUrl: 'https://console.harborline.example',
      sender: 'undertone@harborline.example',
      now: () => OPENED,
      send: async (mail) => `ses-${mails.push(mail)}`,
    },
  );
const taken = async (): Promise<Taken[]> =>
  (await listTaken(services.channelsFolder)).filter(({ id }) => !before.has(id));
const bodies = async () => (await services.store.read(caseId)).events.map(({ body }) => body);
const delivered = async () => (await bodies()).filter((body) => body.type === 'channel-delivered');
const failed = async () => (await bodies()).filter((body) => body.type === 'channel-failed');

describe('a further channel', () => {
  it('is off unless the policy names it', async () => {
    expect(policy.notify.channels).toEqual({});
    await tellWith(policy);
    expect(await taken()).toEqual([]);
  });

  it('is told after the mail, and each delivery is on the case', async () => {
    await tellWith();
    expect((await taken()).map(({ to }) => to).toSorted()).toEqual([
      SAMUEL,
      'undertone-webhooks',
      'undertone-webhooks',
    ]);
    const all = await delivered();
    expect(all.map(({ channel, to }) => `${channel} ${to}`).toSorted()).toEqual([
      'sms corporate-security',
      'webhook corporate-security',
      'webhook supervisor',
    ]);
    const ids = (await taken()).map(({ id }) => id).toSorted();
    expect(all.map(({ deliveryId }) => deliveryId).toSorted()).toEqual(ids);
  });

  it('carries the case number, the priority, the clock and the link, and nothing else', async () => {
    await tellWith();
    const line = `Undertone ${caseNumberOf(caseId)} P2: acknowledge by Wed, Jul 15, 14:00 EDT. https://console.harborline.example/cases/${caseId}`;
    for (const { to, content } of await taken()) {
      if (to === SAMUEL) expect(content).toBe(line);
      else
        expect(JSON.parse(content)).toEqual({
          role: expect.stringMatching(/^(corporate-security|supervisor)$/),
          text: line,
        });
    }
  });

  it('is told once, however often the message comes', async () => {
    for (let n = 0; n < 3; n++) await tellWith();
    expect(await taken()).toHaveLength(3);
  });

  it('that fails keeps no mail back, is on the case with why, and is not tried again', async () => {
    const { sent, undelivered, troubles } = await tellWith(withChannels, roster, null);
    expect(sent).toEqual(expect.arrayContaining(['supervisor', 'corporate-security', 'human-resources']));
    expect({ undelivered, troubles }).toEqual({ undelivered: 3, troubles: [] });
    expect((await failed()).map(({ reason }) => reason).toSorted()).toEqual([
      'no-bus',
      'no-bus',
      'no-mobile-on-the-roster',
    ]);
    await tellWith();
    expect(await taken()).toEqual([]);
  });

  it('that SNS refuses is on the case by its code, without the number', async () => {
    const wrong: Roster = {
      ...roster,
      people: roster.people.map((one) => (one.id === 'samuel-greer' ? { ...one, mobile: '12075550123' } : one)),
    };
    await tellWith(withChannels, wrong);
    const [refused] = await failed();
    expect(refused).toMatchObject({ channel: 'sms', reason: expect.stringMatching(/^InvalidParameter/) });
    expect(JSON.stringify(await services.store.read(caseId))).not.toContain('12075550123');
  });
});

describe('the policy', () => {
  it('lets no channel call the police', () => {
    const channels = { sms: { roles: ['law-enforcement'] } };
    expect(Policy.safeParse({ ...policy, notify: { ...policy.notify, channels } }).success).toBe(false);
  });
});
