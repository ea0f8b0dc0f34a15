import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Contact } from '../../../../functions/contracts/contact.ts';
import { sightingOf } from '../../../../functions/score/conclude.ts';
import { actsOf } from '../../../../functions/score/conduct/acts.ts';
import { fingerprint } from '../../../../functions/score/normalize/fingerprint.ts';
import { normalize } from '../../../../functions/score/normalize/normalize.ts';
import { wordsHash } from '../../../../functions/score/normalize/words-hash.ts';
import { FIXTURES, read } from '../../ingest/reading.ts';

/** Each forward of the fixtures, with the time in UTC of the letter that it passes on. */
const FORWARDS: [file: string, sentAt: string][] = [
  ['gmail', '2025-11-18T14:02:41Z'],
  ['outlook', '2025-11-14T18:12:20Z'],
  ['apple-mail', '2025-11-07T15:40:12Z'],
  ['thunderbird', '2025-11-06T13:50:03Z'],
];

function sighting(contact: Contact) {
  const turns = contact.turns.filter(({ speaker }) => speaker === 'subject' || speaker === 'unknown');
  const [longest] = turns
    .map(({ text, apart }) => normalize(text, apart))
    .toSorted((a, b) => b.tokens.length - a.tokens.length);
  if (longest === undefined) throw new Error('There are no words.');
  return sightingOf(contact, {
    signals: [],
    imminence: 0,
    specificity: 0,
    modelScores: {},
    fingerprint: fingerprint(longest),
    wordsHash: wordsHash(longest),
    wordCount: longest.tokens.length,
  });
}

/** The letter itself, as our server had it: the subject's words of the forward, on lines of another length. */
function letter(forward: Contact, sentAt: string): string {
  const words = forward.turns
    .filter(({ speaker, part }) => speaker === 'subject' && part !== 'subject')
    .map(({ text }) => text.replace(/\s+/g, ' ').replace(/(.{50,60}) /g, '$1\r\n'))
    .join('\r\n\r\n');
  const date = new Date(sentAt).toUTCString();
  return [
    `Received: from a.test by inbound-smtp.us-east-1.amazonaws.com with SMTP id x; ${date}`,
    `From: <${forward.subject?.address}>`,
    'To: <care@harborline.example>',
    `Date: ${date}`,
    `Message-ID: <${sentAt}@x>`,
    '',
    words,
    '',
  ].join('\r\n');
}

describe('A letter and the forward of it by', () => {
  it.each(FORWARDS)(
    '%s are one act, and the forward and the letter of the day before are two',
    async (file, sentAt) => {
      const forward = await read(readFileSync(join(FIXTURES, 'forwarded', `${file}.eml`)), 'mail/forward');
      const direct = await read(letter(forward, sentAt), 'mail/direct');
      expect(forward.subjectId).toBe(direct.subjectId);
      expect(actsOf([sighting(forward), sighting(direct)])).toMatchObject([{ at: new Date(sentAt).toISOString() }]);
      const dayBefore = new Date(Date.parse(sentAt) - 24 * 3_600_000).toISOString();
      const other = await read(letter(forward, dayBefore), 'mail/other');
      expect(actsOf([sighting(forward), sighting(other)])).toHaveLength(2);
      expect(
        actsOf([sighting(forward), sighting(other), sighting(direct)]).map(({ sightings }) => sightings.length),
      ).toEqual([1, 2]);
    },
  );
});
