import type { CaseContact, CaseEvent, CaseState } from '../contracts/case.ts';
import type { Recipient } from '../contracts/case-telling.ts';
import type { Guidance, GuidanceShown } from '../contracts/guidance.ts';
import type { Policy } from '../contracts/policy.ts';
import type { Roster } from '../contracts/roster.ts';
import type { Instant } from '../contracts/vocabulary.ts';
import { foldCase } from '../shared/case/fold.ts';
import { guidanceFor } from '../shared/case/guidance.ts';
import { toldOf } from '../shared/case/told-of.ts';
import { UndertoneError } from '../shared/errors.ts';
import { localTime } from './local-time.ts';
import { reasonClasses } from './reason-class.ts';
import type { AnyToldOf } from './told-of/row.ts';
import { gravestOf, rowOf } from './told-of/told-of.ts';

/** A message asks to tell people of something that nobody is told of, or that is not there. */
export class NothingToTellError extends UndertoneError {
  override readonly name = 'NothingToTellError';
}

/** An event that people are told of, with the case as it was right after it, so that every run writes the same mail. */
export interface Occasion {
  readonly event: CaseEvent;
  readonly state: CaseState;
  /** The row by which people are told of the event: it says who. */
  readonly row: AnyToldOf;
  /** The contact that it is about; for what is about the case the last flagged one. */
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
  readonly guidance: GuidanceShown;
  readonly link: string;
  readonly urgent: boolean;
}

/**
 * A mail that bounced or was refused is about the event that it told of: the next level is told of that.
 * @throws NothingToTellError when there is no such event, or it is of a kind that stays in the case.
 */
export function occasionOf(events: readonly CaseEvent[], eventNumber: number): Occasion {
  const event = events.find(({ number }) => number === eventNumber);
  const { body } = event ?? {};
  if (body?.type === 'notification-bounced' || body?.type === 'notification-failed')
    return occasionOf(events, body.about);
  const until = events.filter(({ number }) => number <= eventNumber);
  const state = foldCase(until);
  if (event === undefined || state === null) {
    throw new NothingToTellError(`There is no event ${eventNumber}. The message that asks for it is wrong.`);
  }
  const row = rowOf(event);
  const contactId = toldOf(event.body) ?? null;
  const contact =
    state.contacts.find((known) => known.contactId === contactId) ??
    state.contacts.findLast(({ part }) => part === 'flagged');
  if (row === null || contact === undefined) {
    throw new NothingToTellError(
      `Event ${eventNumber} (${event.body.type}) is of a kind that nobody is told of. Add a row in functions/notify/told-of, or stop asking.`,
    );
  }
  const together = contactId === null ? [event] : until.filter(({ body }) => toldOf(body) === contactId);
  const gravest = gravestOf(together) ?? { row, body: event.body };
  const { title, sentence } = gravest.row;
  return {
    event,
    state,
    row,
    contact,
    title: typeof title === 'string' ? title : title(gravest.body),
    sentence:
      typeof sentence === 'string'
        ? sentence
        : sentence(
            gravest.body,
            together.map(({ body }) => body),
          ),
  };
}

/** What a notice is written with. */
export interface NoticeSetting {
  readonly policy: Policy;
  readonly roster: Roster;
  readonly guidance: Guidance;
  readonly consoleUrl: string;
}

/** What runs out next in a case, and when; null where nothing runs. */
function nextDeadline({ acknowledgeDueAt, clocks }: CaseState): { what: string; at: Instant } | null {
  if (acknowledgeDueAt !== null) return { what: 'acknowledge', at: acknowledgeDueAt };
  const running = [
    ...(clocks.firstAction === null ? [] : [{ what: 'first action', at: clocks.firstAction.dueAt }]),
    ...(clocks.review === null ? [] : [{ what: 'review', at: clocks.review.dueAt }]),
  ];
  return running.sort((a, b) => (a.at < b.at ? -1 : 1))[0] ?? null;
}

export const linkTo = (caseId: string, consoleUrl: string): string =>
  `${consoleUrl.replace(/\/+$/, '')}/cases/${caseId}`;

export const isUrgent = ({ priority }: Pick<CaseState, 'priority'>): boolean => priority === 'P0' || priority === 'P1';

/** What runs out next, and by when: in the same words wherever people are told. */
export function whatRuns(state: CaseState, timeZone: string): string {
  const next = nextDeadline(state);
  return next === null ? 'no deadline runs' : `${next.what} by ${localTime(next.at, timeZone)}`;
}

/** The mail's content for one recipient. */
export function noticeFor(
  { state, contact, title, sentence }: Occasion,
  to: Recipient,
  { policy, roster, guidance, consoleUrl }: NoticeSetting,
): Notice {
  const { caseId, caseNumber, priority, lane } = state;
  const due = whatRuns(state, roster.timeZone);
  return {
    subject: `[${caseNumber}] ${priority} ${title}: ${due}`,
    headline: sentence,
    facts: [
      ['Case', caseNumber],
      ['Priority', `${priority} (${policy.priorities[priority].title})`],
      ['Lane', policy.lanes[lane].title],
      ['Due', due],
      ['What it is', reasonClasses(contact, state.warnings).join(', ')],
      ['You are told', to.startsWith('person:') ? 'yourself' : `as ${to.replaceAll('-', ' ')}`],
    ],
    guidance: guidanceFor([contact], lane, guidance),
    link: linkTo(caseId, consoleUrl),
    urgent: isUrgent(state),
  };
}
