import type { Assessment } from '../../../functions/contracts/assessment.ts';
import type { CaseContact, CaseEvent } from '../../../functions/contracts/case.ts';
import type { Report } from '../../../functions/contracts/contact.ts';
import type { CaseMessage } from '../../../functions/contracts/messages.ts';
import type { Policy } from '../../../functions/contracts/policy.ts';
import { outcomesOf } from '../../../functions/notify/outcomes.ts';
import { eventToTell } from '../../../functions/open-case/next-event.ts';
import { sharesOf } from '../../../functions/open-case/shares.ts';
import { foldCase } from '../../../functions/shared/case/fold.ts';
import type { StoredAssessment } from './read-state.ts';

/** A contact that was scored, with what its cases follow from. */
export interface ScoredContact extends StoredAssessment {
  /** Null where another version wrote it. */
  readonly whole: Assessment | null;
  readonly occurredAt: string;
  readonly report: Report | null;
}

type Cases = ReadonlyMap<string, readonly CaseEvent[]>;

/** What to ask `open-case` for again: by contact, those that are not in every case that they belong into, to the end. */
export function casesWanted(scored: readonly ScoredContact[], cases: Cases, policy: Policy): Map<string, CaseMessage> {
  const flaggedIds = new Set(scored.flatMap(({ flagged, contactId }) => (flagged ? contactId : [])));
  const wanted = new Map<string, CaseMessage>();
  for (const one of scored) {
    const { contactId, subjectId, flagged } = one;
    const follows = flagged ? undefined : firstFlaggedBefore(one, scored);
    // The same message as a flagged contact, seen again, belongs into its case, and so does what came after one.
    const asks = flagged || follows !== undefined || one.act?.contactIds.some((id) => flaggedIds.has(id));
    if (!asks || isCaseDone(one, scored, cases, policy)) continue;
    const others = joinedTo(one);
    wanted.set(contactId, {
      contactId,
      subjectId,
      ...(follows === undefined ? {} : { follows }),
      ...(others.length > 0 && { others }),
    });
  }
  return wanted;
}

/** The other subjects that were the same person when the contact was scored. */
const joinedTo = ({ whole }: ScoredContact): string[] =>
  whole?.linked.filter(({ state }) => state === 'joined').map(({ subjectId }) => subjectId) ?? [];

function firstFlaggedBefore(one: ScoredContact, scored: readonly ScoredContact[]) {
  const subjectIds = [one.subjectId, ...joinedTo(one)];
  const before = scored.filter(
    (other) => other.flagged && subjectIds.includes(other.subjectId) && other.occurredAt <= one.occurredAt,
  );
  return before.sort((a, b) => (a.occurredAt < b.occurredAt ? -1 : 1))[0]?.contactId;
}

/**
 * Whether `open-case` finished with a contact: it is in the case of each purpose that it shows, and in every case of its subject that
 * is not younger; all originals of these are preserved or known to be missing, and somebody was told.
 */
function isCaseDone(one: ScoredContact, scored: readonly ScoredContact[], cases: Cases, policy: Policy): boolean {
  const theirs = [...cases.values()].filter((events) => {
    const [opening] = events;
    if (opening?.body.type !== 'case-opened') return false;
    const isYounger = opening.body.contact.occurredAt > one.occurredAt;
    return (opening.body.subjectId === one.subjectId && !isYounger) || contactIn(events, one.contactId) !== undefined;
  });
  if (theirs.length === 0 || !theirs.every((events) => isDoneIn(events, one))) return false;
  const shown = theirs.flatMap((events) => contactIn(events, one.contactId) ?? []).filter(isFlagged);
  return purposesOf(one, scored, policy).every((purpose) =>
    shown.some((contact) => purpose === null || contact.purpose === undefined || contact.purpose === purpose),
  );
}

const isFlagged = ({ part }: CaseContact): boolean => part === 'flagged';

function purposesOf({ whole, flagged, report }: ScoredContact, scored: readonly ScoredContact[], policy: Policy) {
  if (!flagged || whole === null) return [];
  const categoriesOf = (id: string) => scored.find(({ contactId }) => contactId === id)?.whole?.categories ?? [];
  return sharesOf(whole, report, categoriesOf, policy).map(({ purpose }) => purpose);
}

const contactIn = (events: readonly CaseEvent[], id: string): CaseContact | undefined =>
  foldCase(events)?.contacts.find(({ contactId }) => contactId === id);

function isDoneIn(events: readonly CaseEvent[], { contactId, flagged }: ScoredContact): boolean {
  const about = eventToTell(events, contactId);
  const state = foldCase(events);
  const contact = contactIn(events, contactId);
  // Seen again with nothing to tell, or not flagged here: it is enough that it is in.
  const isQuiet = !flagged || contact?.part === 'contributing' || events.some((each) => isSilent(each, contactId));
  if (contact === undefined || (about === null && !isQuiet)) return false;
  const settled = new Set([...(state?.evidence ?? []), ...(state?.evidenceMissing ?? [])].map((one) => one.contactId));
  const kept = state?.contacts.every((each) => settled.has(each.contactId)) ?? false;
  return kept && (about === null || outcomesOf({ events }, about).size > 0);
}

const isSilent = ({ body }: CaseEvent, contactId: string): boolean =>
  body.type === 'sighting-added' && body.contact.contactId === contactId && body.news === null;
