import type { CaseActor, CaseEvent, CaseEventBody, CaseState } from '../contracts/case.ts';
import type { Policy } from '../contracts/policy.ts';
import type { Roster } from '../contracts/roster.ts';
import type { Instant, Priority } from '../contracts/vocabulary.ts';
import { deadline } from '../shared/case/business-time.ts';
import { type MissingOriginal, preserveInCase } from '../shared/case/preserve.ts';
import type { CaseRecord, CaseStore } from '../shared/case/store.ts';
import { isMoreUrgent } from '../shared/case/urgency.ts';
import type { UnreadContact } from './unread-contact.ts';

export interface OpenUnreadSetting {
  readonly store: CaseStore;
  readonly contactsBucket: string;
  readonly vaultBucket: string;
  readonly policy: Policy;
  readonly roster: Roster;
  readonly at: Instant;
  /** Asks `notify` to tell people of an event. */
  readonly requestNotification: (caseId: string, eventNumber: number) => Promise<void>;
}

const ACTOR: CaseActor = { kind: 'stage', id: 'dead-letters' };

/**
 * Opens the case of what failed to its last try, or joins it to the open one of its subject, so that a person reads it. Safe to run
 * again each minute while the letter lies there: what the case holds already changes nothing, and once the letter is redriven the
 * stages find the same case. People are asked for before the evidence is copied, as in `open-case`.
 * @returns the case, whether this run changed it, and the original if this run found it missing.
 */
export async function openUnread(
  caseId: string,
  unread: UnreadContact,
  setting: OpenUnreadSetting,
): Promise<{ record: CaseRecord; opened: boolean; missing: MissingOriginal | null }> {
  const { store, at } = setting;
  const draft = (body: CaseEventBody | null) => body && { at, actor: ACTOR, track: 'handling' as const, body };
  let record = await store.currentOf(unread.contact.contactId, caseId);
  let opened = false;
  for (;;) {
    const appended = await store.append(record, ({ state }) => draft(nextEvent(state, unread, setting)));
    record = appended.record;
    if (appended.event === null) break;
    opened = true;
  }
  await store.saveSummary(record);
  const tell = untold(record.events, unread.contact.contactId);
  if (tell !== null) await setting.requestNotification(record.caseId, tell);
  if (unread.original === null) return { record, opened, missing: null };
  const source = { contactId: unread.contact.contactId, original: unread.original };
  const preserved = await preserveInCase(record, source, ACTOR, setting);
  await store.saveSummary(preserved.record);
  return { ...preserved, opened };
}

/** What is still to be done to the case; null when it holds the contact. A closed case that holds it stays closed: people have read it. */
function nextEvent(
  state: CaseState | null,
  { contact, subjectId }: UnreadContact,
  { at, policy, roster }: OpenUnreadSetting,
): CaseEventBody | null {
  const { contactId, priority, lane } = contact;
  const due = (of: Priority) => deadline(at, policy.priorities[of].acknowledge, roster);
  if (state === null) {
    return { type: 'case-opened', subjectId, priority, lane, contact, acknowledgeDueAt: due(priority) };
  }
  const moreUrgent = isMoreUrgent(priority, state.priority);
  if (!state.contacts.some((known) => known.contactId === contactId)) {
    const acknowledgeDueAt = due(moreUrgent ? priority : state.priority);
    return state.status === 'closed'
      ? { type: 'reopened', contactId, acknowledgeDueAt }
      : { type: 'contact-added', contact, acknowledgeDueAt };
  }
  const isJudged = state.work.lowered?.contactIds.includes(contactId) ?? false;
  if (state.status === 'closed' || !moreUrgent || isJudged) return null;
  const because = contact.reasons.at(-1)?.why ?? '';
  const from = state.priority;
  return { type: 'priority-raised', contactId, from, to: priority, lane, because, acknowledgeDueAt: due(priority) };
}

/** The last event about the contact, while nobody is recorded as told of it. */
function untold(events: readonly CaseEvent[], contactId: string): number | null {
  const about = events.findLast(({ actor, body }) => {
    if (actor.id !== ACTOR.id) return false;
    if (body.type === 'case-opened' || body.type === 'contact-added') return body.contact.contactId === contactId;
    return (body.type === 'reopened' || body.type === 'priority-raised') && body.contactId === contactId;
  });
  if (about === undefined) return null;
  const isTold = events.some(
    ({ body }) =>
      (body.type === 'notification-sent' || body.type === 'notification-failed') && body.about === about.number,
  );
  return isTold ? null : about.number;
}
