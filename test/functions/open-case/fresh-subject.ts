import type { Assessment } from '../../../functions/contracts/assessment.ts';
import type { Contact } from '../../../functions/contracts/contact.ts';
import { caseIdFor, contactIdOf, subjectIdOf } from '../../../functions/shared/ids.ts';
import { assessment as exampleAssessment, contact as exampleContact, OPENED } from '../case-support/examples.ts';

const DAY_MS = 86_400_000;
let subjects = 0;

/** A subject of its own for each test, with contacts of theirs. */
export function freshSubject() {
  const subjectId = subjectIdOf(`test:${subjects++}`);
  const idOf = (n: number) => contactIdOf({ key: `${subjectId}/${n}`, versionId: null, sha256: '0'.repeat(64) });
  return {
    subjectId,
    /** Of what the example of an assessment shows. */
    caseId: caseIdFor(subjectId, 'threat-and-pursuit'),
    caseOf: (purpose: string | null) => caseIdFor(subjectId, purpose),
    idOf,
    message: (n: number) => ({ contactId: idOf(n), subjectId }),
    /** Of a contact that is not flagged, and came after one that was. */
    following: (n: number, flagged: number) => ({ contactId: idOf(n), subjectId, follows: idOf(flagged) }),
    contact: (n: number, text = `Mail ${n} of ${subjectId}`): Contact => {
      const example = exampleContact(n, { contactId: idOf(n), subjectId }, text);
      return { ...example, original: { ...example.original, key: `mail/${subjectId}-${n}` } };
    },
    /** The n-th mail, on the n-th day. */
    daily: (n: number, over: Partial<Contact> = {}): Contact => {
      const at = new Date(Date.parse(OPENED) + n * DAY_MS).toISOString();
      const example = exampleContact(n, { contactId: idOf(n), subjectId }, `Mail ${n} of ${subjectId}`);
      const original = { ...example.original, key: `mail/${subjectId}-${n}` };
      return { ...example, original, receivedAt: at, occurredAt: at, ...over };
    },
    assessment: (n: number, over: Partial<Assessment> = {}): Assessment =>
      exampleAssessment(n, { contactId: idOf(n), subjectId, ...over }),
    /** Of a contact that shows nothing by itself. */
    quiet: (n: number, over: Partial<Assessment> = {}): Assessment =>
      exampleAssessment(n, {
        contactId: idOf(n),
        subjectId,
        signals: [],
        categories: [],
        threatType: null,
        severity: 0,
        flagged: false,
        priority: null,
        lane: null,
        reasons: [],
        ...over,
      }),
  };
}
