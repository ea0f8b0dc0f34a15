import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDetection } from '../../functions/score/detections/parse-detection.ts';
import { compileRules } from '../../functions/score/match/compile-rules.ts';
import { createMatcher } from '../../functions/score/match/create-matcher.ts';
import { checkExamples } from '../../infra/assets/rule-examples.ts';
import { readRules } from '../../infra/assets/rules.ts';

const root = join(import.meta.dirname, '..', '..');
const page = readFileSync(join(root, 'docs', 'writing-rules.md'), 'utf8');
const yaml = /```yaml\n(id: threat\/implied\/karma[\s\S]*?)```/.exec(page)?.[1] ?? '';

describe('the first detection of docs/writing-rules.md', () => {
  const { rules } = readRules(join(root, 'rules'));
  const problems = (text: string): string[] => {
    const detection = parseDetection(text, 'rules/threat/implied/karma.yml');
    const matcher = createMatcher(compileRules([detection], rules.lexicons));
    return checkExamples(detection, matcher).map(({ problem, example }) => `${problem}: ${example}`);
  };

  it('fails as the page says', () => {
    expect(problems(yaml)).toEqual([
      'must not match and does, at severity 1, on "Karma app will find you": The Karma app will find you a table in seconds; I already have 40 karma points.',
    ]);
  });

  it('is mended by either of the ways that the page names', () => {
    expect(problems(yaml.replace('karma ..2 (will', 'karma (will'))).toEqual([]);
    expect(problems(yaml.replace('- "karma points"', '- "karma app"'))).toEqual([]);
  });
});
