import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Assessment } from '../../../functions/contracts/assessment.ts';
import type { CaseActor, CaseContact, CaseEventBody } from '../../../functions/contracts/case.ts';
import type { Contact } from '../../../functions/contracts/contact.ts';
import { Guidance } from '../../../functions/contracts/guidance.ts';
import { Policy } from '../../../functions/contracts/policy.ts';
import { Roster } from '../../../functions/contracts/roster.ts';
import { Category } from '../../../functions/contracts/vocabulary.ts';
import { caseIdFor, contactIdOf, subjectIdOf, targetIdOf } from '../../../functions/shared/ids.ts';

const read = (path: string): unknown => parse(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8'));

export const policy = Policy.parse(read('rules/policy.yml'));
/** Harborline Savings: Ruth supervises Dana and Tomas, Martin is above her, Gerald above him; Lena is HR, Samuel security. */
export const roster = Roster.parse(read('fixtures/roster.yml'));
export const guidance = Guidance.parse(read('rules/guidance.yml'));

export const SUBJECT = subjectIdOf('mail:careful@customer.example');
export const CASE = caseIdFor(SUBJECT);
export const DANA = targetIdOf({ name: null, address: 'dana.whitfield@harborline.example' });
/** A Wednesday, 10:00 in New York. */
export const OPENED = '2026-07-15T14:00:00.000Z';

export const STAGE: CaseActor = { kind: 'stage', id: 'open-case' };
export const RUTH: Extract<CaseActor, { kind: 'person' }> = {
  kind: 'person',
  id: 'sub-ruth',
  name: 'Ruth Okafor',
  roles: ['supervisor'],
};

/** The id of the n-th contact of a test. */
export const contactIdNumber = (n: number): string =>
  contactIdOf({ key: `mail/${n}`, versionId: null, sha256: '0'.repeat(64) });

export function caseContact(n: number, over: Partial<CaseContact> = {}): CaseContact {
  return {
    contactId: contactIdNumber(n),
    part: 'flagged',
    channel: 'email',
    receivedAt: OPENED,
    occurredAt: OPENED,
    targetIds: [DANA],
    priority: 'P2',
    lane: 'security',
    threatType: 'implied',
    severity: 2,
    categories: ['wish-harm'],
    conductIds: [],
    reasons: [{ row: 'threat', why: 'An implied threat; every threat is treated as authentic.' }],
    ...over,
  };
}

export function opening(over: Partial<CaseContact> = {}): CaseEventBody {
  const contact = caseContact(1, over);
  return {
    type: 'case-opened',
    subjectId: SUBJECT,
    priority: contact.priority ?? 'P2',
    lane: contact.lane ?? 'security',
    contact,
    acknowledgeDueAt: '2026-07-15T18:00:00.000Z',
  };
}

/** A mail of the subject to Dana. `text` is what must never be seen outside the console. */
export function contact(n: number, over: Partial<Contact> = {}, text = 'I hope you get a taste of it, Dana.'): Contact {
  return {
    schema: 1,
    contactId: contactIdNumber(n),
    original: { bucket: 'intake', key: `mail/${n}`, versionId: null, sha256: '0'.repeat(64), sizeBytes: 1 },
    format: 'email',
    channel: 'email',
    receivedAt: OPENED,
    occurredAt: OPENED,
    occurredAtFrom: 'received-header',
    subject: { name: 'Carl Careful', address: 'careful@customer.example' },
    subjectId: SUBJECT,
    relation: 'customer',
    authentication: { spf: 'pass', dkim: 'pass', dmarc: 'pass', spam: 'pass', virus: 'pass' },
    targets: [{ name: 'Dana Whitfield', address: 'dana.whitfield@harborline.example' }],
    reporter: null,
    report: null,
    turns: [
      {
        index: 0,
        speaker: 'subject',
        name: 'Carl Careful',
        text,
        standing: 'first-hand',
        part: 'text/plain',
        apart: [],
        hidden: [],
        at: OPENED,
        startMs: null,
        endMs: null,
      },
    ],
    attachments: [],
    problems: [],
    messageId: null,
    references: [],
    automated: false,
    ...over,
  };
}

export function assessment(n: number, over: Partial<Assessment> = {}): Assessment {
  return {
    schema: 1,
    contactId: contactIdNumber(n),
    subjectId: SUBJECT,
    targetIds: [DANA],
    scoredAt: OPENED,
    versions: { rules: 'rules@test', model: 'none', policy: 'policy@1' },
    signals: [
      {
        id: 'threat/implied/taste-of-it',
        category: 'wish-harm',
        type: 'implied',
        severity: 2,
        severityBefore: 2,
        confidence: 1,
        span: { turn: 0, start: 2, end: 26 },
        captures: {},
        lowered: [],
        why: 'Wishes harm without saying who would do it.',
        by: 'rules@test',
      },
    ],
    categories: ['wish-harm'],
    threatType: 'implied',
    severity: 2,
    imminence: 1,
    specificity: 1,
    risk: 0.5,
    scores: Object.fromEntries(
      [...Category.options, 'threat', 'harassment', 'self_harm'].map((name) => [name, 0]),
    ) as Assessment['scores'],
    conduct: [],
    act: null,
    linked: [],
    problems: [],
    flagged: true,
    priority: 'P2',
    lane: 'security',
    reasons: [{ row: 'threat', why: 'An implied threat; every threat is treated as authentic.' }],
    ...over,
  };
}
