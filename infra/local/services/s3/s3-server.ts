import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listenOnLoopback, stopServer } from '../loopback.ts';
import * as buckets from './bucket-operations.ts';
import type { Operation, S3Call } from './context.ts';
import { expire } from './lifecycle.ts';
import * as lifecycles from './lifecycle-operations.ts';
import * as lists from './list-operations.ts';
import * as locks from './lock-operations.ts';
import type { Deliver } from './notifications.ts';
import * as objects from './object-operations.ts';
import { ObjectStore } from './object-store.ts';
import { checkPresigned, isPresigned } from './presigned.ts';
import { decodeBody, readRawBody } from './request-body.ts';
import { invalidRequest, notImplemented, S3Error } from './s3-error.ts';
import * as tagging from './tagging-operations.ts';

export interface S3Options {
  /** Where buckets live; one process at a time. */
  folder: string;
  region?: string;
  /** Takes the events of buckets that notify a queue. Without it no bucket can be told to. */
  deliver?: Deliver;
  /** The clock that retention is counted on. */
  now?: () => Date;
}

export interface S3Service {
  endpoint: string;
  /** Deletes what the rules of the buckets say is over by now, as S3 does about once a day; gives how much that was. */
  expire(): Promise<number>;
  stop(): Promise<void>;
}

/**
 * A small S3 on 127.0.0.1: what the stages and the deployment call, with S3's answers, and 501 for anything else. Path-style addresses
 * only. A request must be signed; its signature is checked where it is a link that somebody follows, and not where it is in a header.
 */
export async function startS3(options: S3Options): Promise<S3Service> {
  const store = await ObjectStore.open(options.folder);
  const deliver: Deliver =
    options.deliver ??
    (async () => {
      throw new Error('this S3 was started without queues');
    });
  const settings = { store, deliver, region: options.region ?? 'us-east-1', now: options.now ?? (() => new Date()) };
  const server = createServer((request, response) => {
    void serve(request, response, settings);
  });
  const endpoint = await listenOnLoopback(server);
  return { endpoint, expire: () => expire(store, settings.now()), stop: () => stopServer(server) };
}

type Settings = Pick<S3Call, 'store' | 'deliver' | 'region' | 'now'>;

async function serve(request: IncomingMessage, response: ServerResponse, settings: Settings): Promise<void> {
  const requestId = randomBytes(8).toString('hex').toUpperCase();
  // Not by URL, which would fold `..` and change the key.
  const [path = '/', parameters = ''] = (request.url ?? '/').split(/\?(.*)/s);
  response.setHeader('x-amz-request-id', requestId);
  response.setHeader('server', 'AmazonS3');
  try {
    const query = new URLSearchParams(parameters);
    if (isPresigned(query)) checkPresigned(request, path, query, new Date());
    else if (!request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 ')) {
      throw new S3Error(403, 'AccessDenied', 'Anonymous requests are not allowed; sign with any AWS credentials.');
    }
    const [bucket = '', ...rest] = path.slice(1).split('/');
    const call: S3Call = {
      ...settings,
      requestId,
      bucket: decodePath(bucket),
      key: decodePath(rest.join('/')),
      query,
      headers: request.headers,
      readBody: async () => decodeBody(await readRawBody(request), request.headers),
      response,
    };
    await chooseOperation(request.method ?? 'GET', call)(call);
  } catch (error) {
    fail(request, response, error, path, requestId);
  }
}

function fail(
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
  resource: string,
  requestId: string,
): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (!(error instanceof S3Error)) console.error('The local S3 failed:', error);
  const known = error instanceof S3Error ? error : new S3Error(500, 'InternalError', 'The local S3 stand-in failed.');
  for (const [name, value] of Object.entries(known.headers)) response.setHeader(name, value);
  const body = known.toXml(resource, requestId);
  // A body that nobody reads would keep the connection waiting.
  if (!request.complete) response.setHeader('connection', 'close');
  request.resume();
  if (request.method === 'HEAD') {
    response.writeHead(known.status);
    response.end();
    return;
  }
  response.setHeader('content-type', 'application/xml');
  response.setHeader('content-length', Buffer.byteLength(body));
  response.writeHead(known.status);
  response.end(body);
}

/** By method, what it is on, and the sub-resource in the query. `x-id` only names the SDK's command. */
const OPERATIONS: Readonly<Record<string, Operation>> = {
  'GET service': buckets.listBuckets,
  'PUT bucket': buckets.createBucket,
  'HEAD bucket': buckets.headBucket,
  'GET bucket list-type': lists.listObjectsV2,
  'GET bucket versions': lists.listObjectVersions,
  'GET bucket versioning': buckets.getVersioning,
  'PUT bucket versioning': buckets.putVersioning,
  'GET bucket object-lock': buckets.getObjectLock,
  'PUT bucket object-lock': buckets.putObjectLock,
  'GET bucket notification': buckets.getNotifications,
  'PUT bucket notification': buckets.putNotifications,
  'GET bucket lifecycle': lifecycles.getLifecycle,
  'PUT bucket lifecycle': lifecycles.putLifecycle,
  'GET object tagging': tagging.getTagging,
  'PUT object tagging': tagging.putTagging,
  'PUT object': objects.putObject,
  'GET object': objects.getObject,
  'HEAD object': objects.headObject,
  'DELETE object': objects.deleteObject,
  'GET object retention': locks.getRetention,
  'PUT object retention': locks.putRetention,
  'GET object legal-hold': locks.getLegalHold,
  'PUT object legal-hold': locks.putLegalHold,
};

/** Parameters that qualify an operation; any other name in the query is a sub-resource that chooses one. */
const QUALIFIERS = new Set([
  'x-id',
  'prefix',
  'delimiter',
  'max-keys',
  'continuation-token',
  'start-after',
  'encoding-type',
  'key-marker',
  'version-id-marker',
  'versionId',
  'fetch-owner',
  'response-content-disposition',
  'response-content-type',
  'response-cache-control',
]);

function chooseOperation(method: string, call: S3Call): Operation {
  const on = call.key !== '' ? 'object' : call.bucket !== '' ? 'bucket' : 'service';
  const subresources = [...call.query.keys()].filter((name) => !QUALIFIERS.has(name));
  const name = [method, on, ...subresources].join(' ');
  if (name === 'PUT object' && call.headers['x-amz-copy-source'] !== undefined) return objects.copyObject;
  const operation = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
  if (!operation) throw notImplemented(`${name} (${call.query.get('x-id') ?? 'no command named'})`);
  return operation;
}

function decodePath(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalidRequest('The path is not valid percent-encoded UTF-8.');
  }
}
