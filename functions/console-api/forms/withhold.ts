import type { CaseEvent } from '../../contracts/case.ts';
import type { FormsState } from '../../contracts/case-forms.ts';

/** The forms without what is written in them: who filled in which field, and when. */
export const withoutValues = (forms: FormsState): FormsState =>
  forms.map((form) => ({
    ...form,
    fields: form.fields.map((field) => ({
      ...field,
      values: field.values.map((value) => ({ ...value, value: null })),
    })),
  }));

/**
 * An event without what was written into a form. A case of many saves would not fit into one answer, and whoever reads what was written
 * reads the form, which is logged as what it is.
 */
export function withoutWritten(event: CaseEvent): CaseEvent {
  const { body } = event;
  if (body.type === 'form-saved') return { ...event, body: { ...body, fields: emptied(body.fields) } };
  if (body.type === 'form-completed') return { ...event, body: { ...body, prefilled: emptied(body.prefilled) } };
  return event;
}

const emptied = <T extends object>(fields: Readonly<Record<string, T>>): Record<string, T & { value: null }> =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, { ...field, value: null }]));
