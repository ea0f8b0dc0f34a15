import { assertHasContact, type Changes, refusal, writerOf } from './change.ts';

/** What a case says about the end of what it keeps. */
export const RETENTION_CHANGES: Changes<'deletion-requested' | 'evidence-released'> = {
  'deletion-requested': ({ retention }, { deletionId }, event) => {
    if (retention.deletions.some((known) => known.deletionId === deletionId)) {
      throw refusal(event, 'that request is on record already');
    }
    return { retention: { ...retention, deletions: [...retention.deletions, { deletionId, at: event.at }] } };
  },
  // Never from a case that people work on, nor one under a hold: both are what it was kept for.
  'evidence-released': (state, { contactId, versionId, reason }, event) => {
    assertHasContact(state, event, contactId);
    const { retention, evidence, custody, status } = state;
    const kept = evidence.find((one) => one.contactId === contactId && one.versionId === versionId);
    if (kept === undefined) throw refusal(event, 'that original is not in the vault for this case');
    if (status !== 'closed') throw refusal(event, `the case is ${status}`);
    if (custody.hold !== null) throw refusal(event, 'the case is on hold');
    if (kept.retainUntil > event.at) throw refusal(event, `it is retained until ${kept.retainUntil}`);
    if (retention.released.some((one) => one.contactId === contactId)) throw refusal(event, 'it is released already');
    const released = { contactId, versionId, reason, at: event.at, by: writerOf(event).name };
    return { retention: { ...retention, released: [...retention.released, released] } };
  },
};
