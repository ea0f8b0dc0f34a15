/** What a person types, such as `ut 4k7m 2p9x`, as a case number; null for what is none. */
export function caseNumberIn(typed: string): string | null {
  const letters = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/^UT/, '');
  return /^[0-9A-Z]{8}$/.test(letters) ? `UT-${letters.slice(0, 4)}-${letters.slice(4)}` : null;
}
