import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tryMessage } from '../../../../infra/local/rules/try.ts';
import { recorder, rulesFolder } from './rules-folder.ts';

const RULES = join(import.meta.dirname, '..', '..', '..', '..', 'rules');
const MODEL_NOT_ASKED = expect.stringContaining('the model was not asked');

async function tried(message: string, names: string[] = [], files: Record<string, string> = {}): Promise<string[]> {
  return triedOn(rulesFolder(files), message, names);
}

async function triedOn(folder: string, message: string, names: string[] = []): Promise<string[]> {
  const output = recorder();
  expect(await tryMessage(folder, message, names, output)).toBe(0);
  return [...output.errors, ...output.printed];
}

describe('trying a message', () => {
  it('shows the words as detections see them, what fires on which, why, and by which pattern', async () => {
    expect(await tried('Wait. K4rma will surely find u!')).toEqual([
      'words: wait // karma will surely find you',
      expect.stringContaining('written to slip past a reader'),
      '',
      'threat/implied/karma  wish-harm, implied, severity 1',
      '  K4rma will surely find u',
      '  Wishes harm and leaves it to fate.',
      '  target: you',
      '  by match pattern 1: karma will ..2 (find|get) {target: @recipient}',
      '',
      MODEL_NOT_ASKED,
    ]);
  });

  it('knows the names of the targets that it is given', async () => {
    expect(await tried('karma will find Jane Doe', ['Jane Doe'])).toContain('  target: jane doe');
    expect(await tried('karma will find Jane Doe')).toContain('nothing fires, of 1 detections');
  });

  it('says what the model hears, in which words, and what comes of it', async () => {
    const lines = await triedOn(
      RULES,
      'Every morning I watch you unlock the shop. You always look over your shoulder. Wise.',
    );
    expect(lines).toContainEqual(
      expect.stringMatching(/^ {2}by meaning: 0\.\d\d, most likely [a-z-]+ \(raises from 0\.\d\d\) {2}\S/),
    );
    expect(lines).toContainEqual(expect.stringMatching(/^flagged: P\d, lane [a-z]+, severity \d$/));
    expect(lines).not.toContainEqual(MODEL_NOT_ASKED);
  });

  it('says of a hint that the second reader does not hear that it counts little, and that nothing comes of it', async () => {
    const lines = await triedOn(RULES, 'You will be sorry when the cake is all gone.');
    expect(lines).toContainEqual(expect.stringMatching(/^ {2}threat\/implied\/\S+ is a hint that counts little here/));
    expect(lines).toContainEqual(expect.stringMatching(/^not flagged by itself/));
  });

  it('says nothing of hints where the words stand alone, although the second reader hears too little to raise them', async () => {
    const lines = await triedOn(RULES, "I hope you get a taste of what it's like.");
    expect(lines).toContainEqual(expect.stringMatching(/^flagged: P2/));
    expect(lines).not.toContainEqual(expect.stringContaining('is a hint'));
  });

  it('reads no words in a quoted message', async () => {
    expect(await tried('> Karma will find you\n\nPlease see above.')).toContain('nothing fires, of 1 detections');
  });

  it('works with the rules that load, and says that others do not', async () => {
    const lines = await tried('karma will find you', [], { 'threat/implied/broken.yml': 'id: x\n' });
    expect(lines[0]).toMatch(/^\d+ mistakes in the rules: see the check command$/);
    expect(lines).toContain('  karma will find you');
  });

  it('fails where no rule can be compiled', async () => {
    const output = recorder();
    const dir = rulesFolder({ 'lexicon/recipient.yml': 'name: recipient\nwhy: X\nincludes: [nothing]\n' });
    expect(await tryMessage(dir, 'karma', [], output)).toBe(1);
    expect(output.errors).toEqual([
      'rules/lexicon/recipient.yml:3:12: no lexicon nothing: write rules/lexicon/nothing.yml or remove it',
    ]);
  });
});
