import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { CaseStore } from '../../../functions/shared/case/store.ts';
import { startDynamoDb } from '../../../infra/local/services/dynamodb.ts';
import { createCaseTable } from './case-table.ts';

export interface StoreUnderTest {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  readonly store: CaseStore;
  stop(): Promise<void>;
}

/** A case table on a DynamoDB in memory, and a store on it as a stage makes it. */
export async function startCaseStore(table = 'cases'): Promise<StoreUnderTest> {
  const service = await startDynamoDb(null);
  const plain = new DynamoDBClient({
    endpoint: service.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  await createCaseTable(plain, table);
  const client = DynamoDBDocumentClient.from(plain, { marshallOptions: { removeUndefinedValues: true } });
  return {
    client,
    table,
    store: new CaseStore(client, table),
    stop: async () => {
      client.destroy();
      plain.destroy();
      await service.stop();
    },
  };
}
