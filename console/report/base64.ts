/** As many bytes at once as `String.fromCharCode` takes as arguments everywhere. */
const CHUNK = 8192;

/** RFC 4648, section 4, with padding. */
export function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(text);
}
