import * as z from 'zod';
import { NoticeKind } from '../../contracts/notice.ts';
import { Category, Channel, Priority, Severity } from '../../contracts/vocabulary.ts';

/** Which acts a conduct detection counts; every condition that is there must hold. */
export const ActCondition = z.strictObject({
  any_category: z.array(Category).min(1).optional(),
  /** Ids of detections; `concern/**` stands for all below that folder. */
  any_signal: z.array(z.string().min(1)).min(1).optional(),
  min_severity: Severity.optional(),
  automated: z.boolean().optional(),
  /** Whether it answers a mail of ours. A hint, which its sender could forge: it lowers and never raises. */
  answers_us: z.boolean().optional(),
  /** Whether the way that it holds out is a lawful one. A hint, which its writer chose: it lowers and never raises. */
  lawful_way: z.boolean().optional(),
});
export type ActCondition = z.infer<typeof ActCondition>;

/**
 * In what an act differs from the subject's own earlier acts (`novelty.ts`): one of them, since each is a finding of its own.
 * It needs a baseline; where there is none, nothing is new.
 */
export const Novelty = z.union([
  /** Further than this from the hour of day of every earlier act, around the clock: a person who never wrote at night now does. */
  z.strictObject({ hours_apart: z.number().min(1).max(11) }),
  /** This many times the words of the middle one of the earlier acts, and at least so many. */
  z.strictObject({ times_longer: z.number().gt(1), min_words: z.int().positive() }),
  /** A channel that no earlier act came by. */
  z.strictObject({ channel: z.literal(true) }),
  /** Language of concern, where no earlier act had any. */
  z.strictObject({ concern: z.literal(true) }),
]);
export type Novelty = z.infer<typeof Novelty>;

/** So many of the counted acts meet a further condition. */
const Some = z.strictObject({ at_least: z.int().positive(), where: ActCondition });

/** What must hold over the counted acts together, besides their number. */
export const Measure = z.strictObject({
  /** Share of all the subject's acts in the window that are counted, from 0 to 1: below it, it is not what they write about. */
  min_share: z.number().min(0).max(1).optional(),
  /** The later half of the gaps between acts, on average, is at most this part of the earlier half. */
  intervals_shrink_to: z.number().gt(0).lt(1).optional(),
  /** Severity never falls and ends this much above where it began. */
  severity_rises_by: z.int().min(1).max(4).optional(),
  min_channels: z.int().min(2).max(5).optional(),
  /** So many of the acts have no target in common, each with each: one employee after another, and not the same two together. */
  min_targets: z.int().min(2).optional(),
  /** Each counted act's words are at least this like the ones of another (SimHash, 0.5 is chance). */
  min_similarity: z.number().min(0.5).max(1).optional(),
  /** Acts on at least so many different days: a burst within one conversation is one act to a person. */
  min_days: z.int().min(2).optional(),
  /**
   * From the first to the last act at least so many hours. Days are those of UTC, in which an evening in America has two of them, and a
   * rage from morning to night one.
   */
  min_hours_apart: z.number().positive().optional(),
  /** So many times the company had something from the sender, each copy and delivery counted: one text floods a mailbox too. */
  min_received: z.int().min(2).optional(),
  /** At least this many times as often as the subject's own acts before the window. Without a baseline it does not hold. */
  times_own_rate: z.number().gt(1).optional(),
  /** Only acts that differ so from the acts before the window are counted. */
  novelty: Novelty.optional(),
  some: Some.optional(),
  /** One of several such conditions holds: a few grave acts, or more that are less so. */
  either: z.array(Some).min(2).optional(),
  /** The last of the counted acts meets a further condition. */
  last_is: ActCondition.optional(),
  /** Only acts after such a notice to the person, about their target or about the company, are counted. */
  after_notice: z.array(NoticeKind).min(1).optional(),
  /** Only acts of an address are counted that is first heard of after one that is so linked to it was told to stop, or blocked. */
  new_address_after: z
    .array(z.enum(['joined', 'suggested']))
    .min(1)
    .optional(),
  /** The later half of the counted acts uses the target's name on average this many times as often as the earlier, and so often at least. */
  name_use_grows: z.strictObject({ times: z.number().gt(1), to_at_least: z.number().positive() }).optional(),
});
export type Measure = z.infer<typeof Measure>;

/** Legitimate persistence: where all of these hold for the counted acts, the finding is shown and opens no case. */
export const Lowering = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  /** Fewer than so many of them meet a condition. */
  fewer_than: z.int().positive(),
  where: ActCondition,
  /** Such a share of them meets a further condition. */
  mostly: z.strictObject({ min_share: z.number().gt(0).max(1), where: ActCondition }).optional(),
  /** Such a share of them came while an answer was promised and had not been given. */
  unanswered_promise: z.strictObject({ min_share: z.number().gt(0).max(1) }).optional(),
  /** What the reader of the finding is told. */
  why: z.string().min(1),
});
export type Lowering = z.infer<typeof Lowering>;

/** Other patterns that the same act must be part of: structured judgement, and never a sum of everything. */
export const Beside = z.strictObject({
  at_least: z.int().positive(),
  /** Each entry is one factor, shown by any of its detections: three windows of one frequency are one factor and not three. */
  factors: z.array(z.array(z.string().min(1)).min(1)).min(1),
});
export type Beside = z.infer<typeof Beside>;

/** One act of an example: the day and hour it happened, and what it showed. */
export const ExampleAct = z.strictObject({
  day: z.number().min(0),
  target: z.string().default('employee'),
  /** Whom it names without being sent to them. */
  names: z.array(z.string()).default([]),
  severity: Severity.default(0),
  categories: z.array(Category).default([]),
  signals: z.array(z.string()).default([]),
  channel: Channel.default('email'),
  /** Acts with the same letter have the same words. */
  words: z.string().nullable().default(null),
  automated: z.boolean().default(false),
  /** How many words it has. */
  length: z.int().min(0).default(20),
  answers_us: z.boolean().default(false),
  lawful_way: z.boolean().default(false),
  /** How often it uses the target's name. */
  name_uses: z.int().min(0).default(0),
});
export type ExampleAct = z.infer<typeof ExampleAct>;

/** What the company did, in an example. */
export const ExampleNotice = z.strictObject({
  day: z.number().min(0),
  notice: NoticeKind,
  target: z.string().nullable().default(null),
  /** Whom it was told: the address that the acts are of, or another one that is joined to it or may be the same person's. */
  to: z.enum(['same', 'joined', 'suggested']).default('same'),
});
export type ExampleNotice = z.infer<typeof ExampleNotice>;

/** What happens in an example, in any order. */
const Example = z.array(z.union([ExampleAct, ExampleNotice]));
export type Example = z.infer<typeof Example>;

/** A pattern over one person's history, as data: `rules/conduct/*.yml`. */
export const ConductDetection = z
  .strictObject({
    id: z.string().regex(/^conduct\/[a-z0-9-]+$/),
    title: z.string().min(1),
    why: z.string().min(1),
    source: z.strictObject({ title: z.string(), url: z.url().optional() }).optional(),
    severity: Severity,
    priority: Priority,
    /** False: it is shown and weighed, and opens no case by itself. */
    opens_case: z.boolean(),
    /** How far back it looks, such as `30 days`. */
    window: z.string().regex(/^[1-9]\d* days$/),
    group_by: z.enum(['subject', 'subject-and-target']),
    /** One act is conduct only against what went before it: a notice, or another address. */
    at_least: z.int().positive(),
    where: ActCondition,
    and: Measure.optional(),
    lowered_by: z.array(Lowering).min(1).optional(),
    beside: Beside.optional(),
    false_positives: z.array(z.string()).min(1),
    examples: z.strictObject({
      /** Fires at the last act, and not before it. */
      inside: z.array(Example.min(2)).min(1),
      /** Just short of it: must stay silent. */
      outside: z.array(Example.min(1)).min(1),
      /** Fires, and is lowered: shown to whoever looks, and opens no case. */
      lowered: z.array(Example.min(2)).min(1).optional(),
    }),
  })
  .refine(
    ({ at_least, and = {} }) =>
      at_least > 1 || [and.after_notice, and.new_address_after, and.min_received].some((asked) => asked !== undefined),
    {
      message: 'must be 2 or more, unless the act is counted after a notice, or its copies are counted',
      path: ['at_least'],
    },
  );
export type ConductDetection = z.infer<typeof ConductDetection>;

export const windowDays = (detection: ConductDetection): number => Number.parseInt(detection.window, 10);
