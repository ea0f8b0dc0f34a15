import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Turn } from '../../../functions/contracts/contact.ts';
import { boundedTurns } from '../../../functions/ingest/bounded.ts';
import {
  MAX_TEXT_CHARACTERS_PER_TURN,
  MAX_UNSURE_STRETCHES_PER_TURN,
  MAX_WORD_TIMES_PER_TURN,
} from '../../../functions/ingest/limits.ts';
import { turn } from '../../../functions/ingest/reading.ts';
import { confidenceOf, placeWords, transcriptionOf } from '../../../functions/ingest/transcription.ts';
import { recordingSpan } from '../../../functions/shared/recording-span.ts';
import { heard, read } from './reading.ts';

const TEXT = 'I will burn it down.';
const spoken = (confidences: readonly number[]) =>
  placeWords(
    TEXT,
    ['i', 'will', 'burn', 'it', 'down'].map((text, at) => ({
      text,
      startMs: 1_000 + at * 500,
      confidence: confidences[at] ?? 0.9,
    })),
  );

describe('how sure a transcriber is', () => {
  it('is kept as mean and least, with the doubtful words marked where they stand', () => {
    const found = transcriptionOf(spoken([0.9, 0.9, 0.4, 0.3, 1]));
    expect(found).toMatchObject({ meanConfidence: 0.7, minConfidence: 0.3 });
    expect(found?.unsure.map(({ start, end }) => TEXT.slice(start, end))).toEqual(['burn it']);
  });

  it('never silences a word: what is heard with no confidence at all is scored', async () => {
    const item = (content: string, start: number) => ({
      type: 'pronunciation',
      alternatives: [{ content, confidence: '0.0' }],
      start_time: String(start),
      end_time: String(start + 0.2),
    });
    const contact = await read(
      JSON.stringify({ results: { transcripts: [], items: [item('I', 0), item('will', 0.3), item('burn', 0.6)] } }),
      'drop/call.json',
    );
    expect(heard(contact)).toBe('I will burn');
    expect(contact.turns[0]?.transcription?.minConfidence).toBe(0);
  });

  it('is taken of the best alternative only', async () => {
    const items = [
      {
        type: 'pronunciation',
        start_time: '0.1',
        end_time: '0.4',
        alternatives: [
          { content: 'burn', confidence: '0.6' },
          { content: 'born', confidence: '0.3' },
        ],
      },
    ];
    const contact = await read(JSON.stringify({ results: { transcripts: [], items } }), 'drop/call.json');
    expect(contact.turns.map(({ text }) => text)).toEqual(['burn']);
  });

  it('is null where a system says nothing of it, and no confidence is made of what is none', () => {
    expect(transcriptionOf([])).toBeNull();
    expect(['0.97', 0.5, 1, '', 'high', 2, -1, null].map(confidenceOf)).toEqual([
      0.97,
      0.5,
      1,
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it('keeps to its limits for noise that is doubtful word by word, and cuts with the text', () => {
    const word = 'aa bb ';
    const text = word.repeat(60_000);
    const words = Array.from({ length: 120_000 }, (_, at) => ({
      start: at * 3,
      end: at * 3 + 2,
      startMs: at,
      confidence: at % 2 === 0 ? 0.1 : 0.9,
    }));
    const transcription = transcriptionOf(words);
    const { turns } = boundedTurns([
      turn({ speaker: 'unknown', text, part: 'x', ...(transcription ? { transcription } : {}) }),
    ]);
    const kept = turns[0]?.transcription;
    expect(kept?.unsure.length).toBe(MAX_UNSURE_STRETCHES_PER_TURN);
    expect(kept?.unsure.at(-1)?.end).toBe(MAX_TEXT_CHARACTERS_PER_TURN);
    expect(kept?.wordTimes.length).toBe(MAX_WORD_TIMES_PER_TURN);
  });

  it('finds words in the text that it has, in their order, and leaves out those that are not there', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 6 }), { maxLength: 30 }),
        fc.string({ maxLength: 200 }),
        (words, text) => {
          const placed = placeWords(
            text,
            words.map((each) => ({ text: each, startMs: 0, confidence: 1 })),
          );
          let from = 0;
          for (const { start, end } of placed) {
            expect(start).toBeGreaterThanOrEqual(from);
            expect(end).toBeLessThanOrEqual(text.length);
            from = end;
          }
        },
      ),
    );
  });
});

describe('a stretch of a turn', () => {
  const said: Pick<Turn, 'startMs' | 'endMs' | 'transcription'> = {
    startMs: 900,
    endMs: 4_000,
    transcription: transcriptionOf(spoken([])) ?? undefined,
  } as never;
  const of = (words: string) => [TEXT.indexOf(words), TEXT.indexOf(words) + words.length] as const;

  it('can be played: from the beginning of its first word to the beginning of the next after it', () => {
    expect(recordingSpan(said, ...of('burn it'))).toEqual({ startMs: 2_000, endMs: 3_000 });
    expect(recordingSpan(said, ...of('urn i'))).toEqual({ startMs: 2_000, endMs: 3_000 });
  });

  it('at the end of the turn is played to its end', () => {
    expect(recordingSpan(said, ...of('down.'))).toEqual({ startMs: 3_000, endMs: 4_000 });
  });

  it('without times of words is played as the whole turn, and without any not at all', () => {
    expect(recordingSpan({ startMs: 900, endMs: 4_000 }, 2, 6)).toEqual({ startMs: 900, endMs: 4_000 });
    expect(recordingSpan({ startMs: null, endMs: null }, 2, 6)).toBeNull();
  });
});
