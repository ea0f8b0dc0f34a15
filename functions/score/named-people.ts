import type { Contact, Party } from '../contracts/contact.ts';
import type { Signal } from '../contracts/signal.ts';
import { isOrdinaryName } from '../shared/ordinary-names.ts';
import { TITLES } from '../shared/titles.ts';
import { namesOf } from './name-uses.ts';
import { normalizeWords } from './normalize/normalize.ts';
import type { NormalizedText, Token } from './text.ts';

/** A scored turn, as much of it as says whom its words name. */
export interface SaidTurn {
  readonly turn: Pick<Contact['turns'][number], 'index' | 'part'>;
  readonly text: NormalizedText;
}

/**
 * The names by which a contact's words may name an employee, for the matcher: those of its targets, word by word and whole, and those of
 * whom the words name in full. An ordinary word ("will") stands for somebody whom the contact only mentions as part of a whole name.
 */
export function namesToMatch(contact: Pick<Contact, 'targets' | 'mentions'>): string[] {
  const mentioned = mentionedInFull(contact);
  const whole = [...contact.targets, ...mentioned].flatMap(wholeNames);
  return [...new Set([...namesOf(contact), ...mentioned.flatMap(singleNames), ...whole])];
}

/**
 * Those of the employees named in full at whom a contact is aimed (requirement 17): a signal stands in a sentence that names them, or in the
 * one after it, or the subject line names them. Who is named in passing elsewhere is not.
 * @param signals those that count.
 */
export function aimedAt(
  contact: Pick<Contact, 'mentions'>,
  signals: readonly Signal[],
  turns: readonly SaidTurn[],
): Party[] {
  if (signals.length === 0) return [];
  const heads = turns.filter(({ turn }) => turn.part === 'subject').map(({ text }) => text.tokens);
  const near = signals.flatMap((signal) => sentencesAt(signal, turns));
  return mentionedInFull(contact)
    .filter((party) => [...heads, ...near].some((tokens) => isNamedIn(tokens, party)))
    .map(({ name, address }) => ({ name, address }));
}

const mentionedInFull = ({ mentions = [] }: Pick<Contact, 'mentions'>) => mentions.filter(({ by }) => by === 'in-full');

/** The words of the sentences that a signal touches, and of the one before. */
function sentencesAt({ span }: Signal, turns: readonly SaidTurn[]): (readonly Token[])[] {
  const text = turns.find(({ turn }) => turn.index === span?.turn)?.text;
  if (span === null || text === undefined) return [];
  const touched = text.sentences.flatMap(({ start, end }, index) =>
    start < span.end && end > span.start ? [index] : [],
  );
  const [first, last] = [touched[0], touched.at(-1)];
  if (first === undefined || last === undefined) return [];
  const from = text.sentences[Math.max(0, first - 1)]?.first ?? 0;
  return [text.tokens.slice(from, text.sentences[last]?.last ?? from)];
}

function isNamedIn(tokens: readonly Token[], party: Party): boolean {
  const words = tokens.map(({ text }) => text);
  const said = ` ${words.join(' ')} `;
  return [...singleNames(party), ...wholeNames(party)].some((name) => said.includes(` ${name} `));
}

/** "dana whitfield", and "ms whitfield" with any title. */
function wholeNames({ name }: Party): string[] {
  const words = nameWords(name);
  const family = words.at(-1);
  if (family === undefined || words.length < 2) return [];
  return [words.join(' '), `${words[0]} ${family}`, ...[...TITLES].map((title) => `${title} ${family}`)];
}

const singleNames = ({ name }: Party): string[] => nameWords(name).filter((word) => !isOrdinaryName(word));

/** As the normaliser gives them; a title is none of them. */
function nameWords(name: string | null): readonly string[] {
  const words = normalizeWords(name ?? '');
  return TITLES.has(words[0] ?? '') ? words.slice(1) : words;
}
