import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Assessment } from '../../../functions/contracts/assessment.ts';
import type { handler as Handler } from '../../../functions/open-case/handler.ts';
import { assessmentKey, writeJsonOnce } from '../../../functions/shared/objects.ts';
import { fifoEvent, lambdaContext, type ServicesUnderTest, startCaseServices } from '../case-support/services.ts';
import { freshSubject } from './fresh-subject.ts';

let services: ServicesUnderTest;
let handler: typeof Handler;
beforeAll(async () => {
  services = await startCaseServices();
  ({ handler } = await import('../../../functions/open-case/handler.ts'));
});
afterAll(() => services.stop());

type Subject = ReturnType<typeof freshSubject>;
const run = (...messages: unknown[]) => handler(fifoEvent(...messages), lambdaContext);
const contactsOf = async (caseId: string) => (await services.store.read(caseId)).state?.contacts ?? null;
const idsIn = async (caseId: string) => (await contactsOf(caseId))?.map(({ contactId }) => contactId) ?? null;

const joinedTo = (...others: Subject[]): Partial<Assessment> => ({
  linked: others.map(({ subjectId }) => ({ subjectId, state: 'joined', strength: 'strong', kinds: ['account'] })),
});
const threat = (subject: Subject, n: number, over: Partial<Assessment> = {}) =>
  services.put(subject.daily(n), subject.assessment(n, over));
const quiet = (subject: Subject, n: number, over: Partial<Assessment> = {}) =>
  services.put(subject.daily(n), subject.quiet(n, over));

describe('a contact from another address of someone who has a case', () => {
  it('joins that case, flagged or not, and claims none of its own', async () => {
    const [old, other] = [freshSubject(), freshSubject()];
    await threat(old, 1);
    await threat(other, 2, joinedTo(old));
    await quiet(other, 3, joinedTo(old));
    await run(old.message(1), other.message(2), { ...other.message(3), follows: old.idOf(1) });
    expect(await idsIn(old.caseId)).toEqual([old.idOf(1), other.idOf(2), other.idOf(3)]);
    expect(await services.store.casesOf(other.subjectId)).toEqual([]);
    expect(await contactsOf(other.caseId)).toBeNull();
  });

  it('opens its own again once a person has parted the two', async () => {
    const [old, other] = [freshSubject(), freshSubject()];
    await threat(old, 1);
    await threat(other, 2, joinedTo(old));
    const linked = joinedTo(old).linked?.map((link) => ({ ...link, state: 'parted' as const })) ?? [];
    await threat(other, 3, { linked });
    await run(old.message(1), other.message(2), other.message(3));
    expect(await idsIn(old.caseId)).toEqual([old.idOf(1), other.idOf(2)]);
    expect(await idsIn(other.caseId)).toEqual([other.idOf(3)]);
  });

  it('opens its own where it is scored again after the parting, whatever its first reading knew', async () => {
    const [old, other] = [freshSubject(), freshSubject()];
    const version = '0123456789abcdef';
    await threat(old, 1);
    await quiet(other, 2, joinedTo(old));
    const again = other.assessment(2, joinedTo(old));
    await writeJsonOnce('contacts', assessmentKey(again.contactId, version), again);
    await run(old.message(1), { ...other.message(2), assessment: version });
    expect(await idsIn(old.caseId)).toEqual([old.idOf(1)]);
    expect(await idsIn(other.caseId)).toEqual([other.idOf(2)]);
  });

  it('opens its own where the other is only suggested', async () => {
    const [old, other] = [freshSubject(), freshSubject()];
    const linked = joinedTo(old).linked?.map((link) => ({ ...link, state: 'suggested' as const })) ?? [];
    await threat(old, 1);
    await threat(other, 2, { linked });
    await run(old.message(1), other.message(2));
    expect(await idsIn(old.caseId)).toEqual([old.idOf(1)]);
    expect(await idsIn(other.caseId)).toEqual([other.idOf(2)]);
  });

  it('joins it where only the message knows that they are one, as when both were scored at once', async () => {
    const [old, other] = [freshSubject(), freshSubject()];
    await threat(old, 1, joinedTo(other));
    await threat(other, 1);
    await run(other.message(1), old.message(1));
    expect(await idsIn(other.caseId)).toEqual([other.idOf(1), old.idOf(1)]);
    const [third, fourth] = [freshSubject(), freshSubject()];
    await threat(third, 1);
    await threat(fourth, 1);
    await run(third.message(1), { ...fourth.message(1), others: [third.subjectId] });
    expect(await idsIn(third.caseId)).toEqual([third.idOf(1), fourth.idOf(1)]);
  });

  it('is in the cases of both where each had one before they were known to be one', async () => {
    const [old, other] = [freshSubject(), freshSubject()];
    await threat(old, 1);
    await threat(other, 1);
    await threat(other, 2, joinedTo(old));
    await run(old.message(1), other.message(1), other.message(2));
    expect((await contactsOf(other.caseId))?.map(({ contactId, part }) => [contactId, part])).toEqual([
      [other.idOf(1), 'flagged'],
      [other.idOf(2), 'flagged'],
    ]);
    expect((await contactsOf(old.caseId))?.map(({ contactId, part }) => [contactId, part])).toEqual([
      [old.idOf(1), 'flagged'],
      [other.idOf(2), 'contributing'],
    ]);
  });
});
