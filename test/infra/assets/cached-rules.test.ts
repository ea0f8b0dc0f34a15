import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decodeRules } from '../../../functions/score/match/decode-rules.ts';
import { readCompiledRules } from '../../../infra/assets/cached-rules.ts';

/** A project without code: nothing but its rules tells one build from another. */
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'undertone-rules-'));
  for (const folder of ['functions', 'infra/assets', 'rules/lexicon', 'other/lexicon'])
    mkdirSync(join(root, folder), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

describe('compiled rules that are kept', () => {
  it('are the same from the file as when they were made', () => {
    const made = Buffer.from(readCompiledRules(root));
    expect(Buffer.from(readCompiledRules(root))).toEqual(made);
    expect(decodeRules(made).detections).toHaveLength(0);
  });

  it('are never used in place of rules that say something else, or of another folder that is wrong', () => {
    readCompiledRules(root);
    writeFileSync(join(root, 'other', 'lexicon', 'broken.yml'), 'words: [');
    expect(() => readCompiledRules(root, join(root, 'other'))).toThrow();
    writeFileSync(join(root, 'rules', 'lexicon', 'broken.yml'), 'words: [');
    expect(() => readCompiledRules(root)).toThrow();
  });
});
