import type { NormalizedText, Token } from '../text.ts';

const BITS = 64;
const FINGERPRINT = /^[0-9a-f]{16}$/;

/**
 * A 64-bit SimHash of the text's neighbouring word pairs, 16 hexadecimal digits; null where there are no words. Texts that share most
 * pairs have most bits in common (Charikar 2002, https://doi.org/10.1145/509907.509965), so that a letter sent again with a few words
 * changed is known again without keeping a word of it. Numbers count as one another: an order number or a date makes no new letter.
 */
export function fingerprint(text: NormalizedText): string | null {
  const { tokens } = text;
  if (tokens.length === 0) return null;
  const weights = new Int32Array(BITS);
  if (tokens.length === 1) addPair('', formOf(tokens[0] as Token), weights);
  for (let at = 1; at < tokens.length; at++) {
    addPair(formOf(tokens[at - 1] as Token), formOf(tokens[at] as Token), weights);
  }
  let digits = '';
  for (let bit = 0; bit < BITS; bit += 4) {
    let nibble = 0;
    for (let offset = 0; offset < 4; offset++) nibble = (nibble << 1) | ((weights[bit + offset] as number) > 0 ? 1 : 0);
    digits += nibble.toString(16);
  }
  return digits;
}

/**
 * The share of equal bits, 0..1: 1 for the same words, about 0.5 for unrelated ones.
 * @throws RangeError when either is not a fingerprint.
 */
export function similarity(one: string, other: string): number {
  if (!FINGERPRINT.test(one) || !FINGERPRINT.test(other)) {
    throw new RangeError('A fingerprint is 16 lower-case hexadecimal digits; compare only what fingerprint() gave.');
  }
  let different = 0;
  for (let at = 0; at < 16; at += 8) {
    let bits = Number.parseInt(one.slice(at, at + 8), 16) ^ Number.parseInt(other.slice(at, at + 8), 16);
    for (; bits !== 0; bits &= bits - 1) different += 1;
  }
  return 1 - different / BITS;
}

function formOf(token: Token): string {
  const first = token.text.charCodeAt(0);
  return first >= 0x30 && first <= 0x39 ? '#' : token.text;
}

function addPair(before: string, after: string, weights: Int32Array): void {
  const pair = `${before} ${after}`;
  addBits(hash(pair, 0x811c9dc5), 0, weights);
  addBits(hash(pair, 0x9e3779b1), 32, weights);
}

function addBits(bits: number, offset: number, weights: Int32Array): void {
  for (let bit = 0; bit < 32; bit++)
    weights[offset + bit] = (weights[offset + bit] as number) + ((bits >>> bit) & 1 ? 1 : -1);
}

/** FNV-1a with the last mixing of MurmurHash3, so that every bit depends on every letter. */
function hash(text: string, seed: number): number {
  let value = seed;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
