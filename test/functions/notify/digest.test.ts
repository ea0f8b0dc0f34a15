import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CaseContact, CaseEventBody } from '../../../functions/contracts/case.ts';
import { Policy } from '../../../functions/contracts/policy.ts';
import type { Priority, RosterRole } from '../../../functions/contracts/vocabulary.ts';
import { DigestStore } from '../../../functions/notify/digest/digest-store.ts';
import { type DigestSetting, runDigests } from '../../../functions/notify/digest/run-digests.ts';
import type { Mail } from '../../../functions/notify/mail.ts';
import { MailRefusedError } from '../../../functions/notify/setting.ts';
import { tell } from '../../../functions/notify/tell.ts';
import { caseIdFor, caseNumberOf, subjectIdOf } from '../../../functions/shared/ids.ts';
import { type StoreUnderTest, startCaseStore } from '../case-support/case-store.ts';
import { caseContact, guidance, opening, policy, roster, STAGE } from '../case-support/examples.ts';

/** HR, who are told of every threat, have chosen one mail a day. */
const digestPolicy: Policy = {
  ...policy,
  notify: { ...policy.notify, digest: { roles: ['human-resources'], at: '08:00' } },
};

/** In New York, summer: four hours behind UTC. */
const at = (day: number, time: string) => `2026-07-${day}T${time}:00.000Z`;
const EVENING = at(15, '22:00');
const EIGHT = at(16, '12:00');

let store: StoreUnderTest;
beforeAll(async () => {
  store = await startCaseStore();
});
afterAll(() => store.stop());

let now: string;
let mails: Mail[];
let asked: [string, number][];
let setting: DigestSetting & Parameters<typeof tell>[1];
let tables = 0;
beforeEach(async () => {
  await store.stop();
  store = await startCaseStore(`cases-${tables++}`);
  now = EVENING;
  mails = [];
  asked = [];
  setting = {
    store: store.store,
    digests: new DigestStore(store.client, store.table),
    policy: digestPolicy,
    roster,
    guidance,
    consoleUrl: 'https://console.harborline.example',
    sender: 'undertone@harborline.example',
    now: () => now,
    channels: [],
    requestNotification: async (caseId, eventNumber) => void asked.push([caseId, eventNumber]),
    send: async (mail) => {
      mails.push(mail);
      return `delivery-${mails.length}`;
    },
  };
});

let subjects = 0;
async function openCase(priority: Priority = 'P3', over: Partial<CaseContact> = {}): Promise<string> {
  const subjectId = subjectIdOf(`digest:${subjects++}`);
  const caseId = caseIdFor(subjectId);
  const body = { ...opening({ priority, ...over }), subjectId, acknowledgeDueAt: at(17, '14:00') } as CaseEventBody;
  const { record } = await setting.store.append(await setting.store.read(caseId), () => ({
    at: now,
    actor: STAGE,
    track: 'handling',
    body,
  }));
  await setting.store.saveSummary(record);
  await tell({ caseId, eventNumber: 1 }, setting);
  return caseId;
}

const bodiesOf = async (caseId: string) => (await setting.store.read(caseId)).events.map(({ body }) => body);
const toldHr = async (caseId: string) =>
  (await bodiesOf(caseId)).filter((body) => body.type === 'notification-sent' && body.role === 'human-resources');
const toHr = () => mails.filter(({ to }) => to.includes('lena.fischer@harborline.example'));
const parsed = async (mail: Mail | undefined) => simpleParser(Buffer.from(mail?.bytes ?? []));

describe('a role that chose one mail a day', () => {
  it('is not told at once of what is neither urgent nor of the crisis lane, and the case says until when it waits', async () => {
    const caseId = await openCase('P3');
    expect(toHr()).toEqual([]);
    expect(await bodiesOf(caseId)).toContainEqual({
      type: 'notification-deferred',
      about: 1,
      role: 'human-resources',
      until: EIGHT,
    });
  });

  it('keeps nobody else waiting', async () => {
    await openCase('P3');
    expect(mails.flatMap(({ to }) => to)).toContain('ruth.okafor@harborline.example');
  });

  it.each<[string, Priority, Partial<CaseContact>]>([
    ['P0', 'P0', {}],
    ['P1', 'P1', {}],
    ['the crisis lane', 'P3', { lane: 'crisis', categories: ['self-harm'] }],
  ])('is told at once of %s', async (_, priority, over) => {
    await openCase(priority, over);
    expect(toHr()).toHaveLength(1);
  });

  it('is told at once where it works the case and its mail would come after the deadline', async () => {
    now = at(16, '14:30'); // The next eight o'clock is two hours before the case is due.
    await openCase('P3', { lane: 'hr' });
    expect(toHr()).toEqual([]);
    now = at(17, '12:30'); // The next one is a day after.
    await openCase('P3', { lane: 'hr' });
    expect(toHr()).toHaveLength(1);
  });

  it('gets one mail when its time has come, with a row a case, and each case says that it was told', async () => {
    const [first, second] = [await openCase('P3'), await openCase('P2')];
    now = EIGHT;
    await runDigests(setting);
    expect(toHr()).toHaveLength(1);
    const { subject, text, html, messageId } = await parsed(toHr()[0]);
    expect(subject).toBe('[Undertone] 2026-07-16: 2 open cases, 2 with something new');
    expect(messageId).toBe('<digest.human-resources.2026-07-16@harborline.example>');
    for (const caseId of [first, second]) {
      const row = new RegExp(
        `${caseNumberOf(caseId)} +P[23] +acknowledge by Fri, Jul 17, 10:00 EDT .*/cases/${caseId}`,
      );
      expect(text).toMatch(row);
      expect(html).toContain(`https://console.harborline.example/cases/${caseId}`);
      expect(await bodiesOf(caseId)).toContainEqual(
        expect.objectContaining({ type: 'notification-sent', about: 1, role: 'human-resources' }),
      );
    }
    expect(text?.indexOf(caseNumberOf(second))).toBeLessThan(text?.indexOf(caseNumberOf(first)) ?? -1);
  });

  it('gets it once, however often the schedule comes that day', async () => {
    await openCase('P3');
    for (const time of ['12:00', '12:05', '15:00', '23:00']) {
      now = at(16, time);
      await runDigests(setting);
    }
    expect(toHr()).toHaveLength(1);
    now = at(17, '12:01');
    await runDigests(setting);
    expect(toHr()).toHaveLength(2);
  });

  it('gets none before its time, and none when nothing is open', async () => {
    now = EIGHT;
    await runDigests(setting);
    expect(mails).toEqual([]);
    now = at(17, '11:59');
    await openCase('P3');
    const before = mails.length;
    await runDigests(setting);
    expect(mails).toHaveLength(before);
  });

  it('has no row of a case that was closed or became urgent meanwhile', async () => {
    const [closed, raised] = [await openCase('P3'), await openCase('P3')];
    const add = async (caseId: string, ...bodies: CaseEventBody[]) => {
      let record = await setting.store.read(caseId);
      for (const body of bodies) {
        ({ record } = await setting.store.append(record, () => ({ at: now, actor: STAGE, track: 'handling', body })));
      }
      await setting.store.saveSummary(record);
    };
    await add(
      closed,
      { type: 'acknowledged', note: null },
      { type: 'closed', disposition: 'credible-monitor', note: '' },
    );
    const { contactId } = caseContact(1);
    const due = at(16, '00:00');
    await add(raised, {
      type: 'priority-raised',
      contactId,
      from: 'P3',
      to: 'P1',
      lane: 'security',
      because: 'Worse.',
      acknowledgeDueAt: due,
    });
    now = EIGHT;
    await runDigests(setting);
    expect(toHr()).toEqual([]);
  });
});

describe('a crash', () => {
  it('between the mail and the cases sends no second mail, and the cases say it in the end', async () => {
    const caseId = await openCase('P3');
    now = EIGHT;
    const dying = Object.create(setting.store) as typeof setting.store;
    dying.append = async () => {
      throw new Error('killed');
    };
    expect((await runDigests({ ...setting, store: dying })).failures).toHaveLength(1);
    expect(toHr()).toHaveLength(1);
    now = at(16, '12:01'); // The run that died may still be at work, as far as anybody knows.
    await runDigests(setting);
    expect(await toldHr(caseId)).toHaveLength(0);
    now = at(16, '12:10');
    await runDigests(setting);
    expect(toHr()).toHaveLength(1);
    expect(await toldHr(caseId)).toHaveLength(1);
  });

  it('before the mail was said to be sent sends the same Message-ID again', async () => {
    await openCase('P3');
    now = EIGHT;
    const dying = Object.create(setting.digests) as DigestStore;
    let writes = 0;
    dying.replace = async (...asks) => {
      if (++writes === 2) throw new Error('killed');
      return setting.digests.replace(...asks);
    };
    await runDigests({ ...setting, digests: dying });
    now = at(16, '12:10');
    await runDigests(setting);
    const ids = await Promise.all(toHr().map(async (mail) => (await parsed(mail)).messageId));
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });
});

describe('two runs at once', () => {
  it('send one mail', async () => {
    await openCase('P3');
    now = EIGHT;
    await Promise.all([runDigests(setting), runDigests(setting)]);
    expect(toHr()).toHaveLength(1);
  });
});

describe('a mail of the day that is refused', () => {
  it('climbs the roster, case by case', async () => {
    const caseId = await openCase('P3');
    now = EIGHT;
    const send = async (mail: Mail) => {
      if (mail.tags.digest !== undefined) throw new MailRefusedError('MessageRejected');
      return setting.send(mail);
    };
    expect(await runDigests({ ...setting, send })).toMatchObject({ refused: ['human-resources'] });
    const failed = (await setting.store.read(caseId)).events.findLast(
      ({ body }) => body.type === 'notification-failed',
    );
    expect(asked).toEqual([[caseId, failed?.number]]);
    await tell({ caseId, eventNumber: failed?.number ?? 0 }, setting);
    expect(mails.at(-1)?.to).toEqual(['martin.hale@harborline.example']);
  });
});

describe('the policy', () => {
  it.each<[string, { roles: RosterRole[]; at: string }]>([
    ['a role that is told of every case, which has to act within minutes', { roles: ['supervisor'], at: '08:00' }],
    ['the police', { roles: ['law-enforcement'], at: '08:00' }],
    ['a time that there is not', { roles: ['human-resources'], at: '25:00' }],
  ])('does not let a mail of the day be chosen for %s', (_, digest) => {
    expect(Policy.safeParse({ ...policy, notify: { ...policy.notify, digest } }).success).toBe(false);
  });
});
