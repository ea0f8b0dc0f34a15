import type { Entry } from './speakers.ts';
import { NO_CUSTOMER, type Transcript } from './transcript.ts';
import { confidenceOf, type HeardWord } from './transcription.ts';

interface Item {
  readonly start: number | null;
  readonly end: number | null;
  readonly speaker: string | null;
  readonly text: string;
  readonly punctuation: boolean;
  readonly confidence: number | null;
}

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);
const milliseconds = (value: unknown): number | null => {
  const seconds = Number(value ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.round(seconds * 1_000) : null;
};

/** Silence this long ends a turn even within a sentence: a transcriber sets no full stop for someone who breaks off. */
const LONGEST_PAUSE_MS = 4_000;

/** A turn without an end of a sentence ends here, so that a reader has something to hold on to. */
const LONGEST_TURN_WORDS = 200;

/**
 * Reads an Amazon Transcribe job's output (batch): words with times and confidence and, where asked for, labels of speakers
 * (`spk_0`) or channels (`ch_0`), which say who spoke when and not who is who; the roster may say that. A new turn begins with each
 * change of speaker, after each end of a sentence and after a pause. Of several alternatives for a word the first, which Transcribe
 * is surest of, is taken.
 * Source: Amazon Transcribe developer guide, "Data input and output", "Partitioning speakers", "Transcribing multi-channel audio".
 * Null for any other JSON.
 */
export function transcriptOfTranscribe(value: unknown): Transcript | null {
  const results = isObject(value) ? value.results : undefined;
  if (!isObject(results)) return null;
  const whole = list(results.transcripts)
    .map(({ transcript }) => transcript)
    .filter((text) => typeof text === 'string')
    .join('\n');
  const items = itemsOf(results);
  const spoken = items.length > 0 ? byTurn(items) : [];
  const entries =
    spoken.length > 0
      ? spoken
      : whole.trim() === ''
        ? []
        : [{ role: null, name: null, speakerId: null, text: whole, at: null, startMs: null, endMs: null }];
  // A job whose audio held no speech is a call without words and no unknown format.
  const isEmptyJob = Array.isArray(results.transcripts) && Array.isArray(results.items);
  if (entries.length === 0 && !isEmptyJob) return null;
  return { kind: 'call', channel: 'phone', entries, customer: NO_CUSTOMER, agents: [], at: null, part: 'transcribe' };
}

function itemsOf(results: Json): Item[] {
  const speakers = new Map<string, string>();
  const labels = isObject(results.speaker_labels) ? results.speaker_labels : {};
  for (const segment of list(labels.segments)) {
    for (const item of list(segment.items)) {
      if (typeof item.speaker_label === 'string') speakers.set(String(item.start_time), item.speaker_label);
    }
  }
  const channels = isObject(results.channel_labels) ? list(results.channel_labels.channels) : [];
  const byChannel = channels.map(({ channel_label: label, items }) =>
    sentences(list(items).flatMap((item) => itemOf(item, typeof label === 'string' ? label : null) ?? [])),
  );
  // Each channel is a side of the call by itself; the sides are brought into the order in which they were spoken.
  if (byChannel.some((sides) => sides.length > 0))
    return byChannel
      .flat()
      .sort((a, b) => (a[0]?.start ?? 0) - (b[0]?.start ?? 0))
      .flat();
  return list(results.items).flatMap((item) => itemOf(item, speakers.get(String(item.start_time)) ?? null) ?? []);
}

function itemOf(item: Json, label: string | null): Item | null {
  const best = list(item.alternatives)[0];
  if (typeof best?.content !== 'string') return null;
  const own = [item.speaker_label, item.channel_label].find((each) => typeof each === 'string');
  return {
    start: milliseconds(item.start_time),
    end: milliseconds(item.end_time),
    speaker: (own as string | undefined) ?? label,
    text: best.content,
    punctuation: item.type === 'punctuation',
    confidence: confidenceOf(best.confidence),
  };
}

/** The words of one side, cut where it may have let the other side speak. */
function sentences(items: readonly Item[]): Item[][] {
  const found: Item[][] = [];
  let open: Item[] = [];
  for (const item of items) {
    const before = open.findLast(({ end }) => end !== null)?.end ?? null;
    if (!item.punctuation && open.length > 0 && pauses(before, item.start)) {
      found.push(open);
      open = [];
    }
    open.push(item);
    if (item.punctuation && /[.?!]/.test(item.text)) {
      found.push(open);
      open = [];
    }
  }
  return open.length > 0 ? [...found, open] : found;
}

const pauses = (end: number | null, start: number | null): boolean =>
  end !== null && start !== null && start - end > LONGEST_PAUSE_MS;

interface OpenTurn {
  readonly speaker: string | null;
  text: string;
  readonly startMs: number | null;
  endMs: number | null;
  readonly words: HeardWord[];
}

function byTurn(items: readonly Item[]): Entry[] {
  const turns: OpenTurn[] = [];
  let current: OpenTurn | null = null;
  for (const item of items) {
    if (item.punctuation) {
      if (current !== null) current.text += item.text;
      if (/[.?!]/.test(item.text)) current = null;
      continue;
    }
    const goesOn: boolean =
      current !== null &&
      (item.speaker === null || item.speaker === current.speaker) &&
      !pauses(current.endMs, item.start) &&
      current.words.length < LONGEST_TURN_WORDS;
    if (current === null || !goesOn) {
      current = { speaker: item.speaker, text: '', startMs: item.start, endMs: item.end, words: [] };
      turns.push(current);
    }
    const start: number = current.text === '' ? 0 : current.text.length + 1;
    current.text += current.text === '' ? item.text : ` ${item.text}`;
    current.endMs = item.end ?? current.endMs;
    current.words.push({ start, end: current.text.length, startMs: item.start, confidence: item.confidence });
  }
  return turns.map(({ speaker, ...said }) => ({ role: null, name: speaker, speakerId: speaker, at: null, ...said }));
}
