import type { UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Sighting } from '../../contracts/conduct.ts';
import { traceOf } from '../conduct/week.ts';
import { textOf } from '../conduct/week-text.ts';

export const SIGHTING_PREFIX = 'SIGHTING#';
export const WEEK_PREFIX = 'WEEK#';

/** DynamoDB removes a sighting some time after this; the vault keeps what a case stands on. */
const KEEP_DAYS = 400;
const DAYS_OF_A_WEEK = 7;
const DAY_SECONDS = 86_400;

/** The item of a sighting. Its JSON is one attribute, which costs less to read than one for each of its members. */
export function sightingItem(sighting: Sighting) {
  const { subjectId, contactId, heardAt } = sighting;
  return {
    pk: `SUBJECT#${subjectId}`,
    sk: `${SIGHTING_PREFIX}${heardAt}#${contactId}`,
    expiresAt: Math.floor(Date.parse(heardAt) / 1000) + KEEP_DAYS * DAY_SECONDS,
    sighting: JSON.stringify(sighting),
  };
}

/** What a sighting adds to the item of its week: to sets alone, so that it can be done again and in any order. */
export function additionToWeek(table: string, sighting: Sighting): UpdateCommandInput {
  const trace = traceOf(sighting);
  const until = Math.floor(Date.parse(trace.week) / 1000) + (KEEP_DAYS + DAYS_OF_A_WEEK) * DAY_SECONDS;
  return {
    TableName: table,
    Key: { pk: `SUBJECT#${sighting.subjectId}`, sk: `${WEEK_PREFIX}${trace.week}` },
    UpdateExpression: 'SET expiresAt = :until ADD marks :mark, seen :seen',
    ExpressionAttributeValues: { ':until': until, ':mark': new Set([trace.mark]), ':seen': new Set([textOf(trace)]) },
  };
}
