import type { Instant } from '../contracts/vocabulary.ts';
import { inEnglish } from './foreign-date.ts';
import { parseDate } from './verdicts.ts';

/**
 * Reads a date as a person or a mail program writes it: `Wednesday, October 27, 2021 15:14`, `28 October 2021 at 12:46`,
 * `Tue, Nov 2, 2021 at 9:26 AM`, `2026-11-17 14:05`, `17.11.2026 14:05`. Without a zone it is taken as UTC, so that the same
 * note gives the same time everywhere; it is a claim, and labelled so. Null for what is not understood.
 */
export function reportedDate(value: string | null): Instant | null {
  if (value === null) return null;
  const found = englishDate(value);
  if (found !== null) return found;
  const english = inEnglish(
    value
      .slice(0, 120)
      .replace(/[\u00A0\u202F]/g, ' ')
      .trim(),
  );
  return english === null ? null : englishDate(english);
}

function englishDate(value: string): Instant | null {
  const text = value
    .slice(0, 120)
    .replace(/[\u00A0\u202F]/g, ' ')
    .replace(/^(?:on|am|le|el|den|il giorno|op|em|dne|dnia)\s+/i, '')
    .replace(/\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?/gi, '')
    .replace(/\b(\d{1,2})(?:st|nd|rd|th)\b/gi, '$1')
    .replace(/\s(?:at|um|à|kl\.?|alle|às)\s/gi, ' ')
    .replace(/(\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AP]M)?)\b.*\b(?:wrote|writes|schrieb|escribió|skrev)\b.*$/i, '$1')
    .replace(/\b(?:about|around|approximately|approx\.?|circa|ca\.)\s/gi, '')
    .replace(
      /\b(?:GMT|UTC)([+-])(\d{1,2})(?::?(\d\d))?$/,
      (_, sign, hour, minute) => `${sign}${hour.padStart(2, '0')}${minute ?? '00'}`,
    )
    .replace(/\b(?:EES?T|CES?T|MES?Z)\b/g, '')
    .replace(/,(?=\s*\d{1,2}:\d\d)/g, '')
    .trim();
  const zoned = /(?:Z|GMT|UTC|[A-Z]{1,2}[DS]T|[+-]\d{2}:?\d{2})\s*(?:\([^()]*\))?$/.test(text);
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s,]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?\s*([ap])?\.?m?\.?$/i.exec(
    text,
  );
  if (iso !== null) return clock(iso[1], iso[2], iso[3], iso.slice(4));
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[\s,]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?()$/.exec(text);
  if (dotted !== null) return clock(dotted[3], dotted[2], dotted[1], dotted.slice(4));
  const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:[\s,]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?\s*([ap])?\.?m?\.?$/i.exec(
    text,
  );
  if (slashed !== null) {
    // Above twelve it can only be a day; otherwise the American order, as the product's forms have it.
    const dayFirst = Number(slashed[1]) > 12;
    return clock(slashed[3], dayFirst ? slashed[2] : slashed[1], dayFirst ? slashed[1] : slashed[2], slashed.slice(4));
  }
  const compact = text.replace(/(\d)\s*([ap])\.?m\.?(?=\s|$)/i, '$1 $2m');
  return parseDate(zoned ? compact : `${compact} UTC`) ?? parseDate(compact);
}

function clock(
  year?: string,
  month?: string,
  day?: string,
  [hour, minute, second, half]: readonly (string | undefined)[] = [],
): Instant | null {
  const hours = Number(hour ?? 0) % (half ? 12 : 24);
  const time = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    hours + (half?.toLowerCase() === 'p' ? 12 : 0),
    Number(minute ?? 0),
    Number(second ?? 0),
  );
  return Number.isNaN(time) || Number(month) > 12 || Number(day) > 31 ? null : new Date(time).toISOString();
}
