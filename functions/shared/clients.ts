import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SESClient } from '@aws-sdk/client-ses';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** Makes the client on first use and keeps it for the life of the process, as a warm Lambda wants. */
export function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Bucket names as host names need DNS that a laptop does not have: with an endpoint of our own the bucket goes in the path. */
export const s3Client = once(() => new S3Client({ forcePathStyle: process.env.AWS_ENDPOINT_URL_S3 !== undefined }));

/** The queue's address comes from its URL on AWS. The embedded SQS names a host that does not resolve, so its endpoint wins there. */
export const sqsClient = once(
  () => new SQSClient({ useQueueUrlAsEndpoint: process.env.AWS_ENDPOINT_URL_SQS === undefined }),
);

export const sesClient = once(() => new SESClient({}));

export const documentClient = once(() =>
  DynamoDBDocumentClient.from(new DynamoDBClient({}), { marshallOptions: { removeUndefinedValues: true } }),
);
