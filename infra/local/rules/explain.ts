import pc from 'picocolors';
import { bandOf } from '../../../functions/score/detections/bands.ts';
import type { Detection } from '../../../functions/score/detections/detection.ts';
import { describePattern } from '../../../functions/score/match/describe-pattern.ts';
import { expandLexicons } from '../../../functions/score/match/expand-lexicons.ts';
import { normalizeWords } from '../../../functions/score/normalize/normalize.ts';
import { readRules } from '../../assets/rules.ts';
import type { Output } from './output.ts';

/**
 * Says what a detection looks for: each pattern, the literal that it is looked up by, what its lexicons and inflections hold.
 * @returns the exit code: 1 where there is no such detection.
 */
export function explainDetection(dir: string, id: string, output: Output): number {
  const { rules, errors } = readRules(dir);
  const detection = rules.detections.find((one) => one.id === id.replace(/^rules\//, '').replace(/\.ya?ml$/, ''));
  if (detection === undefined) {
    const broken = errors.find(({ file }) => file.includes(id));
    const near = rules.detections.map((one) => one.id).filter((one) => one.includes(id.split('/').at(-1) ?? id));
    output.error(
      pc.red(broken?.message ?? `no detection ${id}${near.length > 0 ? `: did you mean ${near.join(', ')}?` : ''}`),
    );
    return 1;
  }
  const lexicons = expandLexicons(rules.lexicons, normalizeWords);
  const band = bandOf(detection);
  output.print(`${pc.bold(detection.title)}  ${pc.dim(detection.origin?.file ?? detection.id)}`);
  output.print(detection.why.trim().replaceAll(/\s+/g, ' '));
  output.print(
    `${detection.category}, ${detection.type ?? 'no threat'}, severity ${detection.severity}` +
      (band === null ? '' : pc.dim(` (${band.folder}: ${band.lowest} to ${band.highest})`)),
  );
  output.print(
    `lowered by: ${detection.context === undefined ? 'every context that applies' : detection.context.join(', ') || 'none'}`,
  );
  for (const [name, patterns] of listsOf(detection)) {
    output.print('');
    output.print(pc.bold(name));
    for (const pattern of patterns) {
      output.print(`  ${pattern}`);
      for (const line of describePattern(pattern, lexicons, normalizeWords)) output.print(pc.dim(`    ${line}`));
    }
  }
  output.print('');
  for (const reason of detection.false_positives) output.print(`may look like it: ${reason}`);
  for (const gap of detection.blind_spots) output.print(`known to miss: ${gap}`);
  return 0;
}

function listsOf({ match, match_all, unless }: Detection): [string, readonly string[]][] {
  const within = typeof match_all?.within === 'number' ? `${match_all.within} words` : `one ${match_all?.within}`;
  const lists: [string, readonly string[]][] = [
    ['any of', match],
    [`all of, within ${within}`, match_all?.patterns ?? []],
    ['unless', unless],
  ];
  return lists.filter(([, patterns]) => patterns.length > 0);
}
