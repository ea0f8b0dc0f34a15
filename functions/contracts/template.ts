import * as z from 'zod';
import { TemplateAudience, TemplateId } from './case-telling.ts';
import { Category, ConsoleRole, Track } from './vocabulary.ts';

/**
 * What may stand in a text between double braces, filled from the case where the role may see it; what is not known is left for the person
 * to fill in. There is no placeholder for anything that a customer wrote.
 */
export const Placeholder = z.enum([
  'case_number',
  'today',
  /** The name by which the customer is known to the case; for those who may see it. */
  'customer_name',
  /** Of the employee whom it is aimed at, from the roster. */
  'employee_name',
  /** Who is signed in and sends it. */
  'sender_name',
  'last_contact_date',
  'channels',
]);
export type Placeholder = z.infer<typeof Placeholder>;

const MARK = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** The placeholders of a text, in their order, known or not. */
export const placeholdersIn = (text: string): string[] => [...text.matchAll(MARK)].map(([, name]) => name ?? '');

/**
 * What no text may say, since it concedes fault, threatens, gives legal advice, promises an outcome or says that the customer was
 * reported (requirement 23: nothing may tip the sender off).
 */
const NEVER: readonly (readonly [RegExp, string])[] = [
  [
    /\b(our|my) (fault|mistake|error)\b|\bwe (were|are) wrong\b|\bwe (apologi[sz]e|regret)\b|\bwe are (liable|responsible)\b/i,
    'concedes fault',
  ],
  [
    /\b(or else|legal action|lawsuit|prosecut\w*|press charges|sue|police|arrest\w*|court|lawyer|attorney|solicitor)\b/i,
    'threatens, or gives legal advice',
  ],
  [/\b(you will be|we will) (compensat\w*|refund\w*)\b|\bguarantee\b/i, 'promises an outcome'],
  [
    /\b(flagged|threat assessment|risk score|corporate security|investigat\w* you|Undertone)\b/i,
    'tells the reader that they were reported',
  ],
];

const Text = z
  .string()
  .min(1)
  .max(4000)
  .check(({ value, issues }) => {
    for (const name of placeholdersIn(value)) {
      if (Placeholder.safeParse(name).success) continue;
      issues.push({
        code: 'custom',
        message: `{{${name}}} is no placeholder; there are ${Placeholder.options.join(', ')}`,
        input: value,
      });
    }
    for (const [pattern, fault] of NEVER) {
      const [found] = pattern.exec(value) ?? [];
      if (found !== undefined) issues.push({ code: 'custom', message: `"${found}" ${fault}`, input: value });
    }
  });

/** What a template's file holds, before its parts are looked at together. */
export const TemplateFields = z.strictObject({
  template: TemplateId,
  title: z.string().min(1).max(80),
  to: TemplateAudience,
  /** Whose it is; and whose record its sending is put on. */
  track: Track.default('handling'),
  roles: z.array(ConsoleRole).min(1),
  /** When it is used, and when it is not. */
  use: z.string().min(1).max(1000),
  /** What the person does before and after; nothing of it happens by itself. */
  before: z.array(z.string().min(1)).default([]),
  after: z.array(z.string().min(1)).default([]),
  /** Where a contact of the case shows one of these, it is not offered. A customer who speaks of a bomb is never answered, whatever stands here. */
  without_category: z.array(Category).default([]),
  subject: Text,
  body: Text,
  /** Where the wording comes from. */
  source: z.strictObject({ title: z.string().min(1), url: z.url().optional() }),
});

/** A text that a person may send in their own name. The system never sends one. */
export const Template = TemplateFields.refine(
  ({ to, body }) => to !== 'customer' || !/\{\{\s*employee_name\s*\}\}/.test(body),
  {
    error: 'names the employee to a customer: it must not',
    path: ['body'],
  },
).refine(({ to, track }) => track === 'handling' || to === 'employee', {
  error: 'is of the employee’s review, so it goes to the employee',
  path: ['to'],
});
export type Template = z.infer<typeof Template>;
