import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyCustody } from '../../../../../functions/shared/case/custody/verify.ts';
import { canonicalJson } from '../../../../../functions/shared/hash.ts';

/** The first block of a language in docs/custody.md. */
const page = readFileSync('docs/custody.md', 'utf8');
const block = (language: string): string => new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, 'm').exec(page)?.[1] ?? '';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'undertone-documented-'));
  writeFileSync(join(folder, 'verify.mjs'), block('js'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const theirs = (text: string) => {
  const file = join(folder, 'custody.jsonl');
  writeFileSync(file, text);
  const { status, stdout } = spawnSync(process.execPath, [join(folder, 'verify.mjs'), file], { encoding: 'utf8' });
  return { status, stdout };
};

describe('the page that says how custody is verified', () => {
  const example = block('jsonl');
  const hashed = block('json').trimEnd();
  const hash = block('text').trimEnd();

  it('has an example that our verifier and the one on the page both take', () => {
    expect(example.split('\n')).toHaveLength(5);
    expect(verifyCustody(Buffer.from(example))).toMatchObject({ intact: true, custody: { withheld: 1 } });
    expect(theirs(example)).toEqual({ status: 0, stdout: `HOLDS: 3 events, head 3:${hash}\n` });
  });

  it('shows for one event what is hashed, and its hash', () => {
    const { hash: _, ...rest } = JSON.parse(example.split('\n')[3] ?? '') as Record<string, unknown>;
    expect(canonicalJson(rest)).toBe(hashed);
    expect(createHash('sha256').update(hashed).digest('hex')).toBe(hash);
    expect(example).toContain(`"hash":"${hash}"`);
  });

  it.each([
    ['a word', (text: string) => text.replace('safe', 'sage')],
    ['who did it', (text: string) => text.replace('Ruth Okafor', 'Ruth Okafar')],
    ['an event', (text: string) => text.split('\n').toSpliced(2, 1).join('\n')],
    ['the end', (text: string) => text.split('\n').slice(0, -2).concat('').join('\n')],
    ['a space', (text: string) => text.replace('"number":3', '"number": 3')],
  ])('has a verifier that finds as ours does that %s was changed', (_, change) => {
    expect(verifyCustody(Buffer.from(change(example))).intact).toBe(false);
    expect(theirs(change(example)).status).toBe(1);
  });

  it('is about the command that there is', () => {
    const file = join(folder, 'example.jsonl');
    const run = (...asked: string[]) =>
      spawnSync(process.execPath, ['--import', 'tsx', 'infra/local/commands/custody.ts', ...asked], {
        encoding: 'utf8',
      });
    writeFileSync(file, example);
    expect(execFileSync('npm', ['pkg', 'get', 'scripts.custody'], { encoding: 'utf8' })).toContain('custody.ts');
    const holds = run('verify', file, '--head', `3:${hash}`);
    expect([holds.status, holds.stdout]).toEqual([0, expect.stringContaining(`3:${hash}`)]);
    writeFileSync(file, example.replace('safe', 'sage'));
    const broken = run('verify', '--json', file);
    expect(broken.status).toBe(1);
    expect(JSON.parse(broken.stdout).first).toMatchObject({ kind: 'changed', place: 'line 4, event 3' });
    expect(run('verify', join(folder, 'not-there')).status).toBe(2);
    expect(run('look').status).toBe(2);
  });
});
