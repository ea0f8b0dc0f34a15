import { DOUBLING_VERBS, IRREGULAR_NOUNS, IRREGULAR_VERBS } from './irregular-words.ts';

const VOWEL = /[aeiou]/;

/**
 * All inflections of an English base form, the base first: of the verb (`kill kills killing killed`) and of the noun (`knife
 * knives`), because a pattern does not say which it means. A form too many finds nothing and costs nothing, so where spelling
 * varies (`travelling`, `traveling`) both are given. Derived words (`killer`) are words of their own.
 */
export function inflect(base: string): string[] {
  const forms = new Set([base]);
  const verb = IRREGULAR_VERBS.get(base);
  const noun = IRREGULAR_NOUNS.get(base);
  for (const form of [...(verb ?? []), ...(noun ?? [])]) forms.add(form);
  const irregularS = verb?.some((form) => /^(?:is|has|does|.*goes|undoes)$/.test(form));
  if (!irregularS && (noun === undefined || verb !== undefined)) forms.add(withS(base));
  if (base !== 'be' && !(verb ?? []).some((form) => form.endsWith('ing') && form.length > 4)) {
    for (const stem of stemsBeforeVowel(base, 'ing')) forms.add(`${stem}ing`);
  }
  if (verb === undefined) for (const stem of stemsBeforeVowel(base, 'ed')) forms.add(`${stem}ed`);
  return [...forms];
}

function withS(base: string): string {
  if (/[^aeiou]y$/.test(base)) return `${base.slice(0, -1)}ies`;
  if (/(?:s|x|z|ch|sh)$/.test(base)) return /[^szaeiou][aeiou]z$/.test(base) ? `${base}zes` : `${base}es`;
  return `${base}s`;
}

/** What the base becomes before `-ing` or `-ed`: without its silent e, with y for ie, with its last consonant doubled. */
function stemsBeforeVowel(base: string, ending: 'ing' | 'ed'): string[] {
  if (ending === 'ed' && base.endsWith('e')) return [base.slice(0, -1)];
  if (ending === 'ed' && /[^aeiou]y$/.test(base)) return [`${base.slice(0, -1)}i`];
  if (ending === 'ing' && /[^aeiou]ie$/.test(base)) return [`${base.slice(0, -2)}y`];
  if (ending === 'ing' && base.endsWith('e') && !/(?:ee|oe|ye|nge)$/.test(base)) return [base.slice(0, -1)];
  if (ending === 'ing' && base.endsWith('nge')) return [base.slice(0, -1), base];
  if (base.endsWith('c')) return [`${base}k`, base];
  if (!/[aeiou][bdfgklmnprstvz]$/.test(base)) return [base];
  const last = base.slice(-1);
  const doubled = base + last;
  if (DOUBLING_VERBS.has(base)) return [doubled];
  if (isOneShortSyllable(base)) return [doubled];
  // British spelling doubles l after an unstressed vowel too.
  return /[^aeiou][aeiou]l$/.test(base) && base.length > 4 ? [base, doubled] : [base];
}

/** One vowel letter in the whole word, and it is before the last consonant: `stab`, `shut`, `quit` (whose u is a consonant). */
function isOneShortSyllable(base: string): boolean {
  const letters = [...base.replace(/^qu|(?<=s)qu/, 'q')];
  return letters.filter((letter, index) => VOWEL.test(letter) || (letter === 'y' && index > 0)).length === 1;
}
