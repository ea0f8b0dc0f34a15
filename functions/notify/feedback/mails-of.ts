import type { CaseStore } from '../../shared/case/store.ts';
import type { DigestStore } from '../digest/digest-store.ts';
import { keyOf } from '../recipient.ts';
import { type MailOfCase, UnknownMailError } from './record-bounce.ts';
import type { MailFeedback } from './ses-event.ts';

/**
 * Of which events of which cases people were told by a mail: of one, or of all that were in a mail of the day.
 * @throws UnknownMailError for a mail without our tags.
 */
export async function mailsOf(
  { tags, deliveryId }: MailFeedback,
  { store, digests }: { readonly store: CaseStore; readonly digests: DigestStore },
): Promise<MailOfCase[]> {
  const { case: caseId, event, to, digest, day } = tags;
  if (caseId !== undefined && event !== undefined && to !== undefined) return [{ caseId, about: Number(event), to }];
  const sent = digest === undefined || day === undefined ? null : await digests.readByKey(digest, day);
  if (sent === null)
    throw new UnknownMailError('A mail that did not arrive carries no tag of a case or of a mail of the day.');
  const mails: MailOfCase[] = [];
  for (const id of sent.caseIds) {
    const { events } = await store.read(id);
    for (const { body } of events) {
      if (body.type !== 'notification-sent' || body.deliveryId !== deliveryId) continue;
      mails.push({ caseId: id, about: body.about, to: keyOf(body.role) });
    }
  }
  return mails;
}
