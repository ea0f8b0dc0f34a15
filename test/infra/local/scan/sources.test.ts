import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sourcesIn } from '../../../../infra/local/scan/sources.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'undertone-sources-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const mail = (subject: string) =>
  `From sender@example.com Mon Nov  2 10:00:00 2026\nSubject: ${subject}\n\nFrom here on it is text.\nBye\n\n`;

function read(...paths: string[]) {
  const complaints: string[] = [];
  const sources = [...sourcesIn(paths, (path) => complaints.push(path))];
  return {
    sources: sources.map(({ source, bytes }) => [source.slice(folder.length + 1), Buffer.from(bytes).toString()]),
    complaints,
  };
}

describe('The sources of a scan', () => {
  it('are the files of a folder in the order of their names, folders within it too', () => {
    mkdirSync(join(folder, 'b'));
    for (const name of ['c.eml', 'a.eml', 'b/z.txt', '.hidden', 'a.expected.json'])
      writeFileSync(join(folder, name), name);
    expect(read(folder).sources).toEqual([
      ['a.eml', 'a.eml'],
      ['b/z.txt', 'b/z.txt'],
      ['c.eml', 'c.eml'],
    ]);
  });

  it('are each mail of an mbox, and a line that only begins with "From" does not split one', () => {
    writeFileSync(join(folder, 'box'), mail('one') + mail('two') + mail('three'));
    expect(read(join(folder, 'box')).sources).toEqual([
      ['box#1', mail('one')],
      ['box#2', mail('two')],
      ['box#3', mail('three')],
    ]);
  });

  it('are one mail where only its first line is a separator', () => {
    writeFileSync(join(folder, 'one'), mail('one'));
    expect(read(join(folder, 'one')).sources).toEqual([['one', mail('one')]]);
  });

  it('never follow a link out of the folder', () => {
    symlinkSync('/etc/hostname', join(folder, 'link'));
    expect(read(folder).sources).toEqual([]);
  });

  it('name a path that is not there, and go on', () => {
    writeFileSync(join(folder, 'a.txt'), 'a');
    const { sources, complaints } = read(join(folder, 'missing'), join(folder, 'a.txt'));
    expect(sources).toHaveLength(1);
    expect(complaints).toEqual([join(folder, 'missing')]);
  });
});
