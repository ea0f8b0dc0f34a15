import type { CaseEventOf } from '../../contracts/case.ts';
import { row } from './row.ts';

const MISSED: Record<CaseEventOf<'clock-missed'>['clock'], { title: string; sentence: string }> = {
  acknowledge: { title: 'not acknowledged in time', sentence: 'Nobody acknowledged this case in time.' },
  'first-action': { title: 'nothing done in time', sentence: 'Nobody recorded a first action in this case in time.' },
  review: { title: 'not reviewed in time', sentence: 'Nobody reviewed this case in time.' },
};

const CALLED: Record<CaseEventOf<'look-again-asked'>['because'], string> = {
  'snooze-end': 'The time for which this case was put off is over. Look at it again.',
  'look-again': 'The day has come on which this case was to be looked at again.',
};

/** What runs out. It goes to the level that it climbed to alone: the others know. */
export const OF_CLOCKS = [
  row({
    type: 'clock-missed',
    to: ({ body }) => [body.escalatedTo],
    title: ({ clock }) => MISSED[clock].title,
    sentence: ({ clock, step }) => `${MISSED[clock].sentence} It comes to you as step ${step} of the climb.`,
  }),
  row({
    type: 'look-again-asked',
    to: 'circle',
    title: 'to be looked at again',
    sentence: ({ because }) => CALLED[because],
  }),
];
