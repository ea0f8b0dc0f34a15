import { describe, expect, it } from 'vitest';
import type { FormState } from '../../../../functions/contracts/case-forms.ts';
import { type FieldValue, FormDefinition } from '../../../../functions/contracts/form.ts';
import { missingOf } from '../../../../functions/shared/form/missing.ts';
import { OPENED } from '../../case-support/examples.ts';

const definition = FormDefinition.parse({
  form: 'visit',
  version: 1,
  title: 'Visit',
  why: 'A test.',
  asked_for: { every_case: true },
  sections: [
    {
      title: 'All',
      fields: [
        { name: 'how', label: 'How', kind: 'choice', options: ['By telephone', 'In person'], required: true },
        { name: 'number', label: 'Number', kind: 'line', required_if: { field: 'how', in: ['By telephone'] } },
        { name: 'more', label: 'More', kind: 'text' },
        { name: 'step', label: 'Step', kind: 'step', required: true },
      ],
    },
  ],
});

function filled(fields: Record<string, FieldValue[]>): FormState {
  const by = { id: 'sub-ruth', name: 'Ruth Okafor' };
  return {
    form: 'visit',
    lastEvent: 2,
    completed: null,
    changedSince: [],
    fields: Object.entries(fields).map(([name, values]) => ({
      name,
      lastEvent: 2,
      values: values.map((value) => ({ value, at: OPENED, by, event: 2 })),
    })),
  };
}
const lacks = (fields: Record<string, FieldValue[]>, known: [string, FieldValue][] = []) => {
  const { missing, undecided } = missingOf(definition, filled(fields), new Map(known));
  return [missing.map(({ name }) => name), undecided];
};

describe('what a form lacks', () => {
  it('is every required field, where nobody has begun it', () => {
    expect(missingOf(definition, null, new Map()).missing.map(({ name }) => name)).toEqual(['how', 'step']);
  });

  it('is nothing more once these are answered', () => {
    expect(lacks({ how: ['In person'], step: [true] })).toEqual([[], []]);
  });

  it('is what another answer calls for, also where the case knows that answer', () => {
    expect(lacks({ how: ['By telephone'], step: [true] })).toEqual([['number'], []]);
    expect(lacks({ step: [true] }, [['how', 'By telephone']])).toEqual([['number'], []]);
  });

  it('is called for by each of two values between which nobody has decided', () => {
    expect(lacks({ how: ['In person', 'By telephone'], step: [true] })).toEqual([['number'], ['how']]);
  });

  it('is not made good by what somebody emptied, whatever the case knows', () => {
    expect(lacks({ how: [null], step: [false] }, [['how', 'In person']])).toEqual([['how', 'step'], []]);
  });
});
