import { canonicalJson, sha256Hex } from '../../shared/hash.ts';
import type { Detection } from '../detections/detection.ts';
import type { Lexicon } from '../detections/lexicon.ts';
import { parsePattern } from '../detections/parse-pattern.ts';
import { PatternError } from '../detections/pattern-error.ts';
import { type RuleError, RulesError } from '../detections/rule-error.ts';
import { normalizeWords } from '../normalize/normalize.ts';
import { chooseAnchor } from './choose-anchor.ts';
import { compilePattern, type Rulebook, UnknownLexicon, widthOf } from './compile-pattern.ts';
import type { CompiledPattern } from './compiled-pattern.ts';
import { COMPILED_FORMAT, type CompiledRules } from './compiled-rules.ts';
import { expandLexicons, ruleErrorAt } from './expand-lexicons.ts';
import { firstWords } from './first-words.ts';
import * as op from './instructions.ts';
import { NoWords, type Words } from './literals.ts';
import { packTables } from './pack-tables.ts';
import { SymbolTable } from './symbol-table.ts';

/** A pattern that spans more words than this would be tried at too many places for one literal. */
export const MAXIMUM_PATTERN_WORDS = 60;

/**
 * Compiles detections and their lexicons into one automaton, ready to be shipped (`encode-rules.ts`).
 * @param words what the normaliser makes of the words of a rule.
 * @throws RulesError with every pattern that cannot be compiled; RuleError for a lexicon that cannot be.
 */
export function compileRules(
  detections: readonly Detection[],
  lexicons: readonly Lexicon[],
  words: Words = normalizeWords,
): CompiledRules {
  const known = remembered(words);
  const rulebook: Rulebook = { lexicons: expandLexicons(lexicons, known), symbols: new SymbolTable(), words: known };
  const patterns: CompiledPattern[] = [];
  const detectionTable: number[] = [];
  const errors: RuleError[] = [];
  const add = (
    detection: Detection,
    number: number,
    list: string,
    texts: readonly string[],
    anchored: boolean,
  ): void => {
    detectionTable.push(patterns.length);
    texts.forEach((text, index) => {
      try {
        patterns.push({ ...compileOne(text, rulebook, anchored), detection: number });
      } catch (error) {
        if (!(error instanceof PatternError || error instanceof NoWords || error instanceof UnknownLexicon))
          throw error;
        const problem = `${error.message}, at column ${error.column} of ${list.replace('.patterns', '')} pattern ${index + 1}`;
        errors.push(
          ruleErrorAt(detection.origin, `rules/${detection.id}.yml`, `${list}.${index}`, problem, error.column - 1),
        );
      }
    });
    detectionTable.push(patterns.length);
  };
  detections.forEach((detection, number) => {
    add(detection, number, 'match', detection.match, true);
    add(detection, number, 'match_all.patterns', detection.match_all?.patterns ?? [], true);
    add(detection, number, 'unless', detection.unless, false);
    detectionTable.push(
      withinNumber(detection),
      keepRarest(patterns, detectionTable.at(-4) ?? 0, detectionTable.at(-3) ?? 0),
    );
  });
  if (errors.length > 0) throw new RulesError(errors);
  return {
    format: COMPILED_FORMAT,
    version: versionOf(detections, lexicons),
    detections: detections.map(({ id, title, category, type, severity, why, context, stands_alone }) => ({
      id,
      title,
      category,
      type,
      severity,
      why,
      ...(context === undefined ? {} : { context }),
      ...(stands_alone ? { stands_alone } : {}),
    })),
    ...packTables(patterns, detectionTable, rulebook.symbols),
  };
}

/** The same few thousand words come up again and again. */
function remembered(words: Words): Words {
  const known = new Map<string, readonly string[]>();
  return (text) => {
    const found = known.get(text) ?? words(text);
    known.set(text, found);
    return found;
  };
}

function compileOne(text: string, rulebook: Rulebook, anchored: boolean): Omit<CompiledPattern, 'detection'> {
  const root = parsePattern(text);
  const program = compilePattern(root, rulebook);
  const { most } = widthOf(root, rulebook);
  if (most > MAXIMUM_PATTERN_WORDS) {
    throw new PatternError(
      1,
      `it may span ${most} words, more than ${MAXIMUM_PATTERN_WORDS}: use match_all with within`,
    );
  }
  const choice = anchored ? chooseAnchor(root, rulebook) : null;
  if (anchored && choice === null) throw new PatternError(1, 'at least one word or @lexicon must always be there');
  const anchors = choice?.anchors ?? [];
  const first = firstWords(root, rulebook);
  const looked = anchors.flatMap(({ phrases, guards }) => [...phrases.flat(), ...guards.flatMap(({ items }) => items)]);
  for (const item of [...looked, ...(first ?? [])]) rulebook.symbols.learn(item);
  return { program, most, firstWords: first, anchors, cost: choice?.cost ?? 0 };
}

/** Of the patterns that must all be there, leaves only the one that is met least with anchors. Gives its number. */
function keepRarest(patterns: CompiledPattern[], first: number, last: number): number {
  let rarest = first;
  for (let pattern = first + 1; pattern < last; pattern += 1) {
    if ((patterns[pattern]?.cost ?? 0) < (patterns[rarest]?.cost ?? 0)) rarest = pattern;
  }
  for (let pattern = first; pattern < last; pattern += 1) {
    if (pattern !== rarest) patterns[pattern] = { ...(patterns[pattern] as CompiledPattern), anchors: [] };
  }
  return rarest;
}

function withinNumber({ match_all }: Detection): number {
  if (match_all === undefined) return op.WITHIN_SENTENCE;
  if (match_all.within === 'sentence') return op.WITHIN_SENTENCE;
  return match_all.within === 'turn' ? op.WITHIN_TURN : match_all.within;
}

/** What the rules say and nothing of where they were read. */
function versionOf(detections: readonly Detection[], lexicons: readonly Lexicon[]): string {
  const content = [detections, lexicons].map((rules) => rules.map(({ origin: _, ...rule }) => rule));
  return sha256Hex(canonicalJson([COMPILED_FORMAT, ...content])).slice(0, 16);
}
