import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import type { CaseContact, CaseEvent, CaseEventBody } from '../../../functions/contracts/case.ts';
import type { Policy } from '../../../functions/contracts/policy.ts';
import { RosterRole } from '../../../functions/contracts/vocabulary.ts';
import { composeMail } from '../../../functions/notify/mail.ts';
import { NothingToTellError, noticeFor, occasionOf } from '../../../functions/notify/notice.ts';
import { reasonClasses } from '../../../functions/notify/reason-class.ts';
import { recipientsOf } from '../../../functions/notify/roles-to-tell.ts';
import { sealEvent } from '../../../functions/shared/case/chain.ts';
import {
  CASE,
  caseContact,
  contactIdNumber,
  guidance,
  OPENED,
  opening,
  policy,
  RUTH,
  roster,
  STAGE,
} from '../case-support/examples.ts';

const setting = { policy, roster, guidance, consoleUrl: 'https://console.harborline.example/' };
const DUE = '2026-07-15T18:00:00.000Z';

function events(...bodies: CaseEventBody[]): CaseEvent[] {
  const all: CaseEvent[] = [];
  for (const body of bodies) {
    const person = ['acknowledged', 'closed', 'viewed'].includes(body.type);
    const at = body.type === 'clock-missed' ? '2026-07-15T18:01:00.000Z' : OPENED;
    all.push(
      sealEvent({ caseId: CASE, at, actor: person ? RUTH : STAGE, track: 'handling', body }, all.at(-1) ?? null),
    );
  }
  return all;
}

const added = (n: number, over: Partial<CaseContact> = {}): CaseEventBody => ({
  type: 'contact-added',
  contact: caseContact(n, over),
  acknowledgeDueAt: DUE,
});
const raisedBy = (n: number): CaseEventBody => ({
  type: 'priority-raised',
  contactId: contactIdNumber(n),
  from: 'P2',
  to: 'P0',
  lane: 'security',
  because: 'A threat of injury or death.',
  acknowledgeDueAt: '2026-07-15T14:05:00.000Z',
});
const missed: CaseEventBody = {
  type: 'clock-missed',
  clock: 'acknowledge',
  dueAt: DUE,
  escalatedTo: 'next-level-manager',
  step: 1,
  nextDueAt: '2026-07-15T22:01:00.000Z',
};

async function mailFor(all: CaseEvent[], about: number, role: 'supervisor' | 'human-resources' = 'supervisor') {
  const occasion = occasionOf(all, about);
  const people = roster.people.filter(({ roles }) => roles.includes(role));
  return composeMail(noticeFor(occasion, role, setting), occasion.event, role, people, 'undertone@harborline.example');
}

describe('a notification', () => {
  it('says which case, how urgent, until when, and where, in the words of the roster’s time zone', async () => {
    const mail = await simpleParser(Buffer.from((await mailFor(events(opening()), 1)).bytes));
    expect(mail.subject).toMatch(/^\[UT-\w{4}-\w{4}\] P2 new case: acknowledge by Wed, Jul 15.* 14:00 EDT$/);
    for (const body of [mail.text ?? '', mail.html || '']) {
      expect(body).toContain('P2 (Threat)');
      expect(body).toContain('Wed, Jul 15');
      expect(body).toContain(`https://console.harborline.example/cases/${CASE}`);
      expect(body).toContain('an implied threat');
    }
  });

  it('is the same, byte for byte, however often it is written', async () => {
    const all = events(opening(), added(2), raisedBy(2));
    expect((await mailFor(all, 3)).bytes).toEqual((await mailFor(all, 3)).bytes);
    // What happened since does not change what was said about this event.
    expect((await mailFor([...all, ...events(opening())].slice(0, 3), 1)).bytes).toEqual((await mailFor(all, 1)).bytes);
  });

  it('has an id of its own for each case, event and role, in one thread a case', async () => {
    const all = events(opening(), added(2));
    const mails = await Promise.all(
      [mailFor(all, 1), mailFor(all, 2), mailFor(all, 1, 'human-resources')].map(async (mail) =>
        simpleParser(Buffer.from((await mail).bytes)),
      ),
    );
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(3);
    expect(new Set(mails.map(({ references }) => String(references)))).toEqual(
      new Set([`<${CASE}@harborline.example>`]),
    );
    expect(mails[0]?.date?.toISOString()).toBe(OPENED);
  });

  it('is well-formed for the longest name of a role', async () => {
    const occasion = occasionOf(events(opening()), 1);
    const role = RosterRole.options.toSorted((a, b) => b.length - a.length)[0] ?? 'supervisor';
    const people = roster.people.slice(0, 1);
    const sender = 'undertone@harborline.example';
    const { bytes } = await composeMail(noticeFor(occasion, role, setting), occasion.event, role, people, sender);
    const boundary = /boundary="([^"]+)"/.exec(Buffer.from(bytes).toString())?.[1] ?? '';
    expect(boundary.length).toBeGreaterThan(10);
    expect(boundary.length).toBeLessThanOrEqual(70);
    const longest = Math.max(
      ...Buffer.from(bytes)
        .toString()
        .split('\r\n')
        .map((line) => line.length),
    );
    expect(longest).toBeLessThanOrEqual(998); // RFC 5322; an id cannot be folded.
    expect(Buffer.from(bytes).toString()).not.toMatch(/[^\r]\n/);
  });

  it('is a machine’s mail that no absence note answers', async () => {
    const { from: envelope, bytes } = await mailFor(events(opening()), 1);
    const { headers, from, replyTo } = await simpleParser(Buffer.from(bytes));
    // One that does goes to the sender's address, which infra/config.ts refuses among those that are taken in.
    expect([from?.value[0]?.address, envelope, replyTo]).toEqual([
      'undertone@harborline.example',
      'undertone@harborline.example',
      undefined,
    ]);
    expect(headers.get('auto-submitted')).toBe('auto-generated');
    expect(headers.get('x-auto-response-suppress')).toBe('All');
  });

  it('says by the gravest what one contact did', () => {
    const closed: CaseEventBody = { type: 'closed', disposition: 'credible-monitor', note: '' };
    const reopened: CaseEventBody = { type: 'reopened', contactId: contactIdNumber(2), acknowledgeDueAt: DUE };
    const acknowledged: CaseEventBody = { type: 'acknowledged', note: null };
    const titles = (all: CaseEvent[]) => occasionOf(all, all.length).title;
    expect(titles(events(opening()))).toBe('new case');
    expect(titles(events(opening(), added(2)))).toBe('further contact');
    expect(titles(events(opening(), added(2), raisedBy(2)))).toBe('priority raised');
    expect(titles(events(opening(), acknowledged, closed, reopened, added(2)))).toBe('reopened');
    const seenAgain: CaseEventBody = {
      type: 'sighting-added',
      contact: caseContact(2, { sightingOf: contactIdNumber(1) }),
      news: 'reported',
    };
    expect(titles(events(opening(), seenAgain))).toBe('same message, seen again');
    const closedBefore = events(opening(), acknowledged, closed, reopened, seenAgain);
    expect(occasionOf(closedBefore, closedBefore.length).sentence).toMatch(
      /^An employee reported a message .* open again\.$/,
    );
    expect(titles(events(opening(), missed))).toBe('not acknowledged in time');
  });

  it.each<[string, CaseEventBody]>([
    ['a view', { type: 'viewed', what: 'case', contactId: null }],
    [
      'an earlier act that joins its pattern',
      { type: 'contact-added', contact: caseContact(2, { part: 'contributing' }), acknowledgeDueAt: null },
    ],
    [
      'a message that was only delivered again',
      { type: 'sighting-added', contact: caseContact(2, { sightingOf: contactIdNumber(1) }), news: null },
    ],
  ])('is not sent for %s', (_, body) => {
    expect(() => occasionOf(events(opening(), body), 2)).toThrow(NothingToTellError);
  });

  it('is not sent for what did not happen', () => {
    expect(() => occasionOf(events(opening()), 7)).toThrow(NothingToTellError);
  });
});

describe('who is told', () => {
  const rolesFor = (all: CaseEvent[], rules: Policy = policy) =>
    recipientsOf(occasionOf(all, all.length), rules, roster);

  it('are the supervisor, HR and Corporate Security for every threat, whatever its lane', () => {
    const threat = rolesFor(events(opening({ lane: 'hr', priority: 'P3' })));
    expect(threat).toEqual(expect.arrayContaining(['supervisor', 'human-resources', 'corporate-security']));
  });

  it('are the supervisor and those who work the lane for what is no threat', () => {
    const pattern = { threatType: null, categories: ['abuse'], priority: 'P3' } as const;
    expect(rolesFor(events(opening({ ...pattern, categories: ['abuse'], lane: 'hr' }))).toSorted()).toEqual([
      'human-resources',
      'supervisor',
    ]);
  });

  it('are HR and Corporate Security too when someone speaks of self-harm', () => {
    const crisis = rolesFor(events(opening({ threatType: null, categories: ['self-harm'], lane: 'crisis' })));
    expect(crisis).toEqual(expect.arrayContaining(['human-resources', 'corporate-security']));
  });

  it('is the next level alone for a missed clock', () => {
    expect(rolesFor(events(opening(), missed))).toEqual(['next-level-manager']);
  });

  it('is also the level that the clock climbed to, for what comes after', () => {
    expect(rolesFor(events(opening(), missed, added(2)))).toContain('next-level-manager');
  });

  it('are never the police, whatever the policy says', () => {
    const calls: Policy = { ...policy, notify: { ...policy.notify, every_case: ['supervisor', 'law-enforcement'] } };
    expect(rolesFor(events(opening()), calls)).not.toContain('law-enforcement');
  });
});

describe('what a contact is called on a locked screen', () => {
  it.each<[Partial<CaseContact>, string]>([
    [{ conductIds: ['conduct/near-duplicates'], threatType: null, categories: [] }, 'a pattern of contacts'],
    [{ lane: 'unscored', threatType: null, categories: [] }, 'a contact that could not be read or scored'],
    [{ threatType: 'direct', categories: ['bomb-arson'] }, 'words about a bomb or a fire'],
    [{ threatType: null, categories: ['self-harm'] }, 'words about self-harm'],
    [{ threatType: null, categories: ['abuse'] }, 'abuse or harassment'],
    [{ threatType: null, categories: [], reasons: [{ row: 'employee-report', why: '' }] }, 'an employee’s report'],
  ])('%j is %s', (over, words) => {
    expect(reasonClasses(caseContact(1, over))).toContain(words);
  });

  it('is said to come after a notice to stop, whatever else it is', () => {
    const toldAt = new Date(Date.parse(caseContact(1).occurredAt) - 60_000).toISOString();
    const noticeId = `notice-${'a'.repeat(32)}`;
    const warning = { noticeId, kind: 'notice-to-stop' as const, targetId: null, toldAt, contactsSince: 1 };
    const abuse = caseContact(1, { threatType: null, categories: ['abuse'], conductIds: [] });
    const words = ['a contact after the subject was told to stop', 'abuse or harassment'];
    expect(reasonClasses(abuse, [warning])).toEqual(words);
    const elsewhere = { ...warning, targetId: `target-${'b'.repeat(32)}` };
    expect(reasonClasses(abuse, [elsewhere])).toEqual(['abuse or harassment']);
  });
});
