import type { Apart } from '../contracts/contact.ts';
import { MAX_SIGNATURE_CHARACTERS, MAX_SIGNATURE_LINES, MAX_STRETCHES_PER_TURN } from './limits.ts';
import type { Line } from './lines.ts';

/** Programs that sign for their user. It must name the program or the thing: "Sent from your driveway" is a message. */
const SENT_FROM =
  /^(?:sent|get outlook|gesendet|envoyé|enviado|inviato|verzonden|skickat|sendt|wysłano|отправлено|lähetetty)\b.{0,30}\b(?:iphone|ipad|ipod|ios|android|samsung|galaxy|blackberry|outlook|windows|yahoo|gmail|proton ?mail|aol|hotmail|huawei|xiaomi|pixel|motorola|nokia|palm|treo|sparrow|mail ?mate|thunderbird|mailbox|mobile|smartphone|handheld|tablet|pda|e-?mail app|verizon|t-mobile|at&t|wireless)\b.{0,40}$/iu;

/** What a signature has and a parting remark has not: a telephone, an address, a page. */
const CONTACT = /\d{3}[\s.)-]*\d{2,}|\S@\S|www\.|https?:|\b(?:tel|fax|phone|mobile|cell)\b/i;

/** Someone who speaks: a signature says who the writer is, and never talks to the reader. */
const SPEECH =
  /\b(?:i|i'm|i'll|i've|me|my|you|you're|you'll|your|we|we'll|us|he|she|they|will|hope|watch|know|see|kill|die|hurt|regret|sorry|wait|come|coming)\b|[!?]\s*$/i;

/** What legal footers are made of. Two of them in a paragraph, and the sentences that hold one are boilerplate. */
const LEGALESE =
  /intended (?:only |solely )?(?:for|recipient)|confidential|privileged|unauthori[sz]ed (?:use|review|disclosure|access)|if you (?:have received|are not)|received (?:this|it) (?:\S+ ){0,4}in error|delete (?:it|this|the)|strictly prohibited|addressee|any attachments|do not (?:necessarily )?(?:represent|reflect)|views (?:or opinions )?expressed|virus|registered (?:office|in england)|please consider the environment|before printing|cannot be guaranteed|dissemination|distribution|legally|Member FDIC|Equal Housing Lender/gi;

/**
 * The lines of a signature, the first and the last, half-open; null where there is none. What stands behind `-- ` and speaks to
 * the reader, or has nothing of a signature, is not one: it stays with the writer's words.
 */
export function signatureLines(lines: readonly Line[]): { first: number; last: number } | null {
  let last = lines.length;
  while (last > 0 && lines[last - 1]?.text === '') last--;
  const oldest = Math.max(0, last - MAX_SIGNATURE_LINES - 1);
  for (let at = oldest; at < last; at++) {
    const line = lines[at] as Line;
    if (!/^(?:--|—|__+|-{3,})$/.test(line.text)) continue;
    const rest = lines.slice(at + 1, last);
    const length = rest.reduce((sum, each) => sum + each.text.length, 0);
    const contact = rest.some((each) => CONTACT.test(each.text));
    if (length <= MAX_SIGNATURE_CHARACTERS && contact && !rest.some((each) => SPEECH.test(each.text)))
      return { first: at, last };
    break;
  }
  const final = lines[last - 1];
  if (final !== undefined && SENT_FROM.test(final.text) && !/\byour?\b/i.test(final.text))
    return { first: last - 1, last };
  return null;
}

/**
 * Sentences of legal footers, as stretches of the text. Only the sentences that are boilerplate, and only in a paragraph that
 * has two: "This is confidential. I will find you." leaves the second sentence heard.
 */
export function disclaimers(text: string): Apart[] {
  const found: Apart[] = [];
  for (let start = 0; start < text.length && found.length < 100; ) {
    const gap = text.indexOf('\n\n', start);
    const end = gap < 0 ? text.length : gap;
    const paragraph = text.slice(start, end);
    if (paragraph.length >= 80 && new Set(paragraph.match(LEGALESE)?.map((phrase) => phrase.toLowerCase())).size >= 2) {
      for (const sentence of paragraph.matchAll(/[^.!?]+[.!?]*/g)) {
        // A footer speaks for the company: "I" is a person who speaks.
        if (sentence[0].search(LEGALESE) < 0 || /\b(?:I|I[’']\w+|me|my|mine)\b/.test(sentence[0])) continue;
        const from = start + sentence.index;
        found.push({ start: from, end: from + sentence[0].length, kind: 'disclaimer' });
      }
    }
    start = end + 2;
  }
  return found;
}

/** In order, without overlaps (the earlier and longer wins), neighbours of one kind joined, and no more than are kept. */
export function tidy(stretches: readonly Apart[], text: string): Apart[] {
  const ordered = stretches.filter(({ start, end }) => start < end).sort((a, b) => a.start - b.start || b.end - a.end);
  const result: Apart[] = [];
  for (const stretch of ordered) {
    const last = result.at(-1);
    const start = Math.max(stretch.start, last?.end ?? 0);
    if (start >= stretch.end) continue;
    const between = last === undefined ? 'x' : text.slice(last.end, Math.min(start, last.end + 200));
    const crowded = result.length >= MAX_STRETCHES_PER_TURN;
    if (last !== undefined && (crowded || (last.kind === stretch.kind && /^[\s>]*$/.test(between))))
      last.end = stretch.end;
    else result.push({ ...stretch, start });
  }
  return result;
}
