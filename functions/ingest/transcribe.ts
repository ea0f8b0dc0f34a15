import type { Entry } from './speakers.ts';
import { NO_CUSTOMER, type Transcript } from './transcript.ts';

interface Item {
  readonly start: number | null;
  readonly end: number | null;
  readonly speaker: string | null;
  readonly text: string;
  readonly punctuation: boolean;
}

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);
const milliseconds = (value: unknown): number | null => {
  const seconds = Number(value ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.round(seconds * 1_000) : null;
};

/**
 * Reads an Amazon Transcribe job's output (batch): words with times and, where asked for, speaker labels `spk_0`, which say who
 * spoke when and not who is who. A new turn begins with each change of speaker and after each end of a sentence.
 * Source: Amazon Transcribe developer guide, "Data input and output". Null for any other JSON.
 */
export function transcriptOfTranscribe(value: unknown): Transcript | null {
  const results = isObject(value) ? value.results : undefined;
  if (!isObject(results)) return null;
  const speakers = new Map<string, string>();
  const labels = isObject(results.speaker_labels) ? results.speaker_labels : {};
  for (const segment of list(labels.segments)) {
    for (const item of list(segment.items)) {
      if (typeof item.speaker_label === 'string') speakers.set(String(item.start_time), item.speaker_label);
    }
  }
  const items = list(results.items).flatMap((item): Item[] => {
    const content = list(item.alternatives)[0]?.content;
    if (typeof content !== 'string') return [];
    const own = typeof item.speaker_label === 'string' ? item.speaker_label : null;
    return [
      {
        start: milliseconds(item.start_time),
        end: milliseconds(item.end_time),
        speaker: own ?? speakers.get(String(item.start_time)) ?? null,
        text: content,
        punctuation: item.type === 'punctuation',
      },
    ];
  });
  const whole = list(results.transcripts)
    .map(({ transcript }) => transcript)
    .filter((text) => typeof text === 'string')
    .join('\n');
  const entries =
    items.length > 0
      ? byTurn(items)
      : whole.trim() === ''
        ? []
        : [{ role: null, name: null, speakerId: null, text: whole, at: null, startMs: null, endMs: null }];
  if (entries.length === 0) return null;
  return { kind: 'call', channel: 'phone', entries, customer: NO_CUSTOMER, agents: [], at: null, part: 'transcribe' };
}

function byTurn(items: readonly Item[]): Entry[] {
  const entries: Entry[] = [];
  let current: { speaker: string | null; text: string; startMs: number | null; endMs: number | null } | null = null;
  const finish = () => {
    if (current === null) return;
    const { speaker, text, startMs, endMs } = current;
    entries.push({ role: null, name: speaker, speakerId: speaker, text, at: null, startMs, endMs });
    current = null;
  };
  for (const item of items) {
    if (item.punctuation) {
      if (current !== null) current.text += item.text;
      if (/[.?!]/.test(item.text)) finish();
      continue;
    }
    if (current !== null && item.speaker !== null && item.speaker !== current.speaker) finish();
    if (current === null) current = { speaker: item.speaker, text: item.text, startMs: item.start, endMs: item.end };
    else {
      current.text += ` ${item.text}`;
      current.endMs = item.end ?? current.endMs;
    }
  }
  finish();
  return entries;
}
