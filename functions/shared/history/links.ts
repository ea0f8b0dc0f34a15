import { setTimeout as sleep } from 'node:timers/promises';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { LINKING_STAGE, type LinkState, SubjectLink } from '../../contracts/identity.ts';
import type { Instant } from '../../contracts/vocabulary.ts';
import { UndertoneError } from '../errors.ts';
import { historyKey, keptUntil, readSubjectItems } from './subject-items.ts';

/** Others changed the link every time we tried. The caller's queue, or the person, tries again. */
export class LinkBusyError extends UndertoneError {
  override readonly name = 'LinkBusyError';
}

/** Strong evidence is bounded by the few who may bear a number, suggestions where they are made; beyond it are leftovers. */
export const MOST_LINKS_READ = 200;
const MOST_ATTEMPTS = 12;
const LONGEST_PAUSE_MS = 100;

const PREFIX = 'LINK#';

const StoredLink = z.object({ revision: z.int().positive(), link: SubjectLink });

/** The links of a subject as it has them, read consistently: at most {@link MOST_LINKS_READ}. */
export async function readLinks(
  client: DynamoDBDocumentClient,
  table: string,
  subjectId: string,
): Promise<SubjectLink[]> {
  return (await stored(client, table, subjectId, PREFIX, MOST_LINKS_READ)).map(({ link }) => link);
}

/**
 * Changes one direction of a link, `SUBJECT#{subjectId}` / `LINK#{otherId}` of the history table. `change` is asked with the link as it
 * is, null where there is none, and again whenever another writer came between; null leaves it as it is.
 * @throws LinkBusyError when the race is lost too often.
 */
export async function changeLink(
  client: DynamoDBDocumentClient,
  table: string,
  subjectId: string,
  otherId: string,
  change: (known: SubjectLink | null) => SubjectLink | null | Promise<SubjectLink | null>,
): Promise<void> {
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
    const sk = `${PREFIX}${otherId}`;
    const known = (await stored(client, table, subjectId, sk, 2)).find(({ link }) => link.otherId === otherId);
    const link = await change(known?.link ?? null);
    if (link === null) return;
    const revision = (known?.revision ?? 0) + 1;
    const expiresAt = keptUntil(link.at);
    const Item = { pk: historyKey(subjectId), sk, expiresAt, revision, link };
    const condition =
      known === undefined
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : { ConditionExpression: 'revision = :known', ExpressionAttributeValues: { ':known': known.revision } };
    try {
      await client.send(new PutCommand({ TableName: table, Item, ...condition }));
      return;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      await sleep(Math.random() * Math.min(LONGEST_PAUSE_MS, 5 * 2 ** attempt));
    }
  }
  throw new LinkBusyError(`Others changed a link of ${subjectId} in each of ${MOST_ATTEMPTS} attempts. Try again.`);
}

/**
 * Records what a person decided of two subjects: that they are one, or two. It stands against all evidence until a person decides
 * again; of two decisions the later stands, whichever is written last. The evidence stays, so that a reader sees what was decided on.
 * Running it again changes nothing.
 * @param by the pseudonym of the person who decided; `at` when.
 * @throws RangeError for a subject and itself; LinkBusyError when others changed the link each time.
 */
export async function decideLink(
  client: DynamoDBDocumentClient,
  table: string,
  a: string,
  b: string,
  state: Exclude<LinkState, 'suggested'>,
  by: string,
  at: Instant,
): Promise<void> {
  if (a === b) throw new RangeError('A subject is one with itself; name two.');
  for (const [subjectId, otherId] of [
    [a, b],
    [b, a],
  ] as const) {
    await changeLink(client, table, subjectId, otherId, (known) => {
      if (known === null) return { subjectId, otherId, state, strength: 'weak', evidence: [], by, at };
      const isDecidedLater = known.by !== LINKING_STAGE && known.at > at;
      const isThis = known.state === state && known.by === by && known.at === at;
      return isDecidedLater || isThis ? null : { ...known, state, by, at };
    });
  }
}

async function stored(
  client: DynamoDBDocumentClient,
  table: string,
  subjectId: string,
  prefix: string,
  most: number,
): Promise<z.infer<typeof StoredLink>[]> {
  const items = await readSubjectItems(client, table, subjectId, { prefix }, { most });
  return items.map((item) => StoredLink.parse(item));
}
