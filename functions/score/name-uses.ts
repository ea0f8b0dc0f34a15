import type { Contact } from '../contracts/contact.ts';
import type { NormalizedText, Token } from './text.ts';

/** Words that name a target: first and last names of three letters or more, in lower case. */
export function namesOf({ targets }: Pick<Contact, 'targets'>): string[] {
  const names = targets.flatMap((target) => (target.name ?? '').toLowerCase().split(/[^\p{L}'-]+/u));
  return [...new Set(names.filter((name) => name.length >= 3))];
}

/**
 * How often texts use a target's name: a first and a last name side by side are one use, a greeting is one. Undefined where no target
 * has a name, which is another thing than never.
 * @param texts the scored turns, without what is set apart in them as quoted.
 */
export function nameUses(texts: readonly NormalizedText[], names: readonly string[]): number | undefined {
  if (names.length === 0) return undefined;
  const known = new Set(names);
  return texts.reduce((sum, { tokens }) => sum + tokens.filter((_, at) => beginsName(tokens, at, known)).length, 0);
}

function beginsName(tokens: readonly Token[], at: number, known: ReadonlySet<string>): boolean {
  const isName = (token: Token | undefined): token is Token =>
    token !== undefined && known.has(token.text.replace(/'s$/, ''));
  const [before, here] = [tokens[at - 1], tokens[at]];
  if (!isName(here)) return false;
  return !isName(before) || before.sentence !== here.sentence || before.text === here.text;
}
