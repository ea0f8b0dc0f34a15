import type { CaseEvent, CaseEventBody, CaseEventOf, CaseState } from '../../contracts/case.ts';
import type { Recipient } from '../../contracts/case-telling.ts';
import type { Policy } from '../../contracts/policy.ts';
import type { Roster } from '../../contracts/roster.ts';

export type EventType = CaseEventBody['type'];

/** What a row may look at to say who is told: the case as it was right after the event. */
export interface Around<T extends EventType> {
  readonly body: CaseEventOf<T>;
  readonly event: CaseEvent;
  readonly state: CaseState;
  readonly policy: Policy;
  readonly roster: Roster;
}

/** What happened together: one contact may reopen a case, join it and raise it, and one mail says all of it. */
export type Together = readonly CaseEventBody[];

/**
 * One kind of event that people are told of. `circle` is who is told of what comes in: the supervisor, HR and Corporate Security by the
 * policy, those who work the lane, and whoever the clock has climbed to (requirement 21).
 */
export interface ToldOf<T extends EventType> {
  readonly type: T;
  /** Which of these events; all of them where nothing is said. What is left out stays in the case. */
  readonly when?: (body: CaseEventOf<T>, event: CaseEvent) => boolean;
  readonly to: 'circle' | ((around: Around<T>) => readonly Recipient[]);
  /** In a few words, for the subject of a mail: such as `priority raised`. No name, no word of the contact or of a note. */
  readonly title: string | ((body: CaseEventOf<T>) => string);
  /** One sentence; the same rule. */
  readonly sentence: string | ((body: CaseEventOf<T>, together: Together) => string);
  /** A role that chose one mail a day may hear of it then. Never what asks a certain person or level to act. */
  readonly mayWait?: true;
}

/** A row among rows of other types: which type it is of is looked at before any of its functions is called. */
export type AnyToldOf = ToldOf<EventType>;

export const row = <T extends EventType>(one: ToldOf<T>): AnyToldOf => one as unknown as AnyToldOf;
