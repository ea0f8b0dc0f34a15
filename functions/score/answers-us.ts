import type { Contact } from '../contracts/contact.ts';

/** The part after the last @ of a Message-ID or an address, in lower case; null where there is none. */
const domainOf = (text: string): string | null => /@([^@<>\s]+?)>?\s*$/.exec(text)?.[1]?.toLowerCase() ?? null;

/**
 * Whether a mail from its sender answers a mail of ours: its References or In-Reply-To (RFC 5322 3.6.4) name a Message-ID that was
 * made in the domain of one of its targets. The sender chose those headers, so it is a hint, and only ever lowers. Known limit: where
 * mail goes out through a provider that makes Message-IDs in its own domain, no answer is recognised.
 */
export function answersUs({
  references,
  targets,
  report,
}: Pick<Contact, 'references' | 'targets' | 'report'>): boolean {
  if (report !== null) return false;
  const ours = new Set(targets.flatMap(({ address }) => (address === null ? [] : (domainOf(address) ?? []))));
  return references.some((reference) => isWithin(domainOf(reference), ours));
}

/** A mail server makes Message-IDs in its own name, below the domain that it sends for. */
const isWithin = (domain: string | null, ours: ReadonlySet<string>): boolean =>
  domain !== null && [...ours].some((one) => domain === one || domain.endsWith(`.${one}`));
