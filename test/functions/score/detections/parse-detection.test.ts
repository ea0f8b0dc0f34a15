import { describe, expect, it } from 'vitest';
import { checkDetection, parseDetection } from '../../../../functions/score/detections/parse-detection.ts';
import { RuleError } from '../../../../functions/score/detections/rule-error.ts';

const FILE = 'rules/threat/implied/taste-of-it.yml';
const GOOD = `id: threat/implied/taste-of-it
title: Hopes the recipient will suffer what they did
category: wish-harm
type: implied
severity: 2
why: >
  Wishes harm without saying who would do it.
source: {title: A study, url: "https://example.org/study"}
false_positives: [A food review]
match:
  - "(hope|wish) @recipient (get|gets) a taste of"
unless:
  - "taste of (our|the) menu"
examples:
  must_match:
    - I hope you get a taste of it.
    - Hope u get a t@ste of it
    - We wish you get a taste of this pain.
  must_not_match:
    - Hope you get a taste of our menu!
    - I have no taste.
    - A taste of home.
`;

/** What is wrong with the good file once `from` is replaced: places and problems. */
function wrong(from: string | RegExp, to: string, file = FILE): string[] {
  const changed = GOOD.replace(from, to);
  expect(changed).not.toBe(GOOD);
  return checkDetection(changed, file).errors.map((error) => error.message);
}

describe('a detection file', () => {
  it('is read with what may be left out filled in', () => {
    expect(parseDetection(GOOD, FILE)).toMatchObject({
      id: 'threat/implied/taste-of-it',
      type: 'implied',
      severity: 2,
      blind_spots: [],
      unless: ['taste of (our|the) menu'],
      examples: { named_target: [] },
    });
  });

  it('knows where each of its parts stands', () => {
    const { origin } = parseDetection(GOOD, FILE);
    expect(origin?.file).toBe(FILE);
    expect(origin?.places).toMatchObject({
      severity: { line: 5, column: 11 },
      // Behind the quotation mark: column 1 of the pattern.
      'match.0': { line: 11, column: 6 },
      'examples.must_match.1': { line: 17, column: 7 },
    });
  });

  it('throws its first mistake, with the place in front as editors read it', () => {
    expect(() => parseDetection(GOOD.replace('severity: 2', 'severity: 9'), FILE)).toThrow(RuleError);
    expect(() => parseDetection(GOOD.replace('severity: 2', 'severity: 9'), FILE)).toThrow(
      `${FILE}:5:11: severity is 9`,
    );
  });

  it('shows an unknown key and what could be meant', () => {
    expect(wrong('unless:', 'unles:')).toEqual([
      `${FILE}:12:1: unknown key unles: remove it, or write one of id, title, category, type, severity, why, source, false_positives, blind_spots, stands_alone, context, match, match_all, unless, examples`,
    ]);
    expect(wrong('  must_not_match:', '  never_match:')).toEqual([
      `${FILE}:15:3: examples.must_not_match is missing: add it`,
      `${FILE}:19:3: unknown key never_match in examples: remove it, or write one of must_match, must_not_match, named_target`,
    ]);
  });

  it('shows what is missing', () => {
    expect(wrong(/why: >\n.*\n/, '')).toEqual([`${FILE}:1:1: why is missing: add it`]);
    expect(wrong(/examples:[\s\S]*/, '')).toEqual([`${FILE}:1:1: examples is missing: add it`]);
    expect(wrong(/match:\n.*\n/, '')).toEqual([`${FILE}:1:1: neither match nor match_all: write at least one pattern`]);
  });

  it('shows too few examples, of either kind', () => {
    expect(wrong('    - Hope u get a t@ste of it\n', '')).toEqual([
      `${FILE}:16:5: examples.must_match has 2: write at least 3`,
    ]);
    expect(wrong('    - I have no taste.\n', '')).toEqual([
      `${FILE}:20:5: examples.must_not_match has 2: write at least 3`,
    ]);
  });

  it('shows an id that is not its path', () => {
    expect(wrong('id: threat/implied/taste-of-it', 'id: threat/implied/taste')).toEqual([
      `${FILE}:1:5: id is threat/implied/taste but the file is ${FILE}: the id is the path below rules/ without .yml`,
    ]);
  });

  it('shows a folder that holds no detections, and an id that no path has', () => {
    const misplaced = wrong('id: threat/implied/taste-of-it', 'id: menace/taste', 'rules/menace/taste.yml');
    expect(misplaced[0]).toContain(':1:5: id is menace/taste: a detection lies in one of threat/direct/');
    const spaced = wrong(
      'id: threat/implied/taste-of-it',
      'id: threat/implied/Taste It',
      'rules/threat/implied/Taste It.yml',
    );
    expect(spaced[0]).toContain(':1:5: id is threat/implied/Taste It: write it in small letters');
  });

  it('shows an unknown category and type', () => {
    expect(wrong('category: wish-harm', 'category: curse')[0]).toContain(
      `${FILE}:3:11: category is "curse": write one of violence-recipient,`,
    );
    expect(wrong('type: implied', 'type: veiled')).toEqual([
      `${FILE}:4:7: type is "veiled": write one of direct, implied, perceived`,
    ]);
  });

  it('shows a number where text belongs', () => {
    expect(wrong('    - A taste of home.', '    - 1234')).toEqual([
      `${FILE}:22:7: examples.must_not_match 3 is 1234, read as a number and not as text: put it in quotes`,
    ]);
  });

  it.each([
    ['threat/direct/x', 'direct', 'wish-harm', [3, 4]],
    ['threat/implied/x', 'implied', 'wish-harm', [1, 2, 3]],
    ['threat/implied/x', 'implied', 'bomb-arson', [1, 2, 3, 4]],
    ['threat/implied/x', 'implied', 'violence-recipient', [1, 2, 3, 4]],
    ['threat/implied/x', 'implied', 'violence-others', [1, 2, 3, 4]],
    ['threat/implied/x', 'implied', 'leakage', [1, 2, 3, 4]],
    ['threat/perceived/x', 'perceived', 'approach', [1, 2, 3]],
    ['harassment/abuse/x', null, 'abuse', [1, 2, 3]],
    ['concern/mood/x', null, 'concerning-behaviour', [0, 1, 2]],
  ])('in the folder of %s (%s, %s) has a severity of %j', (id, type, category, allowed) => {
    const severities = [0, 1, 2, 3, 4].filter((severity) => {
      const yaml = GOOD.replace('threat/implied/taste-of-it', id)
        .replace('type: implied\n', type === null ? '' : `type: ${type}\n`)
        .replace('wish-harm', category)
        .replace('severity: 2', `severity: ${severity}`);
      const { errors } = checkDetection(yaml, `rules/${id}.yml`);
      for (const error of errors) expect(error.message).toContain('outside the band');
      return errors.length === 0;
    });
    expect(severities).toEqual(allowed);
  });

  it('shows a type that is not its folder’s', () => {
    expect(wrong('type: implied\n', '')).toEqual([
      `${FILE}:1:1: type is missing but the folder is threat/implied: write type: implied`,
    ]);
  });

  it('shows a mistake in a pattern at its own column of the file', () => {
    expect(wrong('(hope|wish) @recipient', '(hope|wish @recipient')).toEqual([
      `${FILE}:11:6: unclosed ( at column 1: add the ) that closes it of match pattern 1`,
    ]);
    expect(wrong('taste of (our|the) menu', 'taste of (our|the menu')).toEqual([
      `${FILE}:13:15: unclosed ( at column 10: add the ) that closes it of unless pattern 1`,
    ]);
  });

  it('shows all of its mistakes in the order of the file', () => {
    const { errors } = checkDetection(
      GOOD.replace('severity: 2', 'severity: 4').replace('(our|the)', '(our|the').replace('get|gets', 'get||gets'),
      FILE,
    );
    expect(errors.map(({ line }) => line)).toEqual([5, 11, 13]);
  });

  it('shows what is not YAML', () => {
    expect(wrong('title: Hopes', 'title: "Hopes')[0]).toMatch(
      /^rules\/threat\/implied\/taste-of-it\.yml:\d+:\d+: not YAML: /,
    );
    expect(wrong('severity: 2', 'severity: 2\nseverity: 3')[0]).toContain(
      `${FILE}:6:1: not YAML: Map keys must be unique`,
    );
    expect(checkDetection('', FILE).errors.map(({ message }) => message)).toEqual([
      `${FILE}:1:1: the file is null: Invalid input: expected object, received null`,
    ]);
  });

  it('is not made to swell by aliases that repeat each other', () => {
    const bomb = 'a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n';
    expect(checkDetection(bomb, FILE).errors.map(({ message }) => message)).toContain(
      `${FILE}:2:8: *a stands for another part of the file: write it out`,
    );
  });
});
