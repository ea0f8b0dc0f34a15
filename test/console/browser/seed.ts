import type { Assessment } from '../../../functions/contracts/assessment.ts';
import type { CaseActor, CaseContact, CaseEventBody } from '../../../functions/contracts/case.ts';
import type { Contact } from '../../../functions/contracts/contact.ts';
import { caseIdFor, contactIdOf, subjectIdOf } from '../../../functions/shared/ids.ts';
import { assessment, caseContact, contact, opening, STAGE } from '../../functions/case-support/examples.ts';
import type { ServicesUnderTest } from '../../functions/case-support/services.ts';

export interface Seeded {
  readonly caseId: string;
  readonly contactId: string;
  readonly subjectId: string;
}

interface Seed {
  readonly contact?: Partial<Contact>;
  readonly text?: string;
  readonly assessment?: Partial<Assessment>;
  readonly caseContact?: Partial<CaseContact>;
  /** When it is opened; now, unless said otherwise. */
  readonly at?: string;
  /** Minutes from then until it has to be acknowledged. */
  readonly minutes?: number;
}

/** Puts a case with one contact where the API finds it. `name` tells it from the others of a test. */
export async function seedCase(services: ServicesUnderTest, name: string, seed: Seed = {}): Promise<Seeded> {
  const subjectId = subjectIdOf(`mail:${name}@customer.example`);
  const caseId = caseIdFor(subjectId);
  const contactId = contactIdOf({ key: `browser/${name}`, versionId: null, sha256: '0'.repeat(64) });
  const at = seed.at ?? new Date().toISOString();
  const times = { receivedAt: at, occurredAt: at };
  const body = opening({ contactId, ...times, ...seed.caseContact }) as CaseEventBody & { type: 'case-opened' };
  const dueAt = new Date(Date.parse(at) + (seed.minutes ?? 240) * 60_000).toISOString();
  const { record } = await services.store.append(await services.store.read(caseId), () => ({
    at,
    actor: STAGE,
    track: 'handling',
    body: { ...body, subjectId, acknowledgeDueAt: dueAt },
  }));
  await services.store.saveSummary(record);
  const key = `browser/${name}`;
  await services.put(
    contact(
      1,
      { contactId, subjectId, ...times, original: { ...contact(1).original, key }, ...seed.contact },
      seed.text,
    ),
    assessment(1, { contactId, subjectId, ...seed.assessment }),
  );
  return { caseId, contactId, subjectId };
}

/** Adds a flagged contact to a case that is seeded, and says that no original is left of any: it can be split off. */
export async function seedSecondContact(services: ServicesUnderTest, { caseId, contactId }: Seeded): Promise<string> {
  const at = new Date(Date.now() + 1000).toISOString();
  const second = contactIdOf({ key: `second/${caseId}`, versionId: null, sha256: '1'.repeat(64) });
  const added = caseContact(2, { contactId: second, receivedAt: at, occurredAt: at, channel: 'phone' });
  await appendEvents(services, caseId, at, [
    { type: 'contact-added', contact: added, acknowledgeDueAt: at },
    { type: 'evidence-missing', contactId, reason: 'gone' },
    { type: 'evidence-missing', contactId: second, reason: 'gone' },
  ]);
  return second;
}

/** Adds to a case that is seeded what a stage, or the person who is named, made happen in it. */
export async function appendEvents(
  services: ServicesUnderTest,
  caseId: string,
  at: string,
  bodies: readonly CaseEventBody[],
  actor: CaseActor = STAGE,
): Promise<void> {
  let record = await services.store.read(caseId);
  for (const body of bodies) {
    ({ record } = await services.store.append(record, () => ({ at, actor, track: 'handling', body })));
  }
  await services.store.saveSummary(record);
}
