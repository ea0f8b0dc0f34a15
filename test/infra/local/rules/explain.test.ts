import { describe, expect, it } from 'vitest';
import { explainDetection } from '../../../../infra/local/rules/explain.ts';
import { recorder, rulesFolder } from './rules-folder.ts';

describe('explaining a detection', () => {
  it.each(['threat/implied/karma', 'rules/threat/implied/karma.yml'])(
    'of %s says what it looks for and by which words',
    (id) => {
      const output = recorder();
      expect(explainDetection(rulesFolder(), id, output)).toBe(0);
      expect(output.printed).toEqual([
        'Expects fate to punish the recipient  rules/threat/implied/karma.yml',
        'Wishes harm and leaves it to fate.',
        'wish-harm, implied, severity 1 (threat/implied: 1 to 3)',
        'lowered by: every context that applies',
        '',
        'any of',
        '  karma will ..2 (find|get) {target: @recipient}',
        '    spans 4 to 9 words',
        '    looked up by karma will',
        "    @recipient: the targets' names and you",
        '',
        'unless',
        '  karma points',
        '    spans 2 words',
        '    looked up by karma points',
        '',
        'may look like it: Astrology',
        'known to miss: Other faiths',
      ]);
    },
  );

  it('helps with an id that is not quite right', () => {
    const output = recorder();
    expect(explainDetection(rulesFolder(), 'threat/direct/karma', output)).toBe(1);
    expect(output.errors).toEqual(['no detection threat/direct/karma: did you mean threat/implied/karma?']);
  });

  it('shows the mistake of a file that does not load', () => {
    const output = recorder();
    const dir = rulesFolder({ 'threat/implied/fate.yml': 'id: threat/implied/fate\nsevrity: 2\n' });
    expect(explainDetection(dir, 'threat/implied/fate', output)).toBe(1);
    expect(output.errors[0]).toMatch(/^rules\/threat\/implied\/fate\.yml:\d+:\d+: /);
  });
});
