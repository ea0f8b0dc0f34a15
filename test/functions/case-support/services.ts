import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, PutBucketVersioningCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateQueueCommand, DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Context, SQSEvent } from 'aws-lambda';
import type { Assessment, Versions } from '../../../functions/contracts/assessment.ts';
import type { Contact } from '../../../functions/contracts/contact.ts';
import { NotifyMessage } from '../../../functions/contracts/messages.ts';
import type { Roster } from '../../../functions/contracts/roster.ts';
import { CaseStore } from '../../../functions/shared/case/store.ts';
import { once } from '../../../functions/shared/clients.ts';
import { sha256Hex } from '../../../functions/shared/hash.ts';
import { RescoreStore } from '../../../functions/shared/rescore/store.ts';
import { writeEngine } from '../../../infra/assets/engine.ts';
import { readForms } from '../../../infra/assets/forms.ts';
import { readTemplates } from '../../../infra/assets/telling.ts';
import { type Services, startServices } from '../../../infra/local/services/start-services.ts';
import { createCaseTable } from './case-table.ts';
import { guidance, roster as harborline, policy } from './examples.ts';

export interface ServicesUnderTest {
  readonly store: CaseStore;
  /** For the table `history`. */
  readonly documents: DynamoDBDocumentClient;
  readonly s3: S3Client;
  readonly rescores: RescoreStore;
  /** Where mail lies that SES took. */
  readonly outboxFolder: string;
  /** Where text messages and events lie that SNS and EventBridge took. */
  readonly channelsFolder: string;
  /** Puts an original in intake, and its contact and assessment in contacts; gives the contact as it is stored. */
  put(contact: Contact, assessment: Assessment | null, original?: Uint8Array): Promise<Contact>;
  /** Takes what is on the notify queue. */
  takeNotifications(): Promise<NotifyMessage[]>;
  /** Puts another function in the place of `try`. */
  readonly serveFunction: Services['serveFunction'];
  /** Lets a handler that is imported after this ship with another roster. */
  shipWith(roster: Roster): Promise<void>;
  stop(): Promise<void>;
}

/** What contacts are scored with, as far as the case stages know. */
export const DEPLOYED: Versions = { rules: 'rules@test', model: 'none', policy: 'policy@1' };

/**
 * The embedded AWS in memory with the stores and the queue of the case stages, and the environment that the template gives them.
 * Import a handler after this: it reads its environment when it is loaded.
 */
export async function startCaseServices(): Promise<ServicesUnderTest> {
  const services = await startServices({ stateFolder: null, verifiedSenders: ['harborline.example'] });
  const shipped = await mkdtemp(join(tmpdir(), 'undertone-assets-'));
  const shipWith = async (roster: Roster): Promise<void> => {
    await writeFile(join(shipped, 'policy.json'), JSON.stringify(policy));
    await writeFile(join(shipped, 'roster.json'), JSON.stringify(roster));
    await writeFile(join(shipped, 'versions.json'), JSON.stringify(DEPLOYED));
    await writeFile(join(shipped, 'guidance.json'), JSON.stringify(guidance));
    await writeFile(join(shipped, 'templates.json'), JSON.stringify(readTemplates('rules/templates')));
    await writeFile(join(shipped, 'forms.json'), JSON.stringify(readForms('rules/forms')));
  };
  await shipWith(harborline);
  // Rules and model are shipped when the first text is tried: most tests try none.
  const shipEngine = once(() => writeEngine(process.cwd(), shipped));
  services.serveFunction('try', async (event) => {
    await shipEngine();
    return (await import('../../../functions/score/try-handler.ts')).handler(event);
  });
  Object.assign(process.env, services.environment, {
    LAMBDA_TASK_ROOT: shipped,
    CONTACTS_BUCKET: 'contacts',
    INTAKE_BUCKET: 'intake',
    VAULT_BUCKET: 'vault',
    PACKETS_BUCKET: 'packets',
    CASE_TABLE: 'cases',
    RESCORE_TABLE: 'rescores',
    RETENTION_TABLE: 'retention',
    HISTORY_TABLE: 'history',
    TRY_FUNCTION: 'try',
    SENDER_ADDRESS: 'undertone@harborline.example',
    CONSOLE_URL: 'https://console.harborline.example',
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    POWERTOOLS_METRICS_DISABLED: 'true',
    POWERTOOLS_TRACE_ENABLED: 'false',
  });

  const s3 = new S3Client({ forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: 'contacts' }));
  await s3.send(new CreateBucketCommand({ Bucket: 'intake' }));
  await s3.send(new CreateBucketCommand({ Bucket: 'packets' }));
  await s3.send(new PutBucketVersioningCommand({ Bucket: 'intake', VersioningConfiguration: { Status: 'Enabled' } }));
  await s3.send(new CreateBucketCommand({ Bucket: 'vault', ObjectLockEnabledForBucket: true }));
  const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
  const { QueueUrl } = await sqs.send(
    new CreateQueueCommand({ QueueName: 'notify.fifo', Attributes: { FifoQueue: 'true' } }),
  );
  process.env.NOTIFY_QUEUE_URL = QueueUrl;
  const packets = await sqs.send(
    new CreateQueueCommand({ QueueName: 'packets.fifo', Attributes: { FifoQueue: 'true' } }),
  );
  process.env.PACKETS_QUEUE_URL = packets.QueueUrl;
  const rescore = await sqs.send(new CreateQueueCommand({ QueueName: 'rescore' }));
  process.env.RESCORE_QUEUE_URL = rescore.QueueUrl;
  const retention = await sqs.send(new CreateQueueCommand({ QueueName: 'retention' }));
  process.env.RETENTION_QUEUE_URL = retention.QueueUrl;
  const deadLetters = await sqs.send(new CreateQueueCommand({ QueueName: 'score-dead-letters' }));
  const RedrivePolicy = JSON.stringify({
    deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:score-dead-letters',
    maxReceiveCount: 1,
  });
  await sqs.send(new CreateQueueCommand({ QueueName: 'score', Attributes: { RedrivePolicy } }));
  process.env.DEAD_LETTERS = `score=${deadLetters.QueueUrl}`;
  const dynamodb = new DynamoDBClient({});
  await createCaseTable(dynamodb, 'cases');
  await createCaseTable(dynamodb, 'rescores');
  await createCaseTable(dynamodb, 'history');
  await createCaseTable(dynamodb, 'retention');
  const documents = DynamoDBDocumentClient.from(dynamodb, { marshallOptions: { removeUndefinedValues: true } });

  const putJson = (key: string, value: unknown) =>
    s3.send(new PutObjectCommand({ Bucket: 'contacts', Key: key, Body: JSON.stringify(value) }));
  return {
    store: new CaseStore(documents, 'cases'),
    rescores: new RescoreStore(documents, 'rescores'),
    documents,
    s3,
    outboxFolder: services.outboxFolder,
    channelsFolder: services.channelsFolder,
    put: async (contact, assessment, original = Buffer.from(contact.turns[0]?.text ?? '')) => {
      const { key } = contact.original;
      const { VersionId } = await s3.send(new PutObjectCommand({ Bucket: 'intake', Key: key, Body: original }));
      const stored: Contact = {
        ...contact,
        original: {
          bucket: 'intake',
          key,
          versionId: VersionId ?? null,
          sha256: sha256Hex(original),
          sizeBytes: original.byteLength,
        },
      };
      await putJson(`contacts/${contact.contactId}.json`, stored);
      if (assessment !== null) await putJson(`assessments/${contact.contactId}.json`, assessment);
      return stored;
    },
    takeNotifications: async () => {
      const taken: NotifyMessage[] = [];
      for (;;) {
        const { Messages = [] } = await sqs.send(
          new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 60, WaitTimeSeconds: 0 }),
        );
        if (Messages.length === 0) return taken;
        for (const { Body = '', ReceiptHandle } of Messages) {
          taken.push(NotifyMessage.parse(JSON.parse(Body)));
          await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
        }
      }
    },
    serveFunction: services.serveFunction,
    shipWith,
    stop: async () => {
      s3.destroy();
      sqs.destroy();
      documents.destroy();
      dynamodb.destroy();
      await services.stop();
      await rm(shipped, { recursive: true, force: true });
    },
  };
}

/** What the event source mapping of a FIFO queue gives a function. */
export function fifoEvent(...messages: unknown[]): SQSEvent {
  return {
    Records: messages.map((message, at) => ({
      messageId: `message-${at}`,
      receiptHandle: `receipt-${at}`,
      body: JSON.stringify(message),
      attributes: {
        ApproximateReceiveCount: '1',
        SentTimestamp: '0',
        SenderId: 'test',
        ApproximateFirstReceiveTimestamp: '0',
        MessageGroupId: `group-${at}`,
      },
      messageAttributes: {},
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:test.fifo',
      awsRegion: 'us-east-1',
    })),
  };
}

export const lambdaContext = { awsRequestId: 'test', getRemainingTimeInMillis: () => 30_000 } as Context;

export async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8');
}
