import { buildApp } from 'fauxqs';
import { answerMoveTasks } from './sqs-move-task.ts';

/** The account that fauxqs gives its queues; ARNs of the local template name it. */
export const LOCAL_ACCOUNT = '000000000000';

export interface SqsService {
  endpoint: string;
  /** The URL that a queue of that name has, made or not. */
  queueUrl(name: string): string;
  stop(): Promise<void>;
}

/**
 * SQS in memory, by fauxqs, of which only SQS is used. It is built and listened to here because its own start binds every address of
 * the machine. Queue URLs name a host that does not resolve: clients set `useQueueUrlAsEndpoint: false`.
 */
export async function startSqs(region = 'us-east-1'): Promise<SqsService> {
  const app = buildApp({ logger: false, defaultRegion: region });
  answerMoveTasks(app);
  const endpoint = await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = new URL(endpoint);
  return {
    endpoint,
    queueUrl: (name) => `http://sqs.${region}.localhost:${port}/${LOCAL_ACCOUNT}/${name}`,
    stop: () => app.close(),
  };
}
