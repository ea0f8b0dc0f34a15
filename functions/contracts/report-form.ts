import * as z from 'zod';

/** One file that a report passes on, such as a saved mail. */
export const ReportedFile = z.strictObject({
  name: z.string().nullable(),
  mediaType: z.string(),
  /** RFC 4648, section 4. */
  base64: z.string(),
});
export type ReportedFile = z.infer<typeof ReportedFile>;

const Text = z.string().optional();

/**
 * What `console-api` writes to `form/{reportId}.json` of the intake bucket and `ingest` reads as an employee's report: the JSON form
 * of docs/intake.md, with who was signed in and what they pass on. Texts are as they were sent, to the last space.
 */
export const ReportForm = z.strictObject({
  form: z.literal('report'),
  report: z.string().regex(/^report-[0-9a-f]{32}$/),
  /** From the token and never from the form: `id` is its subject, `address` a mail address that was proven, or null. */
  reportedBy: z.strictObject({ id: z.string(), name: z.string(), address: z.string().nullable() }),
  when: Text,
  where: Text,
  place: Text,
  who: Text,
  phone: Text,
  email: Text,
  account: Text,
  how: Text,
  relation: Text,
  target: z.array(z.string()).optional(),
  said: Text,
  done: Text,
  felt: Text,
  response: Text,
  witness: z.array(z.string()).optional(),
  classification: Text,
  threatType: Text,
  district: Text,
  recordedLine: Text,
  incidentNumber: Text,
  summary: Text,
  additionalInformation: Text,
  /** The text of a message or a chat. */
  pasted: Text,
  files: z.array(ReportedFile).optional(),
});
export type ReportForm = z.infer<typeof ReportForm>;
