import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Contact } from '../../functions/contracts/contact.ts';
import { targetIdOf } from '../../functions/shared/ids.ts';
import { putOnce } from '../../infra/local/intake.ts';
import type { Built } from '../../infra/local/start/build.ts';
import { findUnfinished } from '../../infra/local/state/unfinished.ts';
import type { System } from '../../infra/local/system.ts';
import { assessmentOf, buildOnce, caseOf, contactOf, startTestSystem } from './harness.ts';

const THREAT = [
  'You people decided I am not good enough. It would be a shame if something',
  'happened to that nice office of yours. Think about that tonight.',
];
const TASTE = ["I hope you get a taste of what it's like to lose everything."];
const HARMLESS = ['Good morning, which form do I need for a second signature on', 'the account? Thank you.'];
const INTAKE = 'threats@harborline.example';
const DANA = 'dana.whitfield@harborline.example';
const OWEN = 'owen.barrett@harborline.example';
const PRIYA = 'priya.nair@harborline.example';

let built: Built;
let system: System;
beforeAll(async () => {
  built = await buildOnce();
  system = await startTestSystem(built);
  system.run();
}, 120_000);
afterAll(async () => {
  await system?.stop();
});

const rfcDate = (at: Date): string => at.toUTCString().replace('GMT', '+0000');

/** A mail as it lies in a mailbox, with the header of the server that took it in. */
function mail({
  from,
  to,
  at,
  head,
  body,
}: {
  from: string;
  to: string;
  at: string;
  head: string[];
  body: string[];
}): string {
  return [
    `Return-Path: <${from}>`,
    `Received: from mail.test (mail.test [192.0.2.1])`,
    ' by inbound-smtp.us-east-1.amazonaws.com with SMTP id abc123',
    ` for ${to};`,
    ` ${rfcDate(new Date(at))} (UTC)`,
    'X-SES-Spam-Verdict: PASS',
    'X-SES-Virus-Verdict: PASS',
    ...head,
    '',
    ...body,
    '',
  ].join('\r\n');
}

interface Letter {
  from: string;
  words: string[];
  messageId: string;
  /** When the sender says they wrote it; when our server had it; to whom. */
  date: string;
  at: string;
  to: string;
}

const letter = ({ from, words, messageId, date, at, to }: Letter): string =>
  mail({
    from,
    to,
    at,
    head: [
      `From: <${from}>`,
      `To: <${DANA}>, <${OWEN}>`,
      `Date: ${rfcDate(new Date(date))}`,
      'Subject: Declined',
      `Message-ID: ${messageId}`,
      'Content-Type: text/plain; charset=utf-8',
    ],
    body: words,
  });

/** As Gmail passes on: the Date to the minute, in the zone of the one who passes on, and the lines wrapped anew. */
const inlineForward = (reporter: string, at: string, { from, words, date }: Letter): string =>
  mail({
    from: reporter,
    to: INTAKE,
    at,
    head: [
      `From: <${reporter}>`,
      `To: <${INTAKE}>`,
      `Date: ${rfcDate(new Date(at))}`,
      'Subject: Fwd: Declined',
      `Message-ID: <${reporter}-${at}>`,
      'Content-Type: text/plain; charset=utf-8',
    ],
    body: [
      'Please have a look at this.',
      '',
      '---------- Forwarded message ---------',
      `From: <${from}>`,
      `Date: ${new Intl.DateTimeFormat('en-US', { timeZone: 'America/New_York', weekday: 'short', month: 'short', day: 'numeric', year: 'numeric', hour: 'numeric', minute: '2-digit' }).format(new Date(date))}`,
      'Subject: Declined',
      `To: <${DANA}>, <${OWEN}>`,
      '',
      '',
      ...words
        .join(' ')
        .replace(/(.{30,40}) /g, '$1\n')
        .split('\n'),
    ],
  });

const attachedForward = (reporter: string, at: string, original: Letter): string =>
  mail({
    from: reporter,
    to: INTAKE,
    at,
    head: [
      `From: <${reporter}>`,
      `To: <${INTAKE}>`,
      `Date: ${rfcDate(new Date(at))}`,
      'Subject: see attached',
      `Message-ID: <${reporter}-${at}>`,
      'Content-Type: multipart/mixed; boundary="outer"',
    ],
    body: [
      '--outer',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'This came in.',
      '--outer',
      'Content-Type: message/rfc822',
      'Content-Disposition: attachment; filename="Declined.eml"',
      '',
      letter(original),
      '--outer--',
    ],
  });

async function put(raw: string): Promise<Contact> {
  const bytes = Buffer.from(raw);
  const key = `mail/${createHash('sha256').update(bytes).digest('hex').slice(0, 40)}`;
  await putOnce(system.clients.s3, system.names.INTAKE_BUCKET ?? '', key, bytes);
  await system.settled();
  return contactOf(system, key);
}

async function theCase({ subjectId }: Contact) {
  const found = await caseOf(system, subjectId);
  if (!found) throw new Error('There is no case.');
  return found;
}

const nothingLeft = async () => {
  expect(await findUnfinished(system, built.policy, built.roster)).toEqual({
    ingest: [],
    score: [],
    cases: [],
    notify: [],
  });
  expect(await system.deadLetters()).toEqual([]);
};

/** One threatening letter: to two addresses, passed on twice, and delivered again. */
function sightings(from: string) {
  const original: Letter = {
    from,
    words: THREAT,
    messageId: `<declined@${from}>`,
    date: '2026-03-02T14:02:27Z',
    at: '2026-03-02T14:02:31Z',
    to: DANA,
  };
  return {
    direct: letter(original),
    toOwen: letter({ ...original, at: '2026-03-02T14:04:02Z', to: OWEN }),
    inline: inlineForward(DANA, '2026-03-02T16:40:00Z', original),
    attached: attachedForward(PRIYA, '2026-03-05T09:00:00Z', { ...original, at: '2026-03-02T14:02:30Z', to: PRIYA }),
    again: letter({ ...original, at: '2026-03-02T14:31:00Z' }),
  };
}

describe('one letter to two addresses, passed on by two employees and delivered again', () => {
  const orders = [
    { name: 'as life has it', order: ['direct', 'toOwen', 'again', 'inline', 'attached'] as const },
    { name: 'the forwards before the letter', order: ['inline', 'attached', 'again', 'direct', 'toOwen'] as const },
  ];
  it.each(orders)(
    'is one act and one case: $name',
    async ({ name, order }) => {
      const mails = sightings(`once-${name.length}@customer.test`);
      const contacts: Contact[] = [];
      for (const each of order) contacts.push(await put(mails[each]));
      const [first, ...others] = contacts as [Contact, ...Contact[]];
      const assessment = await assessmentOf(system, contacts.at(-1)?.contactId ?? '');
      expect(assessment.act?.contactIds.toSorted()).toEqual(contacts.map(({ contactId }) => contactId).toSorted());
      expect(assessment.act?.at).toBe('2026-03-02T14:02:31.000Z');
      expect(assessment.conduct).toEqual([]);

      const { state, events, intact } = await theCase(first);
      const priority = (await assessmentOf(system, first.contactId)).priority;
      expect(state.priority).toBe(priority);
      expect(state.contacts.map(({ contactId, sightingOf }) => [contactId, sightingOf])).toEqual([
        [first.contactId, undefined],
        ...others.map(({ contactId }) => [contactId, first.contactId]),
      ]);
      expect(events.filter(({ body }) => body.type === 'contact-added' || body.type === 'priority-raised')).toEqual([]);
      expect(new Set(state.evidence.map(({ sha256 }) => sha256))).toEqual(
        new Set(contacts.map(({ original }) => original.sha256)),
      );
      expect(state.contacts.flatMap(({ reporterId }) => reporterId ?? []).toSorted()).toEqual(
        [DANA, PRIYA].map((address) => targetIdOf({ name: null, address })).toSorted(),
      );
      expect(state.acknowledgeDueAt).toBe(
        events[0]?.body.type === 'case-opened' ? events[0].body.acknowledgeDueAt : null,
      );
      expect(intact).toBe(true);
      await nothingLeft();
    },
    90_000,
  );
});

describe('the five sightings of a letter that come in at once', () => {
  it('are one act and one case, each of them in it once', async () => {
    const mails = Object.values(sightings('at-once@customer.test'));
    const contacts = await Promise.all(mails.map(put));
    const { state, events, intact } = await theCase(contacts[0] as Contact);
    expect(state.contacts.map(({ contactId }) => contactId).toSorted()).toEqual(
      contacts.map(({ contactId }) => contactId).toSorted(),
    );
    const first = state.contacts[0]?.contactId;
    expect(state.contacts.map(({ sightingOf }) => sightingOf)).toEqual([undefined, first, first, first, first]);
    expect(events.filter(({ body }) => body.type === 'contact-added')).toEqual([]);
    expect(state.evidence).toHaveLength(5);
    expect(intact).toBe(true);
    await nothingLeft();
  }, 90_000);
});

describe('a harmless letter that an employee passes on', () => {
  const original = (from: string): Letter => ({
    from,
    words: HARMLESS,
    messageId: '<form@x>',
    date: '2026-03-02T14:02:27Z',
    at: '2026-03-02T14:02:31Z',
    to: OWEN,
  });

  it('opens a case by the report, and the letter is in it with its bytes', async () => {
    const one = original('harmless-first@customer.test');
    const direct = await put(letter(one));
    expect(await caseOf(system, direct.subjectId)).toBeNull();
    const report = await put(inlineForward(OWEN, '2026-03-03T10:00:00Z', one));
    expect(report.subjectId).toBe(direct.subjectId);
    const { state } = await theCase(direct);
    expect(state.contacts.map(({ contactId, part, sightingOf }) => ({ contactId, part, sightingOf }))).toEqual([
      { contactId: report.contactId, part: 'flagged', sightingOf: undefined },
      { contactId: direct.contactId, part: 'contributing', sightingOf: report.contactId },
    ]);
    expect(state.evidence.map(({ contactId }) => contactId).toSorted()).toEqual(
      [direct.contactId, report.contactId].toSorted(),
    );
    await nothingLeft();
  }, 60_000);

  it('joins the case that the report opened, when it comes after it', async () => {
    const one = original('harmless-after@customer.test');
    const report = await put(inlineForward(OWEN, '2026-03-03T10:00:00Z', one));
    const direct = await put(letter(one));
    const { state } = await theCase(report);
    expect(state.contacts.map(({ contactId, sightingOf }) => [contactId, sightingOf])).toEqual([
      [report.contactId, undefined],
      [direct.contactId, report.contactId],
    ]);
    expect(state.evidence).toHaveLength(2);
    await nothingLeft();
  }, 60_000);
});

describe('one sentence sent five times in three weeks under one Message-ID and Date', () => {
  it('is five acts and a pattern', async () => {
    const days = ['02', '07', '12', '17', '22'];
    const contacts: Contact[] = [];
    for (const day of days) {
      const at = `2026-03-${day}T14:02:31Z`;
      contacts.push(
        await put(
          letter({
            from: 'five@customer.test',
            words: TASTE,
            messageId: '<same@x>',
            date: '2026-03-02T14:02:27Z',
            at,
            to: DANA,
          }),
        ),
      );
    }
    const last = contacts.at(-1) as Contact;
    const assessment = await assessmentOf(system, last.contactId);
    const repeated = assessment.conduct.find(({ id }) => id === 'conduct/threats-repeated');
    expect(repeated?.contactIds).toEqual(contacts.map(({ contactId }) => contactId));
    expect(assessment.act).toMatchObject({ contactIds: [last.contactId], nearDuplicateOf: contacts[0]?.contactId });
    const { state } = await theCase(last);
    expect(state.contacts).toHaveLength(5);
    expect(state.contacts.every(({ sightingOf }) => sightingOf === undefined)).toBe(true);
    expect(state.contacts.some(({ conductIds }) => conductIds.includes('conduct/near-duplicates'))).toBe(true);
  }, 90_000);
});
