import { describe, expect, it } from 'vitest';
import { answersUs } from '../../../functions/score/answers-us.ts';
import { namesOf, nameUses } from '../../../functions/score/name-uses.ts';
import { normalize } from '../../../functions/score/normalize/normalize.ts';

const TARGET = { name: 'Dana Whitfield', address: 'dana.whitfield@harborline.example' };
const uses = (...texts: string[]) =>
  nameUses(
    texts.map((text) => normalize(text)),
    namesOf({ targets: [TARGET] }),
  );

describe('How often a target’s name is used', () => {
  it('counts each use once, a whole name as one', () => {
    expect(uses('Dear Dana, where is my card?')).toBe(1);
    expect(uses('Dear Dana Whitfield, where is my card?')).toBe(1);
    expect(uses('Dana. Dana! Answer me, Dana.')).toBe(3);
    expect(uses('Dana’s desk is by the window. So is DANA.', 'Tell Whitfield that.')).toBe(3);
    expect(uses('Where is my card?')).toBe(0);
  });

  it('is not known where no target has a name', () => {
    const names = namesOf({ targets: [{ name: null, address: 'service@harborline.example' }] });
    expect(nameUses([normalize('Dear Dana')], names)).toBeUndefined();
  });
});

describe('A mail answers one of ours', () => {
  const answers = (references: string[], over: object = {}) =>
    answersUs({ references, targets: [TARGET], report: null, ...over });

  it('where it names a Message-ID of the target’s domain, or of a server in it', () => {
    expect(answers(['<a1@customer.example>', '<b2@harborline.example>'])).toBe(true);
    expect(answers(['<b2@MTA3.Harborline.example>'])).toBe(true);
  });

  it('and does not where it names others, or none, or was passed on by an employee', () => {
    expect(answers([])).toBe(false);
    expect(answers(['<a1@customer.example>', 'no message id'])).toBe(false);
    expect(answers(['<a1@notharborline.example>'])).toBe(false);
    expect(answers(['<b2@harborline.example>'], { targets: [{ name: 'Dana', address: null }] })).toBe(false);
    const report = { kind: 'forwarded-inline', perceived: false };
    expect(answers(['<b2@harborline.example>'], { report })).toBe(false);
  });
});
