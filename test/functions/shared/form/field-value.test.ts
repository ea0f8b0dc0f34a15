import { describe, expect, it } from 'vitest';
import { FieldKind, FormField } from '../../../../functions/contracts/form.ts';
import {
  faultOf,
  isAnswered,
  MAX_ENTRIES,
  MAX_LINE_CHARACTERS,
  MAX_TEXT_CHARACTERS,
} from '../../../../functions/shared/form/field-value.ts';

const field = (kind: FieldKind, over: Partial<FormField> = {}): FormField =>
  FormField.parse({ name: 'one', label: 'One', kind, ...over });
const choice = field('choice', { options: ['Office', 'Public place'], instead: ['Not known'] });
const choices = field('choices', { options: ['Deep', 'Slow'], instead: ['Could not tell'] });

describe('what a field holds', () => {
  it.each<[string, FormField, unknown]>([
    ['exact words, blanks and line ends and all', field('exact'), ' a\r\n\u0000\ufeff '],
    ['a text of several lines', field('text'), 'a\nb'],
    ['a line', field('line'), 'Mill Street'],
    ['one of its options', choice, 'Office'],
    ['some of its options', choices, ['Slow', 'Deep']],
    ['a list', field('list'), ['photo.jpg', 'a letter in the safe']],
    ['a moment with a zone', field('moment'), '2026-11-24T10:17-05:00'],
    ['a moment in UTC', field('moment'), '2026-11-24T15:17:03.250Z'],
    ['a step that was done', field('step'), true],
    ['what stands in place of an answer', choice, 'Not known'],
    ['what stands in place of several', choices, 'Could not tell'],
    ['what stands in place of a moment', field('moment', { instead: ['Not known'] }), 'Not known'],
  ])('is %s', (_, one, value) => {
    expect(faultOf(one, value as string)).toBeNull();
  });

  it.each(FieldKind.options)('is nothing, where a %s was emptied', (kind) => {
    const options = kind === 'choice' || kind === 'choices' ? { options: ['a', 'b'] } : {};
    expect(faultOf(field(kind, options), null)).toBeNull();
  });

  it.each<[string, FormField, unknown, string]>([
    ['an option in other letters', choice, 'office', 'must be one of "Office", "Public place", "Not known"'],
    ['what stands in place of an answer, in other letters', choice, 'not known', 'exactly as "Not known"'],
    ['one option where several may be', choices, 'Deep', 'must be a list'],
    ['an option twice', choices, ['Deep', 'Deep'], 'twice'],
    ['an option that is none', choices, ['Deep', 'High'], 'must be one of'],
    ['a day without a time', field('moment'), '2026-11-24', 'with a zone'],
    ['a time without a zone', field('moment'), '2026-11-24T10:17', 'with a zone'],
    ['a day that there is not', field('moment'), '2026-13-24T10:17Z', 'with a zone'],
    ['a step in words', field('step'), 'done', 'true or false'],
    ['two lines in one', field('line'), 'a\u2028b', 'one line'],
    ['a list for a text', field('text'), ['a'], 'must be text'],
    ['a yes for a text', field('exact'), true, 'must be text'],
    ['half of a character', field('exact'), 'a\udc00', 'half of a character'],
    ['half of a character in a list', field('list'), ['\ud800'], 'half of a character'],
    ['too long a text', field('text'), 'x'.repeat(MAX_TEXT_CHARACTERS + 1), `takes ${MAX_TEXT_CHARACTERS}`],
    ['too long a line', field('line'), 'x'.repeat(MAX_LINE_CHARACTERS + 1), `takes ${MAX_LINE_CHARACTERS}`],
    ['too long a list', field('list'), Array.from({ length: MAX_ENTRIES + 1 }, String), `takes ${MAX_ENTRIES}`],
  ])('is never %s', (_, one, value, fault) => {
    expect(faultOf(one, value as string)).toContain(fault);
  });
});

describe('a field', () => {
  it.each([['a'], [['a']], [true], ['Call Did not say']])('is answered by %j', (value) => {
    expect(isAnswered(value)).toBe(true);
  });

  it.each([[''], [' \r\n'], [[]], [['', ' ']], [false], [null]])('is not answered by %j', (value) => {
    expect(isAnswered(value)).toBe(false);
  });
});
