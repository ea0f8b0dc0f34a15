import { describe, expect, it } from 'vitest';
import { tryMessage } from '../../../../infra/local/rules/try.ts';
import { KARMA, recorder, rulesFolder } from './rules-folder.ts';

function tried(message: string, names: string[] = [], files: Record<string, string> = {}): string[] {
  const output = recorder();
  expect(tryMessage(rulesFolder(files), message, names, output)).toBe(0);
  return [...output.errors, ...output.printed];
}

describe('trying a message', () => {
  it('shows the words as detections see them, what fires on which, why, and by which pattern', () => {
    expect(tried('Wait. K4rma will surely find u!')).toEqual([
      'words: wait // karma will surely find you',
      expect.stringContaining('written to slip past a reader'),
      '',
      'threat/implied/karma  wish-harm, implied, severity 1',
      '  K4rma will surely find u',
      '  Wishes harm and leaves it to fate.',
      '  target: you',
      '  by match pattern 1: karma will ..2 (find|get) {target: @recipient}',
    ]);
  });

  it('knows the names of the targets that it is given', () => {
    expect(tried('karma will find Jane Doe', ['Jane Doe'])).toContain('  target: jane doe');
    expect(tried('karma will find Jane Doe')).toContain('nothing fires, of 1 detections');
  });

  it('says of an implied threat that it is a hint, unless its words stand alone', () => {
    const hint = expect.stringContaining('a hint: it counts in full where the second reader hears something too');
    const file = (severity: string) => ({ 'threat/implied/karma.yml': KARMA.replace('severity: 1', severity) });
    expect(tried('karma will find you', [], file('severity: 2'))).toContainEqual(hint);
    expect(tried('karma will find you', [], file('severity: 2\nstands_alone: true'))).not.toContainEqual(hint);
  });

  it('reads no words in a quoted message', () => {
    expect(tried('> Karma will find you\n\nPlease see above.')).toContain('nothing fires, of 1 detections');
  });

  it('works with the rules that load, and says that others do not', () => {
    const lines = tried('karma will find you', [], { 'threat/implied/broken.yml': 'id: x\n' });
    expect(lines[0]).toMatch(/^\d+ mistakes in the rules: see the check command$/);
    expect(lines).toContain('  karma will find you');
  });

  it('fails where no rule can be compiled', () => {
    const output = recorder();
    const dir = rulesFolder({ 'lexicon/recipient.yml': 'name: recipient\nwhy: X\nincludes: [nothing]\n' });
    expect(tryMessage(dir, 'karma', [], output)).toBe(1);
    expect(output.errors).toEqual([
      'rules/lexicon/recipient.yml:3:12: no lexicon nothing: write rules/lexicon/nothing.yml or remove it',
    ]);
  });
});
