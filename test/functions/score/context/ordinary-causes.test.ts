import { describe, expect, it } from 'vitest';
import { contextsOf, gravest } from './weigh.ts';

describe('an errand', () => {
  it.each([
    'I will come to your house on Friday to collect the keys and the deeds.',
    'I know where you live, so I will drop it off on the way.',
    'Our van is booked, so we will be waiting outside to pick up the sofa.',
  ])('says what somebody comes or waits for: %s', (message) => {
    expect(contextsOf(message)).toContain('errand');
    expect(gravest(message).severity).toBe(1);
  });

  it.each([
    'I know where you live. I will drop it off when you are alone.',
    'I kept your scarf a week, it smells of you. I know where you live and I will drop it off.',
    'I will come to your house and kill you when I pick up the sofa.',
    'I know where you live.',
  ])('is no cover for menace: %s', (message) => {
    expect(gravest(message).severity).toBeGreaterThanOrEqual(3);
  });
});

describe('thanks', () => {
  it('may tell of an employee outside work, to others', () => {
    const message = 'She is a treasure. We saw her and her boy when we came past the house. Please pass on our love.';
    expect(contextsOf(message, { only: 'surveillance-stalking' })).toContain('thanks');
  });

  it('are no cover for what is known of the reader', () => {
    expect(gravest('You were so kind to me. I know where you live.').severity).toBe(3);
  });
});

describe('a hazard', () => {
  it.each([
    'That staircase is broken, please send someone before somebody is killed.',
    'The live cable is hanging over the pavement and a child will be killed.',
    "Bits of the ceiling came down an inch from my daughter's head this morning. Someone is going to get killed in here.",
    'The balcony is rotten and it is coming away. Somebody will be killed.',
  ])('that is reported may hurt people: %s', (message) => {
    expect(contextsOf(message)).toContain('hazard');
    expect(gravest(message).severity).toBeLessThanOrEqual(1);
  });

  it.each([
    'That staircase is broken and I will kill you on it.',
    'Your brakes failed once. Next time one of you will be killed.',
  ])('is none where the writer or the reader is in it: %s', (message) => {
    expect(gravest(message).severity).toBeGreaterThanOrEqual(3);
  });
});

describe('a legal remedy', () => {
  it.each([
    'You will regret this. My solicitor will issue proceedings on Monday.',
    'You will be sorry, I am taking my business to another bank. You will be sorry.',
  ])('is what is threatened: %s', (message) => {
    expect(contextsOf(message)).toContain('remedy');
    expect(gravest(message).severity).toBe(1);
  });

  it.each([
    'You will regret this. I do not need my solicitor for what I have in mind, no courts, just you and me.',
    'You will regret this.',
  ])('is not where the law is put aside: %s', (message) => {
    expect(gravest(message).severity).toBe(2);
  });
});

describe("the writer's own people", () => {
  it('are who a pronoun means, where they were spoken of last', () => {
    expect(
      contextsOf('My daughter is at school. They follow her home.', { only: 'surveillance-stalking' }),
    ).not.toEqual([]);
  });

  it('are not who it means where an employee was named since', () => {
    const message = 'My daughter likes the nurse. They follow her home.';
    expect(contextsOf(message, { only: 'surveillance-stalking' })).not.toContain('own-people');
  });
});

describe('an incident', () => {
  it('that is claimed for was done by others', () => {
    const message = 'Somebody smashed the window and burned the shop. The police have the footage and I wish to claim.';
    expect(gravest(message).severity).toBeLessThanOrEqual(1);
  });

  it('is none where the writer does it', () => {
    expect(gravest('I will smash the window and burn the shop. The police can come.').severity).toBe(4);
  });
});

describe('words of a letter that somebody got', () => {
  it('are quoted, and stay for a routine look', () => {
    expect(gravest('The letter says "I know where you live". I paid that bill in April.').severity).toBe(1);
  });
});
