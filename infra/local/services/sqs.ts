import { buildApp } from 'fauxqs';

export interface SqsService {
  endpoint: string;
  stop(): Promise<void>;
}

/**
 * SQS in memory, by fauxqs, of which only SQS is used. It is built and listened to here because its own start binds every address of
 * the machine. Queue URLs name a host that does not resolve: clients set `useQueueUrlAsEndpoint: false`.
 */
export async function startSqs(region = 'us-east-1'): Promise<SqsService> {
  const app = buildApp({ logger: false, defaultRegion: region });
  const endpoint = await app.listen({ host: '127.0.0.1', port: 0 });
  return { endpoint, stop: () => app.close() };
}
