import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CaseEventBody } from '../../../functions/contracts/case.ts';
import type { Roster } from '../../../functions/contracts/roster.ts';
import type { RosterRole } from '../../../functions/contracts/vocabulary.ts';
import type { handler as Handler } from '../../../functions/notify/handler.ts';
import type { Mail } from '../../../functions/notify/mail.ts';
import { sendMail } from '../../../functions/notify/send-mail.ts';
import { MailRefusedError } from '../../../functions/notify/setting.ts';
import { tell } from '../../../functions/notify/tell.ts';
import { caseIdFor, subjectIdOf } from '../../../functions/shared/ids.ts';
import { listOutbox, readSentMail } from '../../../infra/local/services/ses/outbox.ts';
import { guidance, OPENED, opening, policy, RUTH, roster, STAGE } from '../case-support/examples.ts';
import { fifoEvent, lambdaContext, type ServicesUnderTest, startCaseServices } from '../case-support/services.ts';

let services: ServicesUnderTest;
let handler: typeof Handler;
beforeAll(async () => {
  services = await startCaseServices();
  ({ handler } = await import('../../../functions/notify/handler.ts'));
});
afterAll(() => services.stop());

let cases = 0;
let caseId: string;
/** A case of its own for each test, opened on a threat to Dana, whom Ruth supervises. */
beforeEach(async () => {
  caseId = caseIdFor(subjectIdOf(`notify:${cases++}`));
  await services.store.append(await services.store.read(caseId), () => ({
    at: OPENED,
    actor: STAGE,
    track: 'handling',
    body: { ...opening(), subjectId: subjectIdOf(`notify:${cases - 1}`) } as CaseEventBody,
  }));
});

const address = {
  supervisor: 'ruth.okafor@harborline.example',
  hr: 'lena.fischer@harborline.example',
  security: 'samuel.greer@harborline.example',
};

async function recorded(type: 'notification-sent' | 'notification-failed'): Promise<RosterRole[]> {
  const { events } = await services.store.read(caseId);
  return events.flatMap(({ body }) => (body.type === type ? [body.role] : []));
}

/** Tells with a mail service that refuses, or fails for now, what goes to some addresses. */
function tellWith(
  {
    refused = [],
    failing = [],
    people = roster,
    eventNumber = 1,
  }: { refused?: string[]; failing?: string[]; people?: Roster; eventNumber?: number },
  sent: Mail[] = [],
) {
  return tell(
    { caseId, eventNumber },
    {
      store: services.store,
      policy,
      roster: people,
      guidance,
      channels: [],
      consoleUrl: 'https://console.harborline.example',
      sender: 'undertone@harborline.example',
      now: () => OPENED,
      send: async (mail) => {
        if (mail.to.some((to) => refused.includes(to))) throw new MailRefusedError('MessageRejected');
        if (mail.to.some((to) => failing.includes(to))) throw new Error('Throttling');
        sent.push(mail);
        return `delivery-${sent.length}`;
      },
    },
  );
}

describe('telling people of a case', () => {
  it('sends one mail a role, and puts each on the record with the time', async () => {
    const result = await handler(fifoEvent({ caseId, eventNumber: 1 }), lambdaContext);
    expect(result).toEqual({ batchItemFailures: [] });
    expect((await recorded('notification-sent')).toSorted()).toEqual([
      'corporate-security',
      'human-resources',
      'supervisor',
    ]);
    const mails = await mailsOfCase();
    expect(mails.flatMap(({ recipients }) => recipients).toSorted()).toEqual(Object.values(address).toSorted());
    const { state, summary } = await services.store.read(caseId);
    expect(state?.humanNoticeAt).not.toBeNull();
    expect(summary?.lastNumber).toBe(4);
  });

  it('tells nobody twice when the message comes again', async () => {
    for (let n = 0; n < 3; n++) await handler(fifoEvent({ caseId, eventNumber: 1 }), lambdaContext);
    expect(await recorded('notification-sent')).toHaveLength(3);
    expect((await mailsOfCase()).map(({ sends }) => sends)).toEqual([1, 1, 1]);
  });

  it('sends the very same mail again when a crash came between sending and recording', async () => {
    const dying = Object.create(services.store) as typeof services.store;
    dying.append = async () => {
      throw new Error('killed');
    };
    const setting = {
      store: dying,
      policy,
      roster,
      guidance,
      channels: [],
      consoleUrl: 'https://console.harborline.example',
      sender: 'undertone@harborline.example',
      now: () => OPENED,
      send: sendMail,
    };
    await expect(tell({ caseId, eventNumber: 1 }, setting)).rejects.toThrow('killed');
    await tell({ caseId, eventNumber: 1 }, { ...setting, store: services.store });
    expect((await mailsOfCase()).map(({ sends }) => sends).toSorted()).toEqual([1, 1, 2]);
  });

  it('tells the supervisor of the target, not every supervisor', async () => {
    const another = { ...personOf('ruth-okafor'), id: 'other', name: 'Other', addresses: ['other@harborline.example'] };
    const sent: Mail[] = [];
    await tellWith({ people: { ...roster, people: [...roster.people, another] } }, sent);
    expect(sent[0]?.to).toEqual([address.supervisor]);
  });

  it('tells any supervisor when the target is not on the roster', async () => {
    const sent: Mail[] = [];
    await tellWith({ people: { ...roster, people: roster.people.filter(({ id }) => id !== 'dana-whitfield') } }, sent);
    expect(sent[0]?.to).toEqual([address.supervisor]);
  });

  it('passes over a supervisor whose own conduct the case is about', async () => {
    const ruthWrote = {
      ...roster,
      people: roster.people.map((one) =>
        one.id === 'ruth-okafor' ? { ...one, addresses: [address.supervisor, 'x@harborline.example'] } : one,
      ),
    };
    caseId = caseIdFor('ruth');
    await services.store.append(await services.store.read(caseId), () => ({
      at: OPENED,
      actor: STAGE,
      track: 'handling',
      body: { ...opening(), subjectId: subjectIdOf('mail:x@harborline.example') } as CaseEventBody,
    }));
    const sent: Mail[] = [];
    await tellWith({ people: ruthWrote }, sent);
    expect(sent.flatMap(({ to }) => to)).not.toContain(address.supervisor);
    expect(await recorded('notification-failed')).toEqual(['supervisor']);
    expect(await recorded('notification-sent')).toContain('next-level-manager');
  });
});

describe('a mail that is refused', () => {
  it('is recorded, and the next level up is told instead', async () => {
    await tellWith({ refused: [address.supervisor] });
    expect(await recorded('notification-failed')).toEqual(['supervisor']);
    expect(await recorded('notification-sent')).toContain('next-level-manager');
  });

  it('climbs past levels that are told anyway', async () => {
    await tellWith({ refused: [address.hr] });
    expect((await recorded('notification-sent')).toSorted()).toEqual([
      'corporate-security',
      'next-level-manager',
      'supervisor',
    ]);
  });

  it('is not tried again once somebody above was told', async () => {
    await tellWith({ refused: [address.supervisor] });
    const sent: Mail[] = [];
    await tellWith({}, sent);
    expect(sent).toEqual([]);
    expect(await recorded('notification-failed')).toHaveLength(1);
  });

  it('is tried again with everybody while nobody could be told', async () => {
    const everybody = roster.people.flatMap(({ addresses }) => addresses);
    expect(await tellWith({ refused: everybody })).toMatchObject({ anyone: false });
    expect((await recorded('notification-failed')).length).toBeGreaterThanOrEqual(3);
    expect(await tellWith({})).toMatchObject({ anyone: true });
    expect(await recorded('notification-sent')).toContain('supervisor');
  });

  it('is what SES says of a sender that it does not know', async () => {
    const mail = {
      from: 'stranger@elsewhere.example',
      to: [address.hr],
      tags: {},
      bytes: Buffer.from('From: stranger@elsewhere.example\r\nTo: a@b.example\r\n\r\nx'),
    };
    await expect(sendMail(mail)).rejects.toThrow(MailRefusedError);
    await expect(sendMail(mail)).rejects.toThrow('MessageRejected');
  });
});

describe('a role that nobody has', () => {
  it('is recorded, and the next level up is told instead', async () => {
    const nobodyInHr = { ...roster, people: roster.people.filter(({ roles }) => !roles.includes('human-resources')) };
    await tellWith({ people: nobodyInHr });
    const { events } = await services.store.read(caseId);
    expect(events.map(({ body }) => body)).toContainEqual({
      type: 'notification-failed',
      about: 1,
      role: 'human-resources',
      reason: 'nobody-on-the-roster',
    });
    expect(await recorded('notification-sent')).toContain('next-level-manager');
  });
});

describe('a supervisor who is implicated', () => {
  it('is passed over from the first word, which is on record and no fault of the roster; the next level is told', async () => {
    const subjectId = subjectIdOf('mail:ruth.okafor@harborline.example');
    caseId = caseIdFor(subjectId);
    await services.store.append(await services.store.read(caseId), () => ({
      at: OPENED,
      actor: STAGE,
      track: 'handling',
      body: { ...opening(), subjectId } as CaseEventBody,
    }));
    const sent: Mail[] = [];
    const { failed } = await tellWith({}, sent);
    expect(failed).toEqual([]);
    expect(sent.flatMap(({ to }) => to)).not.toContain(address.supervisor);
    expect(await recorded('notification-sent')).toContain('next-level-manager');
    const { events } = await services.store.read(caseId);
    const passedOver = { type: 'notification-failed', about: 1, role: 'supervisor', reason: 'implicated' };
    expect(events.map(({ body }) => body)).toContainEqual(passedOver);
  });
});

describe('a mail service that fails for now', () => {
  it('keeps nobody else waiting, and the one who was missed is told later', async () => {
    const first = await tellWith({ failing: [address.hr] });
    expect(first.troubles).toHaveLength(1);
    expect((await recorded('notification-sent')).toSorted()).toEqual(['corporate-security', 'supervisor']);
    const sent: Mail[] = [];
    await tellWith({}, sent);
    expect(sent.map(({ to }) => to)).toEqual([[address.hr]]);
    expect(await recorded('notification-failed')).toEqual([]);
  });
});

describe('a person whom a case is handed to', () => {
  const handTo = async (id: string, name: string): Promise<void> => {
    await services.store.append(await services.store.read(caseId), () => ({
      at: OPENED,
      actor: RUTH,
      track: 'handling',
      body: { type: 'assigned', to: { kind: 'roster', id, name } },
    }));
  };

  it('is told as themselves, in the thread of the case, and it is on record', async () => {
    await handTo('samuel-greer', 'Samuel Greer');
    const sent: Mail[] = [];
    await tellWith({ eventNumber: 2 }, sent);
    expect(sent.map(({ to }) => to)).toEqual([[address.security]]);
    const mail = await simpleParser(Buffer.from(sent[0]?.bytes ?? []));
    expect(mail.messageId).toMatch(new RegExp(`^<${caseId}\\.2\\.person-[0-9a-f]{16}@harborline\\.example>$`));
    expect(mail.references).toBe(`<${caseId}@harborline.example>`);
    expect(mail.text).toContain('This case was handed to you.');
    const { events, state } = await services.store.read(caseId);
    expect(events.at(-1)?.body).toMatchObject({ type: 'person-told', about: 2, to: 'person:samuel-greer' });
    expect(state?.telling.persons).toMatchObject([{ to: 'person:samuel-greer', about: 2 }]);
    await tellWith({ eventNumber: 2 }, sent);
    expect(sent).toHaveLength(1);
  });

  it('and is not on the roster any more is on record, and the supervisor is told instead', async () => {
    await handTo('gone', 'Somebody Gone');
    const sent: Mail[] = [];
    await tellWith({ eventNumber: 2 }, sent);
    expect(sent.map(({ to }) => to)).toEqual([[address.supervisor]]);
    const { events } = await services.store.read(caseId);
    expect(events.map(({ body }) => body)).toContainEqual({
      type: 'person-not-told',
      about: 2,
      to: 'person:gone',
      reason: 'nobody-on-the-roster',
    });
  });
});

describe('a review of an employee', () => {
  it('is told to HR alone, on the track of the review, where a supervisor sees none of it', async () => {
    await services.store.append(await services.store.read(caseId), () => ({
      at: OPENED,
      actor: STAGE,
      track: 'employee-review',
      body: {
        type: 'review-opened',
        reviewId: 'review-1',
        employeeId: null,
        contactId: null,
        because: 'The customer threatens to report her.',
        noteDueAt: '2026-07-16T15:00:00.000Z',
        supportDueAt: '2026-07-16T15:00:00.000Z',
        completeDueAt: '2026-07-30T15:00:00.000Z',
      },
    }));
    const sent: Mail[] = [];
    await tellWith({ eventNumber: 2 }, sent);
    expect(sent.map(({ to }) => to)).toEqual([[address.hr]]);
    expect(Buffer.from(sent[0]?.bytes ?? []).toString()).not.toContain('threatens to report');
    const { events } = await services.store.read(caseId);
    expect(events.at(-1)).toMatchObject({ track: 'employee-review', body: { type: 'notification-sent', about: 2 } });
  });
});

describe('a message on the queue', () => {
  it('comes back when nobody could be told, so that in the end an alarm rings', async () => {
    vi.resetModules();
    vi.stubEnv('SENDER_ADDRESS', 'undertone@not-verified.example');
    const { handler: unverified } = await import('../../../functions/notify/handler.ts');
    const { batchItemFailures } = await unverified(fifoEvent({ caseId, eventNumber: 1 }), lambdaContext);
    expect(batchItemFailures).toHaveLength(1);
    expect(await recorded('notification-sent')).toEqual([]);
    expect(await recorded('notification-failed')).toContain('market-president');
  });

  it('comes back when it asks for what did not happen', async () => {
    const { batchItemFailures } = await handler(fifoEvent({ caseId, eventNumber: 99 }), lambdaContext);
    expect(batchItemFailures).toHaveLength(1);
  });
});

async function mailsOfCase() {
  const mails = await listOutbox(services.outboxFolder);
  const ofCase: typeof mails = [];
  for (const mail of mails) {
    const bytes = await readSentMail(services.outboxFolder, mail.id);
    if (bytes.includes(`${caseId}.1.`)) ofCase.push(mail);
  }
  return ofCase;
}

function personOf(id: string) {
  const person = roster.people.find((one) => one.id === id);
  if (person === undefined) throw new Error(`${id} is not on the roster`);
  return person;
}
