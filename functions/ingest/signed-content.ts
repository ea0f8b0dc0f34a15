/** Signed data, by its object identifier (RFC 5652, 5.1): 1.2.840.113549.1.7.2. */
const SIGNED_DATA = '2a864886f70d010702';
const [OBJECT_IDENTIFIER, OCTETS, SEQUENCE, EXPLICIT, SOME_OCTETS] = [0x06, 0x04, 0x30, 0xa0, 0x24];
/** Pieces of a string that is sent in pieces; programs make one of some thousand bytes each. */
const MAX_PIECES = 100_000;

interface Value {
  readonly tag: number;
  readonly content: Buffer;
  /** Where the next value begins. */
  readonly end: number;
}

/**
 * What is signed within an S/MIME message that is signed and not encrypted (RFC 8551, 3.5.2): another mail part, headers and all. The
 * signature is not checked: it says who wrote, and not what. Null for what is encrypted, or is no such message.
 */
export function signedContent(bytes: Buffer): Buffer | null {
  const outer = valueAt(bytes, 0);
  const [identifier, wrapped] = outer?.tag === SEQUENCE ? valuesOf(outer.content, 2) : [];
  if (identifier?.tag !== OBJECT_IDENTIFIER || identifier.content.toString('hex') !== SIGNED_DATA) return null;
  const signed = wrapped?.tag === EXPLICIT ? valueAt(wrapped.content, 0) : null;
  // Its version, its digests, then what is signed.
  const encapsulated = signed === null ? undefined : valuesOf(signed.content, 3)[2];
  const held = encapsulated === undefined ? undefined : valuesOf(encapsulated.content, 2)[1];
  const octets = held?.tag === EXPLICIT ? valueAt(held.content, 0) : null;
  if (octets?.tag === OCTETS) return octets.content;
  if (octets?.tag !== SOME_OCTETS) return null;
  return Buffer.concat(valuesOf(octets.content, MAX_PIECES).map(({ content }) => content));
}

function valuesOf(bytes: Buffer, most: number): Value[] {
  const found: Value[] = [];
  for (let at = 0; at < bytes.length && found.length < most; ) {
    const value = valueAt(bytes, at);
    if (value === null || (value.tag === 0 && value.content.length === 0)) break;
    found.push(value);
    at = value.end;
  }
  return found;
}

/** One value of BER (X.690). One that is longer than the bytes, as of a mail that was cut, is as long as they are. */
function valueAt(bytes: Buffer, at: number, depth = 0): Value | null {
  const [tag, first] = [bytes[at], bytes[at + 1]];
  if (tag === undefined || first === undefined || depth > 32) return null;
  if (first === 0x80) return endless(bytes, at, tag, depth);
  const digits = first < 0x80 ? 0 : first & 0x7f;
  if (digits > 4) return null;
  let length = digits === 0 ? first : 0;
  for (let digit = 0; digit < digits; digit++) length = length * 256 + (bytes[at + 2 + digit] ?? 0);
  const start = at + 2 + digits;
  return { tag, content: bytes.subarray(start, start + length), end: start + length };
}

/** A value that ends where two zero bytes stand in the place of its next part. */
function endless(bytes: Buffer, at: number, tag: number, depth: number): Value {
  let next = at + 2;
  while (next < bytes.length && !(bytes[next] === 0 && bytes[next + 1] === 0)) {
    const inner = valueAt(bytes, next, depth + 1);
    if (inner === null) break;
    next = inner.end;
  }
  return { tag, content: bytes.subarray(at + 2, next), end: next + 2 };
}
