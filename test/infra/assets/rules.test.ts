import { describe, expect, it } from 'vitest';
import { RuleError, RulesError } from '../../../functions/score/detections/rule-error.ts';
import { createMatcher } from '../../../functions/score/match/create-matcher.ts';
import { decodeRules } from '../../../functions/score/match/decode-rules.ts';
import { encodeRules } from '../../../functions/score/match/encode-rules.ts';
import { normalize } from '../../../functions/score/normalize/normalize.ts';
import { buildRules, loadRules } from '../../../infra/assets/rules.ts';
import { KARMA, rulesFolder } from '../local/rules/rules-folder.ts';

describe('the rules on disk', () => {
  it('are read in the order of their paths, and nothing else that lies there', () => {
    const dir = rulesFolder({
      'concern/mood/a.yml': KARMA.replace('threat/implied/karma', 'concern/mood/a').replace('type: implied\n', ''),
      'conduct/not-a-detection.yml': 'id: conduct/x\n',
      'policy.yml': 'version: 1\n',
      'threat/notes.txt': 'nothing',
    });
    const { detections, lexicons } = loadRules(dir);
    expect(detections.map(({ id }) => id)).toEqual(['threat/implied/karma', 'concern/mood/a']);
    expect(lexicons.map(({ name }) => name)).toEqual(['recipient']);
  });

  it('become what score ships with', () => {
    const matcher = createMatcher(decodeRules(encodeRules(buildRules(rulesFolder()))));
    expect(matcher.match(normalize('Karma will find you')).map(({ detection }) => detection.id)).toEqual([
      'threat/implied/karma',
    ]);
  });

  it('are the same version however often they are built', () => {
    expect(buildRules(rulesFolder()).version).toBe(buildRules(rulesFolder()).version);
  });

  it('with mistakes are not built, and all mistakes are named', () => {
    const dir = rulesFolder({ 'threat/implied/a.yml': 'id: a\n', 'threat/implied/b.yml': 'id: b\n' });
    expect(() => buildRules(dir)).toThrow(RulesError);
    expect(() => buildRules(dir)).toThrow(
      /rules\/threat\/implied\/a\.yml:1:1: [\s\S]*rules\/threat\/implied\/b\.yml:1:1: /,
    );
  });

  it('that are not there are an error and not a quiet engine', () => {
    expect(() => buildRules('/nowhere/rules')).toThrow(RuleError);
    expect(() => buildRules('/nowhere/rules')).toThrow(
      '/nowhere/rules:1:1: no detection below this folder: name the rules folder',
    );
  });
});
