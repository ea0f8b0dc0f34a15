import { answer, answerXml, header, type Operation, type S3Call } from './context.ts';
import { notificationsXml, parseNotifications, testMessage } from './notifications.ts';
import type { DefaultRetention } from './object-lock.ts';
import { invalidArgument, malformedXml, S3Error } from './s3-error.ts';
import { childrenNamed, childText, element, parseXml, type XmlElement } from './xml.ts';

/** S3's rules for names of general purpose buckets, as far as a template could break them. */
const BUCKET_NAME = /^(?!xn--|.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

export const createBucket: Operation = async (call) => {
  if (!BUCKET_NAME.test(call.bucket)) {
    throw new S3Error(400, 'InvalidBucketName', `The specified bucket is not valid: ${call.bucket}.`);
  }
  await call.readBody();
  await call.store.alone(call.bucket, '', async () => {
    if (call.store.buckets.has(call.bucket)) {
      throw new S3Error(
        409,
        'BucketAlreadyOwnedByYou',
        'Your previous request to create the named bucket succeeded and you already own it.',
      );
    }
    const objectLock = header(call, 'x-amz-bucket-object-lock-enabled') === 'true';
    await call.store.createBucket({
      name: call.bucket,
      createdAt: call.now().toISOString(),
      versioning: objectLock ? 'Enabled' : null,
      objectLock,
      defaultRetention: null,
      notifications: [],
    });
  });
  answer(call, 200, { location: `/${call.bucket}` });
};

export const headBucket: Operation = async (call) => {
  call.store.bucket(call.bucket);
  answer(call, 200, { 'x-amz-bucket-region': call.region });
};

export const listBuckets: Operation = async (call) => {
  const buckets = [...call.store.buckets.values()]
    .sort((left, right) => (left.record.name < right.record.name ? -1 : 1))
    .map(({ record }) =>
      element('Bucket', element('Name', record.name) + element('CreationDate', record.createdAt), { raw: true }),
    );
  answerXml(call, 'ListAllMyBucketsResult', element('Buckets', buckets.join(''), { raw: true }));
};

export const getVersioning: Operation = async (call) => {
  answerXml(call, 'VersioningConfiguration', element('Status', call.store.bucket(call.bucket).record.versioning));
};

export const putVersioning: Operation = async (call) => {
  const bucket = call.store.bucket(call.bucket);
  const status = childText(await readXml(call, 'VersioningConfiguration'), 'Status');
  if (status !== 'Enabled' && status !== 'Suspended') throw malformedXml('Status must be Enabled or Suspended.');
  if (status === 'Suspended' && bucket.record.objectLock) {
    throw new S3Error(
      409,
      'InvalidBucketState',
      'An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.',
    );
  }
  bucket.record.versioning = status;
  await call.store.saveBucket(bucket);
  answer(call, 200);
};

export const getObjectLock: Operation = async (call) => {
  const { record } = call.store.bucket(call.bucket);
  if (!record.objectLock) {
    throw new S3Error(
      404,
      'ObjectLockConfigurationNotFoundError',
      'Object Lock configuration does not exist for this bucket',
    );
  }
  const rule = record.defaultRetention;
  const retention = rule
    ? element('Mode', rule.mode) + element('Days', rule.days) + element('Years', rule.years)
    : null;
  answerXml(
    call,
    'ObjectLockConfiguration',
    element('ObjectLockEnabled', 'Enabled') +
      (retention ? element('Rule', element('DefaultRetention', retention, { raw: true }), { raw: true }) : ''),
  );
};

export const putObjectLock: Operation = async (call) => {
  const bucket = call.store.bucket(call.bucket);
  const root = await readXml(call, 'ObjectLockConfiguration');
  if (childText(root, 'ObjectLockEnabled') !== 'Enabled') throw malformedXml('ObjectLockEnabled must be Enabled.');
  if (bucket.record.versioning !== 'Enabled') {
    throw new S3Error(
      409,
      'InvalidBucketState',
      "Versioning must be 'Enabled' on the bucket to apply an Object Lock configuration.",
    );
  }
  const [rule] = childrenNamed(root, 'Rule');
  bucket.record.objectLock = true;
  bucket.record.defaultRetention = rule ? readDefaultRetention(rule) : null;
  await call.store.saveBucket(bucket);
  answer(call, 200);
};

export const getNotifications: Operation = async (call) => {
  answer(call, 200, {}, notificationsXml(call.store.bucket(call.bucket).record.notifications));
};

/** S3 sends a test message to each queue first, and refuses a configuration whose queue it cannot reach. */
export const putNotifications: Operation = async (call) => {
  const bucket = call.store.bucket(call.bucket);
  const notifications = parseNotifications(await readXml(call, 'NotificationConfiguration'));
  for (const queueArn of new Set(notifications.map((notification) => notification.queueArn))) {
    try {
      await call.deliver(queueArn, testMessage(call.bucket, call.now(), call.requestId));
    } catch (error) {
      throw invalidArgument(
        `Unable to validate the following destination configurations: ${queueArn} (${(error as Error).message}).`,
      );
    }
  }
  bucket.record.notifications = notifications;
  await call.store.saveBucket(bucket);
  answer(call, 200);
};

export async function readXml(call: S3Call, root: string): Promise<XmlElement> {
  const { bytes } = await call.readBody();
  let parsed: XmlElement;
  try {
    parsed = parseXml(bytes.toString('utf8'));
  } catch (error) {
    throw malformedXml((error as Error).message);
  }
  if (parsed.name !== root) throw malformedXml(`The body must be a ${root}.`);
  return parsed;
}

function readDefaultRetention(rule: XmlElement): DefaultRetention {
  const [retention] = childrenNamed(rule, 'DefaultRetention');
  const mode = retention ? childText(retention, 'Mode') : null;
  const days = retention ? childText(retention, 'Days') : null;
  const years = retention ? childText(retention, 'Years') : null;
  if ((mode !== 'COMPLIANCE' && mode !== 'GOVERNANCE') || (days === null) === (years === null)) {
    throw malformedXml('A DefaultRetention needs a Mode and either Days or Years.');
  }
  const length = Number(days ?? years);
  if (!Number.isInteger(length) || length <= 0)
    throw invalidArgument('Default retention period must be a positive integer value');
  return { mode, days: days === null ? null : length, years: years === null ? null : length };
}
