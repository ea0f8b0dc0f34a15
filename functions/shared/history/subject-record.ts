import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { Instant } from '../../contracts/vocabulary.ts';
import { historyKey, keptUntil, readSubjectItems } from './subject-items.ts';

/** More than anyone decides of one subject; the oldest beyond it are not shown. */
const MOST_DECISIONS_READ = 200;

const VIEW = 'VIEW#';
const DECISION = 'DECISION#';

/** What a person decided of two subjects. A link says what holds now; this is what was ever decided. */
export const LinkDecision = z.strictObject({
  otherId: z.string(),
  decision: z.enum(['joined', 'parted']),
  at: Instant,
  /** The pseudonym of a signed-in person. */
  by: z.string(),
});
export type LinkDecision = z.infer<typeof LinkDecision>;

/** Puts on record that a person looked at a subject's history: `SUBJECT#{subjectId}` / `VIEW#{at}#{personId}` of the history table. */
export async function recordView(
  client: DynamoDBDocumentClient,
  table: string,
  view: { readonly subjectId: string; readonly at: Instant; readonly by: string },
): Promise<void> {
  const { subjectId, at, by } = view;
  const Item = { pk: historyKey(subjectId), sk: `${VIEW}${at}#${by}`, expiresAt: keptUntil(at), by };
  await client.send(new PutCommand({ TableName: table, Item }));
}

/** Puts a decision on record for both subjects: `SUBJECT#{subjectId}` / `DECISION#{at}#{otherId}` of the history table. */
export async function recordDecision(
  client: DynamoDBDocumentClient,
  table: string,
  subjectId: string,
  { otherId, ...decided }: LinkDecision,
): Promise<void> {
  for (const [one, other] of [
    [subjectId, otherId],
    [otherId, subjectId],
  ] as const) {
    const Item = {
      pk: historyKey(one),
      sk: `${DECISION}${decided.at}#${other}`,
      expiresAt: keptUntil(decided.at),
      decision: { otherId: other, ...decided },
    };
    await client.send(new PutCommand({ TableName: table, Item }));
  }
}

/** What was ever decided of a subject and others, the latest first. */
export async function readDecisions(
  client: DynamoDBDocumentClient,
  table: string,
  subjectId: string,
): Promise<LinkDecision[]> {
  const items = await readSubjectItems(
    client,
    table,
    subjectId,
    { prefix: DECISION },
    { most: MOST_DECISIONS_READ, newestFirst: true },
  );
  return items.map((item) => LinkDecision.parse(item.decision));
}
