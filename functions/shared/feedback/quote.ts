import type { Contact } from '../../contracts/contact.ts';
import type { Span } from '../../contracts/signal.ts';
import { disguise } from './disguise.ts';

/** More than a sentence says more of its writer than a rule can use. */
const LONGEST_QUOTE = 400;

/** A sentence, and what in it is meant. */
export interface Quote {
  readonly text: string;
  readonly marked: string;
}

/**
 * The sentence in which a span stands, without names, addresses and numbers as far as they can be told; null where the contact has no such
 * span. What is meant is disguised by itself, so that it is found in the sentence again.
 */
export function quoteOf(
  contact: Pick<Contact, 'turns' | 'subject' | 'targets' | 'mentions' | 'reporter'>,
  span: Span,
): Quote | null {
  const text = contact.turns.find(({ index }) => index === span.turn)?.text;
  if (text === undefined || span.end > text.length || span.start >= span.end) return null;
  const names = namesIn(contact);
  const [from, to] = sentenceAround(text, span);
  const before = disguise(text.slice(from, span.start), names, isBeginning(text, from));
  const marked = disguise(text.slice(span.start, span.end), names, from === span.start);
  const after = disguise(text.slice(span.end, to), names, false);
  return { text: `${before}${marked}${after}`.replace(/\s+/g, ' ').trim(), marked: marked.replace(/\s+/g, ' ').trim() };
}

function namesIn({ turns, subject, targets, mentions = [], reporter }: Parameters<typeof quoteOf>[0]): string[] {
  const names = [subject, reporter, ...targets, ...mentions].map((party) => party?.name ?? null);
  return [...names, ...turns.map(({ name }) => name)].filter((name): name is string => name !== null);
}

const isBeginning = (text: string, at: number): boolean => at === 0 || /[.!?\n]\s*$/.test(text.slice(0, at));

function sentenceAround(text: string, { start, end }: Span): [number, number] {
  const room = Math.max(0, LONGEST_QUOTE - (end - start)) / 2;
  const least = Math.max(0, Math.ceil(start - room));
  const most = Math.min(text.length, Math.floor(end + room));
  const before = Math.max(
    ...['. ', '! ', '? ', '\n'].map(
      (sign) => text.lastIndexOf(sign, start - 1) + sign.length * Number(text.lastIndexOf(sign, start - 1) >= 0),
    ),
  );
  const ends = [...'.!?\n'].map((sign) => text.indexOf(sign, end - 1)).filter((at) => at >= 0);
  const after = ends.length === 0 ? text.length : Math.max(end, Math.min(...ends) + 1);
  return [Math.max(least, start === 0 ? 0 : Math.max(0, before)), Math.min(most, after)];
}
