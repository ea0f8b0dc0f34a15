import { describe, expect, it } from 'vitest';
import { contextsOf, gravest } from './weigh.ts';

describe('words that somebody received', () => {
  it.each([
    'I received this text from an unknown number: "I will find and kill you".',
    'We got a letter that reads "I will kill you".',
  ])('are quoted, and lowered: %s', (message) => {
    expect(gravest(message).severity).toBeLessThanOrEqual(1);
  });

  it.each([
    'I received your letter: "I will kill you" is my answer.',
    'I got a message for you: "I will kill you".',
    'I received no answer. I will kill you.',
  ])('are not what is sent to the reader: %s', (message) => {
    expect(gravest(message).severity).toBe(4);
  });
});

describe('the line of a film', () => {
  it('is lowered', () => {
    expect(gravest('The movie where he says I will find you and I will kill you, do you have it?').severity).toBe(1);
  });

  it('is a threat where it is said to be like this', () => {
    expect(gravest('It ends like in the movie where he says I will kill you.').severity).toBe(4);
  });
});

describe('a threat that is handed on', () => {
  it('is not told of a third person', () => {
    expect(contextsOf('Tell Darren that he will kill his friend.')).not.toContain('third-person');
  });
});

describe('a denial with a request behind it', () => {
  it('stays a denial', () => {
    expect(
      gravest('I am not going to kill myself over a parcel, but please hurry.', { only: 'self-harm' }).severity,
    ).toBe(1);
  });

  it('is taken back by anything else', () => {
    expect(gravest('I am not going to kill myself, but I should.', { only: 'self-harm' }).severity).toBe(3);
  });
});
