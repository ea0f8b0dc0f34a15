import { describe, expect, it } from 'vitest';
import { checkLexicon, parseLexicon } from '../../../../functions/score/detections/parse-lexicon.ts';

const FILE = 'rules/lexicon/weapon.yml';
const wrong = (yaml: string, file = FILE): string[] => checkLexicon(yaml, file).errors.map(({ message }) => message);

describe('a lexicon file', () => {
  it('is read', () => {
    expect(
      parseLexicon('name: weapon\nwhy: Hurts.\nincludes: [blade]\nmembers: [gun, "~knife", baseball bat]\n', FILE),
    ).toMatchObject({
      name: 'weapon',
      includes: ['blade'],
      members: ['gun', '~knife', 'baseball bat'],
    });
  });

  it('shows a name that is not its file’s', () => {
    expect(wrong('name: arms\nwhy: Hurts.\nmembers: [gun]\n')).toEqual([
      `${FILE}:1:7: name is arms but the file is ${FILE}: the name is the file's, without .yml`,
    ]);
  });

  it('shows a member that is no row of words', () => {
    expect(wrong('name: weapon\nwhy: Hurts.\nmembers:\n  - gun\n  - "big (gun|knife)"\n')).toEqual([
      `${FILE}:5:10: a member is made of words, ~words, word* and # only: write the alternatives as members at column 5 of member 2`,
    ]);
    expect(wrong('name: weapon\nwhy: Hurts.\nmembers: [357]\n')).toEqual([
      `${FILE}:3:11: members 1 is 357, read as a number and not as text: put it in quotes`,
    ]);
  });
});
