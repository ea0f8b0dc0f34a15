import type { UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Sighting } from '../../contracts/conduct.ts';
import { historyKey, SIGHTING_PREFIX } from '../../shared/history/subject-items.ts';
import type { Standing, Trace, Week } from '../conduct/week.ts';
import { standingIn, textOf } from '../conduct/week-text.ts';

export const WEEK_PREFIX = 'WEEK#';
/** Before the names of the attributes of a week: the kind and day, and the part and kind. */
const MARK_PREFIX = 'day_';
const PART_PREFIX = 'part_';

/** DynamoDB removes a sighting some time after this; the vault keeps what a case stands on. */
const KEEP_DAYS = 400;
const DAYS_OF_A_WEEK = 7;
const DAY_SECONDS = 86_400;

/** The item of a sighting. Its JSON is one attribute, which costs less to read than one for each of its members. */
export function sightingItem(sighting: Sighting) {
  const { subjectId, contactId, heardAt } = sighting;
  return {
    pk: historyKey(subjectId),
    sk: `${SIGHTING_PREFIX}${heardAt}#${contactId}`,
    expiresAt: Math.floor(Date.parse(heardAt) / 1000) + KEEP_DAYS * DAY_SECONDS,
    sighting: JSON.stringify(sighting),
  };
}

/** The mark of a sighting's day. */
export function markInWeek(table: string, { sighting, week, mark }: Trace): UpdateCommandInput {
  const until = Math.floor(Date.parse(week) / 1000) + (KEEP_DAYS + DAYS_OF_A_WEEK) * DAY_SECONDS;
  return {
    TableName: table,
    Key: keyOfWeek(sighting, week),
    UpdateExpression: 'SET expiresAt = :until, #mark = :seen',
    ExpressionAttributeNames: { '#mark': `${MARK_PREFIX}${mark}` },
    ExpressionAttributeValues: { ':until': until, ':seen': 1 },
  };
}

/** Lets a sighting stand for its part of the week, unless one does already that stands before it. */
export function standInWeek(table: string, trace: Trace): UpdateCommandInput {
  return {
    TableName: table,
    Key: keyOfWeek(trace.sighting, trace.week),
    UpdateExpression: 'SET #part = :text',
    ConditionExpression: 'attribute_not_exists(#part) OR #part > :text',
    ExpressionAttributeNames: { '#part': `${PART_PREFIX}${trace.part}` },
    ExpressionAttributeValues: { ':text': textOf(trace) },
  };
}

const keyOfWeek = ({ subjectId }: Sighting, week: string) => ({
  pk: historyKey(subjectId),
  sk: `${WEEK_PREFIX}${week}`,
});

/**
 * A week as its item holds it.
 * What stands for others is read, and may throw a ZodError, when it is asked for.
 */
export function weekOfItem(item: Record<string, unknown>): Week {
  const subjectId = String(item.pk).slice(historyKey('').length);
  const marks = new Set<string>();
  const standing = new Map<string, Standing>();
  for (const [name, value] of Object.entries(item)) {
    if (name.startsWith(MARK_PREFIX)) marks.add(name.slice(MARK_PREFIX.length));
    if (name.startsWith(PART_PREFIX))
      standing.set(name.slice(PART_PREFIX.length), standingIn(String(value), subjectId));
  }
  return { week: String(item.sk).slice(WEEK_PREFIX.length), marks, standing };
}
