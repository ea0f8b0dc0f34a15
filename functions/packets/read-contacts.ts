import { Assessment } from '../contracts/assessment.ts';
import type { CaseContact } from '../contracts/case.ts';
import { Contact } from '../contracts/contact.ts';
import { forEachAtOnce } from '../shared/at-once.ts';
import { assessmentKey, contactKey, readJsonIfThere } from '../shared/objects.ts';
import type { Read } from './exhibits.ts';

const SIDE_BY_SIDE = 16;

/** What was read of each contact of a case, with the assessment that the case stands on. */
export async function readContacts(contacts: readonly CaseContact[], bucket: string): Promise<Map<string, Read>> {
  const read = await forEachAtOnce(contacts, SIDE_BY_SIDE, async ({ contactId, assessment: version }) => {
    const [source, assessment] = await Promise.all([
      readJsonIfThere(bucket, contactKey(contactId), Contact),
      readJsonIfThere(bucket, assessmentKey(contactId, version), Assessment),
    ]);
    return [contactId, { source, assessment }] as const;
  });
  return new Map(read);
}
