/** Integers side by side, of 16 bits where all of them fit and of 32 where not. */
export type Integers = Uint16Array | Int32Array;

const SMALL = 's';
const LARGE = 'l';

/**
 * Integers as text that is read back without looking at each: a letter for their size, then their bytes, little-endian as on every
 * machine that this runs on, in base64. Thousands of small JSON arrays take longer to read than a function has to start.
 */
export function packIntegers(values: Iterable<number>): string {
  const list = Int32Array.from(values);
  const small = list.every((value) => value >= 0 && value < 65_536);
  const packed = small ? Uint16Array.from(list) : list;
  return (small ? SMALL : LARGE) + Buffer.from(packed.buffer).toString('base64');
}

export function unpackIntegers(packed: string): Integers {
  const bytes = Buffer.from(packed.slice(1), 'base64');
  const size = packed.startsWith(SMALL) ? 2 : 4;
  const aligned = bytes.byteOffset % size === 0;
  const buffer = aligned ? bytes.buffer : bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  const offset = aligned ? bytes.byteOffset : 0;
  return size === 2
    ? new Uint16Array(buffer, offset, bytes.length / 2)
    : new Int32Array(buffer, offset, bytes.length / 4);
}
