import * as z from 'zod';
import { FieldName, FieldValue, FormName, PrefillSource } from './form.ts';
import { Instant } from './vocabulary.ts';

/** Where a value came from that no person typed. */
export const Prefilled = z.strictObject({
  from: PrefillSource,
  /** The contact that says it; null where the case itself does. */
  contactId: z.string().nullable(),
});
export type Prefilled = z.infer<typeof Prefilled>;

/** What a person does to the forms of a case (requirements 25 to 27). */
export const FORM_EVENTS = [
  /** The fields that changed and no others: who typed them, and when, says the event. */
  z.strictObject({
    type: z.literal('form-saved'),
    form: FormName,
    /** Of one request, so that its retry saves nothing a second time. */
    saveId: z.string().regex(/^save-[0-9a-f]{32}$/),
    fields: z.record(
      FieldName,
      z.strictObject({
        value: FieldValue,
        /** The last event of the field that its writer had seen; null: none. */
        was: z.int().positive().nullable(),
      }),
    ),
  }),
  z.strictObject({
    type: z.literal('form-completed'),
    form: FormName,
    /** Of the form's definition, by which nothing was missing. */
    version: z.int().positive(),
    /** What the case knew of fields that nobody had filled in, taken over as it was. */
    prefilled: z.record(FieldName, z.strictObject({ value: FieldValue, source: Prefilled })),
  }),
] as const;

export const FormValue = z.strictObject({
  value: FieldValue,
  at: Instant,
  by: z.strictObject({ id: z.string(), name: z.string() }),
  /** The event that it came with. */
  event: z.int().positive(),
  /** Left out where a person typed it; else whoever completed the form took it over. */
  source: Prefilled.optional(),
});
export type FormValue = z.infer<typeof FormValue>;

export const FormFieldState = z.strictObject({
  name: FieldName,
  /** The last event that wrote to it: what the next save names as `was`. */
  lastEvent: z.int().positive(),
  /** One, or several where people wrote at once without having seen each other's: none is lost until a person decides between them. */
  values: z.array(FormValue).min(1),
});
export type FormFieldState = z.infer<typeof FormFieldState>;

export const FormState = z.strictObject({
  form: FormName,
  /** In the order in which they were first filled in. A field that nobody has come to yet is not there. */
  fields: z.array(FormFieldState),
  /** The last event of the form. */
  lastEvent: z.int().positive(),
  /** When it was complete first or again, by which version of its definition; null until then. */
  completed: z
    .strictObject({
      at: Instant,
      by: FormValue.shape.by,
      event: z.int().positive(),
      version: z.int().positive(),
    })
    .nullable(),
  /** The fields that were changed after it was completed. */
  changedSince: z.array(FieldName),
});
export type FormState = z.infer<typeof FormState>;

/** The forms of a case that anyone has begun. */
export const FormsState = z.array(FormState);
export type FormsState = z.infer<typeof FormsState>;
export const NO_FORMS: FormsState = [];
