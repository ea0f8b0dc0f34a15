import { z } from '@hono/zod-openapi';
import { Category, Disposition, Instant, Priority, Purpose } from '../../contracts/vocabulary.ts';
import { type CaseFacts, MEASURES, type Measure } from './case-facts.ts';
import { dispositionsOf, groupsOf, isTooSmall, type Outlier, outliersOf, timesOf } from './compare.ts';
import { LEAST_COMPARED } from './robust.ts';

const Times = z.object({
  /** In which it has been done. */
  cases: z.int(),
  /** Minutes from the opening; null where there are too few cases to say what is usual. */
  median: z.number().nullable(),
  medianDeviation: z.number().nullable(),
});

const Row = z.object({
  cases: z.int(),
  open: z.int(),
  dispositions: z.partialRecord(Disposition, z.int()),
  times: z.record(z.enum(MEASURES), Times),
});

/** Dispositions and times across customers. No customer is in it, and nothing that one is worth. */
export const ConsistencyReport = z
  .object({
    from: Instant,
    to: Instant,
    cases: z.int(),
    leastCompared: z.int(),
    byPriority: z.array(Row.extend({ priority: Priority })),
    /** A case that shows several categories is counted in each. */
    byCategory: z.array(Row.extend({ category: Category })),
    /** Cases of one priority, with the same categories, for the same purpose. */
    alike: z.array(
      Row.extend({
        group: z.string(),
        priority: Priority,
        purpose: Purpose.nullable(),
        categories: z.array(Category),
        /** There are fewer than `leastCompared` of them: nothing is said of what is usual among them. */
        tooSmall: z.boolean(),
      }),
    ),
    /** Of the cases that you may see. */
    outliers: z.array(
      z.object({
        caseId: z.string(),
        caseNumber: z.string(),
        group: z.string(),
        measure: z.enum([...MEASURES, 'disposition']),
        why: z.string(),
        /** Null where you are shown no names, or nobody closed it. */
        closedBy: z.string().nullable(),
      }),
    ),
    /** Outlying cases that are not yours to see. */
    outliersWithheld: z.int(),
  })
  .openapi('ConsistencyReport');
export type ConsistencyReport = z.infer<typeof ConsistencyReport>;

/** Whom the report is for. */
export interface ReportReader {
  readonly maySee: (facts: CaseFacts) => boolean;
  readonly seesNames: boolean;
}

/** Pure. @param all every case of the time that it is of. */
export function reportOf(
  all: readonly CaseFacts[],
  { from, to }: { readonly from: Instant; readonly to: Instant },
  { maySee, seesNames }: ReportReader,
): ConsistencyReport {
  const groups = groupsOf(all);
  const outliers = groups.flatMap(outliersOf);
  const shown = outliers.filter(({ facts }) => maySee(facts));
  return {
    ...{ from, to, cases: all.length, leastCompared: LEAST_COMPARED },
    byPriority: Priority.options.map((priority) => ({
      priority,
      ...rowOf(all.filter((facts) => facts.priority === priority)),
    })),
    byCategory: Category.options
      .map((category) => ({ category, ...rowOf(all.filter(({ categories }) => categories.includes(category))) }))
      .filter(({ cases }) => cases > 0),
    alike: groups.map((group) => {
      const [{ priority, purpose, categories }] = group.cases as readonly [CaseFacts];
      const about = { group: group.key, priority, purpose, categories: [...categories] };
      return { ...about, tooSmall: isTooSmall(group), ...rowOf(group.cases) };
    }),
    outliers: shown.map((outlier) => shownOutlier(outlier, seesNames)),
    outliersWithheld: new Set(outliers.filter((one) => !shown.includes(one)).map(({ facts }) => facts.caseId)).size,
  };
}

function rowOf(cases: readonly CaseFacts[]): z.infer<typeof Row> {
  const times = MEASURES.map((measure) => [measure, timesOf(cases, measure)] as const);
  return {
    cases: cases.length,
    open: cases.filter(({ disposition }) => disposition === null).length,
    dispositions: dispositionsOf(cases),
    times: Object.fromEntries(times) as Record<Measure, z.infer<typeof Times>>,
  };
}

function shownOutlier({ facts, group, measure, why }: Outlier, seesNames: boolean) {
  const { caseId, caseNumber, closedBy } = facts;
  return { caseId, caseNumber, group, measure, why, closedBy: seesNames ? closedBy : null };
}
