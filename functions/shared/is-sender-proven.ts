import type { Authentication } from '../contracts/contact.ts';

/**
 * Whether the sender is who the mail says, as far as can be known: not where DMARC failed, nor where SPF failed and nothing that
 * passed stands beside it, as of a domain that publishes no DMARC policy. Whatever was not checked counts as proven, for most senders
 * publish no policy.
 */
export function isSenderProven({ dmarc, spf, dkim }: Authentication): boolean {
  return dmarc !== 'fail' && !(spf === 'fail' && dkim !== 'pass' && dmarc !== 'pass');
}
