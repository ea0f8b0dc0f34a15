import type { RuleOrigin } from '../detections/detection.ts';
import { LEXICONS_WITH_TARGET_NAMES, type Lexicon } from '../detections/lexicon.ts';
import { parseMember } from '../detections/parse-lexicon.ts';
import { PatternError } from '../detections/pattern-error.ts';
import { RuleError } from '../detections/rule-error.ts';
import { distinct, NoWords, type Phrase, phrasesOf, type Words } from './literals.ts';

/** A lexicon with everything that it includes, written out. */
export interface ExpandedLexicon {
  readonly name: string;
  readonly phrases: readonly Phrase[];
  /** Holds the names of a contact's targets too. */
  readonly names: boolean;
}

/**
 * Writes every lexicon out.
 * @throws RuleError for a lexicon that includes one that does not exist or, around some corners, itself; and for an empty one.
 */
export function expandLexicons(lexicons: readonly Lexicon[], words: Words): Map<string, ExpandedLexicon> {
  const byName = new Map<string, Lexicon>();
  for (const lexicon of lexicons) {
    if (byName.has(lexicon.name))
      throw errorAt(lexicon, 'name', `there are two lexicons named ${lexicon.name}: rename one`);
    byName.set(lexicon.name, lexicon);
  }
  const expanded = new Map<string, ExpandedLexicon>();
  // The names alone need no file.
  if (!byName.has('named_target')) expanded.set('named_target', { name: 'named_target', phrases: [], names: true });
  const expand = (lexicon: Lexicon, from: readonly string[]): ExpandedLexicon => {
    const done = expanded.get(lexicon.name);
    if (done !== undefined) return done;
    const phrases: Phrase[] = ownPhrases(lexicon, words);
    let names = LEXICONS_WITH_TARGET_NAMES.includes(lexicon.name);
    for (const [index, name] of lexicon.includes.entries()) {
      const place = `includes.${index}`;
      const included = byName.get(name);
      if (included === undefined && expanded.has(name)) {
        names = true;
        continue;
      }
      if (included === undefined)
        throw errorAt(lexicon, place, `no lexicon ${name}: write rules/lexicon/${name}.yml or remove it`);
      if (name === lexicon.name || from.includes(name)) {
        throw errorAt(lexicon, place, `${[...from, lexicon.name, name].join(' includes ')}: break the circle`);
      }
      const inner = expand(included, [...from, lexicon.name]);
      phrases.push(...inner.phrases);
      names ||= inner.names;
    }
    if (phrases.length === 0 && !names)
      throw errorAt(lexicon, 'name', `lexicon ${lexicon.name} is empty: add members or includes`);
    const result = { name: lexicon.name, phrases: distinct(phrases), names };
    expanded.set(lexicon.name, result);
    return result;
  };
  for (const lexicon of lexicons) expand(lexicon, []);
  return expanded;
}

function ownPhrases(lexicon: Lexicon, words: Words): Phrase[] {
  return lexicon.members.flatMap((member, index) => {
    try {
      const phrases = phrasesOf(parseMember(member), words);
      if (phrases === null) throw new PatternError(1, 'it stands for too many phrases: write it as several members');
      return phrases;
    } catch (error) {
      if (!(error instanceof PatternError || error instanceof NoWords)) throw error;
      throw errorAt(lexicon, `members.${index}`, `${error.message}, in member ${index + 1}`);
    }
  });
}

function errorAt(lexicon: Lexicon, place: string, problem: string): RuleError {
  return ruleErrorAt(lexicon.origin, `rules/lexicon/${lexicon.name}.yml`, place, problem);
}

/** An error at a part of a rule, `offset` characters into it; at the top of `file` for a rule that was read from none. */
export function ruleErrorAt(
  origin: RuleOrigin | undefined,
  file: string,
  place: string,
  problem: string,
  offset = 0,
): RuleError {
  const at = origin?.places[place] ?? origin?.places[place.replace(/\.\d+$/, '')];
  return new RuleError(
    origin?.file ?? file,
    at?.line ?? 1,
    (at?.column ?? 1) + (at === undefined ? 0 : offset),
    problem,
  );
}
