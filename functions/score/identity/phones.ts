import type { MarkPlace } from '../../contracts/identity.ts';

/** A telephone number as it stands in a text. */
export interface PhoneSeen {
  /** The national number, without the country's code and the zeros before it. */
  readonly normal: string;
  readonly place: Extract<MarkPlace, 'own' | 'mentioned'>;
}

/** A letter has a number or two; a page of them is a directory. */
const MOST_PHONES = 4;
const MOST_CANDIDATES = 200;
/** ITU-T E.164: fifteen digits at most; with fewer than eight there is no area code, and many have the same. */
const FEWEST_DIGITS = 8;
const MOST_DIGITS = 15;
const OWNER_CHARACTERS = 40;

const CANDIDATE = /(?<![\p{L}\p{N}])\+?\(?\d[\d ().\-/]{6,22}\d(?![\p{L}\p{N}])/gu;
const OWNED =
  /(?:\bmy (?:[\p{L}-]{1,12} )?(?:phone|number|mobile|cell|telephone|tel)\b[^.!?\n]{0,12}|\b(?:call|text|phone|ring|reach|contact|whatsapp) (?:me|us)(?: back)?(?: (?:on|at|under|via))?|(?:^|\n)[ \t]*(?:tel(?:ephone)?|phone|mobile|mob|cell|[tmp])\.?)[ \t:]*$/iu;
/** ITU-T E.164 country codes of one and of two digits; all others have three. */
const ONE_DIGIT = /^[17]/;
const TWO_DIGITS = /^(?:2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

/** A line that says what the number below it is. */
const ANNOUNCED = /:[ \t]*\r?\n[ \t]*$/;

/**
 * A telephone number in the form by which it is compared: "+44 (0)7700 900123", "0044 7700 900123" and "07700 900123" are one, and a
 * North American number is the same with its 1 and without. Null for what is too short or too long to be one.
 */
export function nationalNumber(written: string): string | null {
  const digits = written.replace(/\D/g, '');
  if (digits.length > MOST_DIGITS + 2) return null;
  const isInternational = written.trim().startsWith('+') || digits.startsWith('00');
  const national = isInternational ? withoutCountry(digits.replace(/^00/, '')) : digits;
  const bare = national.replace(/^0+/, '');
  const normal = bare.length === 11 && bare.startsWith('1') ? bare.slice(1) : bare;
  const isOne = normal.length >= FEWEST_DIGITS && normal.length <= MOST_DIGITS && new Set(normal).size > 2;
  return isOne ? normal : null;
}

function withoutCountry(digits: string): string {
  return digits.slice(ONE_DIGIT.test(digits) ? 1 : TWO_DIGITS.test(digits) ? 2 : 3);
}

/**
 * The telephone numbers of a text, and whether each is said as the writer's own ("call me on …") or is all that the last line has. `taken` are places of other numbers,
 * half-open. A row of digits without any mark is a telephone number only where the writer says so.
 */
export function phonesIn(text: string, taken: readonly { start: number; end: number }[] = []): PhoneSeen[] {
  const found = new Map<string, PhoneSeen>();
  let candidates = 0;
  for (const { 0: written, index } of text.matchAll(CANDIDATE)) {
    if (++candidates > MOST_CANDIDATES || found.size >= MOST_PHONES) break;
    if (taken.some(({ start, end }) => index < end && start < index + written.length)) continue;
    const normal = nationalNumber(written);
    if (normal === null || isDate(written)) continue;
    const before = text.slice(Math.max(0, index - OWNER_CHARACTERS), index);
    const isOwn = OWNED.test(before) || isLastLine(before, text.slice(index + written.length));
    if (!isOwn && !/^\+|^0|[ ().-]/.test(written)) continue;
    if (isOwn || !found.has(normal)) found.set(normal, { normal, place: isOwn ? 'own' : 'mentioned' });
  }
  return [...found.values()];
}

const isLastLine = (before: string, after: string): boolean =>
  /\n[ \t]*$/.test(before) && !ANNOUNCED.test(before) && after.trim() === '';

const isDate = (written: string): boolean =>
  /^\(?(?:\d{4}[-/. ]\d{1,2}[-/. ]\d{1,2}|\d{1,2}[-/. ]\d{1,2}[-/. ]\d{4})\b/.test(written);
