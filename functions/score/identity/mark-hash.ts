import type { MarkKind } from '../../contracts/identity.ts';
import { sha256Hex } from '../../shared/hash.ts';

const DIGITS = 32;

/** The hash that a mark is compared by: of its kind too, so that a telephone number is never an account of the same digits. */
export const markHash = (kind: MarkKind | 'family-name', normal: string): string =>
  sha256Hex(`${kind}\n${normal}`).slice(0, DIGITS);
