import pc from 'picocolors';
import { RuleError } from '../../../functions/score/detections/rule-error.ts';
import { createMatcher } from '../../../functions/score/match/create-matcher.ts';
import { checkExamples } from '../../assets/rule-examples.ts';
import { compileWhatCan, readRules } from '../../assets/rules.ts';
import type { Output } from './output.ts';

/**
 * Loads every rule and runs every example on the whole path.
 * @param only ids that begin so; all where it is left out.
 * @returns the exit code: 1 where anything is to mend.
 */
export function checkRules(dir: string, only: string, output: Output): number {
  const { rules, errors } = readRules(dir);
  const { compiled, detections, errors: uncompiled } = compileWhatCan(rules);
  const problems: RuleError[] = [...errors, ...uncompiled];
  let examples = 0;
  if (compiled !== null) {
    const matcher = createMatcher(compiled);
    for (const detection of detections) {
      if (!detection.id.startsWith(only)) continue;
      examples += detection.examples.must_match.length + detection.examples.must_not_match.length;
      for (const { list, index, example, problem } of checkExamples(detection, matcher)) {
        const { file, places } = detection.origin ?? { file: detection.id, places: {} };
        const { line, column } = places[`examples.${list}.${index}`] ?? { line: 1, column: 1 };
        problems.push(new RuleError(file, line, column, `${problem}: ${example}`));
      }
    }
  }
  for (const { file, line, column, problem } of problems) {
    output.error(`${pc.bold(`${file}:${line}:${column}`)} ${pc.red(problem)}`);
  }
  const counts = `${detections.length} detections, ${rules.lexicons.length} lexicons, ${examples} examples`;
  if (problems.length === 0) output.print(pc.green(`${counts}: all as they should be`));
  else output.print(`${counts}; ${pc.red(`${problems.length} to mend`)}`);
  return problems.length === 0 ? 0 : 1;
}
