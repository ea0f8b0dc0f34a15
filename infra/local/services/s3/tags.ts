import { header, type S3Call } from './context.ts';
import type { Tags } from './records.ts';
import { invalidArgument, S3Error } from './s3-error.ts';

/** Amazon S3 user guide, "Categorizing your storage using tags". */
const MOST_TAGS = 10;
const LONGEST_KEY = 128;
const LONGEST_VALUE = 256;

/** The tags that a put brings in its header, URL-encoded as a query. */
export function tagsOfHeader(call: S3Call): Tags {
  const text = header(call, 'x-amz-tagging');
  if (text === null) return {};
  const pairs = [...new URLSearchParams(text)];
  if (new Set(pairs.map(([key]) => key)).size < pairs.length) {
    throw invalidArgument('The header x-amz-tagging has a tag key more than once.');
  }
  return checkedTags(pairs);
}

/** @throws S3Error for what S3 refuses as tags. */
export function checkedTags(pairs: readonly (readonly [string, string])[]): Tags {
  if (pairs.length > MOST_TAGS) throw new S3Error(400, 'BadRequest', 'Object tags cannot be greater than 10');
  for (const [key, value] of pairs) {
    if (key === '' || key.length > LONGEST_KEY || value.length > LONGEST_VALUE) {
      throw new S3Error(400, 'InvalidTag', 'The TagKey or TagValue you have provided is invalid');
    }
  }
  return Object.fromEntries(pairs);
}
