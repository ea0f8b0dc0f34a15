import { isDeepStrictEqual } from 'node:util';
import { z } from '@hono/zod-openapi';
import type { CaseEventOf } from '../../contracts/case.ts';
import type { FormState, FormValue } from '../../contracts/case-forms.ts';
import { FieldName, FieldValue, type FormDefinition } from '../../contracts/form.ts';
import { fieldOf, written } from '../../shared/case/fold/forms.ts';
import { faultOf, fieldsOf } from '../../shared/form/field-value.ts';
import { canonicalJson, sha256Hex } from '../../shared/hash.ts';
import { saveIdOf } from '../../shared/ids.ts';
import type { Person } from '../access/person.ts';
import { ProblemError } from '../http/problem.ts';

/**
 * Characters of one save. DynamoDB takes 400 KB of one item (Service quotas, "Item size"); a character may take three bytes, and what is
 * around them needs the rest. Whoever has more to write saves a field at a time, as a page does.
 */
export const MAX_SAVED_CHARACTERS = 100_000;

/** When and where a value lands is not known yet, and decides nothing here. */
const UNWRITTEN = '';

export const SaveBody = z
  .strictObject({
    fields: z
      .record(
        FieldName,
        /** One field as somebody typed it. */
        z.strictObject({
          /** Null empties the field. */
          value: FieldValue,
          /** The `lastEvent` of the field as it was on the page; null, or left out, where it had none. */
          was: z.int().positive().nullable().default(null),
        }),
      )
      .refine((fields) => Object.keys(fields).length > 0, { message: 'names no field' }),
  })
  .openapi('FormSave');

export type Typed = Readonly<z.infer<typeof SaveBody>['fields']>;

/** The id of a save: of what is saved, where and by whom, and one key of theirs. */
export function saveIdFor(save: {
  readonly caseId: string;
  readonly form: string;
  readonly person: Pick<Person, 'id'>;
  readonly typed: Typed;
  readonly key: string;
}): string {
  const { caseId, form, person, typed, key } = save;
  return saveIdOf(`${caseId}\n${form}\n${person.id}\n${sha256Hex(canonicalJson(typed))}`, key);
}

/**
 * Checks what was typed against the form, all of it before any is saved.
 * @throws ProblemError 422 naming every field that cannot be saved and why; 413 where it is too much at once.
 */
export function assertFits(definition: FormDefinition, typed: Typed): void {
  const fields = fieldsOf(definition);
  const faults = Object.entries(typed).flatMap(([name, { value }]) => {
    const field = fields.find((each) => each.name === name);
    if (field === undefined) return [`${name}: is no field of this form`];
    const fault = faultOf(field, value);
    return fault === null ? [] : [`${name}: ${fault}`];
  });
  if (faults.length > 0) throw new ProblemError(422, faults.join('; '));
  const characters = Object.values(typed)
    .flatMap(({ value }) => (Array.isArray(value) ? value : typeof value === 'string' ? [value] : []))
    .reduce((sum, text) => sum + text.length, 0);
  if (characters > MAX_SAVED_CHARACTERS) {
    throw new ProblemError(
      413,
      `The fields have ${characters} characters together; one save takes ${MAX_SAVED_CHARACTERS}. Save them in parts.`,
    );
  }
}

/**
 * The fields that this changes: what is so already is not written again.
 * @throws ProblemError 422 for a `was` that nobody can have seen.
 */
export function changedFields(
  state: FormState | null,
  typed: Typed,
  writer: Pick<Person, 'id' | 'name'>,
): CaseEventOf<'form-saved'>['fields'] {
  const changes = Object.entries(typed).filter(([name, { value, was }]) => {
    const field = fieldOf(state, name);
    if (was !== null && was > (field?.lastEvent ?? 0)) {
      throw new ProblemError(422, `${name}: was names event ${was}, which the field has not had. Read the form again.`);
    }
    if (field === null) return value !== null;
    const before = field.values.map((one) => one.value);
    const next: FormValue = {
      value,
      by: { id: writer.id, name: writer.name },
      at: UNWRITTEN,
      event: field.lastEvent + 1,
    };
    const after = written(field.values, next, was).map((one) => one.value);
    return !isDeepStrictEqual(before, after);
  });
  return Object.fromEntries(changes);
}
