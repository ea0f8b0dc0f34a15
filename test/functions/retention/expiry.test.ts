import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXPIRES_UNFLAGGED, isKept, keepWithContact } from '../../../functions/shared/expiry.ts';
import { assessmentKey, contactKey, writeJsonOnce } from '../../../functions/shared/objects.ts';
import { policy, roster } from '../case-support/examples.ts';
import { type ServicesUnderTest, startCaseServices } from '../case-support/services.ts';
import { freshSubject } from '../open-case/fresh-subject.ts';

let services: ServicesUnderTest;
let openCase: typeof import('../../../functions/open-case/open-case.ts').openCase;
beforeAll(async () => {
  services = await startCaseServices();
  ({ openCase } = await import('../../../functions/open-case/open-case.ts'));
});
afterAll(() => services.stop());

const kept = (id: string) => Promise.all([contactKey(id), assessmentKey(id)].map((key) => isKept('contacts', key)));

/** As ingest and score write them. */
async function write(subject: ReturnType<typeof freshSubject>, n: number, flagged: boolean, pattern: string[] = []) {
  const contact = await services.put(subject.daily(n), null);
  const conduct = pattern.map((_, at) => ({
    ...{
      id: `conduct/pattern-${at}`,
      title: 'A pattern',
      why: 'It is repeated.',
      severity: 2,
      priority: 'P3' as const,
    },
    ...{ opensCase: true, windowDays: 30, targetId: null, contactIds: pattern, copyIds: [], by: 'rules@test' },
  }));
  const made = flagged ? subject.assessment(n, { conduct }) : subject.quiet(n);
  await writeJsonOnce('contacts', assessmentKey(contact.contactId), made, flagged ? undefined : EXPIRES_UNFLAGGED);
}

const run = (subject: ReturnType<typeof freshSubject>, n: number) =>
  openCase(subject.message(n), {
    store: services.store,
    contactsBucket: 'contacts',
    vaultBucket: 'vault',
    policy,
    roster,
    at: '2026-07-20T14:00:00.000Z',
    requestNotification: async () => {},
  });

describe('what a case holds', () => {
  it('expires no more, the harmless acts of its pattern among it; what is in none still does', async () => {
    const subject = freshSubject();
    for (const n of [1, 2, 4]) await write(subject, n, false);
    await write(subject, 3, true, [subject.idOf(1), subject.idOf(2), subject.idOf(3)]);
    expect((await run(subject, 3)).failures).toEqual([]);
    for (const n of [1, 2, 3]) expect([n, await kept(subject.idOf(n))]).toEqual([n, [true, true]]);
    expect(await kept(subject.idOf(4))).toEqual([false, false]);
  });

  it('keeps an assessment that is written after its contact came into the case', async () => {
    const subject = freshSubject();
    await services.put(subject.daily(1), null);
    await write(subject, 2, true, [subject.idOf(1), subject.idOf(2)]);
    await run(subject, 2);
    const key = assessmentKey(subject.idOf(1));
    await writeJsonOnce('contacts', key, subject.quiet(1), EXPIRES_UNFLAGGED);
    expect(await isKept('contacts', key)).toBe(false);
    await keepWithContact('contacts', subject.idOf(1), key);
    expect(await isKept('contacts', key)).toBe(true);
  });

  it('is opened all the same where an act of its pattern is gone by now', async () => {
    const subject = freshSubject();
    await write(subject, 2, true, [subject.idOf(1), subject.idOf(2)]);
    const { cases, failures } = await run(subject, 2);
    expect(failures).toEqual([]);
    expect(cases[0]?.record.state?.contacts.map(({ contactId }) => contactId)).toEqual([subject.idOf(2)]);
  });
});
