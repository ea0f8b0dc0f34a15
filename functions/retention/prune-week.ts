import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { deleteItem, type SubjectItem } from './subject-items.ts';

/** Before the names of what stands for others in a week: see functions/score/history/stored-sighting.ts. */
const PART_PREFIX = 'part_';

/**
 * Takes out of a week what stands there for contacts that are deleted, and the week itself where nothing else is left of it. A part is the
 * text of a sighting, which names its contact. Safe to run again.
 */
export async function pruneWeek(
  client: DynamoDBDocumentClient,
  table: string,
  week: SubjectItem,
  isHeld: (contactId: string) => boolean,
): Promise<void> {
  const parts = Object.entries(week).filter(([name]) => name.startsWith(PART_PREFIX));
  const gone = parts.filter(([, text]) => !contactIdsIn(String(text)).some(isHeld)).map(([name]) => name);
  if (gone.length === parts.length) return deleteItem(client, table, week);
  if (gone.length === 0) return;
  await client.send(
    new UpdateCommand({
      TableName: table,
      Key: { pk: week.pk, sk: week.sk },
      UpdateExpression: `REMOVE ${gone.map((_, at) => `#p${at}`).join(', ')}`,
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeNames: Object.fromEntries(gone.map((name, at) => [`#p${at}`, name])),
    }),
  );
}

const contactIdsIn = (text: string): string[] => text.match(/contact-[0-9a-f]{32}/g) ?? [];
