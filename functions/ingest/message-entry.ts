import { htmlToText } from './html-text.ts';
import type { Entry } from './speakers.ts';
import {
  CONFIDENCE,
  END_MS,
  END_SECONDS,
  FILE_NAME,
  FILES,
  isObject,
  type Json,
  MAIL,
  NAME,
  NICK,
  pick,
  ROLE,
  SPEAKER_ID,
  START_MS,
  START_SECONDS,
  TEXT,
  TIME,
  WORD,
  WORDS,
  word,
} from './transcript-keys.ts';
import { confidenceOf, placeWords } from './transcription.ts';

/** A person of a talk, as a list beside the messages has them. */
export interface Participant {
  readonly role: string | null;
  readonly name: string | null;
  readonly address: string | null;
  readonly phone: string | null;
}

/** A number of milliseconds as large as this is a date and no place in a recording: it is 11 days. */
const LONGEST_RECORDING_MS = 1e9;

/** One message of JSON as a thing said; null for one without words and files, such as "joined" events of Amazon Connect. */
export function entryOf(
  message: Json,
  participants: ReadonlyMap<string, Participant>,
  originMs: number | null,
): Entry | null {
  const found = wordsOf(message);
  if (found === null) return null;
  const author = [
    pick(message, ['author']),
    pick(message, ['sender']),
    pick(message, ['from']),
    pick(message, ['user']),
    pick(message, ['userprofile']),
  ].find(isObject);
  const within = (names: readonly string[]) => (author === undefined ? null : word(pick(author, names)));
  const speakerId = word(pick(message, SPEAKER_ID)) ?? within(['id', 'subject', ...MAIL]);
  const said = word(pick(message, ROLE)) ?? within([...ROLE, 'type']);
  const known =
    (speakerId === null ? undefined : participants.get(speakerId)) ??
    (said === null ? undefined : participants.get(said));
  const nick = /^(visitor|agent|trigger|system)\b/i.exec(word(pick(message, NICK)) ?? '')?.[1] ?? null;
  // Slack marks what a program wrote; a person's message has neither.
  const subtype = word(pick(message, ['subtype'])) ?? '';
  const isBot =
    word(pick(message, ['botid'])) !== null ||
    /^(?:bot_message|(?:channel|group)_(?:join|leave|topic|purpose|name))$/.test(subtype);
  const role =
    said ??
    known?.role ??
    nick ??
    (isBot ? 'bot' : null) ??
    (/^(?:customer|agent|system)$/i.test(speakerId ?? '') ? speakerId : null);
  const name = within(['displayname', 'realname', 'name', ...MAIL]) ?? word(pick(message, NAME)) ?? known?.name ?? null;
  const time = timesOf(message, originMs);
  const confidence = confidenceOf(pick(message, CONFIDENCE));
  return {
    role,
    name: known?.name ?? name,
    speakerId,
    text: found.text,
    ...time,
    ...(found.isFile ? { isFile: true } : {}),
    words: placeWords(found.text, wordList(message, originMs)),
    ...(time.startMs === null ? {} : { confidence }),
  };
}

/** What a message says, or the names of the files that it is. Null for neither. */
export function wordsOf(message: Json): { text: string; isFile: boolean } | null {
  const found = textOf(message);
  const files = fileNames(message);
  if (found === null && files.length === 0) return null;
  return { text: [...(found === null ? [] : [found]), ...files].join('\n'), isFile: found === null };
}

function textOf(message: Json): string | null {
  let text: unknown = pick(message, TEXT);
  // LivePerson: messageData.msg.text; Twilio and others: message.body.
  for (let depth = 0; isObject(text) && depth < 3; depth++) text = pick(text, TEXT);
  const value = typeof text === 'string' ? text : null;
  if (value === null || value.trim() === '') return null;
  return /^\s*<[a-z!][^>]*>|<\/[a-z]+>|<br\s*\/?>/i.test(value) ? htmlToText(value, false).text : value;
}

/** Files named in one message; more are a folder. */
const MAX_FILES = 20;

function fileNames(message: Json): string[] {
  const held =
    pick(message, FILES) ??
    (isObject(pick(message, ['messagedata'])) ? pick(pick(message, ['messagedata']) as Json, FILES) : undefined);
  const files = (Array.isArray(held) ? held : [held]).slice(0, MAX_FILES);
  return files.flatMap((file) => (isObject(file) ? (word(pick(file, FILE_NAME)) ?? []) : []));
}

function wordList(message: Json, originMs: number | null) {
  const words = pick(message, WORDS);
  if (!Array.isArray(words)) return [];
  // A full stop is no word; Amazon Transcribe gives each a confidence of 0.
  const spoken = words.filter(isObject).filter((each) => word(pick(each, ['type'])) !== 'punctuation');
  return spoken.map((each) => ({
    text: word(pick(each, WORD)) ?? '',
    startMs: timesOf(each, originMs).startMs,
    confidence: confidenceOf(pick(each, CONFIDENCE)),
  }));
}

function timesOf(message: Json, originMs: number | null): Pick<Entry, 'at' | 'startMs' | 'endMs'> {
  // Genesys: `offset: { milliseconds }`, from the beginning of the recording. A bare `offset` may be anything.
  const offset = pick(message, ['offset']);
  const begin = (isObject(offset) ? milliseconds(offset) : null) ?? milliseconds(pick(message, START_MS));
  const begun = begin ?? seconds(pick(message, START_SECONDS));
  const clock = begun !== null && begun >= LONGEST_RECORDING_MS ? begun : null;
  const since = (value: number | null): number | null =>
    value === null || value < LONGEST_RECORDING_MS ? value : originMs === null ? null : Math.max(0, value - originMs);
  const start = since(begun);
  const length = milliseconds(pick(message, ['duration', 'durationms']));
  const end = since(milliseconds(pick(message, END_MS)) ?? seconds(pick(message, END_SECONDS)));
  return {
    at: word(pick(message, TIME)) ?? (clock === null ? null : String(Math.round(clock))),
    startMs: start,
    endMs: end ?? (start === null || length === null || !isLength(message) ? null : start + length),
  };
}

/** A bare `duration` may be seconds; only one that says its unit is taken. */
const isLength = (message: Json): boolean =>
  isObject(pick(message, ['duration'])) || pick(message, ['durationms']) !== undefined;

function milliseconds(value: unknown): number | null {
  return number(isObject(value) ? pick(value, ['milliseconds', 'ms']) : value);
}

function number(value: unknown): number | null {
  const found = typeof value === 'string' && /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : value;
  return typeof found === 'number' && Number.isFinite(found) && found >= 0 ? found : null;
}

/** Seconds into a recording; a number as large as a date is none. */
function seconds(value: unknown): number | null {
  const found = number(value);
  return found === null || found > 1e7 ? null : Math.round(found * 1_000);
}
