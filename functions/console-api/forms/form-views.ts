import { z } from '@hono/zod-openapi';
import type { CaseEvent, CaseState } from '../../contracts/case.ts';
import { FormFieldState, FormState, Prefilled } from '../../contracts/case-forms.ts';
import { FieldName, FieldValue, type FormDefinition, FormName } from '../../contracts/form.ts';
import { Instant } from '../../contracts/vocabulary.ts';
import { fieldOf, formOf } from '../../shared/case/fold/forms.ts';
import { type Holding, heldContacts } from '../../shared/case/held.ts';
import { fieldsOf } from '../../shared/form/field-value.ts';
import { missingOf } from '../../shared/form/missing.ts';
import type { PrefilledValue } from './prefill.ts';

const FieldView = z.object({
  name: FieldName,
  /** What the next save of the field names as `was`; null where nobody has come to it yet. */
  lastEvent: FormFieldState.shape.lastEvent.nullable(),
  /** Empty where nobody has come to it yet; several where people wrote at once, until one of them decides. */
  values: FormFieldState.shape.values,
  /** What the case knows where nobody has filled it in. No person typed it. */
  prefilled: z.object({ value: FieldValue, source: Prefilled }).nullable(),
});

const Named = z.object({ name: FieldName, label: z.string() });

/** What was saved at one time, with what it replaced still to be read. */
const Saved = z.object({
  event: z.int(),
  at: Instant,
  by: z.string(),
  fields: z.array(z.object({ name: FieldName, value: FieldValue })),
});

/** A form of a case, filled in as far as it is. */
export const FormView = z
  .object({
    form: FormName,
    title: z.string(),
    /** Of the definition that is in force now. */
    version: z.int(),
    /** Whether this case asks for it. */
    asked: z.boolean(),
    /** The last event of the form, of which its ETag is made; 0 where nobody has begun it. */
    lastEvent: z.int(),
    /** In the order of the form, and then what an earlier version of it asked. */
    fields: z.array(FieldView),
    /** Required, and without an answer. */
    missing: z.array(Named),
    /** Of several values, and nobody has decided. */
    undecided: z.array(FieldName),
    completed: FormState.shape.completed,
    changedSince: FormState.shape.changedSince,
    /** The saves there were, the last one first; left out where it was not asked for. */
    history: z
      .object({
        saves: z.array(Saved),
        /** What to ask for as `before` to read on; null at the end. */
        before: z.int().nullable(),
      })
      .optional(),
  })
  .openapi('FormView');
export type FormView = z.infer<typeof FormView>;

/** One of the forms that a case may have. */
export const FormRow = FormView.pick({ form: true, title: true, asked: true, lastEvent: true, completed: true })
  .extend({ changedSince: FormView.shape.changedSince, undecided: FormView.shape.undecided })
  .openapi('FormRow');
export type FormRow = z.infer<typeof FormRow>;

/** What of a case a form shows. */
export type FormCase = Holding & Pick<CaseState, 'forms' | 'lane'>;

/** Whether a case asks for a form: every case does, its lane, or a category that one of its contacts shows. */
export function asksFor({ asked_for }: FormDefinition, state: FormCase): boolean {
  return (
    asked_for.every_case ||
    asked_for.lanes.includes(state.lane) ||
    heldContacts(state).some(({ categories }) => categories.some((each) => asked_for.categories.includes(each)))
  );
}

export function viewForm(
  definition: FormDefinition,
  state: FormCase,
  prefilled: ReadonlyMap<string, PrefilledValue>,
): FormView {
  const form = formOf(state, definition.form);
  const names = fieldsOf(definition).map(({ name }) => name);
  const earlier = (form?.fields ?? []).map(({ name }) => name).filter((name) => !names.includes(name));
  const { missing, undecided } = missingOf(
    definition,
    form,
    new Map([...prefilled].map(([n, { value }]) => [n, value])),
  );
  return {
    form: definition.form,
    title: definition.title,
    version: definition.version,
    asked: asksFor(definition, state),
    lastEvent: form?.lastEvent ?? 0,
    fields: [...names, ...earlier].map((name) => {
      const field = fieldOf(form, name);
      const known = field === null ? (prefilled.get(name) ?? null) : null;
      return { name, lastEvent: field?.lastEvent ?? null, values: field?.values ?? [], prefilled: known };
    }),
    missing: missing.map(({ name, label }) => ({ name, label })),
    undecided,
    completed: form?.completed ?? null,
    changedSince: form?.changedSince ?? [],
  };
}

export function rowOf(definition: FormDefinition, state: FormCase): FormRow {
  const { fields: _, missing: __, version: ___, ...row } = viewForm(definition, state, new Map());
  return row;
}

/** Of one page of a history: an answer of Lambda has at most 6 MB, and a character up to three bytes. */
const MAX_HISTORY_CHARACTERS = 1_000_000;

/** The saves of a form, with all that each held, the last one first. @param before the event from which to read on; null: from the last. */
export function historyOf(
  form: FormName,
  events: readonly CaseEvent[],
  before: number | null,
): NonNullable<FormView['history']> {
  const saves: z.infer<typeof Saved>[] = [];
  let characters = 0;
  for (const { number, at, actor, body } of [...events].reverse()) {
    if (body.type !== 'form-saved' || body.form !== form || (before !== null && number >= before)) continue;
    if (characters > MAX_HISTORY_CHARACTERS) return { saves, before: saves.at(-1)?.event ?? null };
    const fields = Object.entries(body.fields).map(([name, { value }]) => ({ name, value }));
    characters += JSON.stringify(fields).length;
    saves.push({ event: number, at, by: actor.kind === 'person' ? actor.name : actor.id, fields });
  }
  return { saves, before: null };
}
