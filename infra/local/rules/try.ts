import { existsSync } from 'node:fs';
import { join } from 'node:path';
import pc from 'picocolors';
import type { Opinion, Trial } from '../../../functions/contracts/trial.ts';
import { findApart } from '../../../functions/ingest/quoted.ts';
import { RuleError, RulesError } from '../../../functions/score/detections/rule-error.ts';
import { createMatcher } from '../../../functions/score/match/create-matcher.ts';
import { decodeRules } from '../../../functions/score/match/decode-rules.ts';
import { namesToMatch } from '../../../functions/score/named-people.ts';
import type { NormalizedText } from '../../../functions/score/text.ts';
import { tryText } from '../../../functions/score/try/try-text.ts';
import { readCompiledRules } from '../../assets/cached-rules.ts';
import { PROJECT, readEngine } from '../../assets/engine.ts';
import { type Firing, readMessage } from '../../assets/rule-examples.ts';
import { type Compiled, compileWhatCan, type Rules, readRules } from '../../assets/rules.ts';
import type { Output } from './output.ts';

/**
 * Shows what fires on a message, where, why, and what context did to it; the words as detections see them; what each reader of the model makes
 * of it, and what would come of it. Without the model where the folder has none, or where some of its rules do not load.
 * @returns the exit code: 0 whether or not anything fires, 1 where no rule could be loaded.
 */
export async function tryMessage(
  dir: string,
  message: string,
  names: readonly string[],
  output: Output,
): Promise<number> {
  const { rules, errors } = readRules(dir);
  const isWhole = errors.length === 0 && hasModel(dir);
  const { compiled, detections, errors: uncompiled } = (isWhole && compiledBefore(dir, rules)) || compileWhatCan(rules);
  const broken = [...errors, ...uncompiled];
  if (compiled === null) {
    for (const error of broken) output.error(pc.red(error.message));
    return 1;
  }
  if (broken.length > 0) output.error(pc.yellow(`${broken.length} mistakes in the rules: see the check command`));
  const { text, firings } = readMessage(message, createMatcher(compiled), namesToMatch(targetsOf(names)));
  output.print(pc.dim(`words: ${wordsOf(text)}`));
  for (const { first, last, how } of text.evasions) {
    output.print(pc.dim(`written to slip past a reader (${how}): ${rangeOf(text, first, last)}`));
  }
  if (firings.length === 0) output.print(`nothing fires, of ${detections.length} detections`);
  for (const firing of firings) {
    output.print('');
    const patterns = detections.find(({ id }) => id === firing.match.detection.id)?.match ?? [];
    for (const line of describeFiring(firing, text, patterns)) output.print(line);
  }
  output.print('');
  for (const line of broken.length > 0 ? [NO_MODEL] : await describeTrial(dir, message, names)) output.print(line);
  return 0;
}

/** So that a name finds here what it finds in a contact to that person: each of its words, and the whole. */
const targetsOf = (names: readonly string[]) => ({ targets: names.map((name) => ({ name, address: null })) });

/** As the engine reads them: what did not change is not compiled again, which would take seconds. Null where they do not compile. */
function compiledBefore(dir: string, { detections }: Rules): Compiled | null {
  try {
    return { compiled: decodeRules(readCompiledRules(PROJECT, dir)), detections, errors: [] };
  } catch (error) {
    if (error instanceof RuleError || error instanceof RulesError) return null;
    throw error;
  }
}

const hasModel = (dir: string): boolean => existsSync(join(dir, 'model', 'second-reader.bin'));

const NO_MODEL = 'the model was not asked, so what would come of it is not said: this folder of rules is not whole';

async function describeTrial(dir: string, message: string, names: readonly string[]): Promise<string[]> {
  if (!hasModel(dir)) return [NO_MODEL];
  const apart = findApart(message);
  const at = new Date().toISOString();
  const trial = await tryText({ text: message, targetNames: [...names] }, readEngine(dir), at, apart);
  return [
    'what the model hears:',
    ...trial.opinions.slice(0, MOST_OPINIONS).map((opinion) => describeOpinion(opinion, message)),
    '',
    ...describeOutcome(trial),
  ];
}

/** Those with the highest scores; the rest heard next to nothing. */
const MOST_OPINIONS = 3;

function describeOpinion({ reader, kind, score, raisesFrom, span }: Opinion, message: string): string {
  const raises = raisesFrom === null ? 'raises nothing by itself' : `raises from ${raisesFrom.toFixed(2)}`;
  const line = `  by ${reader}: ${score.toFixed(2)}, most likely ${kind} (${raises})  ${pc.inverse(onOneLine(message.slice(span.start, span.end)))}`;
  return raisesFrom !== null && score >= raisesFrom ? line : pc.dim(line);
}

const onOneLine = (text: string): string => text.trim().replaceAll(/\s+/g, ' ');

function describeOutcome({ signals, flagged, priority, lane, severity, reasons }: Trial): string[] {
  const outcome = flagged ? `flagged: ${priority}, lane ${lane}` : 'not flagged by itself; it stays in the history';
  const hints = signals.filter(({ lowered }) => lowered.some(({ context }) => context === 'standing-alone'));
  return [
    `${pc.bold(outcome)}, severity ${severity}`,
    ...reasons.map(({ why }) => `  ${why}`),
    ...hints.map(({ id }) =>
      pc.yellow(`  ${id} is a hint that counts little here, since the second reader does not hear it`),
    ),
  ];
}

function describeFiring(
  { match, severity, lowered, quote }: Firing,
  text: NormalizedText,
  patterns: readonly string[],
): string[] {
  const { detection } = match;
  const lines = [
    `${pc.bold(detection.id)}  ${detection.category}, ${detection.type ?? 'no threat'}, severity ${severityOf(severity, detection.severity)}`,
    `  ${pc.inverse(onOneLine(quote))}`,
    `  ${onOneLine(detection.why)}`,
  ];
  for (const [name, { first, last }] of Object.entries(match.captures)) {
    lines.push(`  ${name}: ${rangeOf(text, first, last)}`);
  }
  for (const { context, why } of lowered) lines.push(pc.yellow(`  lowered by ${context}: ${why}`));
  const pattern =
    match.pattern === undefined
      ? 'all of match_all'
      : `match pattern ${match.pattern + 1}: ${patterns[match.pattern] ?? ''}`;
  lines.push(pc.dim(`  by ${pattern}`));
  return lines;
}

const severityOf = (after: number, before: number): string =>
  after === before ? String(after) : `${after} (${before} before context)`;

const rangeOf = (text: NormalizedText, first: number, last: number): string =>
  text.tokens
    .slice(first, last)
    .map((token) => token.text)
    .join(' ');

const wordsOf = (text: NormalizedText): string =>
  text.sentences.map(({ first, last }) => rangeOf(text, first, last)).join(' // ');
