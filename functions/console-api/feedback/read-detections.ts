import { z } from '@hono/zod-openapi';
import { WrongBecause } from '../../contracts/case-feedback.ts';
import { Category, Instant } from '../../contracts/vocabulary.ts';
import { LEAST_JUDGED, missedOf, recordsOf } from '../../shared/feedback/detection-record.ts';
import { type ConsoleApi, type ConsoleSetting, guardedRoute } from '../http/api.ts';
import { assertPeriod, Period } from '../http/period.ts';
import { problems } from '../http/problem.ts';

const DetectionView = z
  .object({
    id: z.string(),
    /** Contacts in which it fired; of them those that were flagged, and those in which context lowered it to nothing. */
    fired: z.int(),
    flagged: z.int(),
    lowered: z.int(),
    /** The last day in the time that is asked for; null where it did not fire. */
    lastFired: z.string().nullable(),
    right: z.int(),
    wrong: z.int(),
    wrongBecause: z.partialRecord(WrongBecause, z.int()),
    /** Null below `leastJudged` verdicts. Reviewers judge what was flagged, not all that fired. */
    rightShare: z.number().nullable(),
  })
  .openapi('DetectionRecord');

export const DetectionRecords = z.object({
  from: Instant,
  to: Instant,
  leastJudged: z.int(),
  detections: z.array(DetectionView),
  missed: z.array(z.object({ category: Category, missed: z.int() })),
});

const route = guardedRoute('read-detections', {
  method: 'get',
  path: '/api/detections',
  summary:
    'What each detection did in a time: how often it fired, and what reviewers said of it; the most often wrong first',
  request: { query: Period },
  responses: {
    200: {
      description: 'Detections, models and patterns that fired or were judged; those that did neither are not in it',
      content: {
        'application/json': { schema: DetectionRecords },
      },
    },
    ...problems(422),
  },
});

/** Numbers and ids alone: an operator needs no case for them. */
export function addReadDetections(api: ConsoleApi, { feedback }: ConsoleSetting): void {
  api.openapi(route, async (c) => {
    const { from, to } = c.req.valid('query');
    assertPeriod(from, to);
    const [counts, said] = await Promise.all([feedback.counts(from, to), feedback.feedback(from, to)]);
    const detections = recordsOf(counts, said);
    return c.json({ from, to, leastJudged: LEAST_JUDGED, detections, missed: missedOf(said) }, 200);
  });
}
