import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Instant } from '../../contracts/vocabulary.ts';
import { historyKey, keptUntil, readSubjectItems, SIGHTING_PREFIX } from './subject-items.ts';

/** A subject with more sightings than this behind a late arrival is a flood, and its newest ones are joined as they come. */
export const MOST_LATER_READ = 1000;
/** Intake keeps the original of what nobody flagged for longer than this (`LEAST_INTAKE_DAYS` in infra/config.ts). */
export const ORIGINAL_DAYS = 90;

const FLAGGED = 'FLAGGED#';
/** After every contact of the same instant, in the order of a sort key. */
const LAST = '#~';
const Item = z.object({ sk: z.string() });

/** A contact in the history of its subject. */
export interface HeardContact {
  readonly subjectId: string;
  readonly contactId: string;
  /** As its sighting has it: a time that no sender chooses. */
  readonly heardAt: Instant;
}

/**
 * Remembers that a contact asked for a case: `SUBJECT#{subjectId}` / `FLAGGED#{heardAt}#{contactId}` of the history table. An item of
 * its own, written once and never changed, so that no write is lost and writing it again says the same. One write unit.
 *
 * Whoever marks a contact reads {@link heardLater} after it, and whoever scores one that is not flagged reads {@link firstFlagged} after
 * its sighting is written: of two scored at once at least one sees the other, so that none is left out of the case.
 */
export async function markFlagged(
  client: DynamoDBDocumentClient,
  table: string,
  { subjectId, contactId, heardAt }: HeardContact,
): Promise<void> {
  // A subject who writes within it finds the case, and reopens it.
  const expiresAt = keptUntil(heardAt);
  const Item = { pk: historyKey(subjectId), sk: `${FLAGGED}${heardAt}#${contactId}`, expiresAt };
  await client.send(new PutCommand({ TableName: table, Item }));
}

/** The first contact of a subject that asked for a case and was heard by `until`; null where there is none. One read unit. */
export async function firstFlagged(
  client: DynamoDBDocumentClient,
  table: string,
  subjectId: string,
  until: Instant,
): Promise<string | null> {
  const [first] = await contactsBetween(client, table, subjectId, FLAGGED, ['', `${until}${LAST}`], 1);
  return first ?? null;
}

/**
 * The contacts of a subject that were heard no earlier than one of theirs, without it, in order; at most {@link MOST_LATER_READ}. However
 * long ago that was: a case holds the same whenever it was asked for, and says of which contacts the original is gone. In the usual order
 * of things there are none, and it costs one read unit.
 */
export async function heardLater(
  client: DynamoDBDocumentClient,
  table: string,
  { subjectId, contactId, heardAt }: HeardContact,
): Promise<string[]> {
  const later = await contactsBetween(client, table, subjectId, SIGHTING_PREFIX, [heardAt, '~'], MOST_LATER_READ);
  return later.filter((other) => other !== contactId);
}

async function contactsBetween(
  client: DynamoDBDocumentClient,
  table: string,
  subjectId: string,
  prefix: string,
  [from, to]: readonly [string, string],
  most: number,
): Promise<string[]> {
  const keys = { from: `${prefix}${from}`, to: `${prefix}${to}` };
  const items = await readSubjectItems(client, table, subjectId, keys, { most, keysOnly: true });
  return items.map((item) => Item.parse(item).sk.split('#')[2] ?? '');
}
