import { startDynamoDb } from '../../../../infra/local/services/dynamodb.ts';

// A process of its own, so that a test can kill it.
const { endpoint } = await startDynamoDb(process.argv[2] as string);
console.log(endpoint);
