import * as z from 'zod';
import { Category, Lane } from './vocabulary.ts';

/** `rules/forms/{name}.yml`. */
export const FormName = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be words in lower case joined by -');
export type FormName = z.infer<typeof FormName>;

export const FieldName = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/, 'must be words joined like inThisName');
export type FieldName = z.infer<typeof FieldName>;

/** What a field holds. Null: somebody emptied it. */
export const FieldValue = z.union([z.string(), z.array(z.string()), z.boolean(), z.null()]);
export type FieldValue = z.infer<typeof FieldValue>;

/**
 * How a field is filled in. `exact`: words as they were said or written, which nobody corrects. `text`: words of whoever fills it in.
 * `line`: the same without a line break. `list`: lines, one entry each. `choice`, `choices`: one, or some, of `options`. `moment`: a date
 * and a time with a zone (RFC 3339). `step`: something to do, ticked off.
 * Every text is kept to the last byte, whichever kind it is of.
 */
export const FieldKind = z.enum(['exact', 'text', 'line', 'list', 'choice', 'choices', 'moment', 'step']);
export type FieldKind = z.infer<typeof FieldKind>;

/** What a case knows, of itself or by the contact that asks for the form. */
export const PrefillSource = z.enum([
  'occurred-at',
  'received-at',
  'classification',
  'relation',
  'subject-name',
  'subject-telephone',
  'threat-type',
  'channel',
  'how-it-came',
  'attachment-names',
  'exact-words',
  'place',
  'district',
  'recorded-line',
  'summary',
  'incident-number',
]);
export type PrefillSource = z.infer<typeof PrefillSource>;

export const FormField = z.strictObject({
  name: FieldName,
  /** What stands before it; where a requirement names the field, in its words. */
  label: z.string().trim().min(1).max(120),
  help: z.string().trim().min(1).max(600).optional(),
  kind: FieldKind,
  options: z.array(z.string().trim().min(1).max(120)).min(2).optional(),
  /** Recorded literally in place of an answer where there was none; a field nobody has asked about yet holds nothing. */
  instead: z.array(z.string().trim().min(1).max(120)).min(1).optional(),
  /** The form is not complete without it. */
  required: z.boolean().default(false),
  /** The form is not complete without it where another field has one of these values. */
  required_if: z.strictObject({ field: FieldName, in: z.array(z.string()).min(1) }).optional(),
  prefill: PrefillSource.optional(),
});
export type FormField = z.infer<typeof FormField>;

const isChosen = ({ kind }: FormField): boolean => kind === 'choice' || kind === 'choices';
const repeated = (values: readonly string[]): string | undefined =>
  values.find((value, at) => values.indexOf(value) < at);

/** One form: what is asked, in which order, and where. Its file's name is `form`. */
export const FormDefinition = z
  .strictObject({
    form: FormName,
    /** Raised with every change: a completed form says which version it was complete by. */
    version: z.int().positive(),
    title: z.string().trim().min(1).max(120),
    why: z.string().trim().min(1),
    source: z.array(z.strictObject({ title: z.string().trim().min(1), url: z.url() })).default([]),
    /** Which cases ask for it: any of these is enough. It may be filled in for every other case too. */
    asked_for: z.strictObject({
      every_case: z.boolean().default(false),
      lanes: z.array(Lane).default([]),
      categories: z.array(Category).default([]),
    }),
    /** What a person needs to know while filling it in, the most urgent first (requirement 24). */
    guidance: z.array(z.string().trim().min(1).max(600)).default([]),
    sections: z
      .array(z.strictObject({ title: z.string().trim().min(1).max(120), fields: z.array(FormField).min(1) }))
      .min(1),
  })
  .check(({ value: { asked_for, sections }, issues }) => {
    const wrong = (path: PropertyKey[], message: string, input: unknown) =>
      issues.push({ code: 'custom', path, message, input });
    if (!asked_for.every_case && asked_for.lanes.length === 0 && asked_for.categories.length === 0) {
      wrong(['asked_for'], 'no case asks for it: write every_case: true, lanes or categories', asked_for);
    }
    const fields = sections.flatMap((section, at) =>
      section.fields.map((field, index) => ({ field, path: ['sections', at, 'fields', index] })),
    );
    for (const [at, { field, path }] of fields.entries()) {
      if (fields.findIndex(({ field: { name } }) => name === field.name) < at) {
        wrong([...path, 'name'], 'another field of the form has this name', field.name);
      }
      if (isChosen(field) !== (field.options !== undefined)) {
        const message = isChosen(field) ? 'a choice has options: write them' : 'only a choice has options';
        wrong([...path, field.options === undefined ? 'kind' : 'options'], message, field.options ?? field.kind);
      }
      const twice = repeated([...(field.options ?? []), ...(field.instead ?? [])]);
      if (twice !== undefined) {
        wrong([...path, field.options === undefined ? 'instead' : 'options'], `it has ${twice} twice`, twice);
      }
      if (field.kind === 'step' && field.instead !== undefined) {
        wrong([...path, 'instead'], 'a step is done or not: nothing stands in its place', field.instead);
      }
      const { required_if: condition } = field;
      const other = fields.find(({ field: { name } }) => name === condition?.field)?.field;
      if (condition !== undefined && !condition.in.every((value) => other?.options?.includes(value))) {
        wrong([...path, 'required_if'], 'must name a choice of this form and some of its options', condition);
      }
    }
  });
export type FormDefinition = z.infer<typeof FormDefinition>;
