import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { CreateQueueCommand, DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Assessment } from '../../../../functions/contracts/assessment.ts';
import type { Contact } from '../../../../functions/contracts/contact.ts';
import { conclude, sightingOf } from '../../../../functions/score/conclude.ts';
import type { Engine } from '../../../../functions/score/engine.ts';
import { recordSighting } from '../../../../functions/score/history-store.ts';
import { readSignals } from '../../../../functions/score/read-signals.ts';
import { contactOfText } from '../../../../infra/local/scan/contact-of-text.ts';
import { fifoEvent, lambdaContext, type ServicesUnderTest, startCaseServices } from '../../case-support/services.ts';
import { CLOSE_ENCODER, deployedBy, type parts } from './engines.ts';

const START = Date.UTC(2026, 5, 1, 12);
const DAY = 86_400_000;

type Handler = (event: SQSEvent, context: typeof lambdaContext) => Promise<SQSBatchResponse>;
type Made = ReturnType<typeof parts>;

/** A company that scored its contacts with one engine, and has another deployed now. */
export interface Company {
  readonly services: ServicesUnderTest;
  /** Takes a contact in as `score` did then, on a day. */
  takeIn(text: string, from: string, day: number): Promise<{ contact: Contact; assessment: Assessment }>;
  /** Handles what is on a queue until it is empty, or so many messages. @returns how many it took. */
  work(queue: 'rescore' | 'cases', handler: Handler, most?: number): Promise<number>;
  /** Takes what is on a queue away, as a lost queue does. */
  lose(queue: 'rescore' | 'cases'): Promise<number>;
  /** Every object of the contacts bucket by its key, and every item of the history. */
  held(): Promise<{ objects: Map<string, string>; history: unknown[] }>;
  stop(): Promise<void>;
}

export async function startCompany(then: Engine, now: Made): Promise<Company> {
  const services = await startCaseServices();
  const folder = process.env.LAMBDA_TASK_ROOT ?? '';
  const deployed = deployedBy(now).versions;
  await Promise.all([
    writeFile(join(folder, 'rules.bin'), now.rules),
    writeFile(join(folder, 'conduct.json'), JSON.stringify(now.conduct)),
    writeFile(join(folder, 'model.bin'), now.weights),
    writeFile(join(folder, 'second-reader.bin'), now.secondReader),
    copyFile(CLOSE_ENCODER, join(folder, 'close-encoder.bin')),
    writeFile(join(folder, 'versions.json'), JSON.stringify(deployed)),
  ]);
  const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
  const { QueueUrl: cases = '' } = await sqs.send(
    new CreateQueueCommand({ QueueName: 'cases.fifo', Attributes: { FifoQueue: 'true' } }),
  );
  process.env.CASES_QUEUE_URL = cases;
  const urls = { cases, rescore: process.env.RESCORE_QUEUE_URL ?? '' };

  const take = async (queue: keyof typeof urls, most: number, handle: (bodies: unknown[]) => Promise<void>) => {
    let taken = 0;
    while (taken < most) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: urls[queue],
          MaxNumberOfMessages: Math.min(10, most - taken),
          WaitTimeSeconds: 0,
        }),
      );
      if (Messages.length === 0) break;
      await handle(Messages.map(({ Body }) => JSON.parse(Body ?? '')));
      for (const { ReceiptHandle } of Messages) {
        await sqs.send(new DeleteMessageCommand({ QueueUrl: urls[queue], ReceiptHandle }));
      }
      taken += Messages.length;
    }
    return taken;
  };

  return {
    services,
    takeIn: async (text, from, day) => {
      const at = new Date(START + day * DAY).toISOString();
      const named = contactOfText({ text, name: `${from}/${day}`, at, from: `${from}@customer.test` });
      const contact = await services.put(named, null);
      const reading = await readSignals(contact, then);
      const sightings = await recordSighting(services.documents, 'history', sightingOf(contact, reading));
      const assessment = conclude(contact, reading, sightings, then, at);
      const Key = `assessments/${contact.contactId}.json`;
      await services.s3.send(new PutObjectCommand({ Bucket: 'contacts', Key, Body: JSON.stringify(assessment) }));
      return { contact, assessment };
    },
    work: (queue, handler, most = Number.POSITIVE_INFINITY) =>
      take(queue, most, async (bodies) => {
        const { batchItemFailures } = await handler(fifoEvent(...bodies), lambdaContext);
        if (batchItemFailures.length > 0) throw new Error(`${batchItemFailures.length} of ${bodies.length} failed`);
      }),
    lose: (queue) => take(queue, Number.POSITIVE_INFINITY, async () => undefined),
    held: async () => {
      const { Contents = [] } = await services.s3.send(new ListObjectsV2Command({ Bucket: 'contacts' }));
      const objects = new Map<string, string>();
      for (const { Key = '' } of Contents) {
        const { Body } = await services.s3.send(new GetObjectCommand({ Bucket: 'contacts', Key }));
        objects.set(Key, (await Body?.transformToString()) ?? '');
      }
      const { Items = [] } = await services.documents.send(new ScanCommand({ TableName: 'history' }));
      return { objects, history: Items };
    },
    stop: async () => {
      sqs.destroy();
      await services.stop();
    },
  };
}
