import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CONTEXT_NAMES } from '../../functions/score/context/weigh-context.ts';
import { parseDetection } from '../../functions/score/detections/parse-detection.ts';
import { compileRules } from '../../functions/score/match/compile-rules.ts';
import { createMatcher } from '../../functions/score/match/create-matcher.ts';
import { decodeRules } from '../../functions/score/match/decode-rules.ts';
import { readCompiledRules } from '../../infra/assets/cached-rules.ts';
import { checkExamples, readMessage } from '../../infra/assets/rule-examples.ts';
import { readRules } from '../../infra/assets/rules.ts';

const root = join(import.meta.dirname, '..', '..');
const page = readFileSync(join(root, 'docs', 'writing-rules.md'), 'utf8');
const yaml = /```yaml\n(id: threat\/[\s\S]*?)```/.exec(page)?.[1] ?? '';
const id = /^id: (.+)$/m.exec(yaml)?.[1] ?? '';

describe('the first detection of docs/writing-rules.md', () => {
  const { rules } = readRules(join(root, 'rules'));
  const problems = (text: string): string[] => {
    const detection = parseDetection(text, `rules/${id}.yml`);
    const matcher = createMatcher(compileRules([detection], rules.lexicons));
    return checkExamples(detection, matcher).map(({ problem, example }) => `${problem}: ${example}`);
  };

  it('is one that there is not yet, for words that no detection finds', () => {
    expect(page).toContain(`rules/${id}.yml:23:7 must not match`);
    expect(rules.detections.map((detection) => detection.id)).not.toContain(id);
    const message = /rules -- try "([^"]+)"/.exec(page)?.[1] ?? '';
    expect(readMessage(message, createMatcher(decodeRules(readCompiledRules(root))), ['Brenda']).firings).toEqual([]);
  });

  it('fails as the page says', () => {
    expect(problems(yaml)).toEqual([
      'must not match and does, at severity 1, on "Universe app keeps receipts for you": The Universe app keeps receipts for you in one place; Universe Magazine liked it.',
    ]);
  });

  it('is mended by either of the ways that the page names', () => {
    expect(problems(yaml.replace('universe ..2 (keeps', 'universe (keeps'))).toEqual([]);
    expect(problems(yaml.replace('- "universe magazine"', '- "universe app"'))).toEqual([]);
  });
});

describe('the contexts of docs/writing-rules.md', () => {
  it('are those that there are', () => {
    const [, listed = ''] = /by context:\n\n([\s\S]*?)\n\n/.exec(page) ?? [];
    const names = [...listed.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name);
    expect(names.sort()).toEqual([...CONTEXT_NAMES].sort());
  });
});
