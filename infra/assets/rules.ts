import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { CONTEXT_NAMES } from '../../functions/score/context/weigh-context.ts';
import type { Detection } from '../../functions/score/detections/detection.ts';
import type { Lexicon } from '../../functions/score/detections/lexicon.ts';
import { checkDetection } from '../../functions/score/detections/parse-detection.ts';
import { checkLexicon } from '../../functions/score/detections/parse-lexicon.ts';
import { RuleError, RulesError } from '../../functions/score/detections/rule-error.ts';
import { compileRules } from '../../functions/score/match/compile-rules.ts';
import type { CompiledRules } from '../../functions/score/match/compiled-rules.ts';
import { ruleErrorAt } from '../../functions/score/match/expand-lexicons.ts';

/** The folders below `rules/` that hold detections; the others hold conduct, lexicons and policy. */
export const DETECTION_FOLDERS = ['threat', 'harassment', 'concern'] as const;

export interface Rules {
  readonly detections: Detection[];
  readonly lexicons: Lexicon[];
}

/**
 * Reads every detection and lexicon below a folder, in the order of their paths.
 * @param dir the `rules` folder; places in errors are named from the folder that holds it.
 * @throws RulesError with everything that is wrong in any file.
 */
export function loadRules(dir: string): Rules {
  const { rules, errors } = readRules(dir);
  if (errors.length > 0) throw new RulesError(errors);
  return rules;
}

/** As `loadRules`: what could be read, and what is wrong with the rest. */
export function readRules(dir: string): { rules: Rules; errors: RuleError[] } {
  const rules: Rules = { detections: [], lexicons: [] };
  const errors: RuleError[] = [];
  for (const file of yamlFiles(join(dir, 'lexicon'))) {
    const { lexicon, errors: wrong } = checkLexicon(readFileSync(file, 'utf8'), named(file, dir));
    errors.push(...wrong);
    if (lexicon !== null) rules.lexicons.push(lexicon);
  }
  for (const file of DETECTION_FOLDERS.flatMap((folder) => yamlFiles(join(dir, folder)))) {
    const { detection, errors: wrong } = checkDetection(readFileSync(file, 'utf8'), named(file, dir));
    errors.push(...wrong);
    if (detection === null) continue;
    errors.push(...unknownContexts(detection));
    rules.detections.push(detection);
  }
  return { rules, errors };
}

function unknownContexts({ id, context, origin }: Detection): RuleError[] {
  return (context ?? []).flatMap((name, index) =>
    CONTEXT_NAMES.includes(name)
      ? []
      : [ruleErrorAt(origin, id, `context.${index}`, `no context ${name}: use ${CONTEXT_NAMES.join(', ')}`)],
  );
}

/** What could be compiled, of which detections, and what is wrong with the others. */
export interface Compiled {
  readonly compiled: CompiledRules | null;
  readonly detections: readonly Detection[];
  readonly errors: readonly RuleError[];
}

/**
 * Compiles as much of the rules as can be: a detection that cannot is left out and its errors are given, so that one mistake does
 * not hide what is wrong elsewhere. Null where a lexicon is wrong, which may be in any of them.
 */
export function compileWhatCan(rules: Rules): Compiled {
  try {
    return { compiled: compileRules(rules.detections, rules.lexicons), detections: rules.detections, errors: [] };
  } catch (error) {
    if (error instanceof RuleError) return { compiled: null, detections: [], errors: [error] };
    if (!(error instanceof RulesError)) throw error;
    const wrong = new Set(error.errors.map(({ file }) => file));
    const detections = rules.detections.filter(({ origin }) => !wrong.has(origin?.file ?? ''));
    return { compiled: compileRules(detections, rules.lexicons), detections, errors: [...error.errors] };
  }
}

/**
 * Reads and compiles the rules below a folder, as `score` ships with them.
 * @throws RulesError or RuleError with what is wrong.
 */
export function buildRules(dir: string): CompiledRules {
  const { detections, lexicons } = loadRules(dir);
  if (detections.length === 0) throw new RuleError(dir, 1, 1, 'no detection below this folder: name the rules folder');
  return compileRules(detections, lexicons);
}

const named = (file: string, dir: string): string => relative(join(dir, '..'), file).replaceAll('\\', '/');

function yamlFiles(dir: string): string[] {
  let entries: string[];
  try {
    entries = readdirSync(dir, { recursive: true, encoding: 'utf8' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return entries
    .filter((entry) => /\.ya?ml$/.test(entry))
    .sort()
    .map((entry) => join(dir, entry));
}
