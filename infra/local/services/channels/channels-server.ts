import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { writeDurably } from '../durable.ts';
import { listenOnLoopback, stopServer } from '../loopback.ts';
import { readBody } from '../read-body.ts';
import { ChannelsError } from './channels-error.ts';
import { publish, publishFault } from './publish.ts';
import { putEvents } from './put-events.ts';

export interface ChannelsOptions {
  /** Where what was taken is kept. */
  folder: string;
  now?: () => Date;
}

export interface ChannelsService {
  endpoint: string;
  stop(): Promise<void>;
}

/** A text message that SNS took, or an event that EventBridge took. */
export interface Taken {
  id: string;
  at: string;
  /** The telephone number, or the name of the bus. */
  to: string;
  /** The message, or the event's detail. */
  content: string;
}

const LARGEST_BODY_BYTES = 256 * 1024;

/**
 * SNS and EventBridge on 127.0.0.1, as far as notifications call them: `Publish` to a telephone number, and `PutEvents`. They keep what
 * they take and deliver to nobody; anything else is 501.
 */
export async function startChannels({ folder, now = () => new Date() }: ChannelsOptions): Promise<ChannelsService> {
  await mkdir(folder, { recursive: true });
  const keep = async (to: string, content: string): Promise<string> => {
    const taken: Taken = { id: randomUUID(), at: now().toISOString(), to, content };
    await writeDurably(join(folder, `${taken.id}.json`), Buffer.from(JSON.stringify(taken)));
    return taken.id;
  };
  const server = createServer(async (request, response) => {
    const target = request.headers['x-amz-target'];
    const isEvents = typeof target === 'string';
    try {
      if (!request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 ')) {
        throw new ChannelsError('MissingAuthenticationToken', 'Request is missing Authentication Token', 403);
      }
      const body = (await readBody(request, LARGEST_BODY_BYTES))?.toString('utf8');
      if (body === undefined) throw new ChannelsError('InvalidParameter', 'The request is too large.', 400);
      const answer = isEvents ? await putEvents(target, body, keep) : await publish(body, keep);
      response.setHeader('content-type', isEvents ? 'application/x-amz-json-1.1' : 'text/xml');
      response.end(answer);
    } catch (error) {
      const fault =
        error instanceof ChannelsError ? error : new ChannelsError('InternalFailure', 'The stand-in failed.', 500);
      response.setHeader('content-type', isEvents ? 'application/x-amz-json-1.1' : 'text/xml');
      response.writeHead(fault.status);
      response.end(isEvents ? JSON.stringify({ __type: fault.code, message: fault.message }) : publishFault(fault));
    }
  });
  const endpoint = await listenOnLoopback(server);
  return { endpoint, stop: () => stopServer(server) };
}

/** What was taken, in order. */
export async function listTaken(folder: string): Promise<Taken[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  const taken = await Promise.all(
    names.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as Taken),
  );
  return taken.sort((a, b) => (a.at < b.at ? -1 : 1));
}
