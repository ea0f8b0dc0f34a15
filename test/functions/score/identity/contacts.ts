import type { Contact, Turn } from '../../../../functions/contracts/contact.ts';
import { findApart } from '../../../../functions/ingest/quoted.ts';
import { sha256Hex } from '../../../../functions/shared/hash.ts';
import { contactIdOf, subjectIdOf } from '../../../../functions/shared/ids.ts';

export type ContactDetails = Partial<Omit<Contact, 'turns' | 'subjectId'>> & {
  from?: string;
  name?: string | null;
  turn?: Partial<Turn>;
};

/** A mail with one turn, as ingest reads it. */
export function contactWith(
  text: string,
  { from = 'anna@one.test', name = null, turn, ...over }: ContactDetails = {},
): Contact {
  const at = over.occurredAt ?? '2026-03-02T14:00:00.000Z';
  const sha256 = sha256Hex(`${from} ${at} ${text}`);
  return {
    schema: 1,
    contactId: contactIdOf({ key: `mail/${sha256}`, versionId: null, sha256 }),
    original: { bucket: 'intake', key: `mail/${sha256}`, versionId: null, sha256, sizeBytes: text.length },
    format: 'email',
    channel: 'email',
    receivedAt: at,
    occurredAt: at,
    occurredAtFrom: 'received-header',
    subject: { name, address: from },
    subjectId: subjectIdOf(from.includes('@') ? `mail:${from}` : `phone:${from}`),
    relation: 'customer',
    authentication: { spf: 'unknown', dkim: 'unknown', dmarc: 'unknown', spam: 'unknown', virus: 'unknown' },
    targets: [{ name: 'Dana Whitfield', address: 'dana.whitfield@harborline.example' }],
    reporter: null,
    report: null,
    turns: [
      {
        index: 0,
        speaker: 'subject',
        name: null,
        text,
        standing: 'first-hand',
        part: 'text/plain',
        apart: findApart(text),
        hidden: [],
        at: null,
        startMs: null,
        endMs: null,
        ...turn,
      },
    ],
    attachments: [],
    problems: [],
    messageId: null,
    references: [],
    automated: false,
    ...over,
  };
}
