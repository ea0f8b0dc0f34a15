import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Contact, Speaker } from '../../../functions/contracts/contact.ts';
import { Roster } from '../../../functions/contracts/roster.ts';
import { people } from '../../../functions/ingest/people.ts';
import { readContact } from '../../../functions/ingest/read-contact.ts';
import { sha256Hex } from '../../../functions/shared/hash.ts';

export const FIXTURES = join(import.meta.dirname, '..', '..', '..', 'fixtures');
export const directory = Roster.parse(parse(readFileSync(join(FIXTURES, 'roster.yml'), 'utf8')));
export const known = people(directory);
export const RECEIVED_AT = '2026-11-25T12:00:00.000Z';

/** Reads bytes or text as the stage does. */
export function read(content: string | Uint8Array, key = 'drop/something', receivedAt = RECEIVED_AT): Promise<Contact> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const original = { bucket: 'intake', key, versionId: null, sha256: sha256Hex(bytes), sizeBytes: bytes.length };
  return readContact({ bytes, original, receivedAt, directory });
}

/** A mail from outside, one line a header, with what a test says of it. */
export function mail(headers: Readonly<Record<string, string>>, body: string): string {
  const own = {
    From: 'Joe Marsh <joe.marsh@example.com>',
    To: 'tomas.reyes@harborline.example',
    Subject: 'Hello',
  };
  // In their order: what SES writes stands above what the sender wrote.
  const all = {
    ...headers,
    ...Object.fromEntries(Object.entries(own).filter(([name]) => headers[name] === undefined)),
  };
  const lines = Object.entries(all)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}`);
  return `${lines.join('\r\n')}\r\n\r\n${body.replace(/\r?\n/g, '\r\n')}`;
}

/** What SES writes above a mail. */
export function sesHeaders(over: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    'Return-Path': '<joe.marsh@example.com>',
    Received:
      'from out.example.com (out.example.com [203.0.113.9]) by inbound-smtp.us-east-1.amazonaws.com with SMTP id 8ab for tomas.reyes@harborline.example; Tue, 17 Nov 2026 09:00:00 +0000 (UTC)',
    'X-SES-Spam-Verdict': 'PASS',
    'X-SES-Virus-Verdict': 'PASS',
    'Received-SPF': 'pass (spfCheck: domain of example.com) client-ip=203.0.113.9;',
    'Authentication-Results':
      'amazonses.com; spf=pass; dkim=pass header.i=@example.com; dmarc=pass header.from=example.com;',
    'X-SES-RECEIPT': 'AEFB==',
    ...over,
  };
}

/** The words of a contact that are scored: those of the subject and of someone unknown, without what is set apart. */
export function heard(contact: Contact, speakers: readonly Speaker[] = ['subject', 'unknown']): string {
  return contact.turns
    .filter(({ speaker }) => speakers.includes(speaker))
    .map(newText)
    .join('\n');
}

export function newText({ text, apart }: Pick<Contact['turns'][number], 'text' | 'apart'>): string {
  let result = '';
  let from = 0;
  for (const { start, end } of apart) {
    result += text.slice(from, start);
    from = end;
  }
  return result + text.slice(from);
}
