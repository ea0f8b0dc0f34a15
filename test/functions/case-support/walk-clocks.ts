import fc from 'fast-check';
import type { CaseEventBody, CaseState } from '../../../functions/contracts/case.ts';
import { runningDeadlines } from '../../../functions/shared/case/deadlines.ts';

/** What the clocks may do to a case, and what may be done about them; right when something is due, or a minute too soon, or later. */
export const ClockAttempt = fc.record({
  type: fc.constant('clock' as const),
  what: fc.constantFrom(
    'rest' as const,
    'act' as const,
    'ask-after-rest' as const,
    'ask-on-day' as const,
    'look' as const,
    'miss-first-action' as const,
    'miss-review' as const,
  ),
  late: fc.integer({ min: -1, max: 90 }),
});
export type ClockAttempt = typeof ClockAttempt extends fc.Arbitrary<infer T> ? T : never;

const KINDS = {
  'ask-after-rest': 'snooze-end',
  'ask-on-day': 'look-again',
  'miss-first-action': 'first-action',
  'miss-review': 'review',
} as const;

/** When an attempt is made; null where it does not hang on a deadline, or none of its kind runs. */
export function clockTime({ what, late }: ClockAttempt, state: CaseState): number | null {
  if (!(what in KINDS)) return null;
  const due = runningDeadlines(state).find(({ kind }) => kind === KINDS[what as keyof typeof KINDS]);
  return due === undefined ? null : Date.parse(due.at) + late * 60_000;
}

export function clockBody({ what, late }: ClockAttempt, state: CaseState, at: string): CaseEventBody {
  const minutesOn = (minutes: number) => new Date(Date.parse(at) + minutes * 60_000).toISOString();
  const { clocks, work } = state;
  const nextDueAt = minutesOn(60);
  switch (what) {
    case 'rest':
      return { type: 'snoozed', until: minutesOn(late), reason: 'It waits for an answer.' };
    case 'act':
      return {
        type: 'action-recorded',
        action: { kind: 'investigation', what: 'Asked the branch.' },
        doneAt: minutesOn(-late),
        doneBy: 'Ruth Okafor',
      };
    case 'ask-after-rest':
      return {
        type: 'look-again-asked',
        because: 'snooze-end',
        dueAt: work.snooze?.until ?? at,
        reviewDueAt: nextDueAt,
      };
    case 'ask-on-day':
      return {
        type: 'look-again-asked',
        because: 'look-again',
        dueAt: clocks.lookAgainAt ?? at,
        reviewDueAt: nextDueAt,
      };
    case 'look':
      return { type: 'looked-again', note: 'Quiet since.', nextLookAt: late > 60 ? null : minutesOn(late) };
    default: {
      const clock = KINDS[what] as 'first-action' | 'review';
      const running = clock === 'review' ? clocks.review : clocks.firstAction;
      const { dueAt, step } = running ?? { dueAt: at, step: 0 };
      return { type: 'clock-missed', clock, dueAt, escalatedTo: 'next-level-manager', step: step + 1, nextDueAt };
    }
  }
}
