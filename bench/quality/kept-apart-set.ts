import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { NoticeKind } from '../../functions/contracts/notice.ts';
import { Channel } from '../../functions/contracts/vocabulary.ts';

const Text = z.string().min(1);

const Hardest = z.strictObject({ id: z.string(), text: Text, category: z.string(), device: z.string() });
const Pair = z.strictObject({
  id: z.string(),
  category: z.string(),
  device: z.string(),
  threat: Text,
  twin: Text,
  why_twin_is_harmless: z.string().min(1),
});
const Innocent = z.strictObject({ id: z.string(), text: Text, looks_like: z.string() });

/** A row as `scan --jsonl` takes it: a text, or in its place what the company did. */
const Message = z.strictObject({
  at: z.iso.datetime(),
  text: Text,
  from: z.string(),
  to: z.string(),
  channel: Channel.optional(),
});
const Told = z.strictObject({
  at: z.iso.datetime(),
  event: NoticeKind,
  from: z.string(),
  to: z.string().optional(),
});
const History = z.strictObject({
  id: z.string(),
  concern: z.boolean(),
  kind: z.string(),
  why: z.string().min(1),
  rows: z.array(z.union([Message, Told])).min(3),
});

/** The check set of `kept-apart/`: see the README there for what may be done with it. */
export const KeptApart = z.strictObject({
  hardest: z.array(Hardest),
  pairs: z.array(Pair),
  innocents: z.array(Innocent),
  histories: z.array(History),
});
export type KeptApart = z.infer<typeof KeptApart>;
export type KeptApartHistory = z.infer<typeof History>;

/** Reads a check set. @throws ZodError where a row is not as {@link KeptApart} says; the error names the place and not the text. */
export function readKeptApart(folder: string): KeptApart {
  const rows = (name: string): unknown[] =>
    readFileSync(join(folder, `${name}.jsonl`), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  return KeptApart.parse({
    hardest: rows('hardest'),
    pairs: rows('pairs'),
    innocents: rows('innocents'),
    histories: rows('histories'),
  });
}
