import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { Deliver } from './notifications.ts';
import type { ObjectStore } from './object-store.ts';
import type { RequestBody } from './request-body.ts';
import { element, S3_NAMESPACE, xmlDocument } from './xml.ts';

/** One request as an operation sees it. */
export interface S3Call {
  store: ObjectStore;
  deliver: Deliver;
  region: string;
  now: () => Date;
  requestId: string;
  bucket: string;
  key: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  readBody: () => Promise<RequestBody>;
  response: ServerResponse;
}

export type Operation = (call: S3Call) => Promise<void>;

export function header(call: S3Call, name: string): string | null {
  const value = call.headers[name];
  if (value === undefined) return null;
  return Array.isArray(value) ? value.join(',') : value;
}

/** Ends a response; header values that are null are left out. */
export function answer(
  call: S3Call,
  status: number,
  headers: Readonly<Record<string, string | number | null>> = {},
  body?: string,
): void {
  for (const [name, value] of Object.entries(headers)) if (value !== null) call.response.setHeader(name, value);
  if (body !== undefined) {
    call.response.setHeader('content-type', 'application/xml');
    call.response.setHeader('content-length', Buffer.byteLength(body));
  }
  call.response.writeHead(status);
  call.response.end(body);
}

export function answerXml(
  call: S3Call,
  root: string,
  inner: string,
  headers: Readonly<Record<string, string | null>> = {},
): void {
  answer(call, 200, headers, xmlDocument(element(root, inner, { raw: true, namespace: S3_NAMESPACE })));
}
