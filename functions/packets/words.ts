import type { Category, Channel } from '../contracts/vocabulary.ts';
import type { Exhibit } from './material.ts';

/** What a category is called before a court: what the language is of, and never what the person is. */
export const CATEGORY_WORDS: Readonly<Record<Category, string>> = {
  'violence-recipient': 'violence to the recipient',
  'violence-others': 'violence to others',
  'weapon-capability': 'a weapon, or the ability to do harm',
  'bomb-arson': 'a bomb or arson',
  'self-harm': 'self-harm',
  'surveillance-stalking': 'watching or following',
  approach: 'coming to the employee',
  'wish-harm': 'a wish of harm',
  ultimatum: 'an ultimatum',
  leakage: 'a plan told to others',
  doxxing: 'private details, or their publication',
  'sexual-harassment': 'sexual remarks',
  'protected-trait': 'an attack on a protected trait',
  abuse: 'abuse',
  'obsessive-attachment': 'obsessive attachment',
  'personal-report': 'a threat to report, sue or expose the employee',
  'concerning-behaviour': 'behavior unusual for this person',
};

export const CHANNEL_WORDS: Readonly<Record<Channel, string>> = {
  email: 'Email',
  chat: 'Chat',
  phone: 'Telephone',
  'in-person': 'In person',
  'social-media': 'Social media',
};

/** What was found in an exhibit, in a sentence or two; empty where nothing was. */
export function findingsOf({ categories }: Pick<Exhibit['contact'], 'categories'>): string {
  const language = categories.filter((one) => one !== 'concerning-behaviour').map((one) => CATEGORY_WORDS[one]);
  return [
    ...(language.length > 0 ? [`Language of ${language.join('; ')}.`] : []),
    ...(categories.includes('concerning-behaviour') ? ['Behavior unusual for this person.'] : []),
  ].join(' ');
}

/** The longest quote in the chronology; the whole text is with the exhibit. */
const LONGEST_QUOTE = 240;
const MOST_QUOTES = 3;

/** The words that the findings of an exhibit stand on, each once, the gravest first, cut where they are long. */
export function quotesOf({ source, assessment }: Exhibit): string[] {
  if (source === null || assessment === null) return [];
  const quotes: { text: string; severity: number }[] = [];
  for (const { span, severity } of assessment.signals) {
    if (span === null || severity === 0) continue;
    const text = source.turns.find(({ index }) => index === span.turn)?.text.slice(span.start, span.end) ?? '';
    const line = text.replace(/\s+/g, ' ').trim();
    if (line !== '') quotes.push({ text: line, severity });
  }
  quotes.sort((a, b) => b.severity - a.severity || b.text.length - a.text.length);
  const kept: string[] = [];
  for (const { text } of quotes) {
    if (!kept.some((other) => other.includes(text) || text.includes(other))) kept.push(text);
  }
  return kept
    .slice(0, MOST_QUOTES)
    .map((text) => (text.length <= LONGEST_QUOTE ? text : `${cut(text, LONGEST_QUOTE)} …`));
}

/** Cuts between characters, never within one. */
export const cut = (text: string, length: number): string =>
  text.slice(0, /[\uD800-\uDBFF]/.test(text.charAt(length - 1)) ? length - 1 : length);

export interface Clock {
  /** `Wednesday, July 15, 2026, 10:00 AM EDT`. */
  long(at: string): string;
  /** `2026-07-15 10:00 EDT`. */
  short(at: string): string;
  /** `July 15, 2026`. */
  date(at: string): string;
}

/** Times as they were on the wall where the company is. */
export function clockOf(timeZone: string): Clock {
  const long = new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'long',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  });
  const date = new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: 'long', day: 'numeric' });
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  });
  return {
    long: (at) => plain(long.format(new Date(at))),
    date: (at) => date.format(new Date(at)),
    short: (at) => {
      const part: Record<string, string> = {};
      for (const { type, value } of parts.formatToParts(new Date(at))) part[type] = value;
      return `${part.year}-${part.month}-${part.day} ${part.hour}:${part.minute} ${part.timeZoneName}`;
    },
  };
}

/** Newer releases of ICU put a narrow no-break space before AM: the same time must print the same. */
const plain = (text: string): string => text.replace(/\u202F/g, ' ').replace(' at ', ', ');
