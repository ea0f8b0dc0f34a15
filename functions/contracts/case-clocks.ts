import * as z from 'zod';
import { Instant, Track } from './vocabulary.ts';

/** A clock that climbs the roster when it is missed: to take a case on, to do the first thing about it, to look at it again. */
export const ClockKind = z.enum(['acknowledge', 'first-action', 'review']);
export type ClockKind = z.infer<typeof ClockKind>;

/**
 * What a case waits for. At the end of its rest, and on the date on which a closed case is looked at again, it comes back to people, who
 * then have a `review` clock.
 */
export const DeadlineKind = z.enum([...ClockKind.options, 'snooze-end', 'look-again']);
export type DeadlineKind = z.infer<typeof DeadlineKind>;

export const CLOCK_EVENTS = [
  /** Written by the clock on the day: people are asked to look at the case again, and by when. It opens nothing by itself. */
  z.strictObject({
    type: z.literal('look-again-asked'),
    because: DeadlineKind.extract(['snooze-end', 'look-again']),
    /** The date that has come. */
    dueAt: Instant,
    /** By when somebody has looked. */
    reviewDueAt: Instant,
  }),
  /** A person has looked again at a case that asked for it. */
  z.strictObject({
    type: z.literal('looked-again'),
    note: z.string().min(1).max(4000),
    /** When a closed case is looked at the next time; null where it need not be. */
    nextLookAt: Instant.nullable(),
  }),
] as const;

/** A clock that somebody has to stop, and how often it was missed. */
const RunningClock = z.strictObject({ dueAt: Instant, step: z.int().min(0) });

/**
 * Notice of one flagged contact (requirement 28): the first opens the case, each later one renews notice. `machineAt` is when the company
 * first held it. A person had notice when somebody was told of it, or had the case open after it came, whichever was first.
 */
export const ContactNotice = z.strictObject({
  contactId: z.string(),
  machineAt: Instant,
  toldAt: Instant.nullable(),
  seenAt: Instant.nullable(),
  /** The events by which people are told of it. */
  about: z.array(z.int().positive()),
});
export type ContactNotice = z.infer<typeof ContactNotice>;

/** What runs in a case beside the clock of acknowledgement, and what was to happen by itself and has not yet. */
export const ClocksState = z.strictObject({
  /** The track that the case was opened on: what happens on it alone stops a clock, for every reader sees that. */
  track: Track,
  firstAction: RunningClock.nullable(),
  review: RunningClock.nullable(),
  /** When a closed case is to be looked at again. */
  lookAgainAt: Instant.nullable(),
  notices: z.array(ContactNotice),
  /** Events that people are to be told of and nobody is recorded as told of: of one contact, or of one type about the case, the last. */
  untold: z.array(z.strictObject({ about: z.int().positive(), of: z.string(), since: Instant })),
  /** Contacts whose original is neither in the vault nor known to be missing, since they came into the case. */
  unpreserved: z.array(z.strictObject({ contactId: z.string(), since: Instant })),
});
export type ClocksState = z.infer<typeof ClocksState>;

export const noClocks = (track: Track): ClocksState => ({
  track,
  firstAction: null,
  review: null,
  lookAgainAt: null,
  notices: [],
  untold: [],
  unpreserved: [],
});
