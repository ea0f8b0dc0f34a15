import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One write that a function makes: an object, an item, a message, a mail. */
export interface Write {
  /** The function's name. */
  by: string;
  service: string;
  /** The same for every write of one kind: into which table or bucket, of what sort of item, as which event. */
  what: string;
}

export interface Fault extends Write {
  /** Nothing arrives, or it arrives and its answer is lost. */
  when: 'before' | 'after';
  crash: () => Promise<void>;
}

export interface FaultProxies {
  /** What lays itself over a function's AWS_ENDPOINT_URL_*, and has its clients say in each request whose they are. */
  environmentOf(functionName: string): Record<string, string>;
  /** Every write since it was last emptied, in order. */
  writes: Write[];
  /** Each at the next write of its kind. */
  failAt(faults: readonly Fault[]): void;
  /** The faults that are still to come; they are forgotten. */
  disarm(): Fault[];
  stop(): Promise<void>;
}

/** Stands between the functions and the services, counts writes, and lets one of them crash whoever makes it. */
export async function startFaultProxies(targets: Record<string, string>): Promise<FaultProxies> {
  const endpoints: Record<string, string> = {};
  const writes: Write[] = [];
  const servers: ReturnType<typeof createServer>[] = [];
  let faults: Fault[] = [];

  for (const [service, endpoint] of Object.entries(targets)) {
    const server = createServer(async (incoming, outgoing) => {
      const parts: Buffer[] = [];
      for await (const part of incoming) parts.push(part as Buffer);
      const what = writeOf(service, incoming, Buffer.concat(parts));
      const write = what === null ? null : { by: callerOf(incoming), service, what };
      if (write !== null) writes.push(write);
      const armed = write === null ? undefined : faults.find((fault) => isSameKind(write, fault));
      faults = faults.filter((fault) => fault !== armed);
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
    endpoints[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] =
      `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
  return {
    environmentOf: (functionName) => ({ ...endpoints, AWS_SDK_UA_APP_ID: functionName }),
    writes,
    failAt: (next) => {
      faults = [...next];
    },
    disarm: () => faults.splice(0),
    stop: async () => {
      for (const server of servers) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}

export const isSameKind = (one: Write, other: Write): boolean =>
  one.by === other.by && one.service === other.service && one.what === other.what;

/** From the application in the User-Agent (AWS SDKs and Tools Reference Guide, "Application ID"), behind which Powertools adds what it is. */
const callerOf = ({ headers }: IncomingMessage): string =>
  /\bapp\/(\S+?)(?:-PT-\S+)?(?:\s|$)/.exec(
    `${headers['x-amz-user-agent'] ?? ''} ${headers['user-agent'] ?? ''}`,
  )?.[1] ?? '';

/** Null for a read. */
function writeOf(service: string, { method, url, headers }: IncomingMessage, body: Buffer): string | null {
  const target = String(headers['x-amz-target'] ?? '');
  switch (service) {
    case 's3':
      return method === 'PUT' ? putOf(new URL(url ?? '/', 'http://s3')) : null;
    case 'ses':
      return 'SendRawEmail';
    default:
      return /\.(Put|Update|Delete|Send)/.test(target)
        ? `${target.slice(target.indexOf('.') + 1)} ${kindOf(JSON.parse(body.toString('utf8')))}`
        : null;
  }
}

/** The bucket, the folder and what is put there, without what names the object. */
function putOf({ pathname, searchParams }: URL): string {
  const what = [...searchParams.keys()].filter((name) => !['x-id', 'versionId'].includes(name));
  return ['PUT', pathname.split('/').slice(1, 3).join('/'), ...what].join(' ');
}

interface Sent {
  readonly TableName?: string;
  readonly QueueUrl?: string;
  readonly Item?: { readonly sk?: { S?: string }; readonly body?: { M?: { type?: { S?: string } } } };
  readonly Key?: { readonly sk?: { S?: string } };
}

function kindOf({ TableName, QueueUrl, Item, Key }: Sent): string {
  const item = (Item?.sk?.S ?? Key?.sk?.S ?? '').split('#')[0]?.replace(/^\d{4}-\d\d-\d\d$/, 'day');
  return [TableName ?? QueueUrl?.split('/').at(-1), item, Item?.body?.M?.type?.S].filter(Boolean).join(' ');
}
