import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { SQSEvent } from 'aws-lambda';
import { FunctionWorker } from './runtime/function-worker.ts';
import { Poller } from './runtime/poller.ts';
import { queueDepth, untilSettled } from './runtime/queue-depths.ts';
import { startSchedule } from './runtime/schedule.ts';
import { LOCAL_ACCOUNT } from './services/sqs.ts';
import { LOCAL_REGION, type Services, startServices } from './services/start-services.ts';
import { deploy } from './template/deploy.ts';
import type { Plan, QueuePlan } from './template/plan.ts';
import { readTemplate } from './template/read-template.ts';
import { TemplateError } from './template/resolve-intrinsics.ts';
import type { Template } from './template/resources.ts';

export interface SystemOptions {
  /** The synthesized template, its stack's name, and the folder of the cloud assembly that holds its assets. */
  template: Template;
  stackName: string;
  assemblyFolder: string;
  /** Where state lives; null: in memory and a temporary folder. */
  stateFolder: string | null;
  /** Host and port of the console's API. */
  webHost: string;
  /** Services that are running already; the system takes them over and stops them. */
  services?: Services;
  /** Laid over the AWS_* variables that the functions get, or that the function of a name gets: a test puts its own endpoints between. */
  environment?: Readonly<Record<string, string>> | ((functionName: string) => Readonly<Record<string, string>>);
  /** What of each function's output is kept: `<stage>.log` in this folder; null keeps none. */
  logFolder: string | null;
  retryDelayMs?: number;
  /** A function is loaded when it is first woken, as on AWS; else all are before the system is there, so that a fault in one shows at once. */
  loadWhenWoken?: boolean;
  /** The clock that functions and services live by, so that a drill travels in time; left out: this machine's. */
  now?: () => Date;
  /** A batch failed and comes again, or a schedule failed. */
  onFailure?: (functionName: string, messages: number, reason: string) => void;
}

/** S3 deletes what is over about once a day; a laptop that is on for an hour must do it too. */
const EXPIRY_EVERY_MS = 3_600_000;

export interface SystemClients {
  s3: S3Client;
  sqs: SQSClient;
  tables: DynamoDBDocumentClient;
}

/** A dead-letter queue and how much lies in it. */
export interface DeadLetters {
  queue: QueuePlan;
  messages: number;
}

/** A running system, as the template says it. */
export interface System {
  plan: Plan;
  services: Services;
  clients: SystemClients;
  /** What the template names, by the variables that its functions read: `CASE_TABLE`, `SCORE_QUEUE_URL` … */
  names: Readonly<Record<string, string>>;
  functions: ReadonlyMap<string, FunctionWorker>;
  /** Queues that functions are woken by, in the order of the template, which is that of the data. */
  workQueues: readonly QueuePlan[];
  /** Starts to take messages off the queues. */
  run(): void;
  /** Starts the schedules. */
  tick(): void;
  /** Returns when no work queue holds a message. */
  settled(signal?: AbortSignal): Promise<void>;
  deadLetters(): Promise<DeadLetters[]>;
  stop(): Promise<void>;
}

/** Starts the stand-ins, creates what the template asks for, and loads its functions. Nothing is woken before `run`. */
export async function startSystem(options: SystemOptions): Promise<System> {
  const { stateFolder, now, environment = {} } = options;
  const environmentOf = typeof environment === 'function' ? environment : () => environment;
  const clock = now === undefined ? {} : { now };
  const services = options.services ?? (await startServices({ stateFolder, verifiedSenders: [], ...clock }));
  const clients = clientsFor(services);
  const workers: FunctionWorker[] = [];
  try {
    const plan = readTemplate(options.template, {
      stackName: options.stackName,
      region: LOCAL_REGION,
      account: LOCAL_ACCOUNT,
      queueUrlOf: services.queueUrl,
      webHost: options.webHost,
      assemblyFolder: options.assemblyFolder,
    });
    for (const identity of plan.identities) services.verifySender(identity);
    for (const one of plan.mailEvents) services.publishMailEvents(one.configurationSet, one.eventTypes, one.queueArn);
    for (const function_ of plan.functions) {
      const stage = function_.name.replace(`${options.stackName}-`, '');
      workers.push(
        new FunctionWorker({
          plan: function_,
          environment: { ...services.environment, ...environmentOf(function_.name) },
          logFile: options.logFolder === null ? null : join(options.logFolder, `${stage}.log`),
          ...clock,
        }),
      );
    }
    for (const worker of workers) services.serveFunction(worker.name, (event) => worker.invoke(event));
    const dynamodb = new DynamoDBClient(clientSettings(services.endpoints.dynamodb));
    await Promise.all([
      deploy(plan, { s3: clients.s3, sqs: clients.sqs, dynamodb }),
      ...(options.loadWhenWoken ? [] : workers.map((worker) => worker.warm())),
    ]);
    dynamodb.destroy();
    return assemble(options, plan, services, clients, workers);
  } catch (error) {
    await Promise.all(workers.map((worker) => worker.stop()));
    destroyClients(clients);
    await services.stop();
    throw error;
  }
}

function assemble(
  options: SystemOptions,
  plan: Plan,
  services: Services,
  clients: SystemClients,
  workers: readonly FunctionWorker[],
): System {
  const functions = new Map(plan.functions.map(({ arn }, index) => [arn, workers[index] as FunctionWorker]));
  const byArn = new Map(plan.queues.map((queue) => [queue.arn, queue]));
  const pollers: Poller[] = [];
  const workQueues: QueuePlan[] = [];
  for (const mapping of plan.mappings) {
    const queue = byArn.get(mapping.queueArn);
    const worker = functions.get(mapping.functionArn);
    if (!queue || !worker)
      throw new TemplateError(`A mapping wakes a function by ${mapping.queueArn}, which is no queue here.`);
    workQueues.push(queue);
    pollers.push(
      new Poller({
        sqs: clients.sqs,
        queue: { url: queue.url, arn: queue.arn, region: LOCAL_REGION },
        batchSize: mapping.batchSize,
        reportBatchItemFailures: mapping.reportBatchItemFailures,
        invoke: (event: SQSEvent) => worker.invoke(event),
        onFailure: (messages, reason) => options.onFailure?.(worker.name, messages, reason),
        ...(options.retryDelayMs === undefined ? {} : { retryDelayMs: options.retryDelayMs }),
      }),
    );
  }
  const schedules: (() => void)[] = [];
  const deadLetterQueues = plan.queues.filter((queue) =>
    plan.queues.some((other) => other.deadLetterArn === queue.arn),
  );
  return {
    plan,
    services,
    clients,
    names: Object.assign({}, ...plan.functions.map(({ environment }) => environment)) as Record<string, string>,
    functions: new Map(workers.map((worker) => [worker.name, worker])),
    workQueues,
    run: () => {
      for (const poller of pollers) poller.start();
    },
    tick: () => {
      const expiry = setInterval(() => {
        services.expire().catch((error: Error) => options.onFailure?.('s3', 0, error.message));
      }, EXPIRY_EVERY_MS);
      schedules.push(() => clearInterval(expiry));
      for (const { functionArn, everySeconds } of plan.schedules) {
        const worker = functions.get(functionArn) as FunctionWorker;
        schedules.push(
          startSchedule({
            everySeconds,
            region: LOCAL_REGION,
            account: LOCAL_ACCOUNT,
            invoke: (event) => worker.invoke(event),
            onFailure: (reason) => options.onFailure?.(worker.name, 0, reason),
          }),
        );
      }
    },
    settled: (signal) => untilSettled(clients.sqs, workQueues, signal),
    deadLetters: async () => {
      const found: DeadLetters[] = [];
      for (const queue of deadLetterQueues) {
        const messages = await queueDepth(clients.sqs, queue.url);
        if (messages > 0) found.push({ queue, messages });
      }
      return found;
    },
    stop: async () => {
      for (const stopSchedule of schedules) stopSchedule();
      await Promise.all(pollers.map((poller) => poller.stop()));
      await Promise.all(workers.map((worker) => worker.stop()));
      destroyClients(clients);
      await services.stop();
    },
  };
}

function clientsFor(services: Services): SystemClients {
  const { s3, sqs, dynamodb } = services.endpoints;
  return {
    s3: new S3Client({ ...clientSettings(s3), forcePathStyle: true }),
    sqs: new SQSClient({ ...clientSettings(sqs), useQueueUrlAsEndpoint: false }),
    tables: DynamoDBDocumentClient.from(new DynamoDBClient(clientSettings(dynamodb))),
  };
}

function destroyClients({ s3, sqs, tables }: SystemClients): void {
  for (const client of [s3, sqs, tables]) client.destroy();
}

function clientSettings(endpoint: string) {
  return { endpoint, region: LOCAL_REGION, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
}
