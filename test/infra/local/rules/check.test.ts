import { describe, expect, it } from 'vitest';
import { checkRules } from '../../../../infra/local/rules/check.ts';
import { KARMA, RECIPIENT, recorder, rulesFolder } from './rules-folder.ts';

function check(files: Record<string, string> = {}, only = ''): { code: number; printed: string[]; errors: string[] } {
  const output = recorder();
  return { code: checkRules(rulesFolder(files), only, output), printed: output.printed, errors: output.errors };
}

describe('checking the rules', () => {
  it('says that all is as it should be, and how much that is', () => {
    expect(check()).toEqual({
      code: 0,
      errors: [],
      printed: ['1 detections, 1 lexicons, 6 examples: all as they should be'],
    });
  });

  it('shows an example that is not found at its place', () => {
    const { code, errors, printed } = check({
      'threat/implied/karma.yml': KARMA.replace('Karma will find you.', 'Fate will find you.'),
    });
    expect(code).toBe(1);
    expect(errors).toEqual(['rules/threat/implied/karma.yml:16:7 must match and does not: Fate will find you.']);
    expect(printed).toEqual(['1 detections, 1 lexicons, 6 examples; 1 to mend']);
  });

  it('shows a harmless example that is found, and on which words', () => {
    const { errors } = check({
      'threat/implied/karma.yml': KARMA.replace('Karma will find me.', 'Karma will find you.'),
    });
    expect(errors).toEqual([
      'rules/threat/implied/karma.yml:20:7 must not match and does, at severity 1, on "Karma will find you": Karma will find you.',
    ]);
  });

  it('shows which context left nothing of an example', () => {
    const { errors } = check({
      'threat/implied/karma.yml': KARMA.replace('Karma will find you.', 'I do not think that karma will find you.'),
    });
    expect(errors).toEqual([
      expect.stringMatching(
        /^rules\/threat\/implied\/karma\.yml:16:7 must match and is lowered to 0 by negation: I do not/,
      ),
    ]);
  });

  it('shows every mistake of every file, and runs the examples of the others all the same', () => {
    const { code, errors } = check({
      'threat/implied/karma.yml': KARMA.replace('k4rma will get u', 'fate will get u'),
      'threat/implied/fate.yml': KARMA.replace('implied/karma', 'implied/fate')
        .replace('@recipient', '@reader')
        .replace('Karma will get', 'Fate will get'),
      'harassment/abuse/x.yml': 'id: harassment/abuse/x\ntitle: X\n',
      'lexicon/reader2.yml': 'name: reader\nwhy: X\nmembers: [you]\n',
      'concern/mood/y.yml': KARMA.replace('threat/implied/karma', 'concern/mood/y').replace(
        'title: Expects',
        'context: [sarcasm]\ntitle: Expects',
      ),
    });
    expect(code).toBe(1);
    const places = errors.map((line) => line.split(' ')[0]);
    expect(places).toContain('rules/lexicon/reader2.yml:1:7');
    expect(places).toContain('rules/harassment/abuse/x.yml:1:1');
    expect(places).toContain('rules/concern/mood/y.yml:2:11');
    expect(places).toContain('rules/threat/implied/fate.yml:10:41');
    expect(places).toContain('rules/threat/implied/karma.yml:17:7');
  });

  it('runs only the examples that are asked for, and still loads everything', () => {
    expect(check({}, 'harassment/').printed).toEqual(['1 detections, 1 lexicons, 0 examples: all as they should be']);
    expect(check({ 'lexicon/recipient.yml': RECIPIENT.replace('you', '(you)?') }, 'harassment/').code).toBe(1);
  });
});
