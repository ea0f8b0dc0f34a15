import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import type { Output } from '../../../../infra/local/rules/output.ts';

/** A detection that works, to be spoilt by tests. */
export const KARMA = `id: threat/implied/karma
title: Expects fate to punish the recipient
category: wish-harm
type: implied
severity: 1
why: Wishes harm and leaves it to fate.
false_positives: [Astrology]
blind_spots: [Other faiths]
match:
  - "karma will ..2 (find|get) {target: @recipient}"
unless:
  - "karma points"
examples:
  named_target: [Brenda]
  must_match:
    - Karma will find you.
    - k4rma will get u
    - Karma will get Brenda.
  must_not_match:
    - Karma will find me.
    - I will get karma points.
    - Karma.
`;
export const RECIPIENT = 'name: recipient\nwhy: The reader.\nmembers: [you]\n';

const GOOD = { 'threat/implied/karma.yml': KARMA, 'lexicon/recipient.yml': RECIPIENT };

/** A folder of rules that is removed when the tests of the file are over. */
export function rulesFolder(files: Record<string, string> = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'undertone-rules-'));
  folders.push(root);
  const dir = join(root, 'rules');
  for (const [name, text] of Object.entries({ ...GOOD, ...files })) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), text);
  }
  return dir;
}
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** What a command wrote, without colours. */
export function recorder(): Output & { printed: string[]; errors: string[] } {
  const printed: string[] = [];
  const errors: string[] = [];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a colour begins with one
  const plain = (line: string): string => line.replaceAll(/\u001b\[\d+m/g, '');
  return { printed, errors, print: (line) => printed.push(plain(line)), error: (line) => errors.push(plain(line)) };
}
