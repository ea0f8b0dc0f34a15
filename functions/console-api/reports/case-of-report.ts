import { Contact } from '../../contracts/contact.ts';
import type { CaseRecord } from '../../shared/case/store.ts';
import { contactKey, readJsonIfThere } from '../../shared/objects.ts';
import type { ConsoleSetting } from '../http/api.ts';

/** How far a report is: `received`: it is stored. `read`: it is being assessed. `case-open`: people work on it, or did. */
export type ReportProgress =
  | { readonly state: 'received' | 'read'; readonly record: null }
  | { readonly state: 'case-open'; readonly record: CaseRecord };

/** The case that a report is in, once there is one. Whose report it is, the caller has checked. */
export async function caseOfReport(
  reportId: string,
  { reports, store, contactsBucket }: Pick<ConsoleSetting, 'reports' | 'store' | 'contactsBucket'>,
): Promise<ReportProgress> {
  const contactId = await reports.contactIdOf(reportId);
  const contact = contactId === null ? null : await readJsonIfThere(contactsBucket, contactKey(contactId), Contact);
  if (contact === null) return { state: 'received', record: null };
  const pointers = await store.casesOf(contact.subjectId);
  const cases = await Promise.all(pointers.map(({ caseId }) => store.read(caseId)));
  const record = cases.find(({ state }) => state?.contacts.some((each) => each.contactId === contactId));
  return record?.state ? { state: 'case-open', record } : { state: 'read', record: null };
}
