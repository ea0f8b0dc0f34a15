import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConditionalCheckFailedException, CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isInUse, StateInUseError, startDynamoDb } from '../../../../infra/local/services/dynamodb.ts';

const clientOf = (endpoint: string) =>
  DynamoDBDocumentClient.from(
    new DynamoDBClient({
      endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    }),
  );

const createTable = (client: DynamoDBDocumentClient) =>
  client.send(
    new CreateTableCommand({
      TableName: 'cases',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk', 'status', 'dueAt'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'by-status',
          KeySchema: [
            { AttributeName: 'status', KeyType: 'HASH' },
            { AttributeName: 'dueAt', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    }),
  );

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'undertone-dynamodb-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the embedded DynamoDB', () => {
  it('lets one of many racers write on the condition that an item is not there', async () => {
    const service = await startDynamoDb(null);
    const client = clientOf(service.endpoint);
    await createTable(client);
    const race = Array.from({ length: 16 }, (_, racer) =>
      client
        .send(
          new PutCommand({
            TableName: 'cases',
            Item: { pk: 'CASE#1', sk: 'EVENT#0001', racer },
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        )
        .then(
          () => 'won',
          (error) => (error instanceof ConditionalCheckFailedException ? 'lost' : Promise.reject(error)),
        ),
    );
    const results = await Promise.all(race);
    expect(results.filter((result) => result === 'won')).toHaveLength(1);
    client.destroy();
    await service.stop();
  });

  it('holds in an index only the items that carry its keys, in the order of its sort key', async () => {
    const service = await startDynamoDb(null);
    const client = clientOf(service.endpoint);
    await createTable(client);
    const put = (Item: Record<string, string>) => client.send(new PutCommand({ TableName: 'cases', Item }));
    await put({ pk: 'CASE#1', sk: 'SUMMARY', status: 'open', dueAt: '2026-01-02' });
    await put({ pk: 'CASE#2', sk: 'SUMMARY', status: 'open', dueAt: '2026-01-01' });
    await put({ pk: 'CASE#2', sk: 'EVENT#0001' });
    await put({ pk: 'CASE#3', sk: 'SUMMARY', status: 'closed', dueAt: '2026-01-01' });
    const open = await client.send(
      new QueryCommand({
        TableName: 'cases',
        IndexName: 'by-status',
        KeyConditionExpression: '#status = :open',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: { ':open': 'open' },
      }),
    );
    expect(open.Items?.map((item) => item.pk)).toEqual(['CASE#2', 'CASE#1']);
    client.destroy();
    await service.stop();
  });

  it('has everything that it acknowledged after a kill, and is open again at once', async () => {
    const state = join(folder, 'killed');
    const script = fileURLToPath(new URL('./dynamodb-process.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', script, state], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(child, 'exit');
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const first = clientOf(line.toString().trim());
    await createTable(first);
    const acknowledged: string[] = [];
    await Promise.all(
      Array.from({ length: 4 }, async (_, writer) => {
        for (let number = 0; ; number++) {
          const sk = `${writer}-${number}`;
          try {
            await first.send(new PutCommand({ TableName: 'cases', Item: { pk: 'x', sk } }));
          } catch {
            return;
          }
          acknowledged.push(sk);
          if (acknowledged.length === 60) child.kill('SIGKILL');
        }
      }),
    );
    first.destroy();
    await ended;
    const service = await startDynamoDb(state);
    const client = clientOf(service.endpoint);
    for (const sk of acknowledged) {
      const { Item } = await client.send(
        new GetCommand({ TableName: 'cases', Key: { pk: 'x', sk }, ConsistentRead: true }),
      );
      expect(Item?.sk).toBe(sk);
    }
    const { Count } = await client.send(new ScanCommand({ TableName: 'cases' }));
    expect(Count).toBeGreaterThanOrEqual(acknowledged.length);
    client.destroy();
    await service.stop();
  }, 60_000);

  it('refuses a folder that another has open, with what to do', async () => {
    const state = join(folder, 'shared', 'dynamodb');
    const service = await startDynamoDb(state);
    expect(await isInUse(join(folder, 'shared'))).toBe(true);
    const second = startDynamoDb(state);
    await expect(second).rejects.toThrow(StateInUseError);
    await expect(second).rejects.toThrow(/Stop it first/);
    await service.stop();
    expect(await isInUse(join(folder, 'shared'))).toBe(false);
    await (await startDynamoDb(state)).stop();
  });
});
