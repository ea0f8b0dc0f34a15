import pc from 'picocolors';
import { isHint } from '../../../functions/score/hints.ts';
import { createMatcher } from '../../../functions/score/match/create-matcher.ts';
import type { NormalizedText } from '../../../functions/score/text.ts';
import { type Firing, readMessage } from '../../assets/rule-examples.ts';
import { compileWhatCan, readRules } from '../../assets/rules.ts';
import type { Output } from './output.ts';

/**
 * Shows what fires on a message, where, why, and what context did to it; and the words as detections see them.
 * @returns the exit code: 0 whether or not anything fires, 1 where no rule could be loaded.
 */
export function tryMessage(dir: string, message: string, names: readonly string[], output: Output): number {
  const { rules, errors } = readRules(dir);
  const { compiled, detections, errors: uncompiled } = compileWhatCan(rules);
  const broken = [...errors, ...uncompiled];
  if (compiled === null) {
    for (const error of broken) output.error(pc.red(error.message));
    return 1;
  }
  if (broken.length > 0) output.error(pc.yellow(`${broken.length} mistakes in the rules: see the check command`));
  const { text, firings } = readMessage(message, createMatcher(compiled), names);
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
  return 0;
}

function describeFiring(
  { match, severity, lowered, quote }: Firing,
  text: NormalizedText,
  patterns: readonly string[],
): string[] {
  const { detection } = match;
  const lines = [
    `${pc.bold(detection.id)}  ${detection.category}, ${detection.type ?? 'no threat'}, severity ${severityOf(severity, detection.severity)}`,
    `  ${pc.inverse(quote.replaceAll(/\s+/g, ' '))}`,
    `  ${detection.why.trim().replaceAll(/\s+/g, ' ')}`,
  ];
  if (severity > 1 && isHint(detection))
    lines.push(
      '  a hint: it counts in full where the second reader hears something too (rules/policy.yml, concern.hint)',
    );
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
