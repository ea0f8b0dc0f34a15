import type { Assessment } from '../../../../functions/contracts/assessment.ts';
import { openCase } from '../../../../functions/open-case/open-case.ts';
import { now } from '../../../../functions/shared/time.ts';
import { assessment, contact, policy, roster } from '../../case-support/examples.ts';
import type { CaseUnderTest, WorkUnderTest } from './cases-under-test.ts';

export const security = { roles: ['security'], person: 'security' } as const;
/** Of a merge that is written as by hand. */
export const NOBODY = { targetIds: [], reporterIds: [], subjectIds: [] };
export const reason = 'The same telephone number, and he says so himself.';

/** What people do with two cases, and what arrives for their subjects meanwhile. */
export function twoCases(work: () => WorkUnderTest) {
  async function join(one: string, other: string, as: object = {}): Promise<void> {
    for (const id of [one, other]) await told(id, as);
    await work().ask('POST', `/api/subjects/${one}/links/${other}`, {
      ...security,
      ...as,
      headers: { 'if-match': '*' },
      body: { decision: 'joined' },
    });
  }
  /** So that the subject is known. */
  const told = (subjectId: string, as: object) =>
    work().ask('POST', `/api/subjects/${subjectId}/notices`, {
      ...security,
      ...as,
      headers: { 'idempotency-key': 'relations-test-notice-1' },
      body: { kind: 'answered', at: '2026-07-15T14:00:00.000Z' },
    });

  const versionOf = async (caseId: string): Promise<number> =>
    (await work().ask('GET', `/api/cases/${caseId}`, security)).body.version;
  const merge = async (into: string, from: string, over = {}) =>
    work().change(into, '/merge', 'security', { caseId: from, version: await versionOf(from), reason, ...over });
  const unmerge = (into: string, from: string) =>
    work().change(into, '/unmerge', 'security', { caseId: from, reason: 'His brother.' });
  const split = (caseId: string, contactIds: string[], over = {}) =>
    work().change(caseId, '/split', 'security', { contactIds, reason: 'Another person at the same address.', ...over });

  /** A further mail as `score` hands it on, through `open-case`. */
  async function arrives(n: number, subjectId: string): Promise<string> {
    const contactId = await put(n, subjectId);
    await deliver(contactId, subjectId);
    return contactId;
  }
  /** One that shows nothing, after one of the same subject that was flagged. */
  async function follows(n: number, first: CaseUnderTest): Promise<string> {
    const contactId = await put(n, first.subjectId, { flagged: false, priority: null, lane: null });
    await deliver(contactId, first.subjectId, { follows: first.contactId });
    return contactId;
  }
  async function put(n: number, subjectId: string, over: Partial<Assessment> = {}): Promise<string> {
    const at = now();
    const contactId = contact(n).contactId.slice(0, -4) + subjectId.slice(-4);
    const known = { contactId, subjectId };
    await work().services.put(
      contact(n, { ...known, receivedAt: at, occurredAt: at }),
      assessment(n, { ...known, ...over }),
    );
    return contactId;
  }
  const deliver = (contactId: string, subjectId: string, over: { follows?: string } = {}) =>
    openCase(
      { contactId, subjectId, ...over },
      {
        store: work().services.store,
        contactsBucket: 'contacts',
        vaultBucket: 'vault',
        policy,
        roster,
        at: now(),
        requestNotification: async () => undefined,
      },
    );
  const contactIdsOf = async (caseId: string) =>
    (await work().stateOf(caseId)).contacts.map(({ contactId }) => contactId);
  return { join, versionOf, merge, unmerge, split, arrives, follows, deliver, contactIdsOf };
}
