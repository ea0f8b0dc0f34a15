import type { CaseContact, CaseEventBody, CaseState } from '../../../../functions/contracts/case.ts';
import type { ConsoleRole, Instant } from '../../../../functions/contracts/vocabulary.ts';
import { caseIdFor, contactIdOf, subjectIdOf } from '../../../../functions/shared/ids.ts';
import { now } from '../../../../functions/shared/time.ts';
import { assessment, contact, opening, STAGE } from '../../case-support/examples.ts';
import { type ServicesUnderTest, startCaseServices } from '../../case-support/services.ts';
import { type Answer, clientOf } from '../client.ts';

/** A case of a test. */
export interface CaseUnderTest {
  readonly caseId: string;
  readonly subjectId: string;
  readonly contactId: string;
}

export interface WorkUnderTest {
  readonly services: ServicesUnderTest;
  readonly ask: ReturnType<typeof clientOf>;
  /** A case that `open-case` opened on one contact, of a subject of its own. */
  open(over?: Partial<CaseContact>, of?: { subjectId?: string; purpose?: string }): Promise<CaseUnderTest>;
  /** As a stage writes it. */
  append(caseId: string, body: CaseEventBody, at?: Instant): Promise<void>;
  stateOf(caseId: string): Promise<CaseState>;
  typesOf(caseId: string): Promise<string[]>;
  /** Changes a case as a person with one role, whatever version it has. */
  change(caseId: string, path: string, role: ConsoleRole, body?: unknown, over?: Over): Promise<Answer>;
  /** As security: takes it on, and opens its contacts. */
  takeOn(one: CaseUnderTest, contactIds?: readonly string[]): Promise<void>;
}

interface Over {
  readonly person?: string;
  readonly address?: string | null;
  readonly ifMatch?: string;
}

let made = 0;
/** An hour ago: what tests open is neither of the future nor long past. */
export const anHourAgo = (): Instant => new Date(Date.parse(now()) - 3_600_000).toISOString();

export async function startWork(): Promise<WorkUnderTest> {
  const services = await startCaseServices();
  const ask = clientOf((await import('../../../../functions/console-api/handler.ts')).handler);
  const { store } = services;
  const append: WorkUnderTest['append'] = async (caseId, body, at = anHourAgo()) => {
    const { record } = await store.append(await store.read(caseId), () => ({
      at,
      actor: STAGE,
      track: 'handling',
      body,
    }));
    await store.saveSummary(record);
  };
  const change: WorkUnderTest['change'] = (caseId, path, role, body = {}, over = {}) =>
    ask('POST', `/api/cases/${caseId}${path}`, {
      roles: [role],
      person: over.person ?? role,
      ...(over.address === undefined ? {} : { address: over.address }),
      headers: { 'if-match': over.ifMatch ?? '*' },
      body,
    });
  return {
    services,
    ask,
    append,
    change,
    open: async (over = {}, of = {}) => {
      const unique = `${process.pid}:${made++}`;
      const subjectId = of.subjectId ?? subjectIdOf(`work:${unique}`);
      const caseId = await store.claimCaseOf(subjectId, of.purpose ?? null);
      const contactId = contactIdOf({ key: unique, versionId: null, sha256: '0'.repeat(64) });
      const at = anHourAgo();
      const first = {
        contactId,
        receivedAt: at,
        occurredAt: at,
        ...over,
        ...(of.purpose ? { purpose: of.purpose } : {}),
      };
      await append(caseId, { ...opening(first), subjectId } as CaseEventBody, at);
      await services.put(contact(1, { contactId, subjectId }), assessment(1, { contactId, subjectId }));
      return { caseId, subjectId, contactId };
    },
    stateOf: async (caseId) => {
      const { state } = await store.read(caseId);
      if (state === null) throw new Error(`${caseId} was never opened`);
      return state;
    },
    typesOf: async (caseId) =>
      (await store.read(caseId)).events.map(({ body }) => body.type).filter((type) => type !== 'viewed'),
    takeOn: async ({ caseId, contactId }, contactIds = [contactId]) => {
      for (const id of contactIds)
        await ask('GET', `/api/cases/${caseId}/contacts/${id}`, { roles: ['security'], person: 'security' });
      await change(caseId, '/acknowledge', 'security');
    },
  };
}

/** A case id that nothing was ever opened by. */
export const UNKNOWN_CASE = caseIdFor(subjectIdOf('work:unknown'));
