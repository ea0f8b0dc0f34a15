import { readXml } from './bucket-operations.ts';
import { answer, answerXml, type Operation } from './context.ts';
import type { LifecycleRule } from './records.ts';
import { malformedXml, notImplemented, S3Error } from './s3-error.ts';
import { childrenNamed, childText, element, type XmlElement } from './xml.ts';

/** What of a rule has a meaning here. Uploads in parts there are none, so that none is left undone. */
const KNOWN = new Set([
  'ID',
  'Status',
  'Filter',
  'Expiration',
  'NoncurrentVersionExpiration',
  'AbortIncompleteMultipartUpload',
]);

export const putLifecycle: Operation = async (call) => {
  const bucket = call.store.bucket(call.bucket);
  const root = await readXml(call, 'LifecycleConfiguration');
  bucket.record.lifecycle = childrenNamed(root, 'Rule').map(readRule);
  await call.store.saveBucket(bucket);
  answer(call, 200);
};

export const getLifecycle: Operation = async (call) => {
  const rules = call.store.bucket(call.bucket).record.lifecycle ?? [];
  if (rules.length === 0) {
    throw new S3Error(404, 'NoSuchLifecycleConfiguration', 'The lifecycle configuration does not exist');
  }
  answerXml(call, 'LifecycleConfiguration', rules.map(ruleXml).join(''));
};

function readRule(rule: XmlElement): LifecycleRule {
  const other = rule.children.find(({ name }) => !KNOWN.has(name));
  if (other) throw notImplemented(`${other.name} in a lifecycle rule`);
  const [filter] = childrenNamed(rule, 'Filter');
  if (filter === undefined) throw malformedXml('A lifecycle rule needs a Filter.');
  const [all] = childrenNamed(filter, 'And');
  const from = all ?? filter;
  const [expiration] = childrenNamed(rule, 'Expiration');
  const [noncurrent] = childrenNamed(rule, 'NoncurrentVersionExpiration');
  const tags = childrenNamed(from, 'Tag').map((tag) => [childText(tag, 'Key') ?? '', childText(tag, 'Value') ?? '']);
  return {
    id: childText(rule, 'ID') ?? '',
    enabled: childText(rule, 'Status') === 'Enabled',
    prefix: childText(from, 'Prefix') ?? '',
    tags: Object.fromEntries(tags),
    expirationDays: daysIn(expiration, 'Days'),
    noncurrentDays: daysIn(noncurrent, 'NoncurrentDays'),
    expiredMarkers: expiration !== undefined && childText(expiration, 'ExpiredObjectDeleteMarker') === 'true',
  };
}

function daysIn(parent: XmlElement | undefined, name: string): number | null {
  const text = parent && childText(parent, name);
  if (text == null) return null;
  const days = Number(text);
  if (!Number.isInteger(days) || days < 1) throw malformedXml(`${name} must be a whole number of days, 1 or more.`);
  return days;
}

function ruleXml(rule: LifecycleRule): string {
  const tags = Object.entries(rule.tags).map(([key, value]) =>
    element('Tag', element('Key', key) + element('Value', value), { raw: true }),
  );
  const filter = element('And', element('Prefix', rule.prefix) + tags.join(''), { raw: true });
  const expiration =
    element('Days', rule.expirationDays) + (rule.expiredMarkers ? element('ExpiredObjectDeleteMarker', true) : '');
  return element(
    'Rule',
    element('ID', rule.id) +
      element('Filter', filter, { raw: true }) +
      element('Status', rule.enabled ? 'Enabled' : 'Disabled') +
      (expiration === '' ? '' : element('Expiration', expiration, { raw: true })) +
      (rule.noncurrentDays === null
        ? ''
        : element('NoncurrentVersionExpiration', element('NoncurrentDays', rule.noncurrentDays), { raw: true })),
    { raw: true },
  );
}
