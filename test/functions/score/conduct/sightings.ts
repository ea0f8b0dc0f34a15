import type { Sighting } from '../../../../functions/contracts/conduct.ts';
import { fingerprint } from '../../../../functions/score/normalize/fingerprint.ts';
import { normalize } from '../../../../functions/score/normalize/normalize.ts';
import { wordsHash } from '../../../../functions/score/normalize/words-hash.ts';
import { sha256Hex } from '../../../../functions/shared/hash.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** 14:05:31, so that a minute without its seconds is not the time. */
export const START = Date.UTC(2026, 2, 2, 14, 5, 31);
export const TASTE = "I hope you get a taste of what it's like to lose everything.";

export const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** As a program shows a time: to the minute, in a zone that it does not name. */
export const shown = (milliseconds: number, zoneHours = 0): string =>
  instant(Math.floor((milliseconds + zoneHours * HOUR) / MINUTE) * MINUTE);

export type Details = Partial<Omit<Sighting, 'fingerprint' | 'wordsHash' | 'messageIdHash'>> & {
  words?: string;
  messageId?: string | null;
};

function sighting(contactId: string, at: number, { words = TASTE, messageId = null, ...over }: Details): Sighting {
  const text = normalize(words);
  return {
    contactId,
    subjectId: 'subject-1',
    targetIds: ['target-dana'],
    at: instant(at),
    heardAt: instant(at),
    via: 'direct',
    reporterId: null,
    channel: 'email',
    severity: 1,
    categories: ['wish-harm'],
    signalIds: ['threat/implied/taste-of-it'],
    originalSha256: sha256Hex(contactId),
    fingerprint: fingerprint(text),
    wordsHash: wordsHash(text),
    wordCount: text.tokens.length,
    messageIdHash: messageId === null ? null : sha256Hex(messageId).slice(0, 32),
    claimedAt: null,
    automated: false,
    reported: false,
    ...over,
  };
}

/** A mail from its sender, which our server had at `at`; it claims to be four seconds older. */
export const direct = (contactId: string, at: number, over: Details = {}): Sighting =>
  sighting(contactId, at, { claimedAt: instant(at - 4000), ...over });

/** The original of `at` attached to an employee's mail of `heardAt`. */
export const attached = (contactId: string, at: number, heardAt: number, over: Details = {}): Sighting =>
  direct(contactId, at, {
    via: 'attached',
    heardAt: instant(heardAt),
    reported: true,
    reporterId: `reporter-${contactId}`,
    ...over,
  });

/** The original of `at` in the text of an employee's mail of `heardAt`, with its Date as a program five hours behind shows it. */
export const inline = (contactId: string, at: number, heardAt: number, over: Details = {}): Sighting => {
  const date = shown(at - 4000, -5);
  return sighting(contactId, Date.parse(date), {
    via: 'inline',
    heardAt: instant(heardAt),
    claimedAt: date,
    reported: true,
    reporterId: `reporter-${contactId}`,
    ...over,
  });
};
