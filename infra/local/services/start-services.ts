import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { startChannels } from './channels/channels-server.ts';
import { startDynamoDb } from './dynamodb.ts';
import { type Invoke, startLambda } from './lambda.ts';
import { startS3 } from './s3/s3-server.ts';
import { startSes } from './ses/ses-server.ts';
import { type SqsService, startSqs } from './sqs.ts';

export interface ServicesOptions {
  /** Where S3, DynamoDB and the outbox keep their state; null: in memory and a temporary folder that `stop` removes. */
  stateFolder: string | null;
  /** Domains or addresses that SES lets send. */
  verifiedSenders?: readonly string[];
  now?: () => Date;
}

export interface Services {
  endpoints: { s3: string; sqs: string; ses: string; dynamodb: string; channels: string; lambda: string };
  /** What a process needs in its environment so that its SDK clients come here. */
  environment: Record<string, string>;
  /** Where sent mail lies: see `listOutbox` and `readSentMail`. */
  outboxFolder: string;
  /** Text messages and events that SNS and EventBridge took: see `listTaken`. */
  channelsFolder: string;
  /** Lets functions ask another by its name. */
  serveFunction(name: string, invoke: Invoke): void;
  /** The URL that a queue of that name has, made or not. */
  queueUrl(name: string): string;
  /** Lets a further domain or address send. */
  verifySender(identity: string): void;
  /** Deletes what is over by the rules of the buckets: see `S3Service.expire`. */
  expire(): Promise<number>;
  /** Makes a configuration set of SES that publishes those types of events to a queue, as a topic with raw delivery does. */
  publishMailEvents(configurationSet: string, eventTypes: readonly string[], queueArn: string): void;
  stop(): Promise<void>;
}

export const LOCAL_REGION = 'us-east-1';

/** Starts the stand-ins for S3, SQS, SES, DynamoDB, of Lambda what one function asks another by, and of SNS and EventBridge what notifications call, each on a free port of 127.0.0.1. */
export async function startServices(options: ServicesOptions): Promise<Services> {
  const temporary = options.stateFolder === null ? await mkdtemp(join(tmpdir(), 'undertone-')) : null;
  const folder = options.stateFolder ?? (temporary as string);
  const outboxFolder = join(folder, 'outbox');
  const channelsFolder = join(folder, 'channels');
  const clock = options.now ? { now: options.now } : {};
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const stopOne of stops.reverse()) await stopOne();
    if (temporary !== null) await rm(temporary, { recursive: true, force: true });
  };
  try {
    // First, because it locks the folder: nothing else may touch it before.
    const dynamodb = await startDynamoDb(temporary === null ? join(folder, 'dynamodb') : null);
    stops.push(dynamodb.stop);
    const sqs = await startSqs(LOCAL_REGION);
    stops.push(sqs.stop);
    const deliver = queueSender(sqs);
    stops.push(deliver.stop);
    const s3 = await startS3({ folder: join(folder, 's3'), region: LOCAL_REGION, deliver: deliver.send, ...clock });
    stops.push(s3.stop);
    const ses = await startSes({
      folder: outboxFolder,
      verified: options.verifiedSenders ?? ['example.com'],
      ...clock,
    });
    stops.push(ses.stop);
    const channels = await startChannels({ folder: channelsFolder, ...clock });
    stops.push(channels.stop);
    const lambda = await startLambda();
    stops.push(lambda.stop);
    const endpoints = {
      s3: s3.endpoint,
      sqs: sqs.endpoint,
      ses: ses.endpoint,
      dynamodb: dynamodb.endpoint,
      channels: channels.endpoint,
      lambda: lambda.endpoint,
    };
    return {
      endpoints,
      environment: environmentFor(endpoints),
      outboxFolder,
      channelsFolder,
      serveFunction: lambda.serve,
      queueUrl: sqs.queueUrl,
      verifySender: ses.verify,
      expire: s3.expire,
      publishMailEvents: (configurationSet, eventTypes, queueArn) =>
        ses.configure(configurationSet, { eventTypes, publish: (event) => deliver.send(queueArn, event) }),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function environmentFor(endpoints: Services['endpoints']): Record<string, string> {
  return {
    AWS_REGION: LOCAL_REGION,
    AWS_DEFAULT_REGION: LOCAL_REGION,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    // A laptop's Node may be older than the SDK likes; that is no news for each log.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    AWS_ENDPOINT_URL_S3: endpoints.s3,
    AWS_ENDPOINT_URL_SQS: endpoints.sqs,
    AWS_ENDPOINT_URL_SES: endpoints.ses,
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_SNS: endpoints.channels,
    AWS_ENDPOINT_URL_EVENTBRIDGE: endpoints.channels,
    AWS_ENDPOINT_URL_LAMBDA: endpoints.lambda,
  };
}

/** How the local S3 sends to a queue: by its ARN, which ends in the name. */
function queueSender({ endpoint, queueUrl }: SqsService): {
  send: (arn: string, body: string) => Promise<void>;
  stop: () => Promise<void>;
} {
  const client = new SQSClient({
    endpoint,
    region: LOCAL_REGION,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    useQueueUrlAsEndpoint: false,
  });
  return {
    send: async (arn, body) => {
      const name = arn.slice(arn.lastIndexOf(':') + 1);
      await client.send(new SendMessageCommand({ QueueUrl: queueUrl(name), MessageBody: body }));
    },
    stop: async () => client.destroy(),
  };
}
