import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Directory } from '../../../functions/contracts/roster.ts';
import { readContact } from '../../../functions/ingest/read-contact.ts';

/** One fixture, and how it comes in. */
export interface StoryItem {
  /** Below `fixtures/`. */
  path: string;
  bytes: Buffer;
  /** When it came in, in the story. */
  arrivedAt: Date;
  way: { kind: 'smtp'; from: string; to: string[] } | { kind: 's3'; key: string };
}

/** The folders that make up the story; `histories/` holds timed lists for tests of conduct detections. */
const STORY_FOLDERS = ['email', 'forwarded', 'chat', 'call', 'note', 'benign'];
/** What is expected of a fixture stands beside it and is no message. */
const NOT_A_MESSAGE = /\.(expected|expect)\.|\.(ya?ml|md)$/;
/** A fixture that begins as SES writes is a mail that SES has taken in already, verdicts and all. */
const WRITTEN_BY_SES = /^Return-Path:[^\n]*\n(Received: (?:[^\n]|\n[ \t])*\bby\s+inbound-smtp\.)/;

/** Reads the fixtures in the order in which they came in, as life had it. */
export async function readStory(folder: string, directory: Directory, fallbackRecipient: string): Promise<StoryItem[]> {
  const items: StoryItem[] = [];
  for (const kind of STORY_FOLDERS) {
    if (!existsSync(join(folder, kind))) continue;
    const files = readdirSync(join(folder, kind), { recursive: true, withFileTypes: true });
    for (const file of files) {
      if (!file.isFile() || file.name.startsWith('.') || NOT_A_MESSAGE.test(file.name)) continue;
      const absolute = join(file.parentPath, file.name);
      const path = absolute.slice(folder.length + 1).replaceAll('\\', '/');
      items.push(await readItem(path, readFileSync(absolute), directory, fallbackRecipient));
    }
  }
  return items.sort(
    (left, right) => left.arrivedAt.getTime() - right.arrivedAt.getTime() || (left.path < right.path ? -1 : 1),
  );
}

async function readItem(
  path: string,
  bytes: Buffer,
  directory: Directory,
  fallbackRecipient: string,
): Promise<StoryItem> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const isMail = path.endsWith('.eml');
  const text = bytes.toString('latin1');
  const bySes = isMail && WRITTEN_BY_SES.test(text);
  const key = bySes ? `mail/${sha256.slice(0, 40)}` : `drop/${path}`;
  const contact = await readContact({
    bytes,
    original: { bucket: 'story', key, versionId: null, sha256, sizeBytes: bytes.length },
    receivedAt: new Date().toISOString(),
    directory,
  });
  const sentAt = isMail && !bySes ? headerDate(text) : null;
  return {
    path,
    bytes,
    arrivedAt: sentAt ?? new Date(contact.occurredAt),
    way:
      isMail && !bySes
        ? { kind: 'smtp', from: addresses(text, 'From')[0] ?? '', to: recipients(text, fallbackRecipient) }
        : { kind: 's3', key },
  };
}

function recipients(text: string, fallback: string): string[] {
  const to = [...addresses(text, 'To'), ...addresses(text, 'Cc')];
  return to.length > 0 ? to : [fallback];
}

/** When it was sent. For a forward that is when the employee passed it on, not when the customer wrote. */
function headerDate(text: string): Date | null {
  const date = new Date(header(text, 'Date') ?? '');
  return Number.isNaN(date.getTime()) ? null : date;
}

function addresses(text: string, name: string): string[] {
  return (header(text, name) ?? '').match(/[^\s<>",;:]+@[^\s<>",;:]+/g) ?? [];
}

function header(text: string, name: string): string | null {
  const head = text.slice(0, /\r?\n\r?\n/.exec(text)?.index ?? text.length);
  const field = new RegExp(`^${name}:((?:.|\\r?\\n[ \\t])*)`, 'im').exec(head);
  return field?.[1]?.replace(/\r?\n/g, ' ').trim() ?? null;
}
