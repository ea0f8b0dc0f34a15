import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stretchesOf } from '../../../console/contact/stretches.ts';
import { assessment, contact } from '../../functions/case-support/examples.ts';

const signal = (start: number, end: number, turn = 0) => ({
  ...(assessment(1).signals[0] as NonNullable<ReturnType<typeof assessment>['signals'][number]>),
  quote: null,
  span: { turn, start, end },
});
const turn = (text: string, over: object = {}) => ({ ...(contact(1).turns[0] as object), text, ...over }) as never;

describe('the stretches of a turn', () => {
  it('are cut where a finding begins and ends, and name it', () => {
    const stretches = stretchesOf(turn('I hope you get a taste.'), [signal(2, 10)]);
    expect(stretches.map(({ text, signals }) => [text, signals])).toEqual([
      ['I ', []],
      ['hope you', [0]],
      [' get a taste.', []],
    ]);
  });

  it('name every finding where two overlap, and none of another turn', () => {
    const stretches = stretchesOf(turn('abcdef'), [signal(0, 4), signal(2, 6), signal(0, 6, 1)]);
    expect(stretches.map(({ text, signals }) => [text, signals])).toEqual([
      ['ab', [0]],
      ['cd', [0, 1]],
      ['ef', [1]],
    ]);
  });

  it('say what is quoted, what is hidden and what the transcriber was unsure of', () => {
    const text = 'new words > old words';
    const stretches = stretchesOf(
      turn(text, {
        apart: [{ start: 10, end: 21, kind: 'reply-quote' }],
        hidden: [{ start: 0, end: 3, how: 'white on white' }],
        transcription: {
          meanConfidence: 1,
          minConfidence: 0,
          unsure: [{ start: 4, end: 9, confidence: 0.1 }],
          wordTimes: [],
        },
      }),
      [],
    );
    expect(stretches.map(({ text, apart, hidden, unsure }) => [text, apart, hidden, unsure])).toEqual([
      ['new', null, 'white on white', false],
      [' ', null, null, false],
      ['words', null, null, true],
      [' ', null, null, false],
      ['> old words', 'reply-quote', null, false],
    ]);
  });

  it('are the text again when they are joined, whatever ranges there are', () => {
    const range = fc.tuple(fc.nat(60), fc.nat(60)).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }));
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.array(range),
        fc.array(range),
        (text, found, hidden) => {
          const stretches = stretchesOf(
            turn(text, { hidden: hidden.map((one) => ({ ...one, how: 'x' })) }),
            found.map(({ start, end }) => signal(start, end)),
          );
          expect(stretches.map((stretch) => stretch.text).join('')).toBe(text);
        },
      ),
    );
  });
});
