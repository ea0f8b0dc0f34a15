import type { HeaderLine, ReceiptHeaders } from './verdicts.ts';

const value = (headers: readonly HeaderLine[], key: string): string | null => {
  const found = headers.find((each) => each.key === key);
  return found === undefined
    ? null
    : found.line
        .slice(found.line.indexOf(':') + 1)
        .trim()
        .toLowerCase();
};

/**
 * Whether a machine wrote the mail: a bounce (its envelope has no sender, RFC 3834 and 5321), an automatic answer, or a list. Any
 * sender can write these headers, so one of them is not enough where a person could gain by it: a list needs two of its own. What
 * is automated is scored as everything is, and only does not count as someone's persistence.
 */
export function isAutomated(headers: readonly HeaderLine[], receipt: ReceiptHeaders, contentType: string): boolean {
  if (receipt.bySes && receipt.envelopeFrom === '') return true;
  if (contentType === 'multipart/report') return true;
  const submitted = value(headers, 'auto-submitted');
  if (submitted !== null && submitted !== '' && !submitted.startsWith('no')) return true;
  const list = [
    value(headers, 'list-id') !== null,
    value(headers, 'list-unsubscribe') !== null || value(headers, 'list-post') !== null,
    /^(?:bulk|list|junk)/.test(value(headers, 'precedence') ?? ''),
  ];
  return list.filter(Boolean).length >= 2;
}
