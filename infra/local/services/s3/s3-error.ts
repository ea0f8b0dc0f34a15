import { element, xmlDocument } from './xml.ts';

/** An answer that S3 gives as an error: its code, its HTTP status and what a person can do about it. */
export class S3Error extends Error {
  override readonly name = 'S3Error';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }

  /** The body as S3 writes it. */
  toXml(resource: string, requestId: string): string {
    return xmlDocument(
      element(
        'Error',
        element('Code', this.code) +
          element('Message', this.message) +
          element('Resource', resource) +
          element('RequestId', requestId),
        { raw: true },
      ),
    );
  }
}

/** What this stand-in does not do. 501, so that the SDK does not retry and a missing feature is seen at once. */
export function notImplemented(what: string): S3Error {
  return new S3Error(501, 'NotImplemented', `The local S3 stand-in does not implement ${what}.`);
}

export const noSuchKey = (): S3Error => new S3Error(404, 'NoSuchKey', 'The specified key does not exist.');
export const noSuchVersion = (): S3Error => new S3Error(404, 'NoSuchVersion', 'The specified version does not exist.');
export const noSuchBucket = (bucket: string): S3Error =>
  new S3Error(404, 'NoSuchBucket', `The specified bucket does not exist: ${bucket}.`);
export const invalidArgument = (message: string): S3Error => new S3Error(400, 'InvalidArgument', message);
export const invalidRequest = (message: string): S3Error => new S3Error(400, 'InvalidRequest', message);
export const malformedXml = (message: string): S3Error => new S3Error(400, 'MalformedXML', message);
export const preconditionFailed = (header: string): S3Error =>
  new S3Error(412, 'PreconditionFailed', `At least one of the pre-conditions you specified did not hold: ${header}.`);
export const lockedObject = (): S3Error =>
  new S3Error(403, 'AccessDenied', 'Access Denied because object protected by object lock.');
