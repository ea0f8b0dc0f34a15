/** A name as it is compared: lower case, no punctuation, no accents, single spaces, "Last, First" turned round. */
export function nameKey(name: string): string {
  const turned = name.includes(',') ? name.split(',', 2).reverse().join(' ') : name;
  return turned
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * What a mail address is remembered by. A tag after `+` is the same mailbox everywhere that has tags, and Google ignores dots:
 * a new tag a day would otherwise make a new person of every mail.
 */
export function mailKey(address: string): string {
  const at = address.lastIndexOf('@');
  if (at < 1) return `mail:${address.toLowerCase()}`;
  const domain = address.slice(at + 1).toLowerCase();
  const untagged = address
    .slice(0, at)
    .toLowerCase()
    .replace(/(?<=.)\+.*$/, '');
  const google = domain === 'gmail.com' || domain === 'googlemail.com';
  return `mail:${google ? untagged.replaceAll('.', '') : untagged}@${google ? 'gmail.com' : domain}`;
}

/** What somebody is remembered by of whom no more than a name is known; null for one word ("John"), which is too many people. */
export function fullNameKey(name: string): string | null {
  const key = nameKey(name);
  return key.includes(' ') ? `name:${key}` : null;
}
