import type { Contact } from '../../contracts/contact.ts';

/** Ends of names that a person's computer opens as what they are and does not run. Anything else is `bin`. */
const KEPT = new Set(['eml', 'msg', 'mbox', 'txt', 'md', 'csv', 'json', 'jsonl', 'vtt', 'srt']);

/** The end of the name under which a contact's original is handed over, without the dot. The sender does not choose it. */
export function originalExtension({ format, original }: Pick<Contact, 'format' | 'original'>): string {
  const named = /\.([A-Za-z0-9]{1,5})$/.exec(original.key)?.[1]?.toLowerCase() ?? '';
  if (KEPT.has(named)) return named;
  return format === 'email' ? 'eml' : 'bin';
}
