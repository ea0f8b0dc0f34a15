import type { CaseContact, CaseEvent, CaseState, SightingNews } from '../contracts/case.ts';
import type { Policy } from '../contracts/policy.ts';
import type { Roster } from '../contracts/roster.ts';
import type { Instant, RosterRole } from '../contracts/vocabulary.ts';
import { foldCase } from '../shared/case/fold.ts';
import { UndertoneError } from '../shared/errors.ts';
import { guidanceFor } from './guidance.ts';
import { reasonClasses } from './reason-class.ts';

/** A message asks to tell people of something that nobody is told of, or that is not there. */
export class NothingToTellError extends UndertoneError {
  override readonly name = 'NothingToTellError';
}

/** An event that people are told of, with the case as it was right after it, so that every run writes the same mail. */
export interface Occasion {
  readonly event: CaseEvent;
  readonly state: CaseState;
  /** The flagged contact that it is about; for a missed clock the last one. */
  readonly contact: CaseContact;
  /** In a few words, such as `priority raised`. */
  readonly title: string;
  readonly sentence: string;
}

/** What a mail says: no message text, no customer's name (requirement 23). */
export interface Notice {
  readonly subject: string;
  readonly headline: string;
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly guidance: readonly string[];
  readonly link: string;
  readonly urgent: boolean;
}

/** @throws NothingToTellError when there is no such event, or it is of a kind that stays in the case. */
export function occasionOf(events: readonly CaseEvent[], eventNumber: number): Occasion {
  const event = events.find(({ number }) => number === eventNumber);
  const until = events.filter(({ number }) => number <= eventNumber);
  const state = foldCase(until);
  if (event === undefined || state === null) {
    throw new NothingToTellError(`There is no event ${eventNumber}. The message that asks for it is wrong.`);
  }
  const contactId = contactOf(event);
  const contact =
    state.contacts.find((known) => known.contactId === contactId) ??
    state.contacts.findLast(({ part }) => part === 'flagged');
  if (contactId === undefined || contact === undefined) {
    throw new NothingToTellError(`Event ${eventNumber} (${event.body.type}) is of a kind that nobody is told of.`);
  }
  // One contact may reopen a case, join it and raise it: one mail says all of it, by the gravest.
  const together = contactId === null ? [event] : until.filter((other) => contactOf(other) === contactId);
  return { event, state, contact, ...gravest(together) };
}

const SEEN_AGAIN: Record<SightingNews, string> = {
  reported: 'An employee reported a message that is in this case already. It is not a further act.',
  'new-target': 'A message that is in this case already reached someone else as well. It is not a further act.',
  'new-concern': 'A message that is in this case came in again and shows more than before.',
};

/** The contact that an event is about; null where it is about the case; undefined where it is nothing that people are told of. */
function contactOf({ body }: CaseEvent): string | null | undefined {
  switch (body.type) {
    case 'case-opened':
      return body.contact.contactId;
    case 'contact-added':
      return body.contact.part === 'flagged' || body.news !== undefined ? body.contact.contactId : undefined;
    case 'sighting-added':
      return body.news === null ? undefined : body.contact.contactId;
    case 'priority-raised':
    case 'lane-changed':
    case 'reopened':
      return body.contactId;
    case 'clock-missed':
      return null;
    default:
      return undefined;
  }
}

function gravest(events: readonly CaseEvent[]): { title: string; sentence: string } {
  const find = <T extends CaseEvent['body']['type']>(type: T) =>
    events.map(({ body }) => body).find((body): body is Extract<CaseEvent['body'], { type: T }> => body.type === type);
  const missed = find('clock-missed');
  if (missed) {
    return {
      title: 'not acknowledged in time',
      sentence: `Nobody acknowledged this case in time. It comes to you as step ${missed.step} of the climb.`,
    };
  }
  const raised = find('priority-raised');
  if (raised) {
    return {
      title: 'priority raised',
      sentence: `A further contact raised this case from ${raised.from} to ${raised.to}.`,
    };
  }
  const sighting = find('sighting-added');
  const seenAgain = sighting?.news == null ? null : SEEN_AGAIN[sighting.news];
  if (find('reopened')) {
    const why = seenAgain ?? 'The subject wrote again.';
    return { title: 'reopened', sentence: `${why} The case is open again.` };
  }
  if (find('case-opened')) return { title: 'new case', sentence: 'A case was opened.' };
  if (find('lane-changed')) {
    return { title: 'moved to another lane', sentence: 'A further contact moved this case to another lane.' };
  }
  if (seenAgain !== null) return { title: 'same message, seen again', sentence: seenAgain };
  if (find('contact-added')?.news === 'after-notice') {
    return { title: 'wrote in spite of a notice', sentence: 'The subject wrote again after being told to stop.' };
  }
  return { title: 'further contact', sentence: 'A further contact joined this case.' };
}

/** The mail's content for one role. */
export function noticeFor(
  { state, contact, title, sentence }: Occasion,
  role: RosterRole,
  { policy, roster, consoleUrl }: { policy: Policy; roster: Roster; consoleUrl: string },
): Notice {
  const { caseId, caseNumber, priority, lane, acknowledgeDueAt } = state;
  const due = acknowledgeDueAt === null ? 'no deadline runs' : localTime(acknowledgeDueAt, roster.timeZone);
  return {
    subject: `[${caseNumber}] ${priority} ${title}: acknowledge by ${due}`,
    headline: sentence,
    facts: [
      ['Case', caseNumber],
      ['Priority', `${priority} (${policy.priorities[priority].title})`],
      ['Lane', policy.lanes[lane].title],
      ['Acknowledge by', due],
      ['What it is', reasonClasses(contact).join(', ')],
      ['You are told as', role.replaceAll('-', ' ')],
    ],
    guidance: guidanceFor(lane, contact),
    link: `${consoleUrl.replace(/\/+$/, '')}/cases/${caseId}`,
    urgent: priority === 'P0' || priority === 'P1',
  };
}

function localTime(instant: Instant, timeZone: string): string {
  return new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  })
    .format(new Date(instant))
    .replaceAll('\u202f', ' '); // Some mail clients show the narrow space that newer ICU data uses as a box.
}
