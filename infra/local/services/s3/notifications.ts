import type { BucketNotification, VersionRecord } from './records.ts';
import { invalidArgument, malformedXml, notImplemented } from './s3-error.ts';
import { childrenNamed, childText, element, S3_NAMESPACE, type XmlElement, xmlDocument } from './xml.ts';

export type CreatedEvent = 'ObjectCreated:Put' | 'ObjectCreated:Copy';

/** Sends one message to the queue of that ARN. */
export type Deliver = (queueArn: string, body: string) => Promise<void>;

const EVENTS_KEPT = new Set(['s3:ObjectCreated:*', 's3:ObjectCreated:Put', 's3:ObjectCreated:Copy']);

export function parseNotifications(root: XmlElement): BucketNotification[] {
  for (const child of root.children) {
    if (child.name !== 'QueueConfiguration') throw notImplemented(`notifications to a ${child.name}`);
  }
  const notifications = childrenNamed(root, 'QueueConfiguration').map((configuration, index) => {
    const queueArn = childText(configuration, 'Queue');
    const events = childrenNamed(configuration, 'Event').map((event) => event.text);
    if (!queueArn || events.length === 0) throw malformedXml('A QueueConfiguration needs a Queue and an Event.');
    for (const event of events) if (!EVENTS_KEPT.has(event)) throw notImplemented(`notifications of ${event}`);
    const rules = childrenNamed(configuration, 'Filter').flatMap((filter) =>
      childrenNamed(filter, 'S3Key').flatMap((key) => childrenNamed(key, 'FilterRule')),
    );
    const ruleValue = (name: string): string => {
      const found = rules.filter((rule) => childText(rule, 'Name')?.toLowerCase() === name);
      if (found.length > 1) throw invalidArgument(`Cannot specify more than one ${name} rule in a filter.`);
      return (found[0] && childText(found[0], 'Value')) ?? '';
    };
    return {
      id: childText(configuration, 'Id') ?? `notification-${index + 1}`,
      queueArn,
      events,
      prefix: ruleValue('prefix'),
      suffix: ruleValue('suffix'),
    };
  });
  assertNoOverlap(notifications);
  return notifications;
}

export function notificationsXml(notifications: readonly BucketNotification[]): string {
  const configurations = notifications.map((notification) => {
    const rules = (['prefix', 'suffix'] as const)
      .filter((name) => notification[name] !== '')
      .map((name) =>
        element('FilterRule', element('Name', name) + element('Value', notification[name]), { raw: true }),
      );
    const filter =
      rules.length > 0 ? element('Filter', element('S3Key', rules.join(''), { raw: true }), { raw: true }) : '';
    const events = notification.events.map((event) => element('Event', event)).join('');
    const inner = element('Id', notification.id) + element('Queue', notification.queueArn) + events + filter;
    return element('QueueConfiguration', inner, { raw: true });
  });
  return xmlDocument(
    element('NotificationConfiguration', configurations.join(''), { raw: true, namespace: S3_NAMESPACE }),
  );
}

export function wants(notification: BucketNotification, event: CreatedEvent, key: string): boolean {
  const named = notification.events.some((wanted) => wanted === 's3:ObjectCreated:*' || wanted === `s3:${event}`);
  return named && key.startsWith(notification.prefix) && key.endsWith(notification.suffix);
}

/** The message as S3 sends it, version 2.1 of its structure. */
export function eventMessage(input: {
  event: CreatedEvent;
  notification: BucketNotification;
  bucket: string;
  record: Pick<VersionRecord, 'key' | 'versionId' | 'sequence' | 'lastModified' | 'sizeBytes' | 'etag'>;
  region: string;
  requestId: string;
}): string {
  const { record } = input;
  return JSON.stringify({
    Records: [
      {
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        awsRegion: input.region,
        eventTime: record.lastModified,
        eventName: input.event,
        userIdentity: { principalId: 'AWS:LOCAL' },
        requestParameters: { sourceIPAddress: '127.0.0.1' },
        responseElements: { 'x-amz-request-id': input.requestId, 'x-amz-id-2': input.requestId },
        s3: {
          s3SchemaVersion: '1.0',
          configurationId: input.notification.id,
          bucket: {
            name: input.bucket,
            ownerIdentity: { principalId: 'LOCAL' },
            arn: `arn:aws:s3:::${input.bucket}`,
          },
          object: {
            key: eventKey(record.key),
            size: record.sizeBytes,
            eTag: record.etag,
            ...(record.versionId === 'null' ? {} : { versionId: record.versionId }),
            sequencer: record.sequence.toString(16).toUpperCase().padStart(18, '0'),
          },
        },
      },
    ],
  });
}

/** What S3 sends to a queue when a bucket is told to notify it. */
export function testMessage(bucket: string, now: Date, requestId: string): string {
  return JSON.stringify({
    Service: 'Amazon S3',
    Event: 's3:TestEvent',
    Time: now.toISOString(),
    Bucket: bucket,
    RequestId: requestId,
    HostId: requestId,
  });
}

/** Keys travel URL-encoded in events, a space as `+` and a slash as itself. */
export function eventKey(key: string): string {
  return encodeURIComponent(key)
    .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/%2F/g, '/')
    .replace(/%20/g, '+');
}

function assertNoOverlap(notifications: readonly BucketNotification[]): void {
  for (const [index, left] of notifications.entries()) {
    for (const right of notifications.slice(index + 1)) {
      const prefixes = left.prefix.startsWith(right.prefix) || right.prefix.startsWith(left.prefix);
      const suffixes = left.suffix.endsWith(right.suffix) || right.suffix.endsWith(left.suffix);
      if (prefixes && suffixes) throw invalidArgument('Configuration is ambiguously defined: two filters overlap.');
    }
  }
}
