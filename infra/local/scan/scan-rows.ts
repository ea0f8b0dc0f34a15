import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import * as z from 'zod';
import { NoticeKind } from '../../../functions/contracts/notice.ts';
import type { Directory } from '../../../functions/contracts/roster.ts';
import { Channel, type Instant } from '../../../functions/contracts/vocabulary.ts';
import type { Engine } from '../../../functions/score/engine.ts';
import { subjectOf } from '../../../functions/score/loose-text.ts';
import { contactOfText } from './contact-of-text.ts';
import { scanContact, shownConduct, shownLinks, shownSignals } from './scan-contact.ts';
import { ScanMemory } from './scan-memory.ts';

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

/** A line that tells what the company did, in place of a text: from then on it changes what the subject's later rows mean. */
const NoticeRow = z.object({
  event: NoticeKind,
  id: z.union([z.string(), z.number()]).optional(),
  from: z.string(),
  at: z.string().optional(),
  /** The employee whom it is about; left out where it is about the company. */
  to: z.string().optional(),
});
type NoticeRow = z.infer<typeof NoticeRow>;

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
 * Scores a line of JSON after another, in order, one line out for each line in; memory does not grow with the input. A line with an
 * `event` and no text tells what the company did. A line that cannot be read is named on `complaints` by its number and the rest goes on.
 * @param directory whose employees the texts may name.
 */
export async function scanRows(
  input: Readable,
  output: Writable,
  complaints: Writable,
  engine: Engine,
  directory: Directory | null = null,
): Promise<RowCounts> {
  const memory = new ScanMemory();
  const lastTimes = new Map<string, number>();
  const counts: RowCounts = { lines: 0, bad: 0 };
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    counts.lines++;
    if (line.trim() === '') continue;
    const row = readLine(line);
    if (typeof row === 'string') {
      counts.bad++;
      complaints.write(`line ${counts.lines}: ${row}\n`);
      continue;
    }
    if ('event' in row) {
      const at = timeOfNotice(row, lastTimes);
      memory.notices.record({ subjectId: subjectOf(row.from), kind: row.event, at, to: row.to });
      await writeLine(output, { id: row.id ?? null, event: row.event });
      continue;
    }
    const loose = { ...row, name: `row/${counts.lines}`, at: timeOf(row, lastTimes) };
    const contact = contactOfText(loose, directory);
    const assessment = await scanContact(contact, engine, memory, row.from === undefined);
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
      linked: shownLinks(assessment),
    };
    await writeLine(output, shown);
  }
  return counts;
}

async function writeLine(output: Writable, shown: object): Promise<void> {
  if (!output.write(`${JSON.stringify(shown)}\n`)) await new Promise((resolve) => output.once('drain', resolve));
}

function readLine(line: string): Row | NoticeRow | string {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return 'not JSON. Each line must be one object such as {"id": "1", "text": "…"}';
  }
  const isNotice = typeof json === 'object' && json !== null && 'event' in json && !('text' in json);
  const row = isNotice ? NoticeRow.safeParse(json) : Row.safeParse(json);
  if (!row.success)
    return row.error.issues.map((issue) => `${issue.path.join('.') || 'the line'}: ${issue.message}`).join('; ');
  if (row.data.at !== undefined && Number.isNaN(Date.parse(row.data.at)))
    return 'at: not a date. Write it as 2026-11-25T14:30:00Z';
  return row.data;
}

/** Without a time of its own a notice was given at the subject's last row, so that each row after it comes in spite of it. */
function timeOfNotice({ at, from }: NoticeRow, lastTimes: ReadonlyMap<string, number>): Instant {
  return new Date(at === undefined ? (lastTimes.get(from) ?? FIRST_DAY) : Date.parse(at)).toISOString();
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
