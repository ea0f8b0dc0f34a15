import type { FieldValue, FormDefinition, FormField } from '../../contracts/form.ts';

/** Characters of one text: six pages, and far from the 400 KB that DynamoDB takes of one event. */
export const MAX_TEXT_CHARACTERS = 20_000;
/** A name, a number, a place. */
export const MAX_LINE_CHARACTERS = 320;
/** Entries of one list. */
export const MAX_ENTRIES = 50;

/** RFC 3339 with a zone, to the minute or finer; of a day by its number alone nobody can say how long ago it was. */
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;
const LINE_BREAK = /[\r\n\u2028\u2029]/;

/** Every field of a form, in its order. */
export const fieldsOf = ({ sections }: FormDefinition): FormField[] => sections.flatMap(({ fields }) => fields);

/** Why a field cannot hold a value, and what to write instead; null where it can. Null is no value and always fits. */
export function faultOf(field: FormField, value: FieldValue): string | null {
  if (value === null) return null;
  const texts = typeof value === 'string' ? [value] : Array.isArray(value) ? value : [];
  // Half of a character cannot be written as UTF-8, so it could not be kept as it was sent.
  if (texts.some((text) => !text.isWellFormed())) return 'holds half of a character (an unpaired surrogate)';
  if (typeof value === 'string' && field.instead?.includes(value)) return null;
  const literal = typeof value === 'string' ? field.instead?.find((each) => isNearly(each, value)) : undefined;
  if (literal !== undefined) return `stands in place of an answer, which is written exactly as "${literal}"`;
  switch (field.kind) {
    case 'exact':
    case 'text':
      return textFault(value, MAX_TEXT_CHARACTERS);
    case 'line':
      return lineFault(value);
    case 'list':
      return listFault(value, lineFault);
    case 'choice':
      return value === '' ? null : optionFault(field, value);
    case 'choices':
      return listFault(value, (entry) => optionFault(field, entry));
    case 'moment':
      return value === '' ? null : momentFault(value);
    case 'step':
      return typeof value === 'boolean' ? null : 'must be true or false';
  }
}

/** Whether somebody answered: with words, with what stands in their place, or by doing the step. */
export function isAnswered(value: FieldValue): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  if (Array.isArray(value)) return value.some((entry) => entry.trim() !== '');
  return value === true;
}

/** What is recorded literally is searched for literally: written otherwise it would be taken for what somebody said. */
const isNearly = (literal: string, value: string): boolean =>
  value.trim().replace(/\s+/g, ' ').toLowerCase() === literal.toLowerCase();

function textFault(value: FieldValue, most: number): string | null {
  if (typeof value !== 'string') return 'must be text';
  return value.length > most ? `has ${value.length} characters; it takes ${most}` : null;
}

function lineFault(value: FieldValue): string | null {
  const fault = textFault(value, MAX_LINE_CHARACTERS);
  return fault ?? (LINE_BREAK.test(String(value)) ? 'must be one line' : null);
}

function listFault(value: FieldValue, faultOfEntry: (entry: string) => string | null): string | null {
  if (!Array.isArray(value)) return 'must be a list';
  if (value.length > MAX_ENTRIES) return `has ${value.length} entries; it takes ${MAX_ENTRIES}`;
  if (new Set(value).size < value.length) return 'has an entry twice';
  return value.map(faultOfEntry).find((fault) => fault !== null) ?? null;
}

function optionFault({ options = [], instead = [] }: FormField, value: FieldValue): string | null {
  const all = [...options, ...instead].map((option) => `"${option}"`).join(', ');
  return typeof value === 'string' && options.includes(value) ? null : `must be one of ${all}`;
}

function momentFault(value: FieldValue): string | null {
  if (typeof value === 'string' && MOMENT.test(value) && !Number.isNaN(Date.parse(value))) return null;
  return 'must be a date and a time with a zone, such as 2026-11-24T10:17-05:00';
}
