import { describe, expect, it } from 'vitest';
import { contextsOf, gravest } from './weigh.ts';

describe('a name or a title', () => {
  it.each([
    'Which thriller by Dick Francis is in stock?',
    'The senator met Dick Lugar at noon.',
    'Three whales: Jonah, Pinocchio, Moby Dick?',
    'Our column, by Dick Rowe.',
    'Cheap Printer Porn\nhttp://printers.example/deals\nPaper Weekly\nhttp://paper.example/',
  ])('has a word in it that is no insult: %s', (message) => {
    expect(gravest(message, { only: 'sexual-harassment' }).severity).toBe(0);
    expect(contextsOf(message, { only: 'sexual-harassment' })).toContain('proper-name');
  });

  it.each([
    'Suck my Dick Karen.',
    'You Dick Karen, pay me.',
    'Hey Dick, you are a dick.',
    'Ok Dick?',
    'Here is a picture of my dick.',
    'DICK PIC FOR YOU',
    'I watch Porn and think of you.',
    'Porn of you is at https://pages.example/you',
  ])('does not hide this: %s', (message) => {
    expect(gravest(message, { only: 'sexual-harassment' }).severity).toBe(2);
  });

  it.each(['Do you still print "Stupid White Rabbits" for children?', 'I ordered "The Lazy Polish Gardener" in May.'])(
    'in quotation marks is nobody called by it: %s',
    (message) => {
      expect(gravest(message, { only: 'protected-trait' }).severity).toBe(0);
      expect(contextsOf(message, { only: 'protected-trait' })).toContain('proper-name');
    },
  );

  it.each([
    'You are a "Stupid White Trash".',
    'We all call her "Lazy Polish Cow".',
    'You "Stupid White Pigs" can keep it.',
    'Tell her "lazy polish cow" from me.',
    'You Stupid White Pigs can keep it.',
  ])('does not hide what somebody is called: %s', (message) => {
    expect(gravest(message, { only: 'protected-trait' }).severity).toBe(2);
  });
});
