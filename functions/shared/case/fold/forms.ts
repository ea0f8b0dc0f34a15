import { isDeepStrictEqual } from 'node:util';
import type { CaseEvent, CaseEventOf, CaseState } from '../../../contracts/case.ts';
import type { FormFieldState, FormState, FormValue } from '../../../contracts/case-forms.ts';
import type { FieldValue } from '../../../contracts/form.ts';
import { type Changes, refusal, writerOf } from './change.ts';

/** What was written into forms. A case that is closed takes it too: forms may be completed late (requirement 27). */
export const FORM_CHANGES: Changes<'form-saved' | 'form-completed'> = {
  'form-saved': formSaved,
  'form-completed': formCompleted,
};

/** The state of a form of a case, begun or not. */
export const formOf = ({ forms }: Pick<CaseState, 'forms'>, form: string): FormState | null =>
  forms.find((one) => one.form === form) ?? null;

/** The state of a field, or null where nobody has come to it yet. */
export const fieldOf = (state: FormState | null, name: string): FormFieldState | null =>
  state?.fields.find((field) => field.name === name) ?? null;

/**
 * The values of a field after one more is written by who had seen the field as it was at event `was`. What they had seen, or wrote
 * themselves, is replaced; what others wrote behind their back stays beside theirs, for no one overwrites what they do not know of (the
 * multi-value register of Shapiro et al., INRIA RR-7506, 3.2.2). The same words written twice are one value, of whoever wrote them first.
 */
export function written(before: readonly FormValue[], next: FormValue, was: number | null): FormValue[] {
  const unseen = before.filter(({ event, by }) => event > (was ?? 0) && by.id !== next.by.id);
  return unseen.some(({ value }) => isDeepStrictEqual(value, next.value)) ? unseen : [...unseen, next];
}

/** Whether somebody has to decide between the values of a field. */
export const isUndecided = ({ values }: FormFieldState): boolean => values.length > 1;

function formSaved(state: CaseState, body: CaseEventOf<'form-saved'>, event: CaseEvent): Partial<CaseState> {
  const entries = inOrder(body.fields);
  if (entries.length === 0) throw refusal(event, 'it saves no field');
  const before = formOf(state, body.form);
  let fields = before?.fields ?? [];
  for (const [name, { value, was }] of entries) {
    const field = fieldOf(before, name);
    if (was !== null && was > (field?.lastEvent ?? 0)) {
      throw refusal(event, `event ${was} wrote nothing into ${name} that its writer could have seen`);
    }
    fields = withField(fields, name, written(field?.values ?? [], valueBy(value, event), was), event);
  }
  const completed = before?.completed ?? null;
  const changed = completed === null ? [] : [...(before?.changedSince ?? []), ...entries.map(([name]) => name)];
  return withForm(state, {
    form: body.form,
    fields,
    lastEvent: event.number,
    completed,
    changedSince: unique(changed),
  });
}

function formCompleted(state: CaseState, body: CaseEventOf<'form-completed'>, event: CaseEvent): Partial<CaseState> {
  const before = formOf(state, body.form);
  if (before?.completed && before.changedSince.length === 0) throw refusal(event, 'the form is complete already');
  let fields = before?.fields ?? [];
  const undecided = fields.filter(isUndecided).map(({ name }) => name);
  if (undecided.length > 0) throw refusal(event, `nobody has decided between two values of ${undecided.join(', ')}`);
  for (const [name, { value, source }] of inOrder(body.prefilled)) {
    if (fieldOf(before, name) !== null) throw refusal(event, `a person has filled in ${name}`);
    fields = withField(fields, name, [{ ...valueBy(value, event), source }], event);
  }
  if (fields.length === 0) throw refusal(event, 'the form is empty');
  const { at, number } = event;
  const completed = { at, by: writerOf(event), event: number, version: body.version };
  return withForm(state, { form: body.form, fields, lastEvent: number, completed, changedSince: [] });
}

const valueBy = (value: FieldValue, event: CaseEvent): FormValue => ({
  value,
  at: event.at,
  by: writerOf(event),
  event: event.number,
});

function withField(
  fields: readonly FormFieldState[],
  name: string,
  values: FormValue[],
  { number }: CaseEvent,
): FormFieldState[] {
  const next = { name, lastEvent: number, values };
  const known = fields.some((field) => field.name === name);
  return known ? fields.map((field) => (field.name === name ? next : field)) : [...fields, next];
}

function withForm({ forms }: CaseState, next: FormState): Pick<CaseState, 'forms'> {
  const known = forms.some(({ form }) => form === next.form);
  return { forms: known ? forms.map((one) => (one.form === next.form ? next : one)) : [...forms, next] };
}

/** The database keeps no order of members, and a case must look the same whenever it is folded. */
const inOrder = <T>(members: Readonly<Record<string, T>>): [string, T][] =>
  Object.entries(members).sort(([a], [b]) => (a < b ? -1 : 1));

const unique = (names: readonly string[]): string[] => [...new Set(names)];
