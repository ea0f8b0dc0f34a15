/** The comment of a packet's ZIP: `sha256:` and the hash of every byte before it. */
export const sealOf = (sha256: string): string => `sha256:${sha256}`;

/** In bytes, each of them ASCII. */
export const SEAL_LENGTH = sealOf('0'.repeat(64)).length;

/** The files that every packet has, beside `exhibits/`. */
export const PACKET_FILES = {
  readme: 'README.txt',
  document: 'packet.pdf',
  custody: 'custody.jsonl',
  hashes: 'hashes.txt',
} as const;

/** As `sha256sum` writes it and `sha256sum --check` reads it, in the order of the names. */
export function hashesText(files: readonly { readonly name: string; readonly sha256: string }[]): string {
  return [...files]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, sha256 }) => `${sha256}  ${name}\n`)
    .join('');
}
