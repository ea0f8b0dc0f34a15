import { normalizeWords } from '../normalize/normalize.ts';
import type { NormalizedText } from '../text.ts';
import { COMPILED_FORMAT, type CompiledRules } from './compiled-rules.ts';
import { CompiledRulesError } from './decode-rules.ts';
import { findLiterals } from './find-literals.ts';
import { PATTERN_ROW } from './instructions.ts';
import type { Words } from './literals.ts';
import { loadRules } from './loaded-rules.ts';
import type { Match, Matcher, RunTimeNames } from './match.ts';
import { matchDetections } from './match-detections.ts';
import { MetLiterals } from './met-literals.ts';
import { PatternMemory } from './pattern-memory.ts';
import { PatternRunner } from './run-pattern.ts';
import { Surroundings } from './surroundings.ts';
import { SymbolReader } from './symbol-reader.ts';
import { findTargetNames, NO_NAMES } from './target-names.ts';
import { WordStream } from './word-stream.ts';
import { Work } from './work.ts';

/**
 * A matcher over compiled rules. Pure: the same text and names give the same matches, in time linear in the text.
 * @param words what the normaliser makes of a name.
 * @param work counts the steps that matching takes.
 * @throws CompiledRulesError when the rules were compiled by another version of the compiler.
 */
export function createMatcher(
  compiled: CompiledRules,
  words: Words = normalizeWords,
  work: Work = new Work(),
): Matcher {
  if (compiled.format !== COMPILED_FORMAT) {
    throw new CompiledRulesError(`rules of format ${compiled.format} for a matcher of format ${COMPILED_FORMAT}`);
  }
  const rules = loadRules(compiled);
  const memory = new PatternMemory();
  const stream = new WordStream();
  const around = new Surroundings();
  const literals = new MetLiterals(rules.patterns.length / PATTERN_ROW);
  return {
    version: rules.version,
    match(text: NormalizedText, names?: RunTimeNames): Match[] {
      stream.read(text, rules);
      const targets = names?.named_target ?? [];
      const found =
        targets.length === 0 ? NO_NAMES : findTargetNames(text, stream, targets, rules.sentenceBreak, words);
      findLiterals(stream, rules, found, around, literals, work);
      if (literals.patterns.length === 0) return [];
      const symbols = new SymbolReader(rules, stream, literals, found);
      return matchDetections(rules, stream, literals, new PatternRunner(rules, stream, symbols, memory, work));
    },
  };
}
