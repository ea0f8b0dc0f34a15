import type { FormState } from '../../contracts/case-forms.ts';
import type { FieldValue, FormDefinition, FormField } from '../../contracts/form.ts';
import { fieldOf, isUndecided } from '../case/fold/forms.ts';
import { fieldsOf, isAnswered } from './field-value.ts';

/** What stands between a form and its being complete. */
export interface Missing {
  /** Required fields without an answer, in the order of the form. */
  readonly missing: FormField[];
  /** Fields with several values, between which a person has to decide. */
  readonly undecided: string[];
}

/**
 * What a form lacks. Whether a field is required may hang on another one; where that one has several values, each of them counts, so that
 * nothing is let off by a value that may not stand.
 * @param prefilled what the case knows of fields that nobody has filled in, by their names.
 */
export function missingOf(
  definition: FormDefinition,
  state: FormState | null,
  prefilled: ReadonlyMap<string, FieldValue>,
): Missing {
  const valuesOf = (name: string): FieldValue[] => {
    const field = fieldOf(state, name);
    return field === null ? [prefilled.get(name) ?? null] : field.values.map(({ value }) => value);
  };
  const isRequired = ({ required, required_if: condition }: FormField): boolean =>
    required ||
    (condition !== undefined && valuesOf(condition.field).some((value) => condition.in.includes(String(value))));
  return {
    missing: fieldsOf(definition).filter(
      (field) => isRequired(field) && !valuesOf(field.name).some((value) => isAnswered(value)),
    ),
    undecided: (state?.fields ?? []).filter(isUndecided).map(({ name }) => name),
  };
}
