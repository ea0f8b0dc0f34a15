import { sha256Hex } from '../../shared/hash.ts';
import type { NormalizedText } from '../text.ts';

/** Enough that no two texts of one subject share it by chance, and half of what a full SHA-256 costs in a table. */
const DIGITS = 32;

/**
 * A hash of all words in their normalised form, 32 hexadecimal digits: the same for the same words, however lines are wrapped, letters
 * set or marks drawn; null where there are no words. Unlike `fingerprint`, one word or number changed gives another.
 */
export function wordsHash({ tokens }: NormalizedText): string | null {
  return tokens.length === 0 ? null : sha256Hex(tokens.map(({ text }) => text).join(' ')).slice(0, DIGITS);
}
