import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';
import { Channel, type Instant } from '../../../functions/contracts/vocabulary.ts';
import type { Engine } from '../../../functions/score/engine.ts';
import { contactOfText } from './contact-of-text.ts';
import { scanContact, shownConduct, shownSignals } from './scan-contact.ts';
import { SubjectHistories } from './subject-histories.ts';

/** One line of input. `at` is any date that JavaScript reads; `from` and `to` are any stable names. */
const Row = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  at: z.string().optional(),
  from: z.string().optional(),
  to: z.union([z.string(), z.array(z.string())]).optional(),
  channel: Channel.optional(),
});
type Row = z.infer<typeof Row>;

const DAY_MILLISECONDS = 86_400_000;
/** Where a file gives no times, its first row stands here and each row of one subject a day after the one before. */
const FIRST_DAY = Date.UTC(2026, 0, 1);
/** Subjects whose last time is remembered for rows that give none. */
const MOST_TIMES_KEPT = 100_000;

/** Counts of a run, for the exit code. */
export interface RowCounts {
  lines: number;
  bad: number;
}

/**
 * Scores a line of JSON after another, in order, one line out for each line in; memory does not grow with the input. A line that
 * cannot be read is named on `complaints` by its number and the rest goes on.
 */
export async function scanRows(
  input: Readable,
  output: Writable,
  complaints: Writable,
  engine: Engine,
): Promise<RowCounts> {
  const histories = new SubjectHistories();
  const lastTimes = new Map<string, number>();
  const counts: RowCounts = { lines: 0, bad: 0 };
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    counts.lines++;
    if (line.trim() === '') continue;
    const row = readRow(line);
    if (typeof row === 'string') {
      counts.bad++;
      complaints.write(`line ${counts.lines}: ${row}\n`);
      continue;
    }
    const contact = contactOfText({ ...row, name: `row/${counts.lines}`, at: timeOf(row, lastTimes) });
    const assessment = await scanContact(contact, engine, histories);
    const shown = {
      id: row.id,
      flagged: assessment.flagged,
      priority: assessment.priority,
      lane: assessment.lane,
      categories: assessment.categories,
      severity: assessment.severity,
      risk: assessment.risk,
      scores: assessment.scores,
      threatType: assessment.threatType,
      imminence: assessment.imminence,
      specificity: assessment.specificity,
      signals: shownSignals(contact, assessment),
      conduct: shownConduct(assessment),
    };
    if (!output.write(`${JSON.stringify(shown)}\n`)) await new Promise((resolve) => output.once('drain', resolve));
  }
  return counts;
}

function readRow(line: string): Row | string {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return 'not JSON. Each line must be one object such as {"id": "1", "text": "…"}';
  }
  const row = Row.safeParse(json);
  if (!row.success)
    return row.error.issues.map((issue) => `${issue.path.join('.') || 'the line'}: ${issue.message}`).join('; ');
  if (row.data.at !== undefined && Number.isNaN(Date.parse(row.data.at)))
    return 'at: not a date. Write it as 2026-11-25T14:30:00Z';
  return row.data;
}

function timeOf(row: Row, lastTimes: Map<string, number>): Instant {
  const last = row.from === undefined ? undefined : lastTimes.get(row.from);
  const time = row.at === undefined ? (last === undefined ? FIRST_DAY : last + DAY_MILLISECONDS) : Date.parse(row.at);
  if (row.from !== undefined) {
    lastTimes.delete(row.from);
    lastTimes.set(row.from, time);
    if (lastTimes.size > MOST_TIMES_KEPT) lastTimes.delete(lastTimes.keys().next().value as string);
  }
  return new Date(time).toISOString();
}
