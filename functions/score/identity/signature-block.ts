import type { Turn } from '../../contracts/contact.ts';

/** "Anna Berg, Harbor Street 12": fewer words are a first name, which many have. */
const FEWEST_SIGNATURE_WORDS = 4;
/** A block at the end of a letter; what is longer is the letter. */
const MOST_SIGNATURE_WORDS = 60;
const MOST_LINES = 9;
/** Where the end of a letter is looked for, in UTF-16 units. */
const TAIL_CHARACTERS = 1500;

const CLOSING =
  /^(?:(?:with |my )?(?:(?:very )?(?:kind|kindest|best|warm|warmest) )?regards|best(?: wishes)?|many thanks|thanks(?: again)?|thank you|cheers|respectfully|(?:yours )?(?:sincerely|faithfully|truly)(?: yours)?|cordially)[,.!]*$/i;
/** A full name on a line by itself, and no greeting. */
const FULL_NAME = /^(?!(?:Dear|Hello|Hi|Hey)(?!\p{L}))\p{Lu}[\p{L}.'’-]*(?:[ \t]+\p{Lu}[\p{L}.'’-]*){1,3},?$/u;
/** "(603) 555-0142", "tel. 603.555.0142". */
const TELEPHONE = /^(?:[\p{L}.]{1,12}[ \t:]+)?\+?\(?\d[\d ().\-/]{6,22}\d$/u;
/** Between a name and the telephone below it there may be a street and a town. */
const MOST_LINES_BETWEEN = 3;
/** What a program writes below every mail of its users. */
const BY_PROGRAM = /^[\s—_-]*(?:sent|get outlook|gesendet|envoyé|enviado|inviato|verzonden)\b/i;

/** A turn's new speech and the block at its end, apart from each other; an empty text where there is none. */
export interface SaidAndSigned {
  readonly said: string;
  readonly signature: string;
}

/**
 * What of a turn is its speaker's new speech, without quotes and footers, and the signature: the block that ingest found, or the last
 * lines below "Kind regards", or else those from a full name to a telephone number in the last one.
 */
export function saidAndSigned({ text, apart }: Pick<Turn, 'text' | 'apart'>): SaidAndSigned {
  const found = apart.filter(({ kind }) => kind === 'signature').at(-1) ?? belowClosing(text, apart);
  const block = found === null ? '' : text.slice(found.start, found.end);
  const stretches = found === null || apart.some(({ start }) => start === found.start) ? apart : [...apart, found];
  return { said: without(text, stretches), signature: BY_PROGRAM.test(block) ? '' : block };
}

/** The words of a block as they are compared; null where they are too few to tell anyone, or too many for a signature. */
export function signatureWords(block: string): string | null {
  const words = block.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length < FEWEST_SIGNATURE_WORDS || words.length > MOST_SIGNATURE_WORDS ? null : words.join(' ');
}

function belowClosing(text: string, apart: Turn['apart']): { start: number; end: number } | null {
  const end = apart.find(({ kind }) => kind !== 'markup' && kind !== 'disclaimer')?.start ?? text.length;
  const from = Math.max(0, end - TAIL_CHARACTERS);
  const tail = text.slice(from, end).trimEnd();
  const lines = tail.split('\n');
  const closing = lines.findLastIndex((line, at) => at >= lines.length - MOST_LINES && CLOSING.test(line.trim()));
  const first = closing < 0 ? fullNameAbove(lines) : closing + 1;
  if (first === null || first === lines.length) return null;
  const start = lines.slice(0, first).reduce((sum, line) => sum + line.length + 1, from);
  return { start, end: from + tail.length };
}

/** The last line that is a full name and stands above a telephone number in the last one of all; null where there is none. */
function fullNameAbove(lines: readonly string[]): number | null {
  const last = lines.length - 1;
  if (!TELEPHONE.test((lines[last] ?? '').trim())) return null;
  for (let at = last - 1; at >= Math.max(0, last - 1 - MOST_LINES_BETWEEN); at--) {
    const line = (lines[at] as string).trim();
    if (FULL_NAME.test(line)) return at;
    if (line === '') return null;
  }
  return null;
}

function without(text: string, stretches: readonly { start: number; end: number }[]): string {
  let rest = '';
  let from = 0;
  for (const { start, end } of [...stretches].sort((a, b) => a.start - b.start)) {
    if (start > from) rest += `${text.slice(from, start)}\n`;
    from = Math.max(from, end);
  }
  return rest + text.slice(from);
}
