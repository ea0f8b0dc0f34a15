import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One write that a function makes: an object, an item, a message, a mail. */
export interface Write {
  service: string;
  /** The same for every write of one kind: into which table or bucket, of what sort of item, as which event. */
  what: string;
}

export interface FaultProxies {
  /** What lays itself over the functions' AWS_ENDPOINT_URL_*. */
  environment: Record<string, string>;
  /** Every write since the last `reset`, in order. */
  writes: Write[];
  /** What happens around the write of that number, counted from 1: nothing arrives, or it arrives and its answer is lost. */
  failAt(number: number, when: 'before' | 'after', crash: () => Promise<void>): void;
  reset(): void;
  stop(): Promise<void>;
}

/** Stands between the functions and the services, counts writes, and lets one of them crash whoever makes it. */
export async function startFaultProxies(targets: Record<string, string>): Promise<FaultProxies> {
  const environment: Record<string, string> = {};
  const writes: Write[] = [];
  const servers: ReturnType<typeof createServer>[] = [];
  let fault: { number: number; when: 'before' | 'after'; crash: () => Promise<void> } | null = null;

  for (const [service, endpoint] of Object.entries(targets)) {
    const server = createServer(async (incoming, outgoing) => {
      const parts: Buffer[] = [];
      for await (const part of incoming) parts.push(part as Buffer);
      const what = writeOf(service, incoming, Buffer.concat(parts));
      const isFault = what !== null && writes.push({ service, what }) === fault?.number;
      const armed = isFault ? fault : null;
      if (armed) fault = null;
      if (armed?.when === 'before') {
        await armed.crash();
        incoming.socket.destroy();
        return;
      }
      const forwarded = request(`${endpoint}${incoming.url}`, {
        method: incoming.method ?? 'GET',
        headers: incoming.headers,
      });
      forwarded.on('response', async (response) => {
        const body: Buffer[] = [];
        for await (const part of response) body.push(part as Buffer);
        if (armed?.when === 'after') {
          await armed.crash();
          incoming.socket.destroy();
          return;
        }
        outgoing.writeHead(response.statusCode ?? 500, response.headers);
        outgoing.end(Buffer.concat(body));
      });
      forwarded.on('error', () => incoming.socket.destroy());
      forwarded.end(Buffer.concat(parts));
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    servers.push(server);
    environment[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] =
      `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
  return {
    environment,
    writes,
    failAt: (number, when, crash) => {
      fault = { number, when, crash };
    },
    reset: () => {
      writes.length = 0;
      fault = null;
    },
    stop: async () => {
      for (const server of servers) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}

/** Null for a read. */
function writeOf(service: string, { method, url, headers }: IncomingMessage, body: Buffer): string | null {
  const target = String(headers['x-amz-target'] ?? '');
  switch (service) {
    case 's3':
      // The bucket and the folder, without what names the object.
      return method === 'PUT' ? `PUT ${url?.split('?')[0]?.split('/').slice(1, 3).join('/')}` : null;
    case 'ses':
      return 'SendRawEmail';
    default:
      return /\.(Put|Update|Delete|Send)/.test(target)
        ? `${target.slice(target.indexOf('.') + 1)} ${kindOf(JSON.parse(body.toString('utf8')))}`
        : null;
  }
}

interface Sent {
  readonly TableName?: string;
  readonly QueueUrl?: string;
  readonly Item?: { readonly sk?: { S?: string }; readonly body?: { M?: { type?: { S?: string } } } };
  readonly Key?: { readonly sk?: { S?: string } };
}

function kindOf({ TableName, QueueUrl, Item, Key }: Sent): string {
  const item = (Item?.sk?.S ?? Key?.sk?.S ?? '').split('#')[0];
  return [TableName ?? QueueUrl?.split('/').at(-1), item, Item?.body?.M?.type?.S].filter(Boolean).join(' ');
}
