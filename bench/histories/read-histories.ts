import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { NoticeKind } from '../../functions/contracts/notice.ts';
import { Channel } from '../../functions/contracts/vocabulary.ts';

/** What one person sent over weeks, written by hand, and what conduct should make of it. Rows are counted from 1. */
export const History = z.strictObject({
  title: z.string().min(1),
  concern: z.boolean(),
  /** Written together with the detections, or after they were fixed and not looked at again. */
  written: z.enum(['with', 'after']),
  from: z.string(),
  to: z.string().optional(),
  automated: z.boolean().default(false),
  contacts: z
    .array(
      z.strictObject({
        day: z.number().min(0),
        text: z.string().min(1),
        /** Another address of the same person, or of somebody else. */
        from: z.string().optional(),
        to: z.string().optional(),
        channel: Channel.default('email'),
      }),
    )
    .min(2),
  /** What the company told them, and when; `to` is the employee whom it is about. */
  told: z
    .array(
      z.strictObject({
        day: z.number().min(0),
        event: NoticeKind,
        from: z.string().optional(),
        to: z.string().optional(),
      }),
    )
    .default([]),
  /** The first row at which conduct opens a case, and one of the detections that do. */
  opens: z.strictObject({ row: z.int().positive(), by: z.string() }).nullable(),
  /** What is of concern here that no detection sees yet: a known gap, kept as it is until one does. */
  missed: z.string().optional(),
  /** Rows of an innocent one for which the detections open a case by what the row says: a known fault, kept until it is mended. */
  wrongly_flagged: z.array(z.int().positive()).default([]),
  also: z
    .array(z.strictObject({ row: z.int().positive(), id: z.string(), lowered: z.string().optional() }))
    .default([]),
});
export type History = z.infer<typeof History>;

export interface NamedHistory {
  readonly name: string;
  readonly history: History;
}

/** Reads the histories of a folder in the order of their names. @throws ZodError where one is not as {@link History} says. */
export function readHistories(folder: string): NamedHistory[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yml'))
    .sort()
    .map((file) => ({
      name: basename(file, '.yml'),
      history: History.parse(parse(readFileSync(join(folder, file), 'utf8'))),
    }));
}
