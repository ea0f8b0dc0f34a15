import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMatcher } from '../../../functions/score/match/create-matcher.ts';
import { decodeRules } from '../../../functions/score/match/decode-rules.ts';
import { normalize } from '../../../functions/score/normalize/normalize.ts';
import { readCompiledRules } from '../../../infra/assets/cached-rules.ts';
import { KARMA, rulesFolder } from '../local/rules/rules-folder.ts';

/** A project without code: nothing but the rules tells one build from another. */
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'undertone-project-'));
  for (const folder of ['functions', 'infra/assets']) mkdirSync(join(root, folder), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

const firedBy = (rules: string, text: string): string[] =>
  createMatcher(decodeRules(readCompiledRules(root, rules)))
    .match(normalize(text))
    .map(({ detection }) => detection.id);

describe('compiled rules that are kept', () => {
  it('are the same from the file as when they were made', () => {
    const rules = rulesFolder();
    const made = Buffer.from(readCompiledRules(root, rules));
    expect(Buffer.from(readCompiledRules(root, rules))).toEqual(made);
  });

  it('are never used in place of rules that say something else', () => {
    const rules = rulesFolder();
    expect(firedBy(rules, 'Karma will find you')).toEqual(['threat/implied/karma']);
    const fate = KARMA.replaceAll(/(?<!\/)karma/g, 'fate')
      .replaceAll('k4rma', 'f4te')
      .replaceAll('Karma', 'Fate');
    const other = rulesFolder({ 'threat/implied/karma.yml': fate });
    expect(firedBy(other, 'Fate will find you')).toEqual(['threat/implied/karma']);
    expect(firedBy(other, 'Karma will find you')).toEqual([]);
    writeFileSync(join(rules, 'threat', 'implied', 'wrong.yml'), 'id: a\n');
    expect(() => readCompiledRules(root, rules)).toThrow(/wrong\.yml:1:1/);
  });
});
