import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readRoster } from '../../../infra/assets/policy.ts';

const EXAMPLE = readFileSync(join(import.meta.dirname, '../../../fixtures/roster.yml'), 'utf8');

const folder = mkdtempSync(join(tmpdir(), 'undertone-roster-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function rosterIn(timeZone: string): string {
  const file = join(folder, `${timeZone.replaceAll('/', '-')}.yml`);
  writeFileSync(file, EXAMPLE.replace(/^timeZone: .*$/m, `timeZone: ${timeZone}`));
  return file;
}

describe('the roster', () => {
  it('is read with the time zone of its place', () => {
    expect(readRoster(rosterIn('Europe/Lisbon')).timeZone).toBe('Europe/Lisbon');
  });

  it('is refused at the build with a zone that there is not, which would stop each contact that is scored', () => {
    expect(() => readRoster(rosterIn('America/Harborline'))).toThrow(/timeZone: must be the name of a time zone/);
  });
});
