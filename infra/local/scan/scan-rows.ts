import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';
import type { Contact } from '../../../functions/contracts/contact.ts';
import { Channel, type Instant } from '../../../functions/contracts/vocabulary.ts';
import { findApart } from '../../../functions/ingest/quoted.ts';
import type { Engine } from '../../../functions/score/engine.ts';
import { sha256Hex } from '../../../functions/shared/hash.ts';
import { contactIdOf, subjectIdOf } from '../../../functions/shared/ids.ts';
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
    const contact = contactOf(row, counts.lines, timeOf(row, lastTimes));
    const assessment = scanContact(contact, engine, histories);
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

/** A row as a contact: its whole text is the subject's one turn, quoted lines apart, so that offsets are those of the row's text. */
function contactOf(row: Row, line: number, at: Instant): Contact {
  // The line takes part: the same words twice are two acts, as two deliveries are.
  const sha256 = sha256Hex(`${line}\n${row.text}`);
  const key = `row/${line}`;
  const contactId = contactIdOf({ key, versionId: null, sha256 });
  const targets = [row.to ?? []]
    .flat()
    .map((to) => (to.includes('@') ? { name: null, address: to.toLowerCase() } : { name: to, address: null }));
  return {
    schema: 1,
    contactId,
    original: { bucket: 'scan', key, versionId: null, sha256, sizeBytes: Buffer.byteLength(row.text) },
    format: 'note',
    channel: row.channel ?? 'email',
    receivedAt: at,
    occurredAt: at,
    occurredAtFrom: 'arrival',
    subject: row.from === undefined ? null : { name: null, address: row.from },
    subjectId: subjectIdOf(row.from === undefined ? `contact:${contactId}` : `row:${row.from}`),
    relation: 'customer',
    authentication: { spf: 'unknown', dkim: 'unknown', dmarc: 'unknown', spam: 'unknown', virus: 'unknown' },
    targets: targets.length > 0 ? targets : [{ name: null, address: 'recipient' }],
    reporter: null,
    report: null,
    turns: [
      {
        index: 0,
        speaker: 'subject',
        name: null,
        text: row.text,
        standing: 'first-hand',
        part: 'text',
        apart: findApart(row.text),
        hidden: [],
        at,
        startMs: null,
        endMs: null,
      },
    ],
    attachments: [],
    problems: [],
    messageId: null,
    references: [],
    automated: false,
  };
}
