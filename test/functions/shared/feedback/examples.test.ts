import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parsePattern } from '../../../../functions/score/detections/parse-pattern.ts';
import type { DayCount } from '../../../../functions/shared/feedback/detection-counts.ts';
import { recordsOf } from '../../../../functions/shared/feedback/detection-record.ts';
import { disguise } from '../../../../functions/shared/feedback/disguise.ts';
import { monthsOf } from '../../../../functions/shared/feedback/months.ts';
import { propose } from '../../../../functions/shared/feedback/propose.ts';
import { quoteOf } from '../../../../functions/shared/feedback/quote.ts';
import { contact } from '../../case-support/examples.ts';

const spanOf = (text: string, words: string) => ({
  turn: 0,
  start: text.indexOf(words),
  end: text.indexOf(words) + words.length,
});
const quote = (text: string, words: string) => quoteOf(contact(1, {}, text), spanOf(text, words));

describe('a sentence without its people', () => {
  it.each([
    ['Dana, call me.', 'Alex, call me.'],
    ["I know dana's car.", "I know Alex's car."],
    ['We met Peter Long at the Oak Street branch.', 'We met Alex at the Alex branch.'],
    ['Write to p.long@mail.example or 555-010-4477.', 'Write to someone@example.com or 000-000-0000.'],
    ['See https://evil.example/x?a=1 now.', 'See example.com now.'],
    ['Account 4417 1234 5678 9113 is mine.', 'Account 0000 0000 0000 0000 is mine.'],
    ['You have 24 hours until Monday.', 'You have 24 hours until Monday.'],
    ['I AM DONE WITH YOU', 'I AM DONE WITH YOU'],
  ])('reads %j as %j', (text, expected) => {
    expect(disguise(text, ['Dana Whitfield', 'Carl Careful'], true)).toBe(expected);
  });
});

describe('the quote of a span', () => {
  it('is the sentence that it stands in, and no other', () => {
    const text = 'My name is Carl. I will kill the process if it hangs again! Call 555-0104477.';
    expect(quote(text, 'kill the process')).toEqual({
      text: 'I will kill the process if it hangs again!',
      marked: 'kill the process',
    });
  });

  it('is the whole of a text of one sentence, from its first word to its last', () => {
    expect(quote('hope you get a taste of it', 'hope you get a taste of it')?.text).toBe('hope you get a taste of it');
    expect(quote('one. two', 'two')?.text).toBe('two');
  });

  it('is cut where a sentence has no end, and holds what is meant', () => {
    const text = `${'word '.repeat(400)}kill the process ${'word '.repeat(400)}`;
    const found = quote(text, 'kill the process');
    expect(found?.text.length).toBeLessThanOrEqual(400);
    expect(found?.text).toContain('kill the process');
  });

  it('is none where the place is not in the contact', () => {
    expect(quoteOf(contact(1, {}, 'short'), { turn: 0, start: 0, end: 99 })).toBeNull();
    expect(quoteOf(contact(1), { turn: 7, start: 0, end: 1 })).toBeNull();
  });
});

describe('what is proposed', () => {
  const found = quote('Please kill the process on my laptop.', 'kill the process');
  const wrong = { verdict: 'wrong', signalId: 'threat/direct/kill', span: null } as const;

  it('for product talk is a line that cancels it and an example, as YAML that can be pasted', () => {
    const { look, yaml } = propose({ ...wrong, because: 'product-talk' }, found);
    expect(look).toBe('rules/threat/direct/kill.yml');
    expect(parse(yaml ?? '')).toEqual({
      unless: ['kill the process on my'],
      examples: { must_not_match: ['Please kill the process on my laptop.'] },
    });
  });

  it('is a pattern that a detection can be written with, whatever is in the words', () => {
    for (const words of ["don't kill (it) {now}", 'kill @ boss | [x]+', 'KILL “it”']) {
      const { yaml } = propose({ ...wrong, because: 'idiom' }, quote(`So ${words} then, please.`, words));
      for (const line of parse(yaml ?? '').unless) expect(() => parsePattern(line)).not.toThrow();
    }
  });

  it('names nobody, and nobody’s stand-in', () => {
    const aimed = quote('I will kill the process Dana started.', 'kill the process');
    expect(parse(propose({ ...wrong, because: 'idiom' }, aimed).yaml ?? '').unless).toEqual(['kill the process']);
  });

  it('for a quotation is the context that should have lowered it, and no line of the detection', () => {
    const { consider, yaml } = propose({ ...wrong, because: 'quotation' }, found);
    expect(consider).toContain('functions/score/context/quotation.ts');
    expect(parse(yaml ?? '')).toEqual({ examples: { must_not_match: ['Please kill the process on my laptop.'] } });
  });

  it('for what was missed is an example of what must match, beside what fired in the same contact', () => {
    const said = { verdict: 'missed', span: { turn: 0, start: 0, end: 4 }, category: 'wish-harm' } as const;
    expect(propose(said, found, ['model/abuse', 'harassment/abuse/idiot']).look).toBe(
      'rules/harassment/abuse/idiot.yml',
    );
    expect(propose(said, found).consider).toContain('category: wish-harm');
    expect(parse(propose(said, found).yaml ?? '')).toEqual({ examples: { must_match: [found?.text] } });
  });

  it('is no line without the sentence, and no pattern for a model', () => {
    expect(propose({ ...wrong, because: 'idiom' }, null).yaml).toBeNull();
    expect(propose({ ...wrong, signalId: 'model/violence', because: 'idiom' }, found)).toMatchObject({
      look: 'rules/model',
      yaml: null,
    });
  });
});

describe('the record of a detection', () => {
  const count = (id: string, day: string): DayCount => ({ id, day, fired: 3, flagged: 2, lowered: 1 });
  it('adds up its days, and says what share was right once enough is judged', () => {
    const feedback = Array.from({ length: 10 }, (_, n) => ({
      at: '2026-07-15T14:00:00.000Z',
      by: `sub-${n}`,
      caseId: 'case',
      number: n + 1,
      contactId: 'contact',
      shareQuote: true,
      said:
        n < 3
          ? ({ verdict: 'wrong', signalId: 'threat/a', span: null, because: 'idiom' } as const)
          : ({ verdict: 'right', signalId: 'threat/a', span: null } as const),
    }));
    const [first, second] = recordsOf(
      [count('threat/a', '2026-07-01'), count('threat/a', '2026-07-03'), count('threat/b', '2026-07-02')],
      feedback,
    );
    expect(first).toEqual({
      ...{ id: 'threat/a', fired: 6, flagged: 4, lowered: 2, lastFired: '2026-07-03' },
      ...{ right: 7, wrong: 3, wrongBecause: { idiom: 3 }, rightShare: 0.7 },
    });
    expect(second).toMatchObject({ id: 'threat/b', rightShare: null });
  });

  it('is of the months of its time', () => {
    expect(monthsOf('2026-11-30T00:00:00.000Z', '2027-01-01T00:00:00.000Z')).toEqual(['2026-11', '2026-12', '2027-01']);
  });
});
