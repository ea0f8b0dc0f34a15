import type { z } from '@hono/zod-openapi';

type Issue = z.core.$ZodIssue;

/** What a request has wrong, where, and what to do, in a sentence for a person. A schema that says it in words of its own is left to say it. */
export function faultOf(issue: Issue): string {
  return `${issue.path.join('.') || 'it'}: ${sentenceOf(issue)}`;
}

/** What Zod says where a schema has no words of its own begins like this. */
const BY_ZOD = /^(Invalid input|Invalid option|Too small|Too big|Unrecognized key)/;

function sentenceOf(issue: Issue): string {
  if (!BY_ZOD.test(issue.message)) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.endsWith('received undefined') ? 'is asked for' : issue.message;
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      if (issue.origin === 'string' && issue.minimum === 1) return 'is empty';
      return issue.origin === 'array' ? `needs ${issue.minimum} at least` : issue.message;
    case 'too_big':
      return issue.origin === 'string' ? `is longer than ${issue.maximum} characters` : issue.message;
    case 'unrecognized_keys':
      return `has ${issue.keys.join(', ')}, for which there is no place here`;
    default:
      return issue.message;
  }
}
