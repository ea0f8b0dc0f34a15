import type { LifecycleRule } from '../services/s3/records.ts';
import { TemplateError } from './resolve-intrinsics.ts';

/** A rule of `LifecycleConfiguration` as a template has it. */
export interface LifecycleProperties {
  readonly Id?: string;
  readonly Status: string;
  readonly Prefix?: string;
  readonly TagFilters?: readonly { readonly Key: string; readonly Value: string }[];
  readonly ExpirationInDays?: number;
  readonly NoncurrentVersionExpiration?: { readonly NoncurrentDays: number };
  readonly ExpiredObjectDeleteMarker?: boolean;
  readonly AbortIncompleteMultipartUpload?: unknown;
}

const KNOWN = new Set([
  'Id',
  'Status',
  'Prefix',
  'TagFilters',
  'ExpirationInDays',
  'NoncurrentVersionExpiration',
  'ExpiredObjectDeleteMarker',
  // Nothing is uploaded in parts here.
  'AbortIncompleteMultipartUpload',
]);

/** @throws TemplateError for a part of a rule that has no meaning here: it would delete something else than AWS does. */
export function readLifecycle(logicalId: string, rule: LifecycleProperties): LifecycleRule {
  const other = Object.keys(rule).find((name) => !KNOWN.has(name));
  if (other !== undefined)
    throw new TemplateError(`${logicalId} has ${other} in a lifecycle rule; it is not run here.`);
  return {
    id: rule.Id ?? '',
    enabled: rule.Status === 'Enabled',
    prefix: rule.Prefix ?? '',
    tags: Object.fromEntries((rule.TagFilters ?? []).map(({ Key, Value }) => [Key, Value])),
    expirationDays: rule.ExpirationInDays ?? null,
    noncurrentDays: rule.NoncurrentVersionExpiration?.NoncurrentDays ?? null,
    expiredMarkers: rule.ExpiredObjectDeleteMarker === true,
  };
}
