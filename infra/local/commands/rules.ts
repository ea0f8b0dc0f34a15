import { join } from 'node:path';
import process from 'node:process';
import pc from 'picocolors';
import type { Detection } from '../../../functions/score/detections/detection.ts';
import { RuleError, RulesError } from '../../../functions/score/detections/rule-error.ts';
import { compileRules } from '../../../functions/score/match/compile-rules.ts';
import { createMatcher } from '../../../functions/score/match/create-matcher.ts';
import { checkExamples } from '../../assets/rule-examples.ts';
import { readRules } from '../../assets/rules.ts';

const RULES = join(import.meta.dirname, '..', '..', '..', 'rules');

/** `npm run rules -- check`: every rule loads and every example does what its list says. Exit code 1 where one does not. */
function check(only: string | undefined): number {
  const { rules, errors } = readRules(RULES);
  const problems: RuleError[] = [...errors];
  let detections: Detection[] = rules.detections;
  let compiled: ReturnType<typeof compileRules> | null = null;
  while (compiled === null) {
    try {
      compiled = compileRules(detections, rules.lexicons);
    } catch (error) {
      if (error instanceof RulesError) {
        problems.push(...error.errors);
        const bad = new Set(error.errors.map(({ file }) => file));
        detections = detections.filter(({ origin }) => !bad.has(origin?.file ?? ''));
      } else if (error instanceof RuleError) {
        problems.push(error);
        break;
      } else throw error;
    }
  }
  let examples = 0;
  if (compiled !== null) {
    const matcher = createMatcher(compiled);
    for (const detection of detections) {
      if (only !== undefined && !detection.id.startsWith(only)) continue;
      examples += detection.examples.must_match.length + detection.examples.must_not_match.length;
      for (const { list, index, example, problem } of checkExamples(detection, matcher)) {
        const at = detection.origin?.places[`examples.${list}.${index}`];
        const file = detection.origin?.file ?? detection.id;
        problems.push(new RuleError(file, at?.line ?? 1, at?.column ?? 1, `${problem}: ${example}`));
      }
    }
  }
  for (const { file, line, column, problem } of problems) {
    console.error(`${pc.bold(`${file}:${line}:${column}`)} ${pc.red(problem)}`);
  }
  const counts = `${detections.length} detections, ${rules.lexicons.length} lexicons, ${examples} examples`;
  console.log(
    problems.length === 0 ? pc.green(`${counts}: all as they should be`) : `${counts}: ${problems.length} to mend`,
  );
  return problems.length === 0 ? 0 : 1;
}

const [command, argument] = process.argv.slice(2);
process.exitCode = command === 'check' ? check(argument) : 2;
