import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findApart } from '../../../functions/ingest/quoted.ts';
import { newText } from './reading.ts';

const spoken = (text: string): string =>
  newText({ text, apart: findApart(text) })
    .replace(/\s+/g, ' ')
    .trim();

describe('quoted text is not new speech', () => {
  it.each([
    [
      'Gmail',
      'Fine.\n\nOn Mon, Apr 2, 2012 at 6:26 PM, Tomas <t@harborline.example> wrote:\n\n> we will kill the card\n> and more',
    ],
    [
      'a header wrapped over three lines',
      'Fine.\n\nOn Dec 16, 2011, at 12:47 PM, Corey Donohoe\n<reply@reply.example>\nwrote:\n\n> we will kill the card',
    ],
    [
      'Outlook',
      'Fine.\n\nFrom: Tomas Reyes <t@harborline.example>\nSent: Monday, April 2, 2012 5:44 PM\nTo: Joe\nSubject: Card\n\nwe will kill the card',
    ],
    [
      'Outlook with a rule',
      'Fine.\n\n________________________________\nFrom: Tomas Reyes <t@harborline.example>\nSent: Monday, April 2, 2012\nSubject: Card\n\nwe will kill the card',
    ],
    [
      'the old separator',
      'Fine.\n\n-----Original Message-----\nFrom: bob <bob@example.com>\nSubject: Card\n\nwe will kill the card',
    ],
    ['German', 'Fine.\n\nAm 02.04.2012 um 14:20 schrieb Tomas <t@harborline.example>:\n\n> we will kill the card'],
    [
      'French',
      'Fine.\n\nLe lun. 2 avr. 2012 à 18:26, Tomas <t@harborline.example> a écrit :\n\n> we will kill the card',
    ],
    [
      'Spanish',
      'Fine.\n\nEl 2 de abril de 2012, 18:26, Tomas<t@harborline.example> escribió:\n\n> we will kill the card',
    ],
    ['no header at all', 'Fine.\n\n> we will kill the card'],
    ['nested quotes', 'Fine.\n\nOn Mon, Apr 2, 2012 at 6:26 PM, Joe wrote:\n>> we will kill the card\n> yes'],
  ])('%s', (_, text) => {
    expect(spoken(text)).toBe('Fine.');
  });

  it('hears a writer who answers between the lines', () => {
    expect(
      spoken(
        'On Mon, Apr 2, 2012 at 6:26 PM, T <t@x.example> wrote:\n> you owe us\nI owe you nothing.\n> please pay\nOr else.',
      ),
    ).toBe('I owe you nothing. Or else.');
  });

  it('hears a story that only sounds like a header', () => {
    expect(spoken('My neighbour wrote:\nI will burn it down.')).toContain('I will burn it down.');
    expect(spoken('From: the bottom of my heart\nI hate you')).toContain('I hate you');
    expect(spoken('To: you\nI will come.')).toContain('I will come.');
  });

  it('leaves a signature out, and hears what only hides behind two dashes', () => {
    expect(spoken('Fine.\n\n--\nJoe Marsh\nMarsh & Sons\n+1 603 555 0100')).toBe('Fine.');
    expect(spoken('Fine.\nSent from my iPhone')).toBe('Fine.');
    expect(spoken('Fine.\n\n--\nI know where you park.')).toContain('I know where you park.');
    expect(spoken('Fine.\n\n--\nTick tock. Mill Street. Friday.')).toContain('Tick tock.');
    expect(spoken('Fine.\nSent from outside your house')).toContain('outside your house');
    expect(spoken('Fine.\nSent from your iPhone, Dana')).toContain('your iPhone');
  });

  it('leaves the sentences of a legal footer out, and hears what was written between them', () => {
    const footer =
      'This message is confidential and intended only for the addressee. I will find you. If you have received it in error, delete it.';
    expect(spoken(`Fine.\n\n${footer}`)).toBe('Fine. I will find you.');
    const abused =
      'This is confidential and intended only for you. I will end you, and you may delete this and any attachments.';
    expect(spoken(`Fine.\n\n${abused}`)).toContain('I will end you');
  });

  it('gives stretches in order, within the text, that do not overlap, for any text', () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '> quoted',
        '>> deeper',
        'On Mon, Apr 2, 2012 at 6:26 PM, T <t@x.example> wrote:',
        'From: a <a@b.example>',
        'Sent: today',
        'Subject: x',
        '-- ',
        '',
        '-----Original Message-----',
      ),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        const text = lines.join('\n');
        let last = 0;
        for (const { start, end } of findApart(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 300 },
    );
  });
});
