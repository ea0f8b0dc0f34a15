import type { CaseContact, CaseState } from '../contracts/case.ts';
import type { Policy } from '../contracts/policy.ts';
import { employeeIdOf, reviewOpened, saltOf } from '../shared/case/review.ts';
import type { CaseRecord } from '../shared/case/store.ts';
import { ACTOR, type OpenCaseSetting } from './setting.ts';

const BECAUSE = 'A contact threatens to report the employee, or to have them dismissed.';

/**
 * Opens the review of each employee whom a contact threatens to report (requirement 30), and asks for HR to be told: they take part from
 * the start. Safe to run again: one that is open, or was complete after the contact came in, covers it.
 */
export async function openReviews(
  start: CaseRecord,
  contactId: string,
  { store, policy, roster, at, requestNotification }: OpenCaseSetting,
): Promise<CaseRecord> {
  const { caseId } = start;
  const contact = start.state?.contacts.find((one) => one.contactId === contactId && one.part === 'flagged');
  if (start.state === null || contact === undefined || !threatensToReport(start.state, contact, policy)) return start;
  let record = start;
  const named = [...new Set(contact.targetIds.map((targetId) => employeeIdOf(targetId, roster)))];
  for (const employeeId of named.length === 0 ? [null] : named) {
    const appended = await store.append(record, ({ state }) => {
      if (state === null || state.status === 'closed' || isCovered(state, employeeId, contact)) return null;
      const asked = { employeeId, contactId, because: BECAUSE, salt: saltOf(), at, policy, calendar: roster };
      return { at, actor: ACTOR, track: 'employee-review', body: reviewOpened(state, asked) };
    });
    record = appended.record;
  }
  await store.saveSummary(record);
  // Asked again for one that a crash left untold; `notify` tells nobody twice.
  for (const { number, body } of record.events) {
    if (body.type === 'review-opened' && body.contactId === contactId) await requestNotification(caseId, number);
  }
  return record;
}

/** Of the case that such threats make: where the words were a graver threat that may be read so too, the graver one is worked. */
function threatensToReport(state: CaseState, { categories, purpose }: CaseContact, { purposes }: Policy): boolean {
  const rule = purposes.find((one) => one.purpose === (purpose ?? state.purpose));
  return categories.includes('personal-report') && (rule?.categories.includes('personal-report') ?? false);
}

function isCovered({ review }: CaseState, employeeId: string | null, { contactId, receivedAt }: CaseContact): boolean {
  return review.reviews.some((one) => {
    if (one.contactId === contactId && one.employeeId === employeeId) return true;
    // Who is not named may be whom the open review is about: HR says.
    if (one.completedAt === null) return employeeId === null || one.employeeId === employeeId;
    return one.employeeId === employeeId && receivedAt <= one.completedAt;
  });
}
