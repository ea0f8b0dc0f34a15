import { isAnothers, isForAnother } from './of-another.ts';

/** A number by which a company knows a customer, as it is written beside its label. */
export interface OwnNumber {
  /** Numbers of different kinds may have the same digits. */
  readonly sort: 'account' | 'policy' | 'order';
  /** Lower case, without blanks and hyphens. */
  readonly normal: string;
  /** Said as "our": a couple's, a company's or a shop's, and so not one person's. */
  readonly isShared: boolean;
  /** Half-open, in UTF-16 units of the text. */
  readonly start: number;
  readonly end: number;
}

/** A contact names an account or two; a list of hundreds is a file that somebody pasted. */
const MOST_OWN_NUMBERS = 4;
/** Labels that are looked at; a text of labels alone must not cost more than its length. */
const MOST_LABELS = 200;
/** Below it a number is a house, a year or a room, and belongs to too many. */
const FEWEST_DIGITS = 6;
/** An IBAN (ISO 13616). */
const LONGEST_NUMBER = 34;
/** How far before a label its owner is named: "my business account number". */
const OWNER_CHARACTERS = 40;
const NUMBER_CHARACTERS = 60;

const SORTS: readonly (readonly [OwnNumber['sort'], RegExp])[] = [
  ['account', /^(?:a\/c|acct|account|customer|client|member|membership|iban|loan)$/],
  ['policy', /^(?:policy|insurance)$/],
  ['order', /^(?:order|booking|invoice|claim|contract|tracking|reference|ref)$/],
];
const LABEL =
  /(?<![\p{L}\p{N}])(?:a\/c|acct|account|customer|client|member|membership|iban|loan|policy|insurance|order|booking|invoice|claim|contract|tracking|reference|ref)(?![\p{L}\p{N}])/giu;
/** "number is", "no.:", "ID #" or nothing, and then the number, with single blanks or hyphens between its groups. */
const NUMBER =
  /^[ \t]*(?:numbers?|nos?\.?|nrs?\.?|nums?\.?|ids?|code|ref(?:erence)?)?[ \t]{0,3}(?:is|was)?[ \t]{0,3}[:=#-]{0,2}[ \t]{0,3}#?([a-z]{0,4}[ -]?\d(?:[ -]?[\da-z]){3,40})(?![\p{L}\p{N}])/iu;
/** Digits among the words, for "My card ends in 4412, member ID …". */
const OWNED =
  /(?:^|[^\p{L}])(my|our|i am|i['’]m|my name is|this is)(?:[ \t]+[\p{L}\p{N}.'’-]{1,20}){0,4}[,;(]?[ \t]*(?:and[ \t]+)?$/iu;
/** "I hold account …", "I am the holder of account …". */
const HELD =
  /(?:^|[^\p{L}])i(?:[ \t]+(?:also|still))?[ \t]+(?:(?:hold|have|own|opened)(?:[ \t]+(?:an?|the))?|am[ \t]+the[ \t]+(?:sole[ \t]+)?(?:holder|owner)[ \t]+of(?:[ \t]+the)?)(?:[ \t]+(?!your|his|her|their)[\p{L}-]{1,14})?[ \t]*$/iu;
/** Where a line or sentence begins with it, or only "Re" stands before it: a heading, such as people write above a letter. */
const HEADING = /(?:^|[\n.!?;:([|])[ \t>*-]*(?:(?:re|ref|regarding|concerning|about|for)[ \t]*:?[ \t]*)?$/iu;

/**
 * Account, customer, policy and order numbers that a text says as its writer's own: behind "my" or "our", as one they hold, or as a heading. A
 * number of somebody else ("your account", "his policy", "the account", "my client Gordon Pell, account …") is none, nor is a heading
 * in the letter of one who acts for another or writes of one who died. Time is in proportion to the text's length.
 * @param letter all that was said, where the text is a part of it such as its signature.
 */
export function ownNumbers(text: string, letter = text): OwnNumber[] {
  const found: OwnNumber[] = [];
  let labels = 0;
  let isOfAnother: boolean | undefined;
  for (const label of text.matchAll(LABEL)) {
    if (++labels > MOST_LABELS || found.length >= MOST_OWN_NUMBERS) break;
    const after = label.index + label[0].length;
    const number = NUMBER.exec(text.slice(after, after + NUMBER_CHARACTERS));
    const written = number?.[1];
    if (number === null || written === undefined) continue;
    const before = text.slice(Math.max(0, label.index - OWNER_CHARACTERS), label.index);
    const owner = ownerOf(before, () => (isOfAnother ??= isForAnother(letter)));
    if (owner === null) continue;
    const normal = normalOf(written);
    if (!isTelling(normal)) continue;
    const end = after + number[0].length;
    const sort = SORTS.find(([, words]) => words.test(label[0].toLowerCase()))?.[0] ?? 'order';
    found.push({ sort, normal, isShared: owner === 'shared', start: end - written.length, end });
  }
  return found;
}

/** Whose a number is by what stands before its label; null where it is not the writer's. */
function ownerOf(before: string, isOfAnother: () => boolean): 'own' | 'shared' | null {
  if (HEADING.test(before)) return isOfAnother() ? null : 'own';
  if (HELD.test(before)) return 'own';
  if (isAnothers(before)) return null;
  const owned = OWNED.exec(before);
  return owned === null ? null : owned[1]?.toLowerCase() === 'our' ? 'shared' : 'own';
}

/** A number that is long enough by itself ends at its blank; groups of a few digits belong together, up to the first word. */
function normalOf(written: string): string {
  let normal = '';
  for (const group of written.toLowerCase().split(' ')) {
    if (normal !== '' && !/\d/.test(group) && /\d/.test(normal)) break;
    normal += group.replaceAll('-', '');
    if (/^[^ ]*\d/.test(group) && group.replace(/\D/g, '').length >= FEWEST_DIGITS) break;
  }
  return normal;
}

/** Six digits at least, and no row of equal or counted ones, which stand in examples and forms. */
function isTelling(normal: string): boolean {
  const digits = normal.replace(/\D/g, '');
  if (digits.length < FEWEST_DIGITS || normal.length > LONGEST_NUMBER) return false;
  return (
    new Set(digits).size > 2 && !'01234567890123456789'.includes(digits) && !'98765432109876543210'.includes(digits)
  );
}
