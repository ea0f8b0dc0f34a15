import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Contact } from '../../../functions/contracts/contact.ts';
import { newText, read } from './reading.ts';

/**
 * One idea a fixture: `golden/<kind>/<idea>.<ending>` is an original, and `<idea>.expected.json` beside it says in `why` what it
 * shows and in `contact` how it is read. The folder and the name are the key of the object, as a hint is in the intake bucket.
 *
 * A new one: write the original and an expectation with `why` alone, run `UPDATE_GOLDEN=1 npx vitest run
 * test/functions/ingest/golden.test.ts -t <idea>`, read what was put into `contact`, and keep it only where it is right. One that
 * has a `contact` is never written over; to accept a change, take its `contact` out first.
 */
const GOLDEN = join(import.meta.dirname, 'golden');
const Expected = z.strictObject({
  why: z.string().min(20),
  contact: z.record(z.string(), z.unknown()).optional(),
});
const UPDATES = process.env.UPDATE_GOLDEN === '1';

const files = readdirSync(GOLDEN, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(GOLDEN.length + 1))
  .sort();
const isExpectation = (file: string): boolean => file.endsWith('.expected.json');
const originals = files.filter((file) => !isExpectation(file));
const expectationOf = (original: string): string => `${original.slice(0, -extname(original).length)}.expected.json`;

describe('an original in golden/', () => {
  it.each(originals)('%s is read as its expectation says', async (original) => {
    const file = join(GOLDEN, expectationOf(original));
    const expected = Expected.parse(JSON.parse(readFileSync(file, 'utf8')));
    const found = projection(await read(readFileSync(join(GOLDEN, original)), original));
    if (UPDATES && expected.contact === undefined) {
      writeFileSync(file, readable({ why: expected.why, contact: found }));
      return;
    }
    expect(found).toEqual(expected.contact);
  });

  it('has an expectation of its own beside it, and none is left of one that is gone', () => {
    expect(files.filter(isExpectation)).toEqual(originals.map(expectationOf).sort());
  });
});

/** What of a contact a reader of a golden file checks. Members that say nothing are left out, so that the file is short. */
function projection(contact: Contact): Record<string, unknown> {
  const { authentication } = contact;
  return withoutNothing({
    channel: contact.channel,
    subject: contact.subject,
    reporter: contact.reporter,
    targets: contact.targets.map(({ name, address }) => name ?? address),
    report: contact.report,
    authentication: Object.values(authentication).some((verdict) => verdict !== 'unknown') ? authentication : null,
    occurredAt: contact.occurredAtFrom === 'arrival' ? null : [contact.occurredAt, contact.occurredAtFrom],
    automated: contact.automated ? true : null,
    turns: contact.turns.map((turn) =>
      withoutNothing({
        speaker: turn.speaker,
        name: turn.name,
        standing: turn.standing,
        speech: turn.speech === 'indirect' ? 'indirect' : null,
        part: turn.part,
        at: turn.at,
        milliseconds: turn.startMs === null && turn.endMs === null ? null : [turn.startMs, turn.endMs],
        sure:
          typeof turn.transcription?.meanConfidence === 'number'
            ? [turn.transcription.meanConfidence, turn.transcription.minConfidence]
            : null,
        doubtful:
          turn.transcription?.unsure.map(({ start, end, confidence }) => [turn.text.slice(start, end), confidence]) ??
          [],
        wordTimes: turn.transcription?.wordTimes ?? [],
        text: newText(turn),
        hidden: turn.hidden.map(({ start, end, how }) => [turn.text.slice(start, end), how]),
      }),
    ),
    attachments: contact.attachments.map(({ name, mediaType, read: isRead }) => [name, mediaType, isRead]),
    signatures: (contact.signatures ?? []).map(({ part, dkim, why }) => [part, dkim, why]),
    problems: contact.problems.map(({ code, extent }) => [code, extent]),
  });
}

const withoutNothing = (members: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0)),
  );

/** Short lists on one line, and characters that nobody sees as escapes: a golden file is read by people. */
function readable(value: unknown): string {
  const text = JSON.stringify(value, null, 2)
    .replace(
      /\[\n\s+((?:"(?:[^"\\]|\\.)*"|[\w.-]+)(?:,\n\s+(?:"(?:[^"\\]|\\.)*"|[\w.-]+))*)\n\s+\]/g,
      (_, items: string) => `[${items.replace(/,\n\s+/g, ', ')}]`,
    )
    .replace(/[\p{Cf}\p{Co}\p{Zl}\p{Zp}\p{Mn}\u00A0\u2000-\u200A\u3000]/gu, (sign) =>
      [...Array(sign.length).keys()].map((at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
    );
  return `${text}\n`;
}
