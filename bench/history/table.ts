import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Sighting } from '../../functions/contracts/conduct.ts';
import { type Standing, traceOf } from '../../functions/score/conduct/week.ts';
import { sightingItem } from '../../functions/score/history/stored-sighting.ts';
import { addToWeek } from '../../functions/score/history-store.ts';
import { startDynamoDb } from '../../infra/local/services/dynamodb.ts';

/** The most that one BatchWriteItem takes. */
const BATCH = 25;

/** A history table on the embedded DynamoDB, in memory. */
export interface HistoryTable {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  stop(): Promise<void>;
}

export async function startHistoryTable(): Promise<HistoryTable> {
  const service = await startDynamoDb(null);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const plain = new DynamoDBClient({ endpoint: service.endpoint, region: 'us-east-1', credentials });
  const keys = ['pk', 'sk'] as const;
  await plain.send(
    new CreateTableCommand({
      TableName: 'history',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    }),
  );
  return {
    client: DynamoDBDocumentClient.from(plain, { marshallOptions: { removeUndefinedValues: true } }),
    table: 'history',
    stop: async () => {
      plain.destroy();
      await service.stop();
    },
  };
}

/** Fills the table with what recording each of these would leave in it, in batches, and without what a later one puts aside. */
export async function fill({ client, table }: HistoryTable, sightings: readonly Sighting[]): Promise<void> {
  for (let at = 0; at < sightings.length; at += BATCH) {
    const RequestItems = {
      [table]: sightings.slice(at, at + BATCH).map((one) => ({ PutRequest: { Item: sightingItem(one) } })),
    };
    await client.send(new BatchWriteCommand({ RequestItems }));
  }
  for (const sighting of thatTell(sightings)) await addToWeek(client, table, sighting);
}

/** Those that add a mark to their week, or stand for a part of it. */
function thatTell(sightings: readonly Sighting[]): Sighting[] {
  const byMark = new Map<string, Sighting>();
  const byPart = new Map<string, Standing>();
  for (const sighting of sightings) {
    const { week, mark, part, rank } = traceOf(sighting);
    if (!byMark.has(`${week}/${mark}`)) byMark.set(`${week}/${mark}`, sighting);
    const first = byPart.get(`${week}/${part}`);
    if (first === undefined || rank < first.rank) byPart.set(`${week}/${part}`, { rank, sighting });
  }
  return [...new Set([...byMark.values(), ...[...byPart.values()].map(({ sighting }) => sighting)])];
}
